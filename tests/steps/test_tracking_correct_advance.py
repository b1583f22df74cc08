"""After the call: tracking, corrections, closing steps, and what the software does by itself."""

import json
from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.desk import Job
from tandem_flows.rules.days import add_months
from tandem_flows.steps.advance import due_runs
from tandem_flows.steps.correct import correct_decision
from tandem_flows.steps.correct_match import answer_match, split_match
from tandem_flows.steps.look import present_states
from tandem_flows.steps.tasks import close_task
from tandem_validators.errors import InputRefused, RuleRefused
from tests.steps.workspaces import AS_OF, FIRST_CALL

DAY = timedelta(days=1)


def job(as_of, call=None):
    return Job("lakeside", as_of, call, "tester")


def led_case(practice, lead="practice"):
    decisions = practice.rows("decisions", FIRST_CALL)
    return decisions.filter(pl.col("lead") == lead)["case_id"][0]


@pytest.mark.clause("LED-07", "LED-08", "TRK-03", "TRK-04")
def test_reports_go_out_when_due_with_the_claims_since_the_decision(decided):
    decided.run("tracking", FIRST_CALL + 7 * DAY)

    reports = decided.rows("reports")
    decisions = decided.rows("decisions", FIRST_CALL)
    assert set(reports["kind"]) == {"plan_lead"}
    assert sorted(reports["case_id"]) == sorted(
        decisions.filter(pl.col("lead") == "plan")["case_id"]
    )
    assert decided.rows("claims_activity")["period_start_on"].unique().to_list() == [FIRST_CALL]
    assert (decided.outbox / "report-2026-01-20.xlsx").is_file()


@pytest.mark.clause("LED-07")
@pytest.mark.parametrize(
    ("days_before", "kinds"), [(1, {"plan_lead"}), (0, {"plan_lead", "monitor"})]
)
def test_the_monitor_digest_comes_a_month_after_the_decision(decided, days_before, kinds):
    decided.run("tracking", add_months(FIRST_CALL, 1) - days_before * DAY)

    assert set(decided.rows("reports")["kind"]) == kinds


def test_tracking_run_twice_on_a_day_sends_nothing_twice(decided):
    decided.run("tracking", FIRST_CALL + 7 * DAY)
    head = decided.store.ledger_head()

    decided.run("tracking", FIRST_CALL + 7 * DAY)

    assert decided.store.ledger_head() == head


@pytest.mark.clause("EVL-10", "EVL-15", "EVL-18")
def test_evaluation_collects_index_dates_and_the_questions_that_are_due(decided):
    decided.run("evaluation", FIRST_CALL)

    enrolments, surveys = decided.rows("enrolments"), decided.rows("surveys")
    led = decided.rows("decisions", FIRST_CALL).drop_nulls("lead")
    assert sorted(enrolments["case_id"]) == sorted(led["case_id"])
    assert enrolments["index_on"].unique().to_list() == [FIRST_CALL]
    assert surveys.filter(pl.col("survey") == "health").height == led.height


@pytest.mark.clause("EVL-15", "EVL-16")
def test_an_answer_from_the_inbox_is_recorded_and_a_wrong_one_is_refused(decided):
    case_id = led_case(decided)
    path = decided.inbox / "survey_answers.csv"
    head = "survey,case_id,due_on,answered_on,answer,comment\n"
    path.write_text(f"{head}health,{case_id},{FIRST_CALL},{FIRST_CALL},6,\n")

    with pytest.raises(RuleRefused, match=r"survey answers, row 1"):
        decided.run("evaluation", FIRST_CALL)

    path.write_text(f"{head}health,{case_id},{FIRST_CALL},{FIRST_CALL},2,\n")
    decided.run("evaluation", FIRST_CALL)
    answered = decided.rows("surveys").drop_nulls("answer")
    assert answered.select("case_id", "answer").rows() == [(case_id, "2")]


@pytest.mark.clause("LED-01", "SUM-02")
def test_a_corrected_decision_is_a_later_version_and_says_who_holds_the_old_one(decided):
    decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)
    case_id = led_case(decided)

    correction = correct_decision(
        decided.workspace,
        job(FIRST_CALL + 3 * DAY, FIRST_CALL),
        case_id,
        {"lead": "joint", "rationale": "both see the patient"},
        "new_information",
    )

    assert correction.handoff_id == "R1-decisions-20260113-v2"
    assert "summary-2026-01-13.html" in [holder.file for holder in correction.holders]
    decisions = decided.rows("decisions", FIRST_CALL)
    assert decisions.filter(pl.col("case_id") == case_id)["lead"].to_list() == ["joint"]
    note = decided.store.ledger().filter(pl.col("action") == "correction").row(0, named=True)
    assert (note["code"], note["case_id"]) == ("new_information", case_id)


