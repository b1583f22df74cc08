"""M8: net savings of the enrolled, rung by rung, each with an interval or why there is none.

Raw compares with the months before and is misled when people are listed because last year was
extreme. The other rungs ask what became of the listed patients who still wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tandem_flows.marks import implements
from tandem_flows.rules.measures.bootstrap import in_words
from tandem_flows.rules.measures.estimate.evidence import Evidence
from tandem_flows.rules.measures.estimate.rungs import ADJUSTED, CHANCE, RAW, Rung, rungs
from tandem_flows.rules.measures.figure import ALL, WAITING, Figure
from tandem_flows.rules.measures.stayed import stayed
from tandem_validators.guideline.values import Values

CAVEAT = "before and after misleads where people are chosen for a costly year; read raw last"
_PLACES = 4


@implements("EVL-12", "EVL-14")
def savings(evidence: Evidence, values: Values) -> list[Figure]:
    """Return M8: gross and net on each rung, benefit by cost and return on investment.

    First what became of the cost of those who wait: the change that came without the programme.
    Last how many on each side died or lost coverage while they were looked at.
    """
    found = rungs(evidence, values)
    figures = [line for rung in found if rung.kind == ADJUSTED for line in _waited(rung, evidence)]
    for rung in found:
        figures += _compared(rung, evidence)
        figures += _lines(rung, evidence, values)
    told = [CAVEAT, *evidence.told, "provisional" if evidence.is_provisional else ""]
    return [*(figure.noted(*told) for figure in figures), *stayed(evidence)]


def _line(measure: str, value: float | None, rung: Rung, evidence: Evidence) -> Figure:
    left_out = evidence.exclusions if rung.kind == RAW else evidence.not_followed
    return Figure(
        measure, ALL, rung.gross, rung.months, value, evidence.period, evidence.data_through,
        exclusions={why: count for why, count in left_out.items() if count},
        persons=rung.persons,
    )  # fmt: skip


def _lines(rung: Rung, evidence: Evidence, values: Values) -> Iterator[Figure]:
    """Yield net, gross, benefit by cost and return of one rung; unknown when it cannot be told."""
    net = _line(f"M8_net_{rung.kind}", rung.net, rung, evidence)
    words = [in_words(rung.interval, values)] if rung.interval else []
    yield _with_interval(net, rung).noted(*words, *rung.told)
    yield _line(f"M8_gross_{rung.kind}", rung.gross, rung, evidence)
    if rung.kind == CHANCE:
        return
    for name, dollars in (("benefit_cost_ratio", rung.gross), ("return_on_investment", rung.net)):
        by_cost = None if dollars is None or not rung.cost else round(dollars / rung.cost, _PLACES)
        line = _line(f"M8_{name}_{rung.kind}", by_cost, rung, evidence)
        yield replace(line, numerator=dollars, denominator=rung.cost)


def _with_interval(figure: Figure, rung: Rung) -> Figure:
    return replace(figure, numerator=rung.net, interval=rung.interval)


def _waited(rung: Rung, evidence: Evidence) -> Iterator[Figure]:
    """Yield what became of the cost of those who wait, by their cost before listing; and both."""
    of = rung.waiting
    above, below = (None, None) if of is None else (of.after, of.before)
    note = "what the waiting cost, by what these months cost at their level before listing"
    yield _of_waiting("M8_comparison_ratio", above, below, rung.ratio, note, evidence)
    if of is None:
        return
    for when, dollars, note in (
        ("before", of.before, "those who wait, before listing; each weighs the months of waiting"),
        ("after", of.after, "those who wait, while they wait"),
    ):
        note += "; US dollars a member-month"
        name, pmpm = f"M8_waiting_{when}", dollars / of.months
        yield _of_waiting(name, round(dollars, 2), of.months, pmpm, note, evidence)


def _of_waiting(
    measure: str,
    above: float | None,
    below: float | None,
    value: float | None,
    note: str,
    evidence: Evidence,
) -> Figure:
    waiting = evidence.followed.filter(side=WAITING)["person_id"].n_unique()
    return Figure(
        measure, WAITING, above, below, None if value is None else round(value, _PLACES),
        evidence.period, evidence.data_through, persons=waiting, notes=(note,),
    )  # fmt: skip


def _compared(rung: Rung, evidence: Evidence) -> Iterator[Figure]:
    """Yield the cost a month before listing, as expected without the programme, and as it was."""
    if rung.found is None:
        return
    observed, bounds = rung.found.observed, rung.found.interval
    allowed = bounds and (observed + bounds[0], observed + bounds[1])
    for name, pmpm, note in (
        ("before", rung.found.before, "the enrolled in the months before they were listed"),
        ("expected", rung.found.expected, "what the enrolled would have cost, by the line through "
         "those who wait; a fall is the change that came without the programme: mostly regression "
         "to the mean, less the rise in prices"),
        ("after", observed, "the enrolled in the months compared"),
    ):  # fmt: skip
        yield Figure(
            f"M8_{name}_{rung.kind}", ALL, round(pmpm * rung.months, 2), rung.months,
            round(pmpm, _PLACES), evidence.period, evidence.data_through, persons=rung.persons,
            notes=(note, "US dollars a member-month"),
            interval=allowed if name == "expected" else None,
        )  # fmt: skip
