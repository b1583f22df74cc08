"""What the flow makes of each vignette stands beside its story, whatever values are in force."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tandem_site.blocks.vignettes import vignette
from tandem_site.edition import Edition, read_edition

NUMBERS = range(1, 13)
NO_PLACE = "there is no place for this patient on that call"


@pytest.fixture(scope="module")
def edition(agreeing: Path) -> Edition:
    return read_edition(agreeing)


def with_room_for(patients: int, edition: Edition) -> Edition:
    stated = dict(edition.guideline.parameters)
    cap = dataclasses.replace(stated["max_patients_per_call"], value=patients)
    changed = dataclasses.replace(
        edition.guideline, parameters=stated | {"max_patients_per_call": cap}
    )
    return dataclasses.replace(edition, guideline=changed)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_story_has_its_result(number: int, edition: Edition) -> None:
    text = vignette(number, edition)

    assert "| Suggested lead |" in text
    assert NO_PLACE not in text


def test_a_story_without_a_place_on_the_call_says_so(edition: Edition) -> None:
    smaller = with_room_for(3, edition)

    told = [NO_PLACE in vignette(number, smaller) for number in NUMBERS]

    assert any(told) and not all(told)
