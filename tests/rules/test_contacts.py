"""The team list: what is missing, and who of the core people was absent."""

from datetime import date, timedelta

import pytest

from tandem_flows.rules.ready import (
    contact_problems,
    core_absences,
    plan_calls,
)
from tests.rules.rounds import CALL_1, CALL_2, CALL_3, calls, rows

DAY = timedelta(days=1)
NONE_CLOSED: frozenset[date] = frozenset()
DIRECTOR = {"person": "p1", "role": "director_of_care_management"}
MANAGER = {"person": "p2"}
CARE_MANAGER = {"person": "p3", "organisation": "practice", "role": "clinical_care_manager"}


def series(**given):
    return rows("call_series", given)


def planned(until=CALL_3, closed=NONE_CLOSED, existing=None, **given):
    return plan_calls(series(**given), until, closed, calls() if existing is None else existing)


def team(*people):
    return rows("team", *people)


@pytest.mark.clause("RDY-01", "RDY-02", "ROL-01", "ROL-15")
def test_a_complete_team_has_no_problems():
    assert contact_problems(team(DIRECTOR, MANAGER, CARE_MANAGER)) == []


@pytest.mark.clause("ROL-01")
def test_a_standing_designee_stands_in_for_the_director():
    designee = {"person": "p1", "role": "case_manager", "is_designee": True}

    assert contact_problems(team(designee, MANAGER, CARE_MANAGER)) == []


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ([DIRECTOR, MANAGER], ["nobody of the practice", "Add the people", "RDY-01"]),
        ([CARE_MANAGER], ["nobody of the plan", "RDY-01"]),
        ([DIRECTOR, CARE_MANAGER], ["column role", "no project manager", "Name the person"]),
        ([DIRECTOR, MANAGER, CARE_MANAGER | {"role": "observer"}], ["no clinical care manager"]),
        ([MANAGER, CARE_MANAGER], ["neither a director", "standing designee", "ROL-01"]),
        (
            [DIRECTOR, MANAGER | {"is_designee": True, "is_core": False}, CARE_MANAGER],
            ["row 2, column is_designee", "not core", "takes part in every call"],
        ),
        (
            [DIRECTOR, MANAGER, CARE_MANAGER | {"is_designee": True}],
            ["row 3, column is_designee", "of the practice"],
        ),
        (
            [DIRECTOR | {"is_designee": True}, MANAGER | {"is_designee": True}, CARE_MANAGER],
            ["several people", "mark only one"],
        ),
    ],
)
@pytest.mark.clause("RDY-01", "ROL-01", "ROL-15")
def test_what_is_missing_in_the_team_is_said_with_its_remedy(people, words):
    text = "\n".join(str(problem) for problem in contact_problems(team(*people)))

    assert [word for word in words if word not in text] == []


@pytest.mark.clause("RDY-02")
@pytest.mark.parametrize("fact", ["name", "position", "email", "phone"])
@pytest.mark.parametrize("value", [None, "  "])
def test_each_of_the_four_facts_is_needed(fact, value):
    people = team(DIRECTOR, MANAGER | {fact: value}, CARE_MANAGER)

    (problem,) = contact_problems(people)

    assert str(problem).startswith(f"team, row 2, column {fact}: is empty (RDY-02)")


def test_all_problems_of_an_empty_team_are_reported_at_once():
    assert len(contact_problems(team())) == 5


@pytest.mark.clause("RDY-04")
def test_a_core_person_who_was_not_at_a_call_is_shown():
    people = team(DIRECTOR, MANAGER, CARE_MANAGER | {"is_core": False})
    came = rows("attendance", {"person": "p2"}, {"person": "p1", "call_date": CALL_2})

    actual = core_absences(people, came)

    assert actual.select("call_date", "person").rows() == [(CALL_1, "p1"), (CALL_2, "p2")]
