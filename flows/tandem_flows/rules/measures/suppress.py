"""Small cells: what may not leave the plan in a table, because it could point to somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from tandem_flows.rules.measures.figure import ALL, LED_BY, WAITING, Figure
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.pqi import COMPOSITES
from tandem_flows.rules.measures.surveys import HEALTH
from tandem_validators.guideline.values import Values

Line = tuple[str, str, Period]

SUPPRESSED = "suppressed: too few people"
FEW_LEFT_OUT = "small numbers left out are not shown"
# Shares of people: numerator, denominator and the rest are counts. Rates: the numerator is one.
_SHARES, _RATES = ("M1", "M2", "M3", "M9", "M10", "M12"), ("M4", "M5")
_NO_COUNT = ("M9_mean_change",)
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
    hidden |= _left_over(figures, most)
    hidden |= _given_away(figures, hidden)
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
    """Whether the figure counts, or would give away, from one up to `most` people."""
    if figure.persons is None:
        return False
    counts = [float(figure.persons)]
    prefix = figure.measure.split("_", 1)[0]
    is_share = prefix in _SHARES or figure.measure in _COUNTS
    if figure.numerator is not None and figure.measure not in _NO_COUNT:
        if is_share or prefix in _RATES:
            counts.append(figure.numerator)
        if is_share and figure.denominator is not None:
            counts += [figure.denominator, figure.denominator - figure.numerator]
    return any(0 < count <= most for count in counts)


def _left_over(figures: Sequence[Figure], most: int) -> set[int]:
    """Return the lines of M4 and M5 that would leave a few events to the rest of the list.

    The rest are those taken up, those without a lead, or both: the list less the waiting, less the
    led, less the two.
    """
    lines: dict[str, dict[str, int]] = {}
    for place, figure in enumerate(figures):
        if figure.measure.split("_", 1)[0] in _RATES and figure.numerator is not None:
            lines.setdefault(figure.measure, {})[figure.cohort] = place
    return {
        place
        for by_cohort in lines.values()
        for parts in _takings(by_cohort)
        if 0 < _count(figures, [by_cohort[ALL]]) - _count(figures, parts) <= most
        for place in parts
    }


def _takings(by_cohort: Mapping[str, int]) -> list[list[int]]:
    """Return the places of what can be taken from the list together, in one measure."""
    if ALL not in by_cohort:
        return []
    waiting = [by_cohort[WAITING]] if WAITING in by_cohort else []
    led = [by_cohort[cohort] for cohort in LED_BY.values() if cohort in by_cohort]
    return [parts for parts in (waiting, led, waiting + led) if parts]


def _count(figures: Sequence[Figure], places: Iterable[int]) -> float:
    return sum(figures[place].numerator or 0.0 for place in places)


def _given_away(figures: Sequence[Figure], hidden: set[int]) -> set[int]:
    """Return the places of what must go too, so that no hidden part is whole less the others."""
    found: set[int] = set()
    for group in _groups(figures):
        gone = [place for place in group if place in hidden]
        if gone:
            found |= set(group)
    # The smaller sums come first: a sum that is hidden may itself be a part of a larger one.
    for whole, parts in _wholes(figures):
        if len([place for place in parts if place in hidden | found]) == 1:
            found.add(whole)
    return found


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
    if measure == "M12":
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
