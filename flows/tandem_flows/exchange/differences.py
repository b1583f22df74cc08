"""Where a care plan that came back says something else than our own record: places, no values."""

from __future__ import annotations

import polars as pl

from tandem_flows.exchange.care_plan import ONE_ROW, SECTIONS, CarePlan
from tandem_flows.marks import implements
from tandem_validators.errors import Problem

COLUMNS = {"section": pl.String, "what": pl.String, "row": pl.String}


@implements("ELC-02", "PIL-03")
def case_problems(theirs: CarePlan, practice_id: str, known: frozenset[str]) -> list[Problem]:
    """Return why a plan is not one of this partnership; `known` are the cases it has."""
    remedy = "Take the file that was made for this practice, and put it into its inbox."
    problems = []
    if theirs.practice_id != practice_id:
        problems.append(Problem("care plan, practice", "is another practice", remedy))
    if theirs.case_id not in known:
        problems.append(Problem("care plan, case_id", "is no case of this practice", remedy))
    return problems


@implements("ELC-01", "ELC-02")
def differences(ours: CarePlan, theirs: CarePlan) -> pl.DataFrame:
    """Return each place that differs: section, what (a column, `new` or `missing`), and row.

    A row is named by its key (ids, dates, roles), never by what it says.
    """
    found = [
        place
        for name in SECTIONS
        for place in (_facts if name in ONE_ROW else _rows)(name, ours, theirs)
    ]
    return pl.DataFrame(found, schema=COLUMNS, orient="row")


def _facts(name: str, ours: CarePlan, theirs: CarePlan) -> list[tuple[str, str, str]]:
    own, other = ours.sections[name].to_dicts(), theirs.sections[name].to_dicts()
    before, after = (rows[0] if rows else {} for rows in (own, other))
    columns = SECTIONS[name].columns
    return [(name, column, "") for column in columns if before.get(column) != after.get(column)]


def _rows(name: str, ours: CarePlan, theirs: CarePlan) -> list[tuple[str, str, str]]:
    own, other = (_by_key(name, plan) for plan in (ours, theirs))
    new = [(name, "new", key) for key in other if key not in own]
    missing = [(name, "missing", key) for key in own if key not in other]
    changed = [
        (name, column, key)
        for key, row in other.items()
        if key in own
        for column in SECTIONS[name].columns
        if row[column] != own[key][column]
    ]
    return [*new, *missing, *changed]


def _by_key(name: str, plan: CarePlan) -> dict[str, dict[str, object]]:
    rows = plan.sections[name].to_dicts()
    return {" ".join(str(row[part]) for part in SECTIONS[name].key): row for row in rows}
