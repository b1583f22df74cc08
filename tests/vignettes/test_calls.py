"""The two calls of the vignettes as a whole: order, room, the next call, the summary in time."""

import polars as pl
import pytest

from tandem_flows.vignettes.partnership import CALLS, PRACTICE
from tests.vignettes.each import VIGNETTES, missing
from tests.vignettes.pages import summary_text


@pytest.mark.clause("PRI-01", "PRI-02", "PRI-03", "PRI-04", "PRI-05", "PRI-06")
def test_each_call_goes_through_its_patients_in_the_order_of_the_rules_of_thumb(thread):
    first, second = _agenda(thread, 1), _agenda(thread, 2)

    urgent, physicians, common = ["07"], ["05", "06"], ["01", "04", "08", "03", "09"]
    assert first == [*urgent, *physicians, *common, "02", "10"]
    *follow_ups, last = second
    assert (sorted(follow_ups), last) == (["05", "06", "09", "10"], "12")


@pytest.mark.clause("CAL-24", "INF-05", "SUM-04", "SHR-03")
def test_the_patient_beyond_the_room_of_the_call_is_agreed_and_named_for_the_next(thread):
    name = "vig-12-connected-to-services"

    (agreed,) = thread.read("agreed_patients", 2)["case_id"]

    _, next_call = summary_text(thread, 1).split("Next call")
    assert agreed == thread.case_id(name)
    assert missing((str(CALLS[2]), VIGNETTES[name].full_name), next_call) == []


@pytest.mark.clause("PRI-05", "PRE-09", "CMP-03")
def test_what_a_next_step_brought_is_known_when_the_next_call_begins(thread):
    name = "vig-09-shelter-outreach"
    follow_up = VIGNETTES[name].follow_up

    (visit,) = [row for row in thread.rows("tasks", name) if row["kind"] == "outreach_attempt"]
    (place,) = thread.rows("agenda", name, 2)

    found = (visit["state"], visit["closed_on"], visit["result"])
    assert found == ("done", follow_up.done_on, follow_up.result)
    assert (place["tier"], place["clause"]) == ("follow_up", "PRI-05")


@pytest.mark.clause("SUM-01", "INF-06", "CAL-25", "ROL-11", "SHR-21")
def test_the_summary_goes_out_within_a_day_and_is_on_record(thread):
    ledger = thread.workspace.store(PRACTICE).ledger()

    by_summary = pl.col("clauses").list.contains("SUM-01")
    sent = ledger.filter(pl.col("action") == "disclosure", by_summary)

    assert sorted({str(on) for on in sent["done_on"]}) == ["2026-03-11", "2026-03-18"]
    assert all({"SUM-01", "SUM-05"} <= set(clauses) for clauses in sent["clauses"])
    assert ledger.filter(pl.col("code") == "summary_late").is_empty()
    assert thread.read("summary").sort("call_date")["cases"].to_list() == [10, 5]


@pytest.mark.clause("PRE-01", "CAL-05", "PCG-01", "CAL-27")
def test_a_call_held_as_the_guideline_asks_departs_only_where_the_lists_are_short(thread):
    ledger = thread.workspace.store(PRACTICE).ledger()

    found = ledger.filter(pl.col("action") == "deviation")["code"].unique().sort().to_list()

    # nobody is left to be named at the end of the second call, and by then a request of the first
    # has no answer yet
    assert found == ["list_size_differs", "next_agenda_missing", "request_unanswered"]


def _agenda(thread, call):
    names = {thread.case_id(name): name for name in VIGNETTES}
    agenda = thread.read("agenda", call).sort("position")
    return [names[case].split("-")[1] for case in agenda["case_id"]]
