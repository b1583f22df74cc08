"""The seal of a record: a signed, dated statement of where its chain stood, for the other party.

Who holds a seal can show later that the record was rewritten: the sealed head must still stand at
its place in the chain. Pure apart from the signature; knows no workspace.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tandem_validators.errors import InputRefused, Problem

if TYPE_CHECKING:
    from pysequoia import Cert

    from tandem_flows.transit.openpgp import OwnKey

_TITLE = "Seal of a CareTandem record, form 1"
_NONE = "none"
_ASK = "Ask for the seal again; compare it with the copy that the other side keeps."
_REWRITTEN = (
    "Entries up to the seal were changed, removed or added. Ask for the record of that day."
)


@dataclass(frozen=True)
class Seal:
    """Where a chain stood: its head after so many entries, under which guideline, and when.

    `countersigns` is the hash of the other side's seal that this one confirms.
    """

    partnership: str
    entries: int
    head: str
    guideline: str
    sealed_at: str
    countersigns: str = _NONE

    @property
    def text(self) -> str:
        """The statement that is signed: a title, then one fact a line."""
        lines = (f"{item.name}: {getattr(self, item.name)}" for item in fields(self))
        return "\n".join((_TITLE, *lines, ""))


def seal_of(partnership: str, heads: Sequence[str], guideline: str, sealed_at: datetime) -> Seal:
    """Return the seal of a chain by the hashes of its entries; raise InputRefused for none."""
    if not heads:
        remedy = "Run `tandem run ready` for this practice first."
        raise InputRefused(Problem(f"record of {partnership}", "holds nothing to seal", remedy))
    at = sealed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Seal(partnership, len(heads), heads[-1], guideline, at)


def countersealed(content: bytes, signer: Cert, file: str, sealed_at: datetime) -> Seal:
    """Return the seal that confirms another's; raise InputRefused unless `signer` signed that."""
    theirs = read_seal(content, signer, file)
    at = sealed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    mark = hashlib.sha256(content).hexdigest()
    return Seal(theirs.partnership, theirs.entries, theirs.head, theirs.guideline, at, mark)


def signed_seal(seal: Seal, own: OwnKey) -> bytes:
    """Return the seal as a file: readable text with our signature."""
    from tandem_flows.transit.openpgp import signed_statement

    return signed_statement(seal.text, own)


def read_seal(content: bytes, signer: Cert, file: str) -> Seal:
    """Return what a seal says; raise InputRefused unless `signer` signed it, or if it is none."""
    from tandem_flows.transit.openpgp import checked_statement

    text = checked_statement(content, signer, file)
    title, *lines = text.splitlines() or [""]
    said = dict(line.split(": ", 1) for line in lines if ": " in line)
    names = [item.name for item in fields(Seal)]
    is_whole = title == _TITLE and list(said) == names and len(lines) == len(names)
    if is_whole and said["entries"].isdecimal() and int(said["entries"]) > 0:
        return Seal(**{**said, "entries": int(said["entries"])})  # type: ignore[arg-type]
    raise InputRefused(Problem(file, "is signed, but is no seal of a record", _ASK))


def broken_seals(
    seals: Mapping[str, Seal], chains: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Yield what is wrong with each seal; `chains` are the entries' hashes by partnership."""
    for file, seal in seals.items():
        problem = _broken(seal, chains.get(seal.partnership, ()), file)
        if problem is not None:
            yield problem


def _broken(seal: Seal, heads: Sequence[str], file: str) -> Problem | None:
    """Return what is wrong when the sealed head no longer stands at its place in the chain.

    `heads` are the hashes of the entries in order. A chain that has grown since is right.
    """
    if len(heads) < seal.entries:
        what = f"seals {seal.entries} entries of {seal.partnership}; the record holds {len(heads)}"
        return Problem(file, what, _REWRITTEN)
    if heads[seal.entries - 1] == seal.head:
        return None
    what = f"seals another entry {seal.entries} of {seal.partnership} than the record holds"
    return Problem(file, what, _REWRITTEN)
