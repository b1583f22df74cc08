"""The whole process on a plan nobody here wrote: weekly calls, then half a year of reports.

The lists are drawn from the practices' own members with slips, so who is who is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl
import pytest

from tandem_flows.demo.week import Partnership, begin, hold, prepare
from tests.real.lists import DATA, PLAN, PracticeList, members
from tests.real.practices import AS_OF, SIZES, real_workspace
from tests.real.watched import Watched, words_of_ledger

pytestmark = pytest.mark.skipif(
    not (PLAN.is_dir() and (DATA / "matching").is_dir()),
    reason="needs the shared data sets in ../shared/data, which are not here",
)
WEEKLY_CALLS = 4


@dataclass(frozen=True)
class Cycle:
    """A practice after its calls and reports."""

    partnership: Partnership
    listed: PracticeList
    held: list[date]
    watched: Watched

    @property
    def store(self):
        return self.partnership.workspace.store(self.partnership.practice_id)

    def rows(self, handoff):
        return self.partnership.read(handoff)


def went_through(made, size, calls, *, is_repeated) -> Cycle:
    workspace, lists = made
    listed = lists[list(SIZES).index(size)]
    watched = Watched(is_repeated)
    partnership = Partnership(workspace, listed.practice_id, watched)
    held = begin(partnership, AS_OF, calls)
    for call_on in held:
        prepare(partnership, call_on)
        hold(partnership, call_on)
    last = held[-1] + timedelta(days=1)
    for step, days in (("tracking", 0), ("evaluation", 0), ("tracking", 31), ("tracking", 184)):
        partnership.run(step, last + timedelta(days=days))
    return Cycle(partnership, listed, held, watched)


@pytest.fixture(scope="module")
def side_by_side(tmp_path_factory):
    """One workspace of three practices, which go through their calls one after the other."""
    return real_workspace(tmp_path_factory.mktemp("three") / "workspace")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(("small", 2, False), id="small"),
        pytest.param(("small", WEEKLY_CALLS, True), id="small-repeated", marks=pytest.mark.long),
        pytest.param(("middle", WEEKLY_CALLS, False), id="middle", marks=pytest.mark.long),
        pytest.param(("largest", WEEKLY_CALLS, False), id="largest", marks=pytest.mark.long),
    ],
)
def cycle(request, side_by_side, tmp_path_factory) -> Cycle:
    size, calls, is_repeated = request.param
    made = side_by_side
    if is_repeated:
        made = real_workspace(tmp_path_factory.mktemp("repeated") / "workspace")
    return went_through(made, size, calls, is_repeated=is_repeated)


@pytest.mark.clause("SHR-02")
def test_no_patient_is_matched_with_somebody_else(cycle):
    matches, truth = cycle.rows("list_matches"), cycle.listed.truth()
    sure = dict(
        matches.filter(pl.col("match") == "exact").select("practice_rank", "person_id").rows()
    )
    shown = set(matches.select("practice_rank", "person_id").rows())
    slips = cycle.listed.slips()
    missed = sorted(slips[rank] for rank in truth.keys() - sure.keys())

    wrong = {rank: slips[rank] for rank, person in sure.items() if truth.get(rank) != person}
    right = len(sure) - len(wrong)
    print(
        f"{right} of {len(truth)} matched, {len(shown & set(truth.items()))} shown; not: {missed}"
    )

    assert wrong == {}
    assert right / len(truth) >= 0.5
    assert set(truth.items()) <= shown


@pytest.mark.clause("SHR-21", "PIL-03")
def test_a_store_holds_nobody_who_belongs_to_another_practice(cycle):
    npi = cycle.listed.practice_id.removeprefix("npi-")
    own = set(members().filter(pl.col("pcp_npi") == npi)["person_id"])

    for name in ("plan_list", "combined_list"):
        assert set(cycle.rows(name)["person_id"].drop_nulls()) <= own
    listed = set(cycle.rows("combined_list")["case_id"])
    for name in ("background", "decisions", "tasks", "goals", "tracking_list", "claims_activity"):
        assert set(cycle.rows(name)["case_id"]) <= listed


def test_the_ledger_holds_together_and_names_nobody(cycle):
    listed = cycle.rows("combined_list")
    words = words_of_ledger(cycle.partnership.workspace, cycle.listed.practice_id)
    names = {*listed["first_name"], *listed["last_name"]}
    ids = {*members()["member_id"], *listed["person_id"].drop_nulls()}
    born = {on.isoformat() for on in listed["birth_date"]}

    assert cycle.store.verify() == []
    assert (names | ids | born) & words == set()


@pytest.mark.clause("SUM-02", "SUM-03", "SUM-05")
def test_the_summary_names_every_decided_patient(cycle):
    people = cycle.rows("combined_list").select("case_id", "first_name", "last_name")
    for call_on in cycle.held:
        outbox = cycle.partnership.workspace.outbox(cycle.listed.practice_id)
        page = (outbox / f"summary-{call_on}.html").read_text(encoding="utf-8")
        decided = cycle.partnership.read("decisions", call_on).join(people, on="case_id")
        assert decided.height > 0
        assert [row for row in decided.rows(named=True) if row["last_name"] not in page] == []


@pytest.mark.clause("TRK-01", "TRK-02", "TRK-03", "TRK-04")
def test_a_patient_who_could_not_be_engaged_is_tracked_and_reported_on_after_six_months(cycle):
    tracked, reports = cycle.rows("tracking_list"), cycle.rows("reports")
    sent = reports.filter(pl.col("kind") == "tracking").drop_nulls("sent_on")
    activity = cycle.rows("claims_activity").filter(pl.col("report_kind") == "tracking")

    assert tracked.height >= 1
    assert (tracked["entered_on"] > tracked["final_attempt_on"]).all()
    still = tracked.filter(pl.col("exited_on").is_null())
    assert set(still["case_id"]) <= set(sent["case_id"])
    assert (still["next_report_on"] > still["last_report_on"]).all()
    known = cycle.rows("combined_list").drop_nulls("person_id")
    of_known = sent.join(known, on="case_id", how="semi")
    assert set(activity["case_id"]) == set(of_known["case_id"])


@pytest.mark.clause("LED-07", "LED-08", "EVL-10", "PCG-04")
def test_leads_bring_reports_goals_and_enrolments(cycle):
    decisions, reports = cycle.rows("decisions"), cycle.rows("reports")
    led = decisions.drop_nulls("lead")

    assert set(cycle.rows("enrolments")["case_id"]) == set(led["case_id"])
    assert {"plan_lead", "monitor"} <= set(reports.drop_nulls("sent_on")["kind"])
    assert "confirmed" in cycle.rows("goals")["state"]
    assert set(cycle.rows("goals")["case_id"]) == set(led["case_id"])


def test_the_branches_of_the_process_were_walked(cycle):
    seen = cycle.watched.seen
    print(sorted(seen))

    assert {"on_agenda", "active", "outreach", "tracking", "possible_provider_change"} <= seen
    assert len(cycle.held) < WEEKLY_CALLS or "closed" in seen
