"""Whatever fails, Prefect learns a code and a count, and no patient."""

import logging
import stat

import polars as pl
import pytest

from tandem_flows.orchestrate.flows import run_declared
from tandem_flows.orchestrate.guard import (
    BUSY,
    StepFailed,
    Unexpected,
    guarded,
    refusals_kept,
)
from tandem_flows.orchestrate.reports import report_path
from tandem_flows.server.drain import drain
from tandem_validators.errors import Problem, RuleRefused, StoreRefused, TandemError
from tests.orchestrate.steps import MONDAY, calls_frame, job, step_called

MARK = "PHI_MARK_Jane_Roe"


def _hand_on_a_bad_answer(desk):
    desk.hand_on("calls", calls_frame(desk.as_of, leader=MARK))


def _fail_on_a_value(desk):
    pl.DataFrame({"name": [MARK]}).select(pl.col("name").str.to_integer())


def _fail_behind_another_failure(desk):
    try:
        int(MARK)
    except ValueError as error:
        raise KeyError(MARK) from error


def _panic(desk):
    raise pl.exceptions.PanicException(MARK)


def _fail_inside_a_handoff(desk):
    desk.hand_on("calls", pl.Series([MARK]))


FAILURES = {
    "bad-answer": (_hand_on_a_bad_answer, RuleRefused, "RULE: 1 problem, see report P-"),
    "bad-value": (_fail_on_a_value, Unexpected, "UNEXPECTED ComputeError at "),
    "chained": (_fail_behind_another_failure, Unexpected, "UNEXPECTED KeyError at "),
    "panic": (_panic, Unexpected, "UNEXPECTED PanicException at "),
    "in-a-task": (_fail_inside_a_handoff, Unexpected, "UNEXPECTED "),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failed_run_says_its_code_and_holds_no_patient(
    server_workspace, server, history, capfd, name
):
    run, refusal, message = FAILURES[name]
    spoken = _Spoken()
    logging.getLogger("prefect").addHandler(spoken)

    with pytest.raises(refusal) as raised:
        run_declared(server_workspace, step_called(f"failing-{name}", run), job())

    drain()
    history.settle()
    logging.getLogger("prefect").removeHandler(spoken)
    [(_, state, said)] = history.runs_of(f"failing-{name}")
    assert state == "Failed"
    assert message in said
    assert any(message in line for line in spoken.lines), "the log was looked at"
    assert "flow.name" in history.places_of(f"failing-{name}"), "the tables were looked at"
    assert any(place.startswith("storage/") for place in history.places_of("StepFailed"))
    assert not history.places_of(MARK)
    captured = capfd.readouterr()
    assert MARK not in "".join([str(raised.value), captured.out, captured.err, *spoken.lines])
    assert raised.value.__cause__ is None and raised.value.__context__ is None


def test_data_that_a_rule_refuses_is_not_tried_again(server_workspace, server, history):
    step = step_called("refused-once", _hand_on_a_bad_answer)

    with pytest.raises(RuleRefused, match="calls, column leader, rows 1"):
        run_declared(server_workspace, step, job())

    drain()
    assert history.tasks_of("refused-once")[-1] == ("write calls", "Failed", 1)


def test_a_failed_run_stores_nothing(server_workspace, server):
    store = server_workspace.store("example-practice")
    store.create()
    before = store.ledger().height

    with pytest.raises(RuleRefused):
        run_declared(server_workspace, step_called("nothing", _hand_on_a_bad_answer), job(MONDAY))

    assert store.ledger().height == before


def test_the_report_holds_every_problem_for_its_owner_only(tmp_path):
    problems = [Problem("sheet, row 3", "lacks a date", "Add one."), Problem("b", "c", "D.")]

    with pytest.raises(StepFailed, match="RULE: 2 problems, see report P-") as failed:
        guarded(tmp_path, lambda: _raise(RuleRefused(problems)))

    report = report_path(tmp_path, failed.value.report_id)
    assert report.read_text().splitlines() == [
        "RULE",
        "sheet, row 3: lacks a date. Add one.",
        "b: c. D.",
    ]
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_the_report_of_an_unexpected_failure_holds_places_and_no_words(tmp_path):
    with pytest.raises(StepFailed) as failed:
        guarded(tmp_path, lambda: _raise(ValueError(MARK)))

    report = report_path(tmp_path, failed.value.report_id).read_text()
    assert report.startswith("UNEXPECTED ValueError\n")
    assert "test_guard.py:" in report
    assert MARK not in report


def test_a_store_that_another_process_keeps_has_a_code_of_its_own(tmp_path):
    busy = Problem("store a.duckdb", "is kept by another process for over 60 s", "Wait.")

    with pytest.raises(StepFailed) as failed:
        guarded(tmp_path, lambda: _raise(StoreRefused(busy)))

    assert failed.value.code == BUSY


def test_the_refusal_is_kept_for_the_caller_in_this_process(tmp_path):
    refusal = RuleRefused(Problem("a", "b", "C."))

    with refusals_kept() as kept, pytest.raises(StepFailed) as failed:
        guarded(tmp_path, lambda: _raise(refusal))

    assert kept == {failed.value.report_id: refusal}
    # Prefect keeps the words of every exception behind one
    assert failed.value.__cause__ is None and failed.value.__context__ is None


@pytest.mark.parametrize("signal", [KeyboardInterrupt, SystemExit])
def test_a_stop_from_outside_passes_the_guard(tmp_path, signal):
    with pytest.raises(signal):
        guarded(tmp_path, lambda: _raise(signal()))

    assert not list(tmp_path.rglob("*.txt"))


def test_an_unexpected_failure_is_a_refusal_with_a_remedy():
    assert issubclass(Unexpected, TandemError)


class _Spoken(logging.Handler):
    """Every line that Prefect's loggers said, with its traceback."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(logging.Formatter().format(record))


def _raise(error):
    raise error
