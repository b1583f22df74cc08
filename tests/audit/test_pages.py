"""Threat model and hazard log name tests that there are, and leave no part of a hazard out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tandem_validators.guideline.folder import guideline_folder

TESTS = Path(__file__).resolve().parents[1]
PARTS = (
    "Cause",
    "Effect",
    "Initial risk",
    "Controls",
    "Tests",
    "Residual risk",
    "Left to you",
    "Owner",
)
_RISK = re.compile("(\\d) \u00d7 (\\d) = (\\d+), (low|medium|high)")
_LOW, _MEDIUM = 4, 9


def page(name: str) -> str:
    return (guideline_folder() / "audit" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["threat-model", "hazard-log"])
def test_every_test_that_a_page_names_is_there(name: str) -> None:
    named = set(re.findall(r"`([a-z_/]+\.py)`", page(name)))

    assert len(named) > 10
    assert [file for file in sorted(named) if not (TESTS / file).is_file()] == []


def test_every_hazard_has_all_parts_and_its_risk_is_rated_as_the_page_says() -> None:
    hazards = page("hazard-log").split("\n## H-")[1:]

    assert [hazard[:2] for hazard in hazards] == [
        f"{number:02}" for number in range(1, len(hazards) + 1)
    ]
    for hazard in hazards:
        assert [part for part in PARTS if f"| **{part}** | " not in hazard] == [], hazard[:40]
        initial, residual = _RISK.findall(hazard)
        for likelihood, severity, risk, words in (initial, residual):
            assert int(likelihood) * int(severity) == int(risk), hazard[:40]
            is_low, is_medium = int(risk) <= _LOW, int(risk) <= _MEDIUM
            assert words == ("low" if is_low else "medium" if is_medium else "high"), hazard[:40]
        assert int(residual[2]) <= int(initial[2]) and residual[3] != "high", hazard[:40]
