"""A served workspace of the invented sample with marked patients, and a week gone through in it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.workspace.folder import Workspace
from tests.orchestrate.administrator import administrator
from tests.orchestrate.marked import mark_inputs
from tests.orchestrate.serving import Serving
from tests.orchestrate.week_by_hand import Take, Week, week
from tests.orchestrate.workspaces import place_history
from tests.steps.workspaces import Practice


def gone_through(folder: Path, browser: Browser, camera: Take) -> Week:
    """Serve a new workspace, go through the week from its pages, and end the server."""
    workspace, _ = demo_workspace(folder / "workspace")
    place_history(workspace)
    mark_inputs(workspace)
    serving = Serving(workspace.folder).until_ready()
    try:
        line = (workspace.prefect_home / "auth").read_text().strip()
        address = f"http://127.0.0.1:{serving.port}"
        with administrator(browser, address, line) as someone:
            return week(someone, Practice(Workspace(workspace.folder)), camera)
    finally:
        serving.end()
