"""`tandem audit seal`, and how `tandem audit verify` reads a seal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import OptionalPractice, WorkspaceOption
from tandem_validators.errors import InputRefused, Problem

if TYPE_CHECKING:
    from pysequoia import Cert

    from tandem_flows.audit.seal import Seal
    from tandem_flows.workspace.folder import Workspace

CertificatesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--certificate",
        metavar="CERT",
        help="The certificate of whoever signed the seal; may be given again.",
    ),
]
SealsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--seal",
        metavar="SEAL",
        help="A seal that was handed over before: its head must stand in the chain.",
    ),
]


def seal(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The seal to write, as seal.asc.")],
    workspace: WorkspaceOption,
    practice: OptionalPractice = None,
    of: Annotated[
        Path | None,
        typer.Option("--of", metavar="SEAL", help="The other side's seal, to confirm it as ours."),
    ] = None,
    certificate: CertificatesOption = None,
) -> None:
    """Sign and date where the record stands, for the other party to keep.

    The seal is a readable text: how many entries, the head of the chain, the guideline, the time.
    It holds nothing of any patient. With --of the other side's seal is checked against its
    certificate and confirmed under our own signature.

    \b
    Example:
      tandem audit seal seal.asc --workspace W --practice lakeside
      tandem audit seal both.asc --workspace W --of seal.asc --certificate plan.asc
    """
    from tandem_flows.audit.seal import countersealed, signed_seal
    from tandem_flows.transit.keyring import keyring_of
    from tandem_flows.workspace.folder import Workspace

    if (practice is None) == (of is None):
        raise typer.BadParameter("give either --practice or --of", param_hint="--practice")
    opened, now = Workspace(workspace), datetime.now(UTC)
    if of is None:
        stated = _stated(opened, str(practice), now)
    else:
        _, signer, content = _checked(of, certificate or [])
        stated = countersealed(content, signer, of.name, now)
    own = keyring_of(opened).own()
    file.write_bytes(signed_seal(stated, own))
    typer.echo(f"Sealed {stated.entries} entries of {stated.partnership}: {file}")
    typer.echo(f"Give it to the other party, who keeps it. Our key is {own.fingerprint.upper()}.")


def _stated(workspace: Workspace, practice_id: str, now: datetime) -> Seal:
    from tandem_flows.audit.seal import seal_of

    store = workspace.store(practice_id)
    heads = store.ledger()["entry_hash"].to_list() if store.path.is_file() else []
    problems = store.verify() if heads else []
    if problems:
        raise InputRefused(problems)
    return seal_of(practice_id, heads, workspace.guideline.version, now)


def read_seals(files: Sequence[Path], certificates: Sequence[Path]) -> Mapping[str, Seal]:
    """Return each seal by its file's name; raise InputRefused for one that nobody named signed."""
    return {path.name: _checked(path, certificates)[0] for path in files}


def _checked(path: Path, certificates: Sequence[Path]) -> tuple[Seal, Cert, bytes]:
    """Return a seal, the certificate that checks its signature, and the bytes of the seal."""
    from tandem_flows.audit.seal import read_seal
    from tandem_flows.transit.openpgp import certificate

    if not certificates:
        remedy = "Give the signer's certificate: --certificate CERT. Compare its fingerprint first."
        raise InputRefused(Problem(path.name, "cannot be checked without a certificate", remedy))
    content = _bytes_of(path)
    refused: list[Problem] = []
    for one in certificates:
        try:
            signer = certificate(_bytes_of(one), one.name)
            return read_seal(content, signer, path.name), signer, content
        except InputRefused as refusal:
            refused = list(refusal.problems)
    raise InputRefused(refused)


def _bytes_of(path: Path) -> bytes:
    if path.is_file():
        return path.read_bytes()
    raise InputRefused(Problem(path.name, "does not exist", "Check the name of the file."))
