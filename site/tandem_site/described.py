"""A handoff as a reader understands it: what it holds, who passes it to whom, and its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tandem_site.column_words import DescribedColumn, described_columns, meaning_of
from tandem_validators.handoffs.registry import HandoffSpec, handoffs


@dataclass(frozen=True)
class DescribedHandoff:
    """One handoff of the data dictionary, as plain values."""

    name: str
    meaning: str
    step: str
    scope: str
    sender: str
    receiver: str
    columns: tuple[DescribedColumn, ...]

    @property
    def has_phi(self) -> bool:
        """Whether any column can identify a patient or tells about their health."""
        return any(column.is_phi for column in self.columns)


def described_handoffs() -> Mapping[str, DescribedHandoff]:
    """Return the handoffs of the registry by name, in the order of the process."""
    return {name: _described(spec) for name, spec in handoffs().items()}


def _described(spec: HandoffSpec) -> DescribedHandoff:
    return DescribedHandoff(
        name=spec.name,
        meaning=meaning_of(spec),
        step=spec.step,
        scope=spec.scope,
        sender=spec.sender,
        receiver=spec.receiver,
        columns=tuple(described_columns(spec)),
    )
