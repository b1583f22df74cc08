"""From pre-work sheets to the recorded call and the summary that goes out."""

from datetime import date, timedelta

import polars as pl
import pytest

from tandem_flows.demo.answers import prework_answers
from tandem_flows.rules.due import COLUMNS
from tandem_flows.steps.look import board, present_states
from tandem_flows.worksheets.fill import fill_sheet
from tandem_validators.errors import InputRefused, RuleRefused
from tests.steps.workspaces import FIRST_CALL, SECOND_CALL

DAY = timedelta(days=1)


def ledger(practice, action):
    return practice.store.ledger().filter(pl.col("action") == action)


def codes(practice):
    return ledger(practice, "deviation")["code"].to_list()


@pytest.mark.clause("PRE-01", "PRE-02", "PRE-08", "MEM-02")
def test_each_side_gets_a_sheet_and_only_the_practices_is_disclosed(shared):
    shared.run("prework", FIRST_CALL - 5 * DAY, FIRST_CALL)

    assert shared.sheet("prework_practice", FIRST_CALL).parent == shared.outbox
    assert shared.sheet("prework_plan", FIRST_CALL).parent == shared.outbox / "internal"
    disclosed = "".join(ledger(shared, "disclosure")["details"].to_list())
    assert "prework_practice" in disclosed
    assert "prework_plan" not in disclosed


@pytest.mark.clause("PRE-01", "PRE-03", "PRE-06", "PRE-07", "PRE-10")
def test_both_sides_answers_are_recorded_and_a_lead_is_suggested(researched):
    prework = researched.rows("prework", FIRST_CALL)

    assert prework.group_by("organisation").len().sort("organisation").rows() == [
        ("plan", 10),
        ("practice", 10),
    ]
    assert prework["completed_on"].null_count() == 0
    assert researched.rows("suggestions", FIRST_CALL)["lead"].drop_nulls().len() > 0


@pytest.mark.clause("PRE-01")
@pytest.mark.parametrize(("days_before", "late"), [(2, 0), (1, 0), (0, 10)])
def test_research_finished_less_than_a_day_before_the_call_is_noted_as_late(
    shared, days_before, late
):
    shared.run("prework", FIRST_CALL - 5 * DAY, FIRST_CALL)
    agenda = shared.rows("agenda", FIRST_CALL)
    finished = FIRST_CALL - days_before * DAY
    shared.send_back("prework_plan", FIRST_CALL, dict(prework_answers(agenda, "plan", finished)))

    shared.run("record_prework", FIRST_CALL, FIRST_CALL)

    noted = ledger(shared, "deviation").filter(pl.col("code") == "plan_prework_late")
    assert noted["count"].sum() == late


def test_recording_with_nothing_in_the_inbox_says_what_is_missing(shared):
    shared.run("prework", FIRST_CALL - 5 * DAY, FIRST_CALL)

    with pytest.raises(InputRefused, match=r"inbox/lakeside, call 2026-01-13: holds no sheet"):
        shared.run("record_prework", FIRST_CALL, FIRST_CALL)


def test_a_sheet_from_another_call_is_refused_by_its_date(researched):
    researched.hold_call()
    researched.run("share", FIRST_CALL + DAY, SECOND_CALL)

    with pytest.raises(InputRefused, match=r"is a sheet from another call \(2026-01-13\)"):
        researched.run("record_call", SECOND_CALL, SECOND_CALL)


def test_a_second_copy_of_a_sheet_and_a_lock_file_do_no_harm(researched):
    sent = researched.send_back("call", FIRST_CALL, researched.call_script())
    (researched.inbox / "call copy.xlsx").write_bytes(sent.read_bytes())
    (researched.inbox / f"~${sent.name}").write_bytes(b"locked by somebody")

    researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert researched.rows("decisions").height == 10


