"""What a guideline consists of, as frozen values. Reading files is `load`'s business."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = int | str | bool

STEPS = ("ready", "identify", "share", "prework", "call", "summary", "tracking", "evaluation")
STRENGTHS = ("must", "should", "may", "definition")
KINDS = ("automated", "recorded", "advice", "context")
ORIGINS = ("source", "ours")


@dataclass(frozen=True)
class Parameter:
    """A number or choice of the guideline, stated once, on its page."""

    name: str
    value: Value
    unit: str
    origin: str
    source: str
    meaning: str
    clauses: tuple[str, ...]
    page: str
    minimum: int | None = None
    maximum: int | None = None
    options: tuple[str, ...] = ()

    @property
    def is_yes_no(self) -> bool:
        """Whether the parameter is answered yes or no."""
        return self.unit == "yes/no"

    @property
    def counted_unit(self) -> str:
        """The unit as it follows the value: `day` after one, else `days`."""
        return self.unit.removesuffix("s") if self.value == 1 else self.unit

    @property
    def allowed(self) -> str:
        """The allowed values in words, for example `1 to 30` or `calendar or business`."""
        if self.is_yes_no:
            return "yes or no"
        if self.options:
            return " or ".join(self.options)
        return f"{self.minimum} to {self.maximum}"

    def allows(self, value: object) -> bool:
        """Whether `value` is of this parameter's type and inside its range."""
        if self.is_yes_no:
            return isinstance(value, bool)
        if self.options:
            return value in self.options
        if isinstance(value, bool) or not isinstance(value, int):
            return False
        return (self.minimum or 0) <= value <= (self.maximum or 0)


@dataclass(frozen=True)
class Clause:
    """One sentence of the guideline: who does what, how strong, and where it comes from."""

    id: str
    strength: str
    kind: str
    actor: str
    source: str
    template: str
    page: str
    text: str = ""

    @property
    def anchor(self) -> str:
        """The permanent anchor of the sentence on its page."""
        return self.id.lower()

    @property
    def needs_evidence(self) -> bool:
        """Whether code or schema and a test must carry the clause."""
        return self.kind in ("automated", "recorded")


@dataclass(frozen=True)
class Reading:
    """How a gap or contradiction of the source is read, tied to its clauses."""

    number: int
    title: str
    question: str
    reading: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """One written page: its body is Markdown with Jinja2 macros.

    `name` is its file without the ending, for example `call` or `adopt/training`. A page of one of
    the eight steps has that step's word as its name, and its place among the steps as `order`.
    """

    name: str
    title: str
    description: str
    body: str
    file: str
    order: int = 0

    @property
    def is_step(self) -> bool:
        """Whether this is the page of one of the eight steps."""
        return self.name in STEPS


@dataclass(frozen=True)
class Guideline:
    """One version of the written process."""

    version: str
    title: str
    status: str
    reviewed: str
    digest: str
    pages: Mapping[str, Page] = field(default_factory=dict)
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
