"""The report of the evaluation, of a partnership or of the whole plan: nothing of any patient.

Pictures and their tables come first, then every line. Cells that rest on a few people are hidden
before they come here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tandem_flows.documents.evaluation_compared import compared_part
from tandem_flows.documents.evaluation_lines import measure_parts
from tandem_flows.documents.evaluation_pictures import process_parts
from tandem_flows.documents.evaluation_savings import cost_part, savings_part
from tandem_flows.documents.paper import Paper, Part
from tandem_flows.marks import implements
from tandem_flows.rules.measures.catalogue import VERSION
from tandem_flows.rules.measures.figure import ALL, STAFF, Figure, Stamp
from tandem_validators.guideline.values import Values

_PEOPLE = (
    "Answers of patients and staff, with how many did not answer. What staff wrote is read "
    "together, without names. Patients who feel worst at the start tend to feel better later by "
    "themselves."
)
_CAUTION = (
    "The definitions stand on the guideline's page on evaluation. A final diagnosis is not why "
    "somebody came: no line here judges a single visit."
)


@dataclass(frozen=True)
class Evaluated:
    """Of whom the report tells, and its lines: of the period, and month by month."""

    title: str
    as_of: date
    figures: Sequence[Figure]
    months: Sequence[Figure]
    stamp: Stamp


@implements("EVL-07", "EVL-14", "EVL-19")
def evaluation_paper(of: Evaluated, values: Values) -> Paper:
    """Return the report: what was saved, the process in pictures, all lines, what people said.

    All rungs of net savings stand side by side with the reason why raw alone misleads.
    """
    by_name = {line.measure: line for line in of.figures if _leads(line)}
    through = min((line.data_through for line in of.figures), default=of.as_of)
    hidden = (
        f"Claims reach to {through}. Counts of up to {values.number('small_cell_max')} people, and "
        "what would give them away, are hidden; a zero may show."
    )
    return Paper(
        kind="evaluation",
        title=f"Did it help? {of.title}, as of {of.as_of}",
        lead=(hidden, _looked_at(by_name)),
        parts=(
            savings_part(by_name, values),
            cost_part(by_name),
            compared_part(of.figures),
            *process_parts(by_name, of.months, values),
            Part("What was counted", _CAUTION, is_new_page=True),
            *measure_parts(of.figures, values, of_people=False),
            Part("What people said", _PEOPLE),
            *measure_parts(of.figures, values, of_people=True),
            _made(of.stamp),
        ),
    )


def _leads(line: Figure) -> bool:
    """Whether the line is the one of its measure that pictures show."""
    return line.cohort in (ALL, STAFF) or line.measure.startswith("M8_waiting")


def _looked_at(by_name: Mapping[str, Figure]) -> str:
    """Return from which day to which the report looks, and of which months the cost is."""
    year, cost = by_name["M2"].period, by_name["M6_total_before"].period
    return (
        f"Looked at are {year.start_on} to {year.end_on}. Cost is of the months from "
        f"{cost.start_on} to {cost.end_on}, as far as they are over, around each patient's own "
        "month of enrolment."
    )


def _made(stamp: Stamp) -> Part:
    run = f", run {stamp.run_id}" if stamp.run_id else ""
    under = f"guideline {stamp.guideline_version}, values {stamp.values_digest[:12]}"
    made = f"Definitions {VERSION}, {under}{run}."
    return Part("How this was made", sentences=(("", made),))
