"""Files from other programs: care plans, sealed files, certificates, exports of the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from tandem_flows.audit.examine import examine
from tandem_flows.audit.index import INDEX, Enclosed, Index
from tandem_flows.audit.seal import read_seal, seal_of, signed_seal
from tandem_flows.exchange.care_plan import CarePlan
from tandem_flows.exchange.json_form import as_json, read_json
from tandem_flows.inbox.opened import read_file
from tandem_flows.transit.openpgp import OwnKey, certificate, sealed, unsealed
from tandem_validators.errors import InputRefused
from tests.fuzz.changing import zipped
from tests.fuzz.parsers import Change, Parser
from tests.transit.keys import new_key, public_of


def parsers(archive: Change) -> Sequence[Parser]:
    """Return the parsers of files that other programs write."""
    return (
        Parser("care plan", "care-plan.json", _plans, _care_plan),
        Parser("export of the record", "export.zip", _exports, _export, archive),
        Parser("sealed file", "call.xlsx.pgp", _sealed, _unsealed, share=2),
        Parser("certificate", "practice.asc", _certificates, _certificate),
        Parser("seal of the record", "seal.asc", _seals, _seal, share=2),
    )


@cache
def _plan() -> CarePlan:
    from tests.exchange.plans import plan

    return plan()


def _plans() -> list[bytes]:
    return [as_json(_plan()).replace("Quillfeather", "Zyxquist").encode()]


def _care_plan(path: Path) -> object:
    return read_json(read_file(path).decode("utf-8", errors="replace"), path.name)


def _exports() -> list[bytes]:
    head = Enclosed("lakeside", 0, "0" * 64)
    days = (date(2026, 1, 1), date(2026, 2, 1))
    waived = (("SHR-03", days[0]),)
    index = Index("caretandem 1", days, "0.1.0", "0" * 64, ("share",), waived, (head,), {})
    lines, table = b'{"sequence":1}\n', b"sequence\n1\n"
    record = [("ledger/lakeside.jsonl", lines), ("ledger/lakeside.csv", table)]
    return [zipped([(INDEX, index.content), *record])]


def _export(path: Path) -> object:
    problems = examine(path).problems
    if problems:
        raise InputRefused(problems)
    return None


@cache
def _ours() -> OwnKey:
    return new_key("plan@example.org")


@cache
def _theirs() -> OwnKey:
    return new_key("practice@example.org")


def _sealed() -> list[bytes]:
    ours = certificate(public_of(_ours()), "plan")
    sent = [b"", b"Zyxquist", b"rank,first_name\n" * 500]
    return [sealed(content, _theirs(), ours, "plan") for content in sent]


def _unsealed(path: Path) -> object:
    """A changed file may never be read as anything that was not sealed."""
    sender = certificate(public_of(_theirs()), "lakeside")
    content = unsealed(path.read_bytes(), _ours(), sender, path.name)
    if content not in (b"", b"Zyxquist", b"rank,first_name\n" * 500):
        raise AssertionError("a changed file passed for one that was signed")
    return content


def _certificates() -> list[bytes]:
    return [public_of(_theirs()), public_of(_ours())]


def _certificate(path: Path) -> object:
    return certificate(path.read_bytes(), "lakeside")


def _seals() -> list[bytes]:
    seal = seal_of("lakeside", ["0" * 64], "a" * 64, datetime(2026, 1, 20, tzinfo=UTC))
    return [signed_seal(seal, _theirs())]


def _seal(path: Path) -> object:
    return read_seal(path.read_bytes(), certificate(public_of(_theirs()), "lakeside"), path.name)
