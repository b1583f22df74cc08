"""A workspace of the invented sample, and its steps run as the flows run them, without Prefect."""

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tandem_flows.demo.answers import Team, call_answers, prework_answers
from tandem_flows.desk import Desk, Job
from tandem_flows.steps.catalogue import step_named
from tandem_flows.worksheets.fill import fill_sheet
from tandem_flows.worksheets.returned import read_sheet
from tandem_flows.workspace.folder import Workspace

AS_OF = date(2026, 1, 5)
FIRST_CALL = date(2026, 1, 13)
SECOND_CALL = date(2026, 1, 20)


@dataclass
class Practice:
    """One practice of a workspace, with its steps at hand."""

    workspace: Workspace
    practice_id: str = "lakeside"

    @property
    def store(self):
        return self.workspace.store(self.practice_id)

    @property
    def inbox(self):
        return self.workspace.inbox(self.practice_id)

    @property
    def outbox(self):
        return self.workspace.outbox(self.practice_id)

    def run(self, step, as_of=AS_OF, call=None):
        desk = Desk(step_named(step), Job(self.practice_id, as_of, call, "tester"), self.workspace)
        desk.load()
        result = desk.step.run(desk)
        return result, desk.commit()

    def rows(self, handoff, call=None):
        return self.store.read(handoff, call).frame

    def sheet(self, kind, call):
        made = self.outbox.rglob(f"{kind}-{call}-*.xlsx")
        return max(made, key=lambda path: path.stat().st_mtime)

    def send_back(self, kind, call, answers):
        sheet = self.sheet(kind, call)
        return fill_sheet(sheet, self.inbox / sheet.name, answers)

    def until_share(self, call=FIRST_CALL):
        self.run("ready")
        self.run("identify")
        return self.run("share", AS_OF, call)

    def until_prework(self, call=FIRST_CALL):
        self.run("prework", call - timedelta(days=5), call)
        agenda = self.rows("agenda", call)
        for side in ("plan", "practice"):
            answers = prework_answers(agenda, side, call - timedelta(days=1))
            self.send_back(f"prework_{side}", call, dict(answers))
        self.run("record_prework", call - timedelta(days=1), call)

    def call_script(self, call=FIRST_CALL):
        """Make the sheet of the call and return the answers that would be valid for it."""
        self.run("call", call - timedelta(days=1), call)
        tab = next(
            t for t in read_sheet(self.sheet("call", call)).tabs if t.name == "next_patients"
        )
        place = [line.column for line in tab.lines].index("case_id")
        proposed = [str(row.cells[place]) for row in tab.rows]
        team = Team.of(self.practice_id)
        suggestions, agenda = self.rows("suggestions", call), self.rows("agenda", call)
        return dict(call_answers(call, suggestions, agenda, proposed, team))

    def hold_call(self, call=FIRST_CALL):
        self.send_back("call", call, self.call_script(call))
        return self.run("record_call", call, call)


def copied(template: Path, folder: Path) -> Practice:
    """Copy a workspace with its stores and its key beside it."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    profile = folder / "workspace" / "profile.yaml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(
        text.replace(str(template / "workspace.key"), str(folder / "workspace.key")),
        encoding="utf-8",
    )
    return Practice(Workspace(folder / "workspace"))