def test_two_sheets_of_one_call_with_other_answers_are_refused_by_name(researched):
    answers = researched.call_script()
    sent = researched.send_back("call", FIRST_CALL, answers)
    other = answers | {"call": answers["call"].with_columns(minutes=pl.lit(45))}
    sheet = researched.sheet("call", FIRST_CALL)
    fill_sheet(sheet, researched.inbox / "call again.xlsx", other)

    with pytest.raises(
        InputRefused, match=rf"answers the same sheet as call again.xlsx|{sent.name}"
    ):
        researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert researched.rows("decisions").is_empty()


@pytest.mark.clause("LED-01", "CAL-29", "CAL-30", "PCG-01", "CMP-05")
def test_the_call_leaves_decisions_goals_tasks_and_one_point_of_contact(decided):
    decisions = decided.rows("decisions", FIRST_CALL)
    led = decisions.drop_nulls("lead")

    assert decisions.height == 10
    assert led["decided_by_plan"].null_count() == led["decided_by_practice"].null_count() == 0
    assert set(decided.rows("goals")["case_id"]) == set(led["case_id"])
    contacts = decided.rows("care_team").filter("is_point_of_contact")
    assert sorted(contacts["case_id"]) == sorted(led["case_id"])
    tasks = decided.rows("tasks")
    assert tasks["owner"].null_count() == tasks["report_back_on"].null_count() == 0


@pytest.mark.clause("MEM-01", "MEM-03", "MEM-04")
def test_every_listed_patient_is_in_one_state_with_owner_and_next_date(decided):
    states = present_states(decided.workspace, "lakeside", FIRST_CALL)

    assert sorted(states["case_id"]) == sorted(decided.rows("combined_list")["case_id"])
    going_on = states.filter(pl.col("owner_organisation").is_not_null())
    assert going_on["next_on"].null_count() == going_on["owner"].null_count() == 0
    assert {"active", "listed", "possible_provider_change"} <= set(states["state"])


@pytest.mark.clause("CAL-24", "INF-05")
def test_the_patients_agreed_in_the_call_are_those_of_the_next_agenda(decided):
    agreed = decided.rows("agreed_patients", SECOND_CALL)["case_id"].to_list()

    decided.run("share", FIRST_CALL + DAY, SECOND_CALL)

    agenda = decided.rows("agenda", SECOND_CALL)
    new = agenda.filter(~pl.col("tier").is_in(["follow_up", "urgent"]))
    assert new["case_id"].to_list() == agreed
    assert agenda["tier"][0] == "follow_up"


def test_recording_a_call_again_changes_nothing(decided):
    head = decided.store.ledger_head()

    _, written = decided.run("record_call", FIRST_CALL, FIRST_CALL)

    assert {item.outcome for item in written} == {"unchanged"}
    assert decided.store.ledger_head() == head


@pytest.mark.clause("CAL-27")
def test_a_discussed_patient_without_a_next_step_or_reason_is_refused_and_nothing_is_stored(
    researched,
):
    answers = researched.call_script()
    answers["tasks"] = answers["tasks"].slice(1)
    researched.send_back("call", FIRST_CALL, answers)

    with pytest.raises(RuleRefused, match=r"CAL-27"):
        researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert researched.rows("decisions").is_empty()
    assert researched.rows("attendance").is_empty()


def test_the_corrected_sheet_goes_through_after_a_refusal(researched):
    answers = researched.call_script()
    wrong = answers | {"tasks": answers["tasks"].slice(1)}
    researched.send_back("call", FIRST_CALL, wrong)
    with pytest.raises(RuleRefused):
        researched.run("record_call", FIRST_CALL, FIRST_CALL)

    researched.send_back("call", FIRST_CALL, answers)
    researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert researched.rows("decisions").height == 10


