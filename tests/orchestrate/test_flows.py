"""A declared step is one Prefect flow, and its history says what it handed on."""

from datetime import date
from typing import get_args

import pytest

from tandem_flows.orchestrate.flows import OperatorBasis, flow_of, run_declared
from tandem_flows.server.drain import drain
from tandem_flows.store.entries import OPERATOR_BASES
from tandem_validators.errors import InputRefused
from tests.orchestrate.steps import MONDAY, PLANNED, PRACTICE, job, step_called


def test_a_run_stands_in_the_history_with_one_task_for_each_handoff(
    server_workspace, server, history
):
    step = step_called("history-whole")

    result = run_declared(server_workspace, step, job())

    assert drain() == 0
    assert result.words == PLANNED
    name = f"history-whole {PRACTICE} 2026-W03"
    assert history.runs_of("history-whole") == [(name, "Completed", PLANNED)]
    tasks = [("read", "Completed", 1), ("write calls", "Completed", 1), ("commit", "Completed", 1)]
    assert history.tasks_of("history-whole") == tasks


def test_the_store_names_the_flow_run_that_wrote_a_handoff(server_workspace, server, history):
    run_declared(server_workspace, step_called("run-id"), job())

    ledger = server_workspace.store(PRACTICE).ledger()
    [(run_id,)] = history.ask("SELECT r.id FROM flow_run r WHERE r.name LIKE 'run-id %'")

    assert ledger["flow_run_id"][-1] == run_id


def test_the_artifact_holds_handoff_ids_counts_and_clauses(server_workspace, server, history):
    run_declared(server_workspace, step_called("artifact"), job())

    [(page,)] = history.ask("SELECT data FROM artifact WHERE key = ?", f"artifact-{PRACTICE}")

    clauses = ("ready.html#rdy-03", "ready.html#inf-04", "ready.html#inf-01")
    [row] = [line for line in page.split("\\n") if "| written |" in line]
    assert [clause in row for clause in clauses] == [True] * 3
    assert "1 rows in 1 handoffs checked, none refused" in page
    assert "calls-v" in page
    assert "calls planned: 1" in page


def test_parameters_are_ids_days_and_enumerations_and_no_path(server_workspace, server, history):
    run_declared(server_workspace, step_called("parameters"), job())

    assert history.parameters_of("parameters") == {
        "practice": PRACTICE,
        "as_of": MONDAY.isoformat(),
        "operator": "tester",
        "operator_basis": "os_user",
        "call_date": None,
    }


def test_the_flow_offers_every_basis_that_the_ledger_knows():
    assert get_args(OperatorBasis) == OPERATOR_BASES


def test_the_flow_is_called_as_its_step_and_is_made_once():
    step = step_called("plan-calls")

    assert flow_of(step).name == "plan-calls"
    assert flow_of(step) is flow_of(step)


def test_a_run_about_a_call_is_named_by_the_week_of_the_call(server_workspace, server, history):
    run_declared(server_workspace, step_called("week"), job(call_date=date(2026, 1, 20)))

    [(name, _, _)] = history.runs_of("week")

    assert name == f"week {PRACTICE} 2026-W04"


def test_a_refusal_reaches_the_caller_with_its_own_words(server_workspace, server):
    step = step_called("about-a-call", lambda desk: desk.call_date)

    with pytest.raises(InputRefused, match="Name the call with `--call"):
        run_declared(server_workspace, step, job())


@pytest.mark.parametrize("operator", ["Mary Example", "", "x" * 65])
def test_an_operator_that_is_no_id_is_refused_before_prefect_hears_of_it(
    server_workspace, operator
):
    with pytest.raises(InputRefused, match=r"operator: is not an id. Give an id") as refused:
        run_declared(server_workspace, step_called("never"), job(operator=operator))

    assert "Mary" not in str(refused.value)


def test_an_unknown_practice_is_refused_before_prefect_hears_of_it(server_workspace):
    from tandem_flows.desk import Job

    with pytest.raises(InputRefused, match="Use one of: example-practice"):
        run_declared(server_workspace, step_called("never"), Job("elsewhere", MONDAY))
