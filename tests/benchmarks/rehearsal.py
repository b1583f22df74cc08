"""Ten patients typed into the page of a call by keyboard: keystrokes, and what the page costs.

Run it as `python -m tests.benchmarks.rehearsal`. The people are invented; the answers are those of
the demonstration's first call. Every control is met with Tab, in its order, and no shortcut but
the one to the next screen is used, so that the count is an upper bound. What is measured of time is
what the browser works for the page (program, styles, layout), not how fast a script types.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.workspace.folder import Workspace
from tests.site.browser import CHROMIUM, chromium
from tests.steps.workspaces import FIRST_CALL, Practice
from tests.worksheets.call_page.rehearsed import Rehearsal, typed_by_keyboard


def main() -> int:
    """Rehearse the call as often as asked; print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=1)
    repeats = parser.parse_args().repeats
    if CHROMIUM is None or shutil.which(CHROMIUM) is None:
        print("no Chromium on this machine: the page cannot be opened", file=sys.stderr)
        return 2
    with TemporaryDirectory() as folder:
        practice = _ready_to_call(Path(folder))
        script = practice.call_script(FIRST_CALL)
        runs = [_rehearsed(practice, script, Path(folder)) for _ in range(repeats)]
        _record(practice, runs[-1])
    print(json.dumps([_figures(run) for run in runs], indent=2))
    return 0


def _ready_to_call(folder: Path) -> Practice:
    demo_workspace(folder / "workspace")
    practice = Practice(Workspace(folder / "workspace"))
    practice.until_share()
    practice.until_prework()
    return practice


def _rehearsed(practice: Practice, script: Any, folder: Path) -> Rehearsal:
    (page,) = practice.outbox.rglob(f"call-{FIRST_CALL}-*.html")
    with chromium() as browser:
        return typed_by_keyboard(browser, page, script, FIRST_CALL, folder)


def _record(practice: Practice, run: Rehearsal) -> None:
    """Figures of a file that nobody accepts would be worth nothing."""
    shutil.copy(run.file, practice.inbox / run.file.name)
    practice.run("record_call", FIRST_CALL + timedelta(days=1), FIRST_CALL)


def _figures(run: Rehearsal) -> dict[str, float]:
    strokes = run.keys + run.letters
    return {
        "patients": run.patients,
        "keystrokes": strokes,
        "keys_to_move_and_choose": run.keys,
        "letters_typed": run.letters,
        "keystrokes_a_patient": round(strokes / run.patients, 1),
        "page_seconds": round(run.page_seconds, 2),
        "page_milliseconds_a_keystroke": round(1000 * run.page_seconds / strokes, 2),
    }


if __name__ == "__main__":
    sys.exit(main())
