"""Prefect's own server, one for each workspace: its settings, its start, its sharing, its end.

Prefect's client reports its use over the network when it is imported, unless this is set before.
"""

import os

os.environ["DO_NOT_TRACK"] = "1"
