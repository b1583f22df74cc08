"""Which runs have a living process: each holds a lock for its life. Knows no Prefect.

The operating system lets go of the lock however the process ends.
"""

from __future__ import annotations

import os
from pathlib import Path

from tandem_flows.orchestrate.caller import WORKSPACE_VARIABLE
from tandem_flows.server import locks
from tandem_flows.server.home import Home

RUN_VARIABLE = "PREFECT__FLOW_RUN_ID"


def make_known() -> None:
    """Hold this process's run, if a runner started it for one, and the server while it lives.

    It leaves the terminal's group: Ctrl-C ends `tandem serve`, which waits for runs to finish.
    """
    run_id, folder = os.environ.get(RUN_VARIABLE), os.environ.get(WORKSPACE_VARIABLE)
    if not run_id or not folder:
        return
    home = Home(Path(folder) / "prefect")
    home.runs.mkdir(mode=0o700, exist_ok=True)
    os.setpgrp()
    locks.keep_shared(home.users)
    locks.keep(home.runs / run_id)


def is_alive(home: Home, run_id: str) -> bool:
    """Whether a process works on a run; the lock that a dead one left is removed."""
    path = home.runs / run_id
    if not path.exists():
        return False
    with locks.held_if_free(path) as is_free:
        if is_free:
            path.unlink()
    return not is_free
