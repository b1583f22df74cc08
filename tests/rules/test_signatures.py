"""Two names under every decision."""

import polars as pl
import pytest

from tandem_flows.rules.signatures import signature_problems
from tests.rules.call_frames import attendance, decision, person, record, rows, team


def words(**changes) -> list[str]:
    return [str(problem) for problem in signature_problems(record(**changes), "sheet.xlsx")]


@pytest.mark.clause("LED-01")
@pytest.mark.parametrize("side", ["plan", "practice"])
def test_decision_without_a_name_of_one_side_is_refused(side):
    unnamed = rows("decisions", decision(**{f"decided_by_{side}": None}))

    assert words(decisions=unnamed) == [
        f"sheet.xlsx, decisions, case C1, column decided_by_{side}: is empty; no one decided for "
        f"the {side} (LED-01). Name the person who decided for the {side}."
    ]


@pytest.mark.clause("LED-01")
@pytest.mark.parametrize("name", ["nobody", "pam"])
def test_name_that_is_not_of_that_side_on_the_call_is_refused(name):
    other = rows("decisions", decision(decided_by_practice=name))

    assert words(decisions=other) == [
        "sheet.xlsx, decisions, case C1, column decided_by_practice: names no one of the practice "
        "who was on the call (LED-01). Name someone of the practice from the attendance."
    ]


@pytest.mark.clause("LED-01")
def test_member_of_the_team_who_was_not_on_the_call_cannot_decide():
    found = words(attendance=attendance("pam", "carl"))

    assert len(found) == 1
    assert "column decided_by_plan: names no one of the plan who was on the call" in found[0]


@pytest.mark.clause("RDY-01")
def test_attendant_whom_the_team_does_not_list_is_refused():
    guest = team(person("gus", "plan", "observer"))

    found = words(attendance=attendance("dina", "carl", "gus", of=guest))

    assert found == [
        "sheet.xlsx, attendance, person gus, column person: is not in the team of that "
        "organisation (RDY-01). Add the person to the team table, or correct the entry."
    ]


def test_attendant_on_the_wrong_side_is_refused():
    swapped = attendance("dina", "carl").with_columns(
        organisation=pl.when(pl.col("person") == "carl")
        .then(pl.lit("plan"))
        .otherwise("organisation")
    )

    found = words(attendance=swapped)

    assert "attendance, person carl" in found[0]
    assert "column decided_by_practice" in found[1]
