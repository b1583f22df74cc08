"""One export of one recorded call, made once; tests change copies of its files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tandem_flows.audit.archive import unpacked
from tandem_flows.audit.bundle import export
from tandem_flows.audit.gather import partnerships
from tandem_flows.demo.workspace import demo_workspace
from tandem_validators.guideline.folder import guideline_folder
from tests.steps.workspaces import Practice, copied

PERIOD = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """A practice whose first call is on record; only for reading."""
    folder = tmp_path_factory.mktemp("audited")
    demo_workspace(folder / "template" / "workspace")
    practice = copied(folder / "template", folder / "practice")
    practice.until_share()
    practice.until_prework()
    practice.hold_call()
    return practice


@pytest.fixture(scope="session")
def exported(recorded: Practice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = recorded.workspace
    kept = partnerships(workspace, workspace.profile.practices)
    waivers = workspace.profile.waivers
    content = export(kept, workspace.guideline, guideline_folder(), waivers, PERIOD)
    path = tmp_path_factory.mktemp("exported") / "audit.zip"
    path.write_bytes(content)
    return path


@pytest.fixture
def files(exported: Path) -> dict[str, bytes]:
    """The files of the export, free to change."""
    return unpacked(exported)
