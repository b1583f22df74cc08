"""The decisions as the plan's own system takes them in, and whether both sides wrote them down."""

from datetime import timedelta

import pytest

from tandem_flows.rules.decision_deviations import follow_through_deviations
from tandem_flows.rules.plan_record import COLUMNS, decisions_for_plan
from tests.rules.call_frames import CALL, decision, goal, record, rows, task
from tests.values import standard_values

LISTED = {"case_id": "C1", "person_id": "P-1"}
RIDES = {"program": "Rides", "organisation": "plan", "vendor": "Blue Heron Rides"}
OFFER = {"case_id": "C1", "organisation": "plan", "program": "Rides", "kind": "offered"}


def table(services=(OFFER,), programs=(RIDES,)):
    return decisions_for_plan(
        rows("decisions", decision("C1"), decision("C2")),
        rows("combined_list", LISTED, {"case_id": "C2"}),
        rows("goals", goal(), goal(goal_id="old", state="rejected")),
        rows("tasks", task(), task(task_id="T-2", state="done")),
        rows("services", *services),
        rows("programs", *programs),
    )


@pytest.mark.clause("SCP-04", "ROL-04")
def test_each_decision_has_one_row_with_the_plans_own_id_of_the_person():
    found = table()

    assert found.columns == COLUMNS
    assert found.select("case_id", "person_id", "lead", "goals", "next_steps").rows() == [
        ("C1", "P-1", "plan", 1, 1),
        ("C2", None, "plan", 0, 0),
    ]


@pytest.mark.clause("SCP-04")
def test_the_vendor_of_a_program_is_named_so_that_it_documents_too():
    assert table()["vendors"].to_list() == ["Blue Heron Rides", None]


@pytest.mark.clause("SCP-04")
def test_a_program_of_the_plan_itself_names_no_vendor():
    assert table(programs=(RIDES | {"vendor": None},))["vendors"].to_list() == [None, None]


@pytest.mark.clause("ROL-04", "ROL-19")
@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("documented_plan_on", "not_documented_by_practice"),
        ("documented_practice_on", "not_documented_by_plan"),
    ],
)
def test_the_side_that_did_not_write_the_decision_down_is_named_from_the_next_day(column, code):
    call = record(decisions=rows("decisions", decision(**{column: CALL})))

    after = follow_through_deviations(call, CALL + timedelta(days=1), standard_values())
    same_day = follow_through_deviations(call, CALL, standard_values())

    assert after["code"].to_list() == [code]
    assert same_day.is_empty()
