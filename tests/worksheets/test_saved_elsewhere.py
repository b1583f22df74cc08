"""Whatever program saved a sheet, and whatever was moved in it: its answers are the same."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tandem_flows.worksheets.check import checked, looked_at
from tandem_flows.worksheets.kinds import CALL, FOLLOW_UP, PREWORK_PLAN
from tandem_flows.worksheets.layout import FIRST_ROW, HEADING_ROW
from tandem_flows.worksheets.returned import read_sheet
from tests.worksheets.answered import call_answers, prework_answers
from tests.worksheets.resaved import Book, Formula, changed, opened, saved
from tests.worksheets.sheets import OF_A_CALL, expected, filled, written

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def answers_of(kind: str):
    return call_answers() if kind == CALL else prework_answers()


def assert_same_answers(path: Path, kind: str, folder: Path) -> None:
    (folder / "own").mkdir()
    own = checked(read_sheet(filled(kind, folder / "own", answers_of(kind))), expected(kind))

    there = checked(read_sheet(path), expected(kind))

    for name, frame in own.items():
        new_ids = [n for n in ("task_id", "goal_id") if n in frame.columns and name != "tasks"]
        assert there[name].drop(new_ids).equals(frame.drop(new_ids)), name


@pytest.mark.parametrize("kind", OF_A_CALL)
@pytest.mark.parametrize("dates_as", ["date", "number", "text"])
def test_dates_are_read_however_they_were_kept(kind: str, dates_as: str, tmp_path: Path) -> None:
    path = changed(filled(kind, tmp_path, answers_of(kind)), lambda book: None, dates_as=dates_as)

    assert_same_answers(path, kind, tmp_path)


def reversed_columns(book: Book) -> None:
    for name in ("Patients", "Tasks", "Gaps"):
        width = len(book[name].rows[HEADING_ROW])
        book[name].in_order(list(reversed(range(width))))


def hidden(book: Book) -> None:
    book["Patients"].hidden_columns = [1, 5]
    book["Patients"].hidden_rows = [4]


def renamed(book: Book) -> None:
    book["Patients"].name, book["Gaps"].name = "Our patients", "Notes on gaps"


def trailing_blanks(book: Book) -> None:
    book["Patients"].put("Risk level", 4, "  Very  High \u00a0")
    book["Gaps"].rows += [[" "] * len(book["Gaps"].rows[HEADING_ROW]), [None]]


def copied_rows(book: Book) -> None:
    for name in ("Patients", "Gaps"):
        book[name].rows.append(list(book[name].rows[FIRST_ROW]))


def a_row_above(book: Book) -> None:
    book["Patients"].rows.insert(0, ["Draft of the team"])


@pytest.mark.parametrize(
    "change", [reversed_columns, hidden, renamed, trailing_blanks, copied_rows, a_row_above]
)
def test_what_was_moved_is_found(change: Callable[[Book], object], tmp_path: Path) -> None:
    path = changed(filled(PREWORK_PLAN, tmp_path, prework_answers()), change)

    assert_same_answers(path, PREWORK_PLAN, tmp_path)


@pytest.mark.parametrize("text", ["=1+1", "+1 visit", "-none", "@home", '=HYPERLINK("x")'])
@pytest.mark.parametrize("as_formula", [False, True])
def test_what_looks_like_a_formula_is_taken_as_the_text_it_is(
    text: str, as_formula: bool, tmp_path: Path
) -> None:
    written = Formula(f"={text.removeprefix('=')}", "worked out") if as_formula else text

    def change(book: Book) -> None:
        book["Patients"].put("What drives the risk", 4, written)

    path = changed(filled(PREWORK_PLAN, tmp_path, prework_answers()), change)

    frames = checked(read_sheet(path), expected(PREWORK_PLAN))
    assert frames["patients"]["risk_drivers"][0] == (written.text if as_formula else text)


@pytest.mark.long
@pytest.mark.skipif(OFFICE is None, reason="no spreadsheet program on this machine")
@pytest.mark.parametrize("kind", OF_A_CALL)
def test_a_sheet_that_libreoffice_saved_holds_the_same_answers(kind: str, tmp_path: Path) -> None:
    path = filled(kind, tmp_path, answers_of(kind))
    own_settings = f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}"
    out = tmp_path / "saved"

    for form, source in (("ods", path), ("xlsx", out / "filled.ods")):
        command = [str(OFFICE), own_settings, "--headless", "--convert-to", form, "--outdir"]
        subprocess.run([*command, str(out), str(source)], check=True, capture_output=True)

    assert_same_answers(out / "filled.xlsx", kind, tmp_path)


def test_a_day_of_long_ago_kept_as_a_number_is_still_a_day(tmp_path: Path) -> None:
    def change(book: Book) -> None:
        book["Patients"].put("Pre-work finished on", 4, 46363.5)

    path = changed(filled(PREWORK_PLAN, tmp_path, prework_answers()), change)

    frames = checked(read_sheet(path), expected(PREWORK_PLAN))
    assert frames["patients"]["completed_on"].to_list() == [date(2026, 12, 7)]


def test_tabs_with_the_same_columns_are_told_apart_by_what_is_left_of_their_names(
    tmp_path: Path,
) -> None:
    book = opened(written(FOLLOW_UP, tmp_path))
    for label in ("Plan", "Practice"):
        book[label].name = f"{label} (2)"

    look = looked_at(read_sheet(saved(tmp_path / "x.xlsx", book)), expected(FOLLOW_UP))

    assert (look.findings, set(look.frames)) == ((), {"plan", "practice"})
