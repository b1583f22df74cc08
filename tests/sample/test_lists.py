"""The invented practices' lists: whom they share with the plan, and the slips in them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from tests.sample.traits import PRACTICES, rows


def listed(folder: Path, practice: str) -> list[dict[str, str]]:
    with (folder / f"inbox/{practice}/practice_list.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


@pytest.mark.parametrize("practice", PRACTICES)
def test_the_list_has_the_rows_ranks_and_marks_of_the_facts(folder, facts, practice):
    expected, rows_listed = facts.list_of(practice), listed(folder, practice)

    assert [int(row["Rank"]) for row in rows_listed] == list(range(1, expected.rows + 1))
    assert sum(row["Urgent"] == "yes" for row in rows_listed) == expected.urgent
    assert sum(bool(row["Added late because"]) for row in rows_listed) == expected.added_late
    assert len({row["High risk means"] for row in rows_listed}) == 1
    assert len({row["MRN"] for row in rows_listed}) == expected.rows


@pytest.mark.parametrize("practice", PRACTICES)
def test_practice_dates_are_dates_on_or_before_the_first_look(folder, facts, practice):
    for row in listed(folder, practice):
        assert date.fromisoformat(row["DOB"]) < facts.as_of
        assert not row["Last seen"] or date.fromisoformat(row["Last seen"]) <= facts.as_of


def likeness(
    row: dict[str, str], first: str, last: str, born: date, phone: str, zip_code: str
) -> int:
    """How many of name, birth date, telephone and ZIP are as the plan has them."""
    pairs = (row["First"], first), (row["Last"], last), (row["DOB"], str(born))
    return sum(a == b for a, b in (*pairs, (row["Phone"], phone), (row["ZIP"], zip_code)))


@pytest.mark.parametrize("practice", PRACTICES)
def test_eight_listed_patients_and_one_likeness_are_among_the_highest_scores(
    folder, plan, facts, practice
):
    top = rows(
        plan,
        f"""SELECT first_name, last_name, birth_date, phone, zip_code FROM top30
            WHERE practice_id = '{practice}'""",
    )

    alike = [max(likeness(row, *patient) for patient in top) for row in listed(folder, practice)]

    expected = facts.list_of(practice)
    assert (
        sum(likeness_found >= 3 for likeness_found in alike)
        == expected.common + expected.to_confirm
    )


@pytest.mark.parametrize("practice", PRACTICES)
def test_one_listed_person_is_unknown_to_the_plan(folder, plan, facts, practice):
    everyone = rows(
        plan,
        "SELECT DISTINCT first_name, last_name, birth_date, phone, zip_code FROM eligibility",
    )

    alike = [max(likeness(row, *member) for member in everyone) for row in listed(folder, practice)]

    assert sum(found < 3 for found in alike) == facts.list_of(practice).not_members
