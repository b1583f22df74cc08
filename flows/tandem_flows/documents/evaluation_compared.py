"""Who stands behind net savings: how many on each side, who died or left, how long each was seen.

Not here: the savings themselves (`evaluation_savings`).
"""

from __future__ import annotations

from collections.abc import Sequence

from tandem_flows.documents.evaluation_lines import HIDDEN, number
from tandem_flows.documents.paper import Column, Grid, Part, Words
from tandem_flows.rules.measures.figure import ALL, WAITING, Figure, excluded
from tandem_flows.rules.measures.stayed import ENDINGS, MONTHS
from tandem_flows.rules.measures.suppress import FEW_LEFT_OUT, is_suppressed

_RULE = (
    "Whoever dies or loses coverage counts with the months and dollars until then, among those "
    "who wait as among the enrolled. Nobody is taken out for it. Whoever drops off a later list, "
    "or changes practice and stays covered, goes on counting."
)
_CARE = (
    "Look whether one side lost more people than the other. The last months of a life cost much "
    "and no month follows them, so then the dollars of the two sides compare badly."
)
_COLUMNS = (
    Column("Side", share=4), Column("Patients looked at", "patients:", 2),
    Column("Died", "died:", 2), Column("Lost coverage", "lost coverage:", 2),
    Column("Member-months that count", "member-months:", 3),
    Column("Of months looked at", "of:", 3),
)  # fmt: skip
_SIDES = ((ALL, "The enrolled, from the call on"), (WAITING, "Those who wait, until a call"))


def compared_part(figures: Sequence[Figure]) -> Part:
    """Return a table of both sides with deaths, lost coverage and months, and who was left out."""
    by_side = {(line.measure, line.cohort): line for line in figures}
    rows = [
        _row(words, [by_side[name, side] for name in (*(of for _, of, _ in ENDINGS), MONTHS)])
        for side, words in _SIDES
    ]
    first = _left_out(by_side["M8_net_matched", ALL])
    outside = "; ".join(
        f"{words.split(',')[0].lower()} ({_left_out(by_side[MONTHS, side])})"
        for side, words in _SIDES
    )
    return Part(
        "Who was compared, and who was lost on the way",
        sentences=(("", _RULE), ("", _CARE)),
        grid=Grid("", _COLUMNS, tuple(rows)),
        closing=f"Listed patients left out of both sides from the start: {first}. Left out for "
        f"want of coverage, with their claims: {outside}.",
    )


def _row(words: str, lines: Sequence[Figure]) -> tuple[Words, ...]:
    died, uncovered, months = lines
    looked_at = "" if is_suppressed(months) else number(months.persons)
    cells = (
        words, looked_at or HIDDEN, _counted(died), _counted(uncovered), _counted(months),
        number(months.denominator),
    )  # fmt: skip
    return tuple(Words(cell) for cell in cells)


def _counted(line: Figure) -> str:
    return HIDDEN if is_suppressed(line) else number(line.numerator)


def _left_out(line: Figure) -> str:
    """Return in words what a line leaves out; few are not told."""
    if is_suppressed(line):
        return HIDDEN
    told = [excluded(line.exclusions).replace("_", " ")] if line.exclusions else []
    told += ["few, not shown"] if FEW_LEFT_OUT in line.notes else []
    return "; ".join(told) or "none"
