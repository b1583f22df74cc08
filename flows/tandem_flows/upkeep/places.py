"""What lies in a workspace: its profile's values, its key, its folders, its sources and records."""

from __future__ import annotations

import shutil
import smtplib
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.keys import FILE, read_key
from tandem_flows.workspace.profile import OPENPGP
from tandem_validators.errors import InputRefused, Problem

if TYPE_CHECKING:
    from tandem_flows.source.unclean import Unclean

_LEAST_FREE_BYTES = 1_000_000_000
_CONNECT_SECONDS = 5.0
_FOLDERS = ("inbox", "outbox", "store", "prefect")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def guideline(workspace: Workspace) -> str:
    """Return the guideline in force; raise GuidelineRefused when it cannot be read."""
    return f"{workspace.profile.guideline} (version {workspace.guideline.version})"


def own_values(workspace: Workspace, as_of: date) -> str:
    """Return how many own values there are; raise GuidelineRefused for one outside its range."""
    workspace.values(as_of)
    return (
        f"{len(workspace.profile.own_values)} own values, {len(workspace.profile.waivers)} waivers"
    )


def match_weights(workspace: Workspace) -> str:
    """Return whose weights of matching count; raise with what is wrong in a file of one's own."""
    from tandem_flows.rules.matching import shipped_weights
    from tandem_flows.workspace.match_weights import weights_of_workspace

    own = weights_of_workspace(workspace)
    return "those that ship" if own is shipped_weights() else f"our own, made on {own.made_on}"


def zone(workspace: Workspace) -> str | Problem:
    """Return the time zone, or that nobody knows it."""
    name = workspace.profile.timezone
    try:
        return str(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError):
        remedy = "Write it as in `America/New_York`."
        return Problem("profile.yaml, key 'timezone'", "is no known time zone", remedy)


def key(workspace: Workspace) -> str | Problem:
    """Return that the key is there for its owner only, or what is wrong with it."""
    place = workspace.key
    read_key(place)
    if place.kind != FILE:
        return f"there, {place}"
    path = Path(place.name)
    if path.resolve().is_relative_to(workspace.folder):
        remedy = "Move it elsewhere, so that a copied workspace cannot be read."
        return Problem("key file", "lies inside the workspace", remedy)
    if path.stat().st_mode & _OTHERS:
        return Problem("key file", "can be read by others", "Run `chmod 600` on it.")
    return "there, for its owner only"


def file_keys(workspace: Workspace, as_of: date) -> str | list[Problem]:
    """Return how many keys for sealed files are valid, or which are missing or expire soon."""
    is_needed = any(one.channel == OPENPGP for one in workspace.profile.practices.values())
    if not is_needed and not (workspace.folder / "keys").is_dir():
        return "none needed: no practice has the channel openpgp"
    from tandem_flows.transit.exchanged import key_lines

    lines = key_lines(workspace, as_of)
    problems = [problem for line in lines if (problem := line.problem)]
    problems += _open_to_others(workspace.folder / "keys")
    return problems or f"{len(lines)} valid"


def private(workspace: Workspace) -> str | list[Problem]:
    """Return that no folder is open to others, or which one is missing or open."""
    problems = [
        problem for name in _FOLDERS for problem in _open_to_others(workspace.folder / name)
    ]
    return problems or "folders for their owner only"


def _open_to_others(folder: Path) -> Iterator[Problem]:
    where = f"folder {folder.name}"
    if not folder.is_dir():
        yield Problem(where, "is missing", f"Make it: `mkdir -m 700 {folder.name}`.")
    elif folder.stat().st_mode & _OTHERS:
        yield Problem(where, "can be read by others", f"Run `chmod 700 {folder.name}`.")


def space(workspace: Workspace) -> str | Problem:
    """Return how much space is left, or that it is too little."""
    free = shutil.disk_usage(workspace.folder).free
    if free >= _LEAST_FREE_BYTES:
        return f"{free / 1e9:.0f} GB free"
    remedy = "Make room, or move backups to another disk."
    return Problem("disk of the workspace", f"has {free / 1e6:.0f} MB left", remedy)


def mail(workspace: Workspace) -> str | Problem:
    """Return that the mail server answers, or that nobody is told; a wrong one is a problem."""
    settings = workspace.profile.mail
    if settings is None:
        return "nobody is notified: profile.yaml has no block `mail`"
    open_ = smtplib.SMTP_SSL if settings.security == "ssl" else smtplib.SMTP
    try:
        with open_(settings.host, settings.port, timeout=_CONNECT_SECONDS):
            return f"{settings.host} answers"
    except (OSError, smtplib.SMTPException):
        remedy = "Check `mail` in profile.yaml, and that this machine may reach the server."
        where = f"mail server {settings.host}, port {settings.port}"
        return Problem(where, "does not answer", remedy)


def source(workspace: Workspace, as_of: date) -> str:
    """Return that the plan's tables can be read, and what in them is not clean.

    Raises InputRefused with what is wrong. The measures' page says how what is not clean is taken.
    """
    from tandem_flows.source.open import open_source
    from tandem_flows.source.unclean import unclean

    with open_source(workspace.source_sql, workspace.folder) as opened:
        views, found = len(opened.provided), unclean(opened, as_of)
    unusual = "; ".join(_unusual(found)) or "nothing unusual"
    return f"{views} views as the contract asks; {found.lines:,} claim lines: {unusual}"


def _unusual(found: Unclean) -> Iterator[str]:
    dollars = f"{found.paid_amount_outside_coverage:,.0f} of {found.paid_amount:,.0f} dollars"
    told = (
        (found.lines_outside_coverage, f"without coverage ({dollars})"),
        (found.lines_taken_back, "taken back"),
        (found.lines_without_diagnosis, "without a diagnosis"),
        (found.stays_without_admission, "of stays without a day of admission"),
        (found.persons_with_overlaps, "persons covered twice"),
        (found.persons_in_two_plans, "persons in two plans"),
    )
    yield from (f"{count:,} {words}" for count, words in told if count)


def inbox(workspace: Workspace, practice_id: str) -> str | Problem:
    """Return how many files wait, or that the folder is missing."""
    folder = workspace.inbox(practice_id)
    if not folder.is_dir():
        return Problem(f"inbox/{practice_id}", "is missing", "Make the folder with this name.")
    files = [path for path in folder.iterdir() if not path.name.startswith((".", "~$"))]
    return f"{len(files)} files"


def record(workspace: Workspace, practice_id: str) -> str:
    """Return that the record holds; raise with what does not fit together in it."""
    store = workspace.store(practice_id)
    if not store.path.is_file():
        return "not begun"
    problems = store.verify()
    if problems:
        raise InputRefused(problems)
    return f"{store.ledger().height} entries, the chain holds"
