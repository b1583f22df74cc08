"""Workspaces at the points from which scenarios start, each made once and copied for each run."""

from __future__ import annotations

import polars as pl
import pytest

from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.rules.days import add_months
from tests.mutation.given import DAY, RESEARCH_ON, record
from tests.steps.workspaces import AS_OF, FIRST_CALL, Practice, copied

ATTEMPT = {"organisation": "practice", "channel": "phone", "purpose": "engage"}


class Templates:
    """The workspaces by name; each is made from an earlier one when first asked for."""

    def __init__(self, made_in) -> None:
        self.made_in = made_in
        self.made = {}

    def __getitem__(self, name):
        if name not in self.made:
            self.made[name] = self.made_in(name)
            getattr(self, f"_{name}")(self.made[name])
        return self.made[name]

    def _fresh(self, folder):
        """Lists and contacts lie in the inbox."""
        demo_workspace(folder / "workspace")

    def _listed(self, folder):
        """Calls are planned, and both lists are taken in."""
        practice = copied(self["fresh"], folder)
        practice.run("ready")
        practice.run("identify")

    def _shared(self, folder):
        """The first call's patients are marked."""
        copied(self["listed"], folder).run("share", AS_OF, FIRST_CALL)

    def _tried_before(self, folder):
        """A patient whom the practice never saw answered a year ago, and no more since."""
        practice = copied(self["shared"], folder)
        practice.run("prework", RESEARCH_ON, FIRST_CALL)
        unseen = practice.rows("suggestions").filter(pl.col("last_seen_practice_on").is_null())
        case_id = unseen.sort("ed_visits", descending=True)["case_id"][0]
        answered = {"contact_on": add_months(RESEARCH_ON, -13), "result": "reached"}
        unanswered = {"contact_on": RESEARCH_ON - 30 * DAY, "result": "no_answer"}
        try_to_reach(practice, [(case_id, answered), (case_id, unanswered)], RESEARCH_ON)

    def _researched(self, folder):
        """Both sides' pre-work is recorded; their sheets still lie in the inbox."""
        copied(self["shared"], folder).until_prework()

    def _answered(self, folder):
        """The call's sheet has come back."""
        practice = copied(self["researched"], folder)
        practice.send_back("call", FIRST_CALL, practice.call_script())

    def _decided(self, folder):
        """The first call is recorded."""
        copied(self["answered"], folder).run("record_call", FIRST_CALL, FIRST_CALL)

    def _tried_after(self, folder):
        """One last attempt failed with a patient who answers nobody, four with a managed one."""
        practice = copied(self["decided"], folder)
        decisions = practice.rows("decisions", FIRST_CALL)
        silent = decisions.filter(pl.col("membership") == "unresponsive")["case_id"][0]
        managed = decisions.filter(pl.col("lead") == "practice")["case_id"][0]
        last = {"purpose": "final_attempt", "channel": "face_to_face", "place": "home"}
        failed = [(silent, {"contact_on": FIRST_CALL + 2 * DAY} | last)]
        failed += [(managed, {"contact_on": FIRST_CALL + n * DAY}) for n in range(1, 5)]
        try_to_reach(practice, failed, FIRST_CALL)

    def _reached_after(self, folder):
        """Every patient with a lead was called two months later, and answered."""
        practice = copied(self["decided"], folder)
        led = practice.rows("decisions", FIRST_CALL).drop_nulls("lead")["case_id"]
        answered = {"contact_on": FIRST_CALL + 60 * DAY, "result": "reached"}
        try_to_reach(practice, [(case, answered) for case in led], FIRST_CALL + 60 * DAY)
        note_minutes(practice, {"person": "lakeside-pcp", "role": "primary_care_clinician"})


def try_to_reach(practice: Practice, attempts, as_of) -> None:
    """Put attempts into the register; they failed unless they say otherwise."""
    given = [ATTEMPT | {"case_id": case, "result": "no_answer"} | more for case, more in attempts]
    record(practice, "outreach_attempts", given, as_of, "UNE-01")


def note_minutes(practice: Practice, who) -> None:
    """Put the minutes of somebody who joined the first call into the register."""
    spent = {"call_date": FIRST_CALL, "activity": "call", "minutes": 30} | who
    record(practice, "time_spent", [spent], FIRST_CALL, "EVL-13")


@pytest.fixture(scope="session")
def templates(tmp_path_factory):
    return Templates(tmp_path_factory.mktemp)
