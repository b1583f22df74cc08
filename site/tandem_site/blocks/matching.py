"""The weights and guards of matching, from the tables that the rule itself reads.

Not here: what the benchmark found with them (`matching_study`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tandem_flows.rules.matching.guards import Guard
    from tandem_site.blocks import Block
    from tandem_site.edition import Edition


def matching_blocks() -> Mapping[str, Block]:
    """Return what makes each text about matching, by name."""
    from tandem_site.blocks.matching_study import needed, study_table

    return {
        "matching-agreements": agreements_table,
        "matching-apart": apart_table,
        "matching-choice": choice,
        "matching-guards": guards_table,
        "matching-needed": needed,
        "matching-source": weights_source,
        "matching-study": study_table,
        "matching-weights": weights_table,
    }


def weights_table(_edition: Edition) -> str:
    """Return what each agreement of each field is worth, in points and in bits."""
    from tandem_flows.rules.matching import shipped_weights

    weights = shipped_weights()
    rows = [
        (
            name.replace("_", " "),
            level.value,
            f"{worth.points:+d}",
            f"{weights.bits(name, level):+.1f}",
        )
        for name, levels in weights.by_field.items()
        for level, worth in levels.items()
    ]
    return table(("field", "how it agrees", "points", "bits"), rows, "llrr")


def weights_source(_edition: Edition) -> str:
    """Return where the weights that ship come from, since when, and their digest."""
    from tandem_flows.rules.matching import shipped_weights

    weights = shipped_weights()
    return (
        f"{weights.source} They stand as they are since {weights.made_on.isoformat()}. "
        f"One bit is {weights.points_per_bit:g} of the points.\n\n"
        f"Their digest, as a run's record names them: `{weights.digest}`"
    )


def agreements_table(_edition: Edition) -> str:
    """Return what the words for agreements mean, with the lengths that the rule goes by."""
    return table(("word", "meaning"), list(_meanings()), "ll")


def guards_table(_edition: Edition) -> str:
    """Return when a person must look at a pair, without an equal member id and with one."""
    from tandem_flows.rules.matching.guards import GUARDS_WITH_MEMBER_ID, GUARDS_WITHOUT_MEMBER_ID

    headings = ("reason given", "when", "so that these are not linked")
    return "\n\n".join(
        (
            "Where the member ids are not the same, or one is missing:",
            table(headings, [_guard(guard) for guard in GUARDS_WITHOUT_MEMBER_ID], "lll"),
            "Where the member ids are the same:",
            table(headings, [_guard(guard) for guard in GUARDS_WITH_MEMBER_ID], "lll"),
        )
    )


def apart_table(_edition: Edition) -> str:
    """Return when a pair is two people and nobody need look at it."""
    from tandem_flows.rules.matching.apart import APART

    rows = [(apart.when, apart.whom) for apart in APART]
    return table(("when", "so that these are not shown"), rows, "ll")


def choice(_edition: Edition) -> str:
    """Return how close a second candidate may come, in words."""
    from tandem_flows.rules.matching.assign import NOISE_POINTS, TIE_POINTS

    return (
        f"Sometimes two candidates are within {TIE_POINTS} points of each other. "
        "Then no pair of the two is linked, and a person sees both. "
        f"Of several candidates to look at, one that is {NOISE_POINTS} points or more behind the "
        "best is not shown."
    )


def _guard(guard: Guard) -> tuple[str, str, str]:
    return guard.reason.value, guard.when, guard.whom


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], sides: str) -> str:
    """Return a table in Markdown; `sides` has `l` or `r` for each column."""
    rule = "|".join("---:" if side == "r" else "---" for side in sides)
    lines = [f"| {' | '.join(headings)} |", f"|{rule}|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _meanings() -> Iterator[tuple[str, str]]:
    from tandem_flows.rules.matching.compare import ALIKE_ADDRESS_PERCENT
    from tandem_flows.rules.matching.names import LETTERS_FOR_TWO_SLIPS, LETTERS_WITHOUT_SLIP

    yield "same", "The same in one spelling; of two given names, the first may stand alone"
    yield "nickname", "Two forms of one first name, as Bill and William"
    yield "swapped", "First and last name, or day and month, stand in each other's place"
    yield (
        "slip",
        f"One letter or digit wrong, left out, added or turned with its neighbour; two in a name "
        f"of {LETTERS_FOR_TWO_SLIPS} letters or more. A name or number of up to "
        f"{LETTERS_WITHOUT_SLIP} signs has no slips. Two first names that are both known are no "
        f"slip of each other. An address is a slip when {ALIKE_ADDRESS_PERCENT} percent or more "
        "is alike and no more than one digit of the house number is wrong",
    )
    yield "near", "Birth dates with two wrong digits"
    yield "part", "A second given name, or one half of a double last name"
    yield "initial", "Only the first letter, and it is the same"
    yield "different", "None of these"
    yield "missing", "One side left the field empty: it counts neither for nor against"
