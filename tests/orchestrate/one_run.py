"""Runs one small step in a process of its own, given a workspace's folder and a name."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tandem_flows.server.local import running_server
from tandem_flows.workspace.folder import Workspace
from tests.orchestrate.steps import job, step_called


def main(folder: str, name: str) -> None:
    workspace = Workspace(Path(folder))
    with running_server(workspace) as server:
        from tandem_flows.orchestrate.flows import run_declared

        result = run_declared(workspace, step_called(name), job())
    print(json.dumps({"words": result.words, "started": server.is_started_here}))


if __name__ == "__main__":
    main(*sys.argv[1:])
