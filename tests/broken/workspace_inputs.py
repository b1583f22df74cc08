"""One table of broken inputs beyond the practice's list: where they lie, and the words they get.

Each row spoils a practice that stands at a point of the process, names the run that meets the
mistake, and the words (file or thing, row, column, remedy) that the refusal must hold.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from tandem_flows.store.schema import MIGRATIONS
from tests.steps.workspaces import AS_OF, FIRST_CALL, SECOND_CALL, Practice


@dataclass(frozen=True)
class BrokenInput:
    """A mistake: the point of the process, what is spoiled, the run, and the words."""

    name: str
    stands: str
    spoil: Callable[[Practice], Practice | None]
    step: str
    call: date | None
    words: tuple[str, ...]
    as_of: date = AS_OF


def _members(change: pl.Expr):
    def spoil(practice):
        path = practice.workspace.folder / "plan" / "eligibility.parquet"
        pl.read_parquet(path).with_columns(change).write_parquet(path)

    return spoil


def _without_member_ids(practice):
    path = practice.workspace.folder / "plan" / "eligibility.parquet"
    pl.read_parquet(path).drop("member_id").write_parquet(path)


def _no_members(practice):
    path = practice.workspace.folder / "plan" / "eligibility.parquet"
    pl.read_parquet(path).clear().write_parquet(path)


def _unknown(practice):
    return replace(practice, practice_id="nowhere")


def _written_by_a_newer_release(practice):
    with practice.store.session() as opened:
        opened.execute("UPDATE meta SET schema_version = ?", [len(MIGRATIONS) + 1])


def _another_partnerships_store(practice):
    with practice.store.session() as opened:
        opened.execute("UPDATE meta SET partnership = 'millbrook'")


def _lost_key(practice):
    (practice.workspace.folder.parent / "workspace.key").unlink()


def _nothing(_practice):
    return None


def _sheet_of_the_last_call(practice):
    practice.hold_call()
    practice.run("share", FIRST_CALL, SECOND_CALL)


def _decision_on_a_stranger(practice):
    answers = practice.call_script()
    practice.send_back("call", FIRST_CALL, answers)
    agenda = practice.rows("agenda", FIRST_CALL)
    with practice.store.session() as opened:
        opened.execute("DELETE FROM handoff.agenda WHERE case_id = ?", [agenda["case_id"][0]])


def _older_sheet(practice):
    practice.send_back("call", FIRST_CALL, practice.call_script())
    profile = practice.workspace.folder / "inbox" / "lakeside" / "team.csv"
    profile.write_text(profile.read_text().replace("555-0112", "555-0119"))
    practice.run("ready", FIRST_CALL)
    practice.run("call", FIRST_CALL, FIRST_CALL)


def _team(old, new):
    def spoil(practice):
        path = practice.inbox / "team.csv"
        path.write_text(path.read_text().replace(old, new))

    return spoil


def _sheet_that_is_no_sheet(practice):
    practice.run("call", FIRST_CALL, FIRST_CALL)
    (practice.inbox / "call-2026-01-13-notes.xlsx").write_bytes(b"not a workbook at all")


WORKSPACE_INPUTS = (
    BrokenInput(
        "a death before birth",
        "listed",
        _members(pl.lit(date(1900, 1, 1)).alias("death_date")),
        "identify",
        None,
        ("source.sql, view eligibility", "death_date", "before birth"),
    ),
    BrokenInput(
        "a plan table without a required column",
        "listed",
        _without_member_ids,
        "identify",
        None,
        ("source.sql", "member_id"),
    ),
    BrokenInput(
        "a plan table without rows",
        "listed",
        _no_members,
        "identify",
        None,
        ("source.sql, view eligibility", "no rows"),
    ),
    BrokenInput(
        "a practice nobody knows",
        "fresh",
        _unknown,
        "ready",
        None,
        ("practice nowhere", "lakeside, millbrook"),
    ),
    BrokenInput(
        "a team list without a column",
        "fresh",
        _team("phone,role", "telephone,role"),
        "ready",
        None,
        ("team.csv, row 1, column phone", "is missing", "Add a column"),
    ),
    BrokenInput(
        "a team list with a role nobody has",
        "fresh",
        _team("community_health_worker", "helper"),
        "ready",
        None,
        ("team, column role", "Correct these rows"),
    ),
    BrokenInput(
        "an agenda for a call in the past",
        "shared",
        _nothing,
        "share",
        FIRST_CALL,
        ("call 2026-01-13", "lies before 2026-01-14", "--as-of"),
        date(2026, 1, 14),
    ),
    BrokenInput(
        "an agenda for a day without a call",
        "shared",
        _nothing,
        "share",
        date(2026, 1, 14),
        ("call 2026-01-14", "is not a planned call", "tandem show calls"),
    ),
    BrokenInput(
        "a decision for a patient who is not on the agenda",
        "researched",
        _decision_on_a_stranger,
        "record_call",
        FIRST_CALL,
        ("tab Decisions, row", "column Case: is not on the agenda of this call"),
        FIRST_CALL,
    ),
    BrokenInput(
        "a worksheet from another call",
        "researched",
        _sheet_of_the_last_call,
        "record_call",
        SECOND_CALL,
        ("call-2026-01-13-", "is a sheet from another call (2026-01-13)"),
        SECOND_CALL,
    ),
    BrokenInput(
        "a worksheet older than the latest of its call",
        "researched",
        _older_sheet,
        "record_call",
        FIRST_CALL,
        ("call-2026-01-13-", "the sheet with the id", "expected"),
        FIRST_CALL,
    ),
    BrokenInput(
        "a worksheet that is no workbook",
        "researched",
        _sheet_that_is_no_sheet,
        "record_call",
        FIRST_CALL,
        ("call-2026-01-13-notes.xlsx", "not an XLSX workbook"),
        FIRST_CALL,
    ),
    BrokenInput(
        "a store written by a newer release",
        "shared",
        _written_by_a_newer_release,
        "share",
        FIRST_CALL,
        ("store lakeside", "newer release", "Install that release"),
    ),
    BrokenInput(
        "a store of another partnership",
        "shared",
        _another_partnerships_store,
        "share",
        FIRST_CALL,
        ("store lakeside", "belongs to another partnership"),
    ),
    BrokenInput(
        "a key that is not where the profile says",
        "shared",
        _lost_key,
        "share",
        FIRST_CALL,
        ("key file", "profile.yaml"),
    ),
)