def test_after_a_correction_the_next_summary_tells_the_practice(decided):
    decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)
    later = job(FIRST_CALL + 3 * DAY, FIRST_CALL)
    changes = {"lead": "joint", "rationale": "both"}
    correct_decision(decided.workspace, later, led_case(decided), changes, "wrong_record")

    decided.run("summary", FIRST_CALL + 3 * DAY, FIRST_CALL)

    page = (decided.outbox / "summary-2026-01-13.html").read_text(encoding="utf-8")
    assert "Plan and practice lead together" in page
    sent = [
        json.loads(details)["file"]
        for details in decided.store.ledger().filter(pl.col("action") == "disclosure")["details"]
    ]
    assert sent.count("summary-2026-01-13.html") == 2


def test_a_correction_that_leaves_a_decision_incomplete_is_refused(decided):
    with pytest.raises(RuleRefused, match=r"column lead: is missing"):
        correct_decision(
            decided.workspace,
            job(FIRST_CALL, FIRST_CALL),
            led_case(decided),
            {"lead": None},
            "wrong_record",
        )


def test_a_correction_of_a_case_that_was_not_decided_on_is_refused(decided):
    with pytest.raises(InputRefused, match=r"case C-NOBODY: was not decided on in this call"):
        correct_decision(
            decided.workspace, job(FIRST_CALL, FIRST_CALL), "C-NOBODY", {}, "wrong_record"
        )


@pytest.mark.parametrize(
    ("as_of", "changes", "words"),
    [
        (FIRST_CALL - DAY, {}, "before the call of 2026-01-13"),
        (FIRST_CALL, {"decided_by_plan": "somebody"}, "column decided_by_plan: names nobody"),
    ],
)
def test_a_correction_from_before_the_call_or_by_a_stranger_is_refused(
    decided, as_of, changes, words
):
    with pytest.raises(InputRefused, match=words):
        correct_decision(
            decided.workspace, job(as_of, FIRST_CALL), led_case(decided), changes, "wrong_record"
        )


@pytest.mark.clause("LED-01")
def test_recording_the_old_sheet_again_does_not_undo_a_correction(decided):
    changes = {"lead": "joint", "rationale": "both"}
    later = job(FIRST_CALL + DAY, FIRST_CALL)
    case_id = led_case(decided)
    correct_decision(decided.workspace, later, case_id, changes, "wrong_record")

    with pytest.raises(InputRefused, match=r"corrected since.*tandem correct decision"):
        decided.run("record_call", FIRST_CALL + DAY, FIRST_CALL)

    decisions = decided.rows("decisions", FIRST_CALL)
    assert decisions.filter(pl.col("case_id") == case_id)["lead"].to_list() == ["joint"]


@pytest.mark.clause("TRK-03", "LED-08")
def test_a_report_whose_file_was_lost_is_made_by_the_next_run_of_the_day(decided):
    on = FIRST_CALL + 7 * DAY
    decided.run("tracking", on)
    path = decided.outbox / f"report-{on}.xlsx"
    path.unlink()

    decided.run("tracking", on)

    assert path.is_file()


@pytest.mark.clause("LED-07", "LED-08")
def test_reports_go_on_when_a_new_pair_of_lists_opens_a_round(decided):
    later = add_months(FIRST_CALL, 7)
    path = decided.inbox / "practice_list.csv"
    path.write_text(path.read_text().replace("type 2 diabetes", "diabetes"))
    decided.run("identify", later)
    next_call = decided.rows("calls").filter(pl.col("call_date") > later)["call_date"].min()
    decided.run("share", later, next_call)

    decided.run("tracking", later)

    led = decided.store.read("reports").frame.filter(pl.col("sent_on") == later)
    assert {"plan_lead", "monitor"} <= set(led["kind"])


