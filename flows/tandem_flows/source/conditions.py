"""Long-term conditions as families of ICD-10-CM codes, with their plain names.

Ours, from the chapters of the code set of fiscal year 2026; short on purpose: it tells that a
condition is there, and is no measure. Substance use is not here (`withholding` guards it), and
infections that are protected apart share one name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.source.open import Source

MEDICAL, MENTAL, SERIOUS = "medical", "mental", "serious"


@dataclass(frozen=True)
class Condition:
    """A family of codes: those that begin with one of `codes`, written without the point."""

    name: str
    kind: str
    codes: tuple[str, ...]


def _from_to(letter: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number:02d}" for number in range(first, last + 1))


CONDITIONS = (
    Condition("arthritis", MEDICAL, ("M05", "M06", *_from_to("M", 15, 19))),
    Condition("asthma", MEDICAL, ("J45",)),
    Condition("atrial fibrillation", MEDICAL, ("I48",)),
    Condition("bowel inflammation", MEDICAL, ("K50", "K51")),
    Condition("cancer", MEDICAL, _from_to("C", 0, 96)),
    Condition("chronic kidney disease", MEDICAL, ("N18", "I12", "I13")),
    Condition("chronic lung disease", MEDICAL, ("J41", "J42", "J43", "J44", "J47", "J84", "E84")),
    Condition("coronary heart disease", MEDICAL, ("I20", "I21", "I22", "I23", "I24", "I25")),
    Condition("dementia", MEDICAL, ("F01", "F02", "F03", "G30", "G31")),
    Condition("diabetes", MEDICAL, _from_to("E", 8, 13)),
    Condition("epilepsy", MEDICAL, ("G40",)),
    Condition("heart failure", MEDICAL, ("I50", "I110", "I130", "I132")),
    Condition("high blood pressure", MEDICAL, ("I10", "I11", "I12", "I13", "I15", "I16")),
    Condition("liver disease", MEDICAL, _from_to("K", 70, 76)),
    Condition("long-term infection", MEDICAL, ("B18", "B20")),
    Condition("long-term pain", MEDICAL, ("G892", "G894")),
    Condition("lupus", MEDICAL, ("M32",)),
    Condition("multiple sclerosis", MEDICAL, ("G35",)),
    Condition("obesity", MEDICAL, ("E66",)),
    Condition("paralysis", MEDICAL, _from_to("G", 80, 83)),
    Condition("Parkinson's disease", MEDICAL, ("G20",)),
    Condition("peripheral vascular disease", MEDICAL, ("I70", "I73")),
    Condition("sickle cell disease", MEDICAL, ("D57",)),
    Condition("stroke and its after-effects", MEDICAL, ("I63", "I69")),
    Condition("transplant", MEDICAL, ("Z94",)),
    Condition("a mental health condition", MENTAL,
              ("F320", "F321", "F324", "F325", "F328", "F329", "F32A",
               *_from_to("F", 34, 69), *_from_to("F", 90, 98))),
    # schizophrenia and related psychoses, bipolar disorder, severe or recurrent major depression
    Condition("serious mental illness", SERIOUS,
              (*_from_to("F", 20, 31), "F322", "F323", "F33")),
)  # fmt: skip

# One row a person and condition: told on days enough, or once in a hospital stay.
_FOUND = """
CREATE OR REPLACE TEMP TABLE conditions_found AS
WITH codes AS (
    SELECT person_id, start_on, is_inpatient, unnest(diagnoses) AS code
    FROM {claims} WHERE start_on > $since
), named AS (
    SELECT DISTINCT told.code, name, kind FROM (SELECT DISTINCT code FROM codes) AS told
    JOIN temp.condition_codes AS family ON starts_with(told.code, family.code)
)
SELECT person_id, name, kind FROM codes JOIN named USING (code)
GROUP BY person_id, name, kind
HAVING count(DISTINCT start_on) >= $days OR bool_or(is_inpatient)
"""
_CODES = "CREATE OR REPLACE TEMP TABLE condition_codes AS FROM condition_families"


def find_conditions(source: Source, claims: str, since: date, days: int) -> None:
    """Leave the temporary table `conditions_found`: person_id, name, kind, from a claims table.

    A condition counts when its codes stand on `days` different days after `since`, or in a stay.
    """
    run = source.connection.execute
    rows = [(one.name, one.kind, code) for one in CONDITIONS for code in one.codes]
    source.connection.register(
        "condition_families", pl.DataFrame(rows, schema=("name", "kind", "code"), orient="row")
    )
    run(_CODES)
    source.connection.unregister("condition_families")
    run(_FOUND.format(claims=claims), {"since": since, "days": days})