@pytest.mark.clause("ROL-01")
@pytest.mark.parametrize(
    ("absent", "code"),
    [("plan-director", "director_absent"), ("lakeside-care", "practice_care_manager_absent")],
)
def test_who_was_missing_from_the_call_is_a_deviation(researched, absent, code):
    answers = researched.call_script()
    attendance = answers["attendance"]
    took_part = pl.col("took_part") & (pl.col("person") != absent)
    deciding = {"plan-director": "plan-manager", "lakeside-care": "lakeside-pcp"}[absent]
    side = "decided_by_plan" if absent.startswith("plan") else "decided_by_practice"
    present = pl.DataFrame({"person": [deciding], "took_part": [True]})
    answers["attendance"] = pl.concat(
        [attendance.with_columns(took_part).filter(pl.col("person") != deciding), present]
    )
    answers["decisions"] = answers["decisions"].with_columns(
        pl.when(pl.col(side).is_not_null()).then(pl.lit(deciding)).alias(side)
    )
    researched.send_back("call", FIRST_CALL, answers)

    researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert code in codes(researched)


@pytest.mark.clause("INF-01")
def test_a_cancelled_call_is_recorded_and_its_patients_wait_again(researched):
    answers = researched.call_script()
    answers = {
        "call": answers["call"].with_columns(
            pl.lit("cancelled").alias("state"), pl.lit("snow").alias("reason")
        )
    }
    researched.send_back("call", FIRST_CALL, answers)

    researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert researched.rows("calls").filter(pl.col("call_date") == FIRST_CALL)["state"][0] == (
        "cancelled"
    )
    states = present_states(researched.workspace, "lakeside", FIRST_CALL)
    assert "on_agenda" not in states["state"].to_list()


@pytest.mark.clause("SUM-01", "INF-06", "ROL-11")
@pytest.mark.parametrize(("days_after", "late"), [(0, []), (1, []), (2, [1])])
def test_a_summary_later_than_a_day_after_the_call_is_noted(decided, days_after, late):
    decided.run("summary", FIRST_CALL + days_after * DAY, FIRST_CALL)

    noted = ledger(decided, "deviation").filter(pl.col("code") == "summary_late")
    assert noted["count"].to_list() == late
    assert decided.rows("summary")["due_on"].to_list() == [FIRST_CALL + DAY]


@pytest.mark.clause("SUM-02", "SUM-03", "SUM-04", "SUM-05", "CAL-25")
def test_the_summary_names_decisions_steps_dates_and_the_next_patients(decided):
    decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)

    page = (decided.outbox / "summary-2026-01-13.html").read_text(encoding="utf-8")
    people = decided.rows("combined_list")
    for case_id in [
        *decided.rows("decisions")["case_id"],
        *decided.rows("agreed_patients", SECOND_CALL)["case_id"],
    ]:
        last_name = people.filter(pl.col("case_id") == case_id)["last_name"][0]
        assert last_name in page
    assert "Nora Petrov (practice)" in page
    assert 'report back </span><span class="day">2026-01-27' in page
    assert "Next call: 2026-01-20" in page


def test_a_summary_before_the_call_is_recorded_says_what_to_run(researched):
    with pytest.raises(InputRefused, match=r"decisions, call 2026-01-13.*tandem record call"):
        researched.run("summary", FIRST_CALL, FIRST_CALL)


def test_the_summary_keeps_the_day_it_was_first_sent(decided):
    decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)

    decided.run("summary", date(2026, 2, 1), FIRST_CALL)

    assert decided.rows("summary")["sent_on"].to_list() == [FIRST_CALL + DAY]


@pytest.mark.clause("INF-07", "ROL-12")
@pytest.mark.parametrize(
    ("as_of", "state"),
    [(FIRST_CALL, "due"), (FIRST_CALL + DAY, "due"), (FIRST_CALL + 2 * DAY, "late")],
)
def test_what_is_due_and_late_is_worked_out_from_the_day_one_looks(decided, as_of, state):
    shown = board(decided.workspace, "lakeside", as_of)

    assert shown.columns == list(COLUMNS)
    summary = shown.filter(pl.col("what") == "send_summary", pl.col("call_date") == FIRST_CALL)
    assert summary["state"].to_list() == [state]
