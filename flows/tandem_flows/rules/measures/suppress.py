"""Small cells: what may not leave the plan in a table, because it could point to somebody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from tandem_flows.rules.measures.figure import LED_BY, Figure
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.pqi import COMPOSITES
from tandem_flows.rules.measures.subtraction import left_over
from tandem_flows.rules.measures.surveys import HEALTH
from tandem_validators.guideline.values import Values

Line = tuple[str, str, Period]

SUPPRESSED = "suppressed: too few people"
FEW_LEFT_OUT = "small numbers left out are not shown"
# Shares of people: numerator, denominator and the rest are counts. Rates: the numerator is one.
_SHARES, _RATES = ("M1", "M2", "M3", "M9", "M10", "M12"), ("M4", "M5")
_NO_COUNT = ("M9_mean_change",)
# The index counts duties of calls beside those of patients: only the people of its sides tell.
_INDEX = "M12"
# Lines of M8 that count people, other than its dollars.
_COUNTS = ("M8_followed_died", "M8_followed_uncovered")

# The overall composite is its indicators, and it is the acute and the chronic composite.
_OVERALL, _ACUTE_AND_CHRONIC = "90", ("91", "92")


def suppressed(
    figures: Sequence[Figure], values: Values, telling: Collection[Line] = ()
) -> list[Figure]:
    """Return the figures without those that rest on a few people; a zero may show.

    Hidden are counts from one up to `small_cell_max`, the rest that would give such a count away
    (those who are not in the numerator), and what would give a hidden part away by subtraction.
    `telling` names lines that must go besides.
    """
    most = values.number("small_cell_max")
    hidden = {
        place
        for place, figure in enumerate(figures)
        if is_small(figure, most) or line_of(figure) in telling
    }
    hidden |= left_over(figures, most)
    hidden |= _given_away(figures, hidden, most)
    return [
        _hide(figure) if place in hidden else _without_few(figure, most)
        for place, figure in enumerate(figures)
    ]


def suppressed_months(
    figures: Sequence[Figure], values: Values, telling: Collection[Line] = ()
) -> list[Figure]:
    """Return lines that come once a month without those that rest on a few people."""
    return [suppressed([figure], values, telling)[0] for figure in figures]


def line_of(figure: Figure) -> Line:
    """Return which line the figure is, among those of a report."""
    return figure.measure, figure.cohort, figure.period


def is_suppressed(figure: Figure) -> bool:
    """Whether the figure was hidden."""
    return SUPPRESSED in figure.notes


def is_small(figure: Figure, most: int) -> bool:
    """Whether the figure counts, or would give away, from one up to `most` people.

    Many months, visits, duties or dollars may be of few people: where the figure knows how many
    people its numerator and its rest are, these are tested too.
    """
    if figure.persons is None:
        return False
    people = [figure.persons, figure.counted or 0, figure.uncounted or 0]
    own = [] if figure.measure == _INDEX else _own_counts(figure)
    return any(0 < count <= most for count in [*people, *own])


def _own_counts(figure: Figure) -> list[float]:
    """Return what the figure shows that may count people or events; dollars do not."""
    if figure.numerator is None or figure.measure in _NO_COUNT:
        return []
    prefix = figure.measure.split("_", 1)[0]
    is_share = prefix in _SHARES or figure.measure in _COUNTS
    counts = [figure.numerator] if is_share or prefix in _RATES else []
    if is_share and figure.denominator is not None:
        counts += [figure.denominator, figure.denominator - figure.numerator]
    return counts


def _given_away(figures: Sequence[Figure], hidden: set[int], most: int) -> set[int]:
    """Return the places of what must go too, so that no hidden part is whole less the others.

    Nor may the hidden parts be told together where they are few, or where their sum tells each.
    """
    found: set[int] = set()
    for group in _groups(figures):
        if hidden.intersection(group):
            found |= set(group)
    # The smaller sums come first: a sum that is hidden may itself be a part of a larger one.
    for whole, parts in _wholes(figures):
        gone = [figures[place] for place in parts if place in hidden | found]
        if gone and any(_is_told(counts, most) for counts in _events_and_people(gone)):
            found.add(whole)
    return found | _savings_of(figures, hidden | found)


def _events_and_people(hidden: Sequence[Figure]) -> tuple[list[float], list[float]]:
    """Return the numerators, and of how many people each is where the figure knows it."""
    events = [figure.numerator or 0.0 for figure in hidden]
    known = zip(hidden, events, strict=True)
    return events, [event if of.counted is None else of.counted for of, event in known]


def _is_told(hidden: Sequence[float], most: int) -> bool:
    """Whether the sum of hidden counts gives one away: each is one up to `most`, as all know."""
    together = sum(hidden)
    lowest, highest = len(hidden), len(hidden) * most
    return len(hidden) == 1 or 0 < together <= most or together in (lowest, highest)


def _savings_of(figures: Sequence[Figure], hidden: set[int]) -> set[int]:
    """Return the savings of M6 with a hidden side: they and the other side give it away."""
    places = {(figure.measure, figure.cohort): place for place, figure in enumerate(figures)}
    sides = [figures[place] for place in hidden if figures[place].measure.startswith("M6_")]
    savings = [(side.measure.rsplit("_", 1)[0] + "_savings", side.cohort) for side in sides]
    return {places[line] for line in savings if line in places}


def _groups(figures: Sequence[Figure]) -> list[list[int]]:
    """Return lines that add up to a line beside them: all are hidden as soon as one is."""
    groups: dict[tuple[str, str], list[int]] = {}
    for place, figure in enumerate(figures):
        if figure.cohort in LED_BY.values():
            groups.setdefault((figure.measure, "lead"), []).append(place)
        moment, _, level = figure.measure.removeprefix("M9_").partition("_")
        if figure.measure.startswith("M9_") and level in HEALTH.values():
            groups.setdefault(("M9", moment), []).append(place)
        if figure.measure in ("M10", "M10_maybe", "M10_no"):
            groups.setdefault(("M10", figure.cohort), []).append(place)
    return list(groups.values())


def _wholes(figures: Sequence[Figure]) -> list[tuple[int, list[int]]]:
    """Return each sum with its parts: a composite and its indicators, the index and its clauses."""
    places = {(figure.measure, figure.cohort): place for place, figure in enumerate(figures)}
    sums: list[tuple[int, list[int]]] = []
    for (measure, cohort), place in places.items():
        for parts in _parts(measure, [name for name, _ in places]):
            there = [places[name, cohort] for name in parts if (name, cohort) in places]
            if there:
                sums.append((place, there))
    is_overall = [figure.measure == f"M5_pqi_{_OVERALL}" for figure in figures]
    return sorted(sums, key=lambda found: is_overall[found[0]])


def _parts(measure: str, names: Sequence[str]) -> list[list[str]]:
    """Return what adds up to the line: more than one way where composites are made of others."""
    if measure == _INDEX:
        return [[name for name in names if name.startswith("M12_")]]
    if not measure.startswith("M5_pqi_") or measure[-2:] not in COMPOSITES:
        return []
    ways = [COMPOSITES[measure[-2:]]]
    if measure[-2:] == _OVERALL:
        ways.append(_ACUTE_AND_CHRONIC)
    return [[f"M5_pqi_{number}" for number in way] for way in ways]


def _without_few(figure: Figure, most: int) -> Figure:
    """Return the figure without exclusions that count a few people."""
    shown = {why: count for why, count in figure.exclusions.items() if not 0 < count <= most}
    if len(shown) == len(figure.exclusions):
        return figure
    return replace(figure, exclusions=shown).noted(FEW_LEFT_OUT)


def _hide(figure: Figure) -> Figure:
    return replace(
        figure,
        numerator=None,
        denominator=None,
        value=None,
        interval=None,
        exclusions={},
        notes=(SUPPRESSED,),
    )
