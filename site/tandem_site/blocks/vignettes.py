"""Beside each vignette: what the flow's rules make of its facts and of what people decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from tandem_site.blocks.values import values_of
from tandem_site.templating import filled
from tandem_validators.guideline.folder import guideline_folder
from tandem_validators.guideline.model import Value
from tandem_validators.guideline.values import Values

if TYPE_CHECKING:
    from tandem_flows.vignettes.decided import Decided
    from tandem_flows.vignettes.known import Known
    from tandem_flows.vignettes.story import Vignette
    from tandem_site.edition import Edition

_COUNT = 12
_SIDES = {"plan": "The plan", "practice": "The practice", "joint": "Plan and practice together"}


class Told(NamedTuple):
    """A vignette with what follows from its facts, and from what was decided.

    Nothing is `known` of a patient for whom the values in force leave no place on the call.
    """

    story: Vignette
    known: Known | None
    decided: Decided


def vignette_blocks() -> Mapping[str, Callable[[Edition], str]]:
    """Return what makes the result of each vignette, by the name of its block."""
    return {f"vignette-{number}": partial(vignette, number) for number in range(1, _COUNT + 1)}


def vignette(number: int, edition: Edition) -> str:
    """Return the result of the vignette of clause VIG-`number`.

    A vignette that the paper tells again has the result of the one story behind both.
    """
    clause = f"VIG-{number:02}"
    told = next(told for told in told_vignettes(edition) if clause in told.story.clauses)
    return _text(told, edition)


def told_vignettes(edition: Edition) -> tuple[Told, ...]:
    """Return every vignette with what the flow makes of it."""
    files = sorted((guideline_folder() / "vignettes").glob("*.yaml"))
    changed = tuple(path.stat().st_mtime_ns for path in files)
    return _told(tuple(values_of(edition).as_mapping().items()), changed)


@cache
def _told(stated: tuple[tuple[str, Value], ...], _changed: tuple[int, ...]) -> tuple[Told, ...]:
    """Ask the flow about all vignettes at once: they share one plan and one agenda.

    `_changed` tells files that were edited since from those that were read.
    """
    from tandem_flows.vignettes.decided import decided
    from tandem_flows.vignettes.known import known
    from tandem_flows.vignettes.story import read_vignettes

    stories, values = read_vignettes(), Values(dict(stated))
    facts = known(stories, values)
    return tuple(
        Told(story, facts.get(name), decided(name, story, values))
        for name, story in stories.items()
    )


def _text(told: Told, edition: Edition) -> str:
    from tandem_flows.vignettes.partnership import CALLS

    return filled(
        "vignette.md.j2",
        story=told.story,
        known=told.known,
        decided=told.decided,
        call_on=CALLS[told.story.call],
        sides=_SIDES,
        link=lambda clause: edition.clause_links([clause] if clause else []),
        words=lambda code: code.replace("_", " "),
    )
