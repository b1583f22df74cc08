"""The weights of matching as values: what each agreement of a field is worth.

Here: the weights that ship (`weights.yaml`) and the shape that an organisation's own weights share.
Not here: reading a file of an organisation's own (`weights_file`), nor learning them (`training`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from tandem_flows.rules.matching.agreement import Agreement

# What the weight of equal names with an equal birth date is made of: the anchor of every scale.
ANCHOR = ("first_name", "last_name", "birth_date")
# Where somebody lives: these fields agree together or not at all.
HOME = ("address", "phone", "zip_code", "city")


@dataclass(frozen=True, slots=True)
class Worth:
    """What one agreement is worth in points, and, where it was learned, how often it is seen.

    `m` is its share among pairs of one person, `u` its share among pairs of two.
    """

    points: int
    m: float | None = None
    u: float | None = None


@dataclass(frozen=True)
class Weights:
    """What every agreement of every field is worth; a missing field is worth nothing."""

    source: str
    made_on: date
    points_per_bit: float
    by_field: Mapping[str, Mapping[Agreement, Worth]]
    counts: Mapping[str, int] = field(default_factory=dict)
    digest: str = ""  # of the file they were read from; what was just learned has none yet

    @cached_property
    def points(self) -> Mapping[str, Mapping[Agreement, int]]:
        """The points alone, by field and agreement."""
        return {
            field_name: {agreement: worth.points for agreement, worth in by.items()}
            for field_name, by in self.by_field.items()
        }

    def bits(self, field_name: str, agreement: Agreement) -> float:
        """The weight of an agreement in bits: each doubles the odds that two are one person."""
        return self.points[field_name][agreement] / self.points_per_bit

    @property
    def anchor_points(self) -> int:
        """What equal names with an equal birth date are worth."""
        return sum(self.points[name][Agreement.SAME] for name in ANCHOR)

    def is_learned(self, field_name: str) -> bool:
        """Whether the field's weights were learned, not taken from those that ship."""
        return any(worth.m is not None for worth in self.by_field[field_name].values())


@cache
def shipped_weights() -> Weights:
    """The weights that ship with the software."""
    text = files(__package__).joinpath("weights.yaml").read_text(encoding="utf-8")
    return weights_of(yaml.safe_load(text))


def weights_of(content: Mapping[str, Any]) -> Weights:
    """The weights in the content of a file that was found sound."""
    return Weights(
        source=str(content["source"]).strip(),
        made_on=content["made_on"],
        points_per_bit=float(content["points_per_bit"]),
        by_field={
            name: {Agreement(level): Worth(**worth) for level, worth in levels.items()}
            for name, levels in content["fields"].items()
        },
        counts=dict(content.get("counts") or {}),
        digest=digest_of(content),
    )


def digest_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of all that a file of weights holds but the digest itself."""
    sealed = {key: value for key, value in content.items() if key != "digest"}
    spelled = json.dumps(sealed, sort_keys=True, default=str)
    return hashlib.sha256(spelled.encode()).hexdigest()
