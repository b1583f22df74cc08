"""Runs of the step that works out the measures, and which of its rows are looked at.

Here: what is run, and which rows are looked at. They become scenarios in `scenarios`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import polars as pl

from tandem_validators.guideline.values import OwnValue
from tests.mutation.given import bill
from tests.steps.workspaces import FIRST_CALL, Practice

_AFTER_A_QUARTER = date(2026, 4, 20)
_LATER = date(2026, 6, 20)
_SHORT = OwnValue("post_months", 3, FIRST_CALL, "a short trial")
_FEW = OwnValue("min_compared_patients", 5, FIRST_CALL, "a short trial")


def measures(practice: Practice) -> list[pl.DataFrame]:
    """The lines, and the cells of the published page; the versions only repeat the values."""
    _list_after_death(practice)
    _cover_from_mid_month(practice)
    _admit_again(practice)
    practice.run("evaluation", _AFTER_A_QUARTER)
    return _measured(practice, _AFTER_A_QUARTER)


def measures_settled(practice: Practice) -> list[pl.DataFrame]:
    """The same for an organisation that looks at three months after, when these are over."""
    profile = practice.workspace.profile
    practice.workspace.profile = replace(profile, own_values=(_SHORT,))
    practice.run("evaluation", _LATER)
    return _measured(practice, _LATER)


def measures_of_few(practice: Practice) -> list[pl.DataFrame]:
    """The same for an organisation that asks for fewer patients: net savings have a range."""
    profile = practice.workspace.profile
    practice.workspace.profile = replace(profile, own_values=(_FEW,))
    return measures(practice)


def _measured(practice: Practice, as_of: date) -> list[pl.DataFrame]:
    practice.run("measures", as_of)
    (page,) = practice.outbox.glob("evaluation-*.html")
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page.read_text(encoding="utf-8"))
    return [practice.rows("measures").drop("version", "run_id"), pl.DataFrame({"cell": cells})]


def _cover_from_mid_month(practice: Practice) -> None:
    """Let everyone's coverage begin in the middle of a month that counts as one before."""
    path = practice.workspace.folder / "plan" / "eligibility.parquet"
    begins_on = pl.max_horizontal("enrollment_start_date", pl.lit(date(2025, 2, 15)))
    begun = begins_on.alias("enrollment_start_date")
    spans = pl.read_parquet(path).with_columns(begun)
    spans.filter(pl.col("enrollment_end_date") >= begins_on).write_parquet(path)


def _list_after_death(practice: Practice) -> None:
    """Let the plan's list of covered members go on after each death, as some plans' lists do."""
    path = practice.workspace.folder / "plan" / "eligibility.parquet"
    ends_on = pl.when(pl.col("death_date").is_not_null()).then(date(2026, 12, 31))
    spans = pl.read_parquet(path)
    ended = ends_on.otherwise("enrollment_end_date").alias("enrollment_end_date")
    spans.with_columns(ended).write_parquet(path)


def _admit_again(practice: Practice) -> None:
    """Give one enrolled patient two stays weeks apart, and one more soon after an ED visit.

    The patient had no stay before: another one between the two would hide how far they lie apart.
    """
    led = practice.rows("decisions", FIRST_CALL).drop_nulls("lead")
    known = practice.rows("combined_list").drop_nulls("person_id")
    enrolled = known.join(led, on="case_id", how="semi")["person_id"].implode()
    never_admitted = practice.rows("plan_list").filter(
        pl.col("person_id").is_in(enrolled), ~pl.col("reasons").str.contains("admitted")
    )
    person = never_admitted.sort("person_id")["person_id"][0]
    room = {"bill_type_code": "111", "revenue_center_code": "0120"}
    ed = {"bill_type_code": "131", "revenue_center_code": "0450"}
    given = [
        (date(2025, 10, 1), date(2025, 10, 3), room),
        (date(2025, 11, 20), date(2025, 11, 22), room),
        (date(2026, 2, 20), date(2026, 2, 20), ed),
        (date(2026, 3, 5), date(2026, 3, 6), room),
    ]
    paid = {"person_id": person, "paid_amount": 900.0, "allowed_amount": 1000.0}
    days = ("claim_start_date", "claim_end_date", "paid_date")
    claims = [
        paid | dict(zip(days, (start, end, end), strict=True)) | billed
        for start, end, billed in given
    ]
    bill(practice, claims)
