"""The measures of several partnerships taken together: sums divided, never rates averaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from tandem_flows.rules.measures.active import PERCENT
from tandem_flows.rules.measures.exposure import PER_1000
from tandem_flows.rules.measures.figure import Figure
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.suppress import Line, is_small, line_of
from tandem_flows.rules.measures.targets import TARGET
from tandem_validators.guideline.values import Values

_SCALES = {
    "M1": PERCENT, "M2": PERCENT, "M3": PERCENT, "M4": PER_1000, "M5": PER_1000, "M6": 1.0,
    "M9": PERCENT, "M10": PERCENT, "M12": PERCENT,
}  # fmt: skip
# Middles, averages and what is worked out anew from all persons: no sum of parts.
_NO_SUMS = ("M2_notice_lag_days", "M3_days_to_confirm", "M9_mean_change")
_SHARES = ("M4_nyu_classified",)
_SAVINGS = "_savings"
_PLACES = 4
_OF_ONE = (TARGET, "interval", " minutes of ", ", on time ")


def pooled_figures(parts: Sequence[Sequence[Figure]]) -> list[Figure]:
    """Return each line of the partnerships as one: numerators and denominators are added up.

    Lines that are no sums (M8, middles, the savings of M6 and answers in words) are left out; M8 is
    worked out anew from all persons. A line counts from the partnerships in which it is known.
    """
    return [_together(figures) for figures in _lines(parts)]


def pooled_months(parts: Sequence[Sequence[Figure]]) -> list[Figure]:
    """Return the same for lines that come once a month."""
    return [_together(figures) for figures in _monthly(parts)]


def telling_of_others(
    parts: Sequence[Sequence[Figure]],
    months: Sequence[Sequence[Figure]],
    anew: Sequence[Figure],
    values: Values,
) -> set[Line]:
    """Return the plan's lines that tell of a few people once a partnership takes its own away.

    Each knows its own numbers, and of two partnerships the plan's line less one's is the other's.
    `anew` are the lines that are worked out anew from all persons.
    """
    most = values.number("small_cell_max")
    pooled = [(_together(own), own) for own in [*_lines(parts), *_monthly(months)]]
    of_name = _by_name(parts)
    wholes = [*pooled, *((line, of_name.get((line.measure, line.cohort), [])) for line in anew)]
    return {
        line_of(whole)
        for whole, of_each in wholes
        if any(is_small(_without(whole, own), most) for own in of_each)
    }


def _lines(parts: Sequence[Sequence[Figure]]) -> list[list[Figure]]:
    lines = _by_name([[figure for figure in figures if _is_sum(figure)] for figures in parts])
    return list(lines.values())


def _by_name(parts: Sequence[Sequence[Figure]]) -> dict[tuple[str, str], list[Figure]]:
    lines: dict[tuple[str, str], list[Figure]] = {}
    for figure in chain.from_iterable(parts):
        lines.setdefault((figure.measure, figure.cohort), []).append(figure)
    return lines


def _monthly(parts: Sequence[Sequence[Figure]]) -> list[list[Figure]]:
    lines: dict[tuple[str, Period], list[Figure]] = {}
    for figure in chain.from_iterable(parts):
        lines.setdefault((figure.measure, figure.period), []).append(figure)
    ordered = sorted(lines, key=lambda key: (key[0], key[1].end_on))
    return [lines[key] for key in ordered]


def _without(whole: Figure, own: Figure) -> Figure:
    above = None if whole.numerator is None else whole.numerator - (own.numerator or 0.0)
    below = None if whole.denominator is None else whole.denominator - (own.denominator or 0.0)
    return replace(
        whole,
        numerator=above,
        denominator=below,
        persons=_people_left(whole.persons, own.persons),
        counted=_people_left(whole.counted, own.counted),
        uncounted=_people_left(whole.uncounted, own.uncounted),
    )


def _people_left(whole: int | None, own: int | None) -> int | None:
    return None if whole is None else whole - (own or 0)


def _is_sum(figure: Figure) -> bool:
    prefix = figure.measure.split("_", 1)[0]
    if prefix == "M7":
        return True
    if prefix not in _SCALES or figure.measure in _NO_SUMS:
        return False
    return not (prefix == "M6" and figure.measure.endswith(_SAVINGS))


def _together(figures: Sequence[Figure]) -> Figure:
    first, prefix = figures[0], figures[0].measure.split("_", 1)[0]
    known = [figure for figure in figures if figure.numerator is not None]
    above = _sum(figure.numerator for figure in known) if known else None
    below = _sum(figure.denominator for figure in known)
    value = None
    if prefix == "M7":
        value = above
    elif above is not None and below:
        scale = PERCENT if first.measure in _SHARES else _SCALES[prefix]
        value = round(scale * above / below, _PLACES)
    reasons = sorted({reason for figure in figures for reason in figure.exclusions})
    return replace(
        first,
        numerator=above,
        denominator=below,
        value=value,
        period=Period(
            min(figure.period.start_on for figure in figures),
            max(figure.period.end_on for figure in figures),
        ),
        data_through=min(figure.data_through for figure in figures),
        exclusions={r: _sum(figure.exclusions.get(r) for figure in figures) for r in reasons},
        persons=_people(figure.persons for figure in figures),
        counted=_people(figure.counted for figure in figures),
        uncounted=_people(figure.uncounted for figure in figures),
        interval=None,
        notes=(f"{len(figures)} partnerships", *_notes(figures)),
    )


def _notes(figures: Sequence[Figure]) -> Iterator[str]:
    """Yield what the lines say beside their numbers; of how many, where not all of them say it.

    A target, an interval, minutes and duties speak of one partnership's numbers: they are left out.
    """
    said = Counter(note for figure in figures for note in dict.fromkeys(figure.notes))
    for note, count in said.items():
        if not any(words in note for words in _OF_ONE):
            of_some = f" (said of {count} of {len(figures)})" if count < len(figures) else ""
            yield note + of_some


def _people(counts: Iterable[int | None]) -> int | None:
    """Return how many people they are together; who is in two partnerships counts in each."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _sum(numbers: Iterable[float | None]) -> float:
    return sum(number for number in numbers if number is not None)