@pytest.mark.clause("PIL-03")
def test_nothing_is_reported_on_a_patient_who_is_another_practices_by_now(decided):
    gone = led_case(decided, "plan")
    person = decided.rows("combined_list").filter(pl.col("case_id") == gone)["person_id"][0]
    path = decided.workspace.folder / "plan" / "attribution.parquet"
    moved = pl.when(pl.col("person_id") == person).then(pl.lit("millbrook"))
    attribution = pl.read_parquet(path)
    attribution.with_columns(moved.otherwise("practice_id").alias("practice_id")).write_parquet(
        path
    )

    decided.run("tracking", FIRST_CALL + 7 * DAY)

    assert gone not in decided.rows("reports")["case_id"].to_list()
    assert gone not in decided.rows("claims_activity")["case_id"].to_list()


def waiting_case(practice):
    listed = practice.rows("combined_list")
    return listed.filter(pl.col("match") == "review")["case_id"][0]


@pytest.mark.clause("PRE-08")
@pytest.mark.parametrize(("is_same", "left"), [(True, 51), (False, 52)])
def test_a_person_says_whether_a_near_match_is_the_same_patient(shared, is_same, left):
    case_id = waiting_case(shared)

    answer_match(
        shared.workspace, job(AS_OF), case_id, is_same=is_same, answered_by="lakeside-care"
    )
    shared.run("share", AS_OF, FIRST_CALL)

    combined = shared.rows("combined_list")
    assert combined.height == left
    assert combined.filter(pl.col("match") == "review").is_empty()


@pytest.mark.clause("PRE-08")
def test_a_wrong_match_is_split_into_two_cases_and_the_disclosure_stays_on_record(shared):
    common = shared.rows("combined_list").filter(pl.col("origin") == "common")
    case_id = common["case_id"][0]

    split = split_match(shared.workspace, job(AS_OF), case_id, answered_by="lakeside-care")
    shared.run("share", AS_OF, FIRST_CALL)

    assert [holder.file for holder in split.holders] == ["call-list-2026-01-13.xlsx"]
    combined = shared.rows("combined_list")
    assert combined.filter(pl.col("case_id") == case_id)["origin"].to_list() == ["plan"]
    assert combined.filter(pl.col("case_id") == split.case_id)["origin"].to_list() == ["practice"]


@pytest.mark.clause("INF-07", "CMP-03")
def test_a_next_step_is_closed_with_its_day_and_result(decided):
    task_id = decided.rows("tasks")["task_id"][0]

    close_task(decided.workspace, "lakeside", task_id, FIRST_CALL + DAY, "visit set", "tester")

    task = decided.rows("tasks").filter(pl.col("task_id") == task_id).row(0, named=True)
    assert (task["state"], task["closed_on"], task["result"]) == (
        "done",
        FIRST_CALL + DAY,
        "visit set",
    )


def test_closing_a_step_nobody_knows_is_refused(decided):
    with pytest.raises(InputRefused, match=r"task T-1: is not known.*tandem task list"):
        close_task(decided.workspace, "lakeside", "T-1", FIRST_CALL, "done", "tester")


@pytest.mark.clause("SUM-02")
def test_a_summary_with_a_corrected_decision_is_due_until_it_was_sent_again(decided):
    def due(as_of):
        return [run.why for run in due_runs(decided.workspace, "lakeside", as_of)]

    again = "a decision was corrected after the summary went out"
    later = FIRST_CALL + 3 * DAY
    decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)
    assert again not in due(later)

    changes = {"lead": "joint", "rationale": "both"}
    correct_decision(
        decided.workspace, job(later, FIRST_CALL), led_case(decided), changes, "wrong_record"
    )

    assert again in due(later)
    decided.run("summary", later, FIRST_CALL)
    assert again not in due(later)


@pytest.mark.clause("INF-07", "ROL-12")
def test_what_the_software_does_by_itself_follows_from_where_things_stand(fresh):
    def due(as_of):
        return [run.step for run in due_runs(fresh.workspace, "lakeside", as_of)]

    assert due(AS_OF) == ["ready", "identify"]
    fresh.run("ready")
    fresh.run("identify")
    assert due(FIRST_CALL - 8 * DAY) == []
    assert due(FIRST_CALL - 7 * DAY) == ["share", "prework"]
    fresh.run("share", FIRST_CALL - 7 * DAY, FIRST_CALL)
    fresh.until_prework()
    assert due(FIRST_CALL - 2 * DAY) == []
    assert due(FIRST_CALL - 1 * DAY) == ["call"]
    fresh.hold_call()
    assert due(FIRST_CALL)[0] == "share"
    assert "summary" in due(FIRST_CALL)


def test_states_of_a_practice_without_a_round_are_an_empty_table(fresh):
    fresh.run("ready")

    assert present_states(fresh.workspace, "lakeside", AS_OF).is_empty()
