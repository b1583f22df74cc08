"""M7: what the time of the people costs."""

import pytest

from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.program_cost import GROUPS, program_cost, program_cost_figures
from tandem_validators.handoffs.ready import ROLES
from tests.rules.measures.evidence import CALL, DAY, frame, line
from tests.values import standard_values

MONTH = Period(CALL, CALL + 30 * DAY)
SIXTY = {f"hourly_cost_{group}_dollars": 60 for group in GROUPS.values()}


def spent(minutes, activity="call", role="case_manager", on=CALL, person="p"):
    return {"minutes": minutes, "activity": activity, "role": role, "call_date": on,
            "person": person}  # fmt: skip


@pytest.mark.clause("EVL-13")
def test_the_worked_example_costs_what_the_guideline_says():
    calls = [CALL + 7 * n * DAY for n in range(12)]
    rows = [spent(30, on=on, person=f"p{n}") for on in calls for n in range(5)]
    rows += [spent(360, "prework", on=on) for on in calls]

    found = program_cost(frame("time_spent", *rows), Period(calls[0], calls[-1]),
                         standard_values(**SIXTY))  # fmt: skip

    assert found.minutes == 102 * 60
    assert found.dollars == 6_120.00
    assert found.calls == 12


@pytest.mark.clause("EVL-13")
@pytest.mark.parametrize(
    ("role", "dollars"),
    [("plan_physician", 150.0), ("director_of_care_management", 90.0), ("case_manager", 60.0),
     ("project_manager", 40.0)],
)  # fmt: skip
def test_each_role_has_its_hourly_cost(role, dollars):
    time = frame("time_spent", spent(60, role=role))

    assert program_cost(time, MONTH, standard_values()).dollars == dollars


def test_every_role_of_the_process_has_a_cost():
    assert set(GROUPS) == set(ROLES)


@pytest.mark.clause("EVL-13")
def test_summaries_and_set_up_stand_apart():
    time = frame("time_spent", spent(60), spent(30, "summary"), spent(30, "setup"))

    found = program_cost(time, MONTH, standard_values())
    figures = program_cost_figures(found, MONTH, CALL)

    assert (found.dollars, found.apart_dollars) == (60.0, 60.0)
    assert line(figures, "M7").value == 60.0
    assert line(figures, "M7_apart").value == 60.0


@pytest.mark.parametrize(("on", "counts"), [(-1, False), (0, True), (30, True), (31, False)])
def test_only_the_calls_of_the_period_count(on, counts):
    time = frame("time_spent", spent(60, on=CALL + on * DAY))

    assert (program_cost(time, MONTH, standard_values()).dollars == 60.0) is counts
