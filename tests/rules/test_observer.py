"""The observer decides nothing; how decisions came about can be counted."""

import pytest

from tandem_flows.rules.decisions import decision_problems
from tandem_flows.rules.observer import decision_patterns
from tests.rules.call_frames import CALL, attendance, decision, person, record, rows, task, team

OLA = person("ola", "plan", "observer", is_core=False)
WITH_OLA = team(OLA)


def problems(**changes):
    came = attendance("dina", "pam", "carl", "ola", of=WITH_OLA)
    found = decision_problems(record(team=WITH_OLA, attendance=came, **changes), "s")
    return [str(problem) for problem in found]


def recommended(plan, practice):
    given = [("plan", plan), ("practice", practice)]
    return rows(
        "prework",
        *({"organisation": side, "recommended_lead": lead} for side, lead in given),
        case_id="C1",
        call_date=CALL,
    )


@pytest.mark.clause("PIL-02")
def test_an_observer_may_be_in_the_call():
    assert problems() == []


@pytest.mark.clause("PIL-02")
def test_an_observer_signs_no_decision():
    found = problems(decisions=rows("decisions", decision(decided_by_plan="ola")))

    assert found == [
        "s, decisions, case C1, column decided_by_plan: names an observer (PIL-02). "
        "Name someone who takes part: an observer only listens."
    ]


@pytest.mark.clause("PIL-02")
def test_an_observer_owns_no_next_step():
    (found,) = problems(tasks=rows("tasks", task(owner="ola")))

    assert "tasks, case C1, column owner: is an observer (PIL-02)" in found


@pytest.mark.clause("PIL-02")
@pytest.mark.parametrize(
    ("plan", "practice", "pattern"),
    [
        ("joint", "joint", "same_view"),
        ("plan", "joint", "plan_persuaded"),
        ("joint", "plan", "practice_persuaded"),
        ("plan", "practice", "found_together"),
        (None, None, "found_together"),
    ],
)
def test_how_a_lead_came_about_is_told_from_both_recommendations(plan, practice, pattern):
    decided = rows("decisions", decision(lead="joint", rationale="both know her"))

    found = decision_patterns(recommended(plan, practice), decided)

    assert found.rows() == [(CALL, pattern, 1)]
