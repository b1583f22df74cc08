"""Every vignette as a case of a test."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tandem_flows.vignettes.story import read_vignettes

VIGNETTES = read_vignettes()
each_vignette = pytest.mark.parametrize("name", list(VIGNETTES))


def missing(words: Iterable[object], text: str | list[object]) -> list[object]:
    """Return which of `words` the text, or the list, does not hold."""
    return [word for word in words if word not in text]
