"""Steps as Prefect flows: the flow of a step, the guard around it, and what it leaves to be seen.

Only here and in `server` is Prefect imported. The server's package comes first: it sets that
Prefect tells nobody about its use.
"""

import tandem_flows.server  # noqa: F401  (before Prefect)
