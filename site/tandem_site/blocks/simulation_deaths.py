"""The simulation study in which some of the listed die, in sentences: from the file it wrote.

`simulation_deaths.json` beside this module is written by the study with `--deaths`. Not here: the
study in which nobody dies (`simulation_words`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tandem_site.blocks.simulation import range_of
from tandem_site.blocks.studies import study_in

if TYPE_CHECKING:
    from tandem_site.edition import Edition

STUDY = Path(__file__).with_name("simulation_deaths.json")


def study() -> dict[str, Any]:
    """Return what the study with deaths wrote."""
    return study_in(STUDY)


def simulation_deaths(edition: Edition) -> str:
    """Return what the study found in which some of the listed die, in sentences."""
    of = study()
    found = {rung: [x for x in of["lines"] if x["rung"] == rung] for rung in ("raw", "matched")}
    held = [x["coverage_percent"] for x in found["matched"]]
    return (
        f"**With deaths.** The same {of['programmes']} programs of each kind were made again, and "
        f"{of['died_percent']:.0f} percent of the listed died: the costly sooner, with two very "
        "costly last months, and just as many whether enrolled or not. The matched interval holds "
        f"the truth in {range_of(found['matched'], 'coverage_percent')} percent, and "
        f"{_reached(held, of['aim_percent'])}. It is off by "
        f"{range_of(found['matched'], 'off_by_percent')} percent on average; raw is off by "
        f"{range_of(found['raw'], 'off_by_percent')}. Where the programme itself changes who "
        "dies, the dollars of the two sides are no fair comparison."
    )


def _reached(held: Sequence[float], aim: float) -> str:
    """Return in how many of the cases (kinds by effects) the interval held as often as aimed at."""
    reached = sum(share >= aim for share in held)
    return f"reaches our aim of {aim} in {reached} of {len(held)} cases"
