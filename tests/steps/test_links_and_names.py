"""A link in an inbox, or a file named to deceive, is refused unread and shown in plain letters."""

import shutil

import pytest

from tandem_validators.errors import InputRefused
from tests.steps.workspaces import FIRST_CALL

_ODD = "call-2026-01-13-\u202e[b](javascript:x)\n{{ 7 }}.xlsx"


@pytest.fixture
def another(fresh):
    """A practice's list that lies in another inbox."""
    place = fresh.inbox.parent / "another"
    place.mkdir()
    return shutil.move(fresh.inbox / "practice_list.csv", place / "practice_list.csv")


@pytest.mark.clause("PIL-03")
def test_a_link_to_a_list_elsewhere_is_refused_and_stores_nothing(fresh, another):
    fresh.run("ready")
    (fresh.inbox / "practice_list.csv").symlink_to(another)

    with pytest.raises(InputRefused, match="is a link to a file that lies elsewhere"):
        fresh.run("identify")

    assert fresh.store.current_round() is None
    assert fresh.store.ledger()["code"].to_list()[-1] == "practice_list_refused"


def test_a_sheet_that_is_a_link_is_refused_unread(researched):
    researched.send_back("call", FIRST_CALL, researched.call_script())
    sheet = next(researched.inbox.glob("call-*.xlsx"))
    elsewhere = shutil.move(sheet, researched.workspace.folder / sheet.name)
    sheet.symlink_to(elsewhere)

    with pytest.raises(InputRefused, match="is a link to a file that lies elsewhere"):
        researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert researched.rows("decisions").is_empty()


def test_a_sheet_under_a_name_made_to_deceive_is_refused_in_plain_letters(researched):
    researched.send_back("call", FIRST_CALL, researched.call_script())
    sheet = next(researched.inbox.glob("call-*.xlsx"))
    sheet.rename(researched.inbox / _ODD)

    with pytest.raises(InputRefused) as refused:
        researched.run("record_call", FIRST_CALL, FIRST_CALL)

    told = str(refused.value)
    assert "letters in its name that do not show" in told
    assert "javascript:x)" not in told and "\u202e" not in told and "\n{" not in told
    assert "\u202e" not in str(researched.store.ledger().rows())


def test_a_sheet_that_was_renamed_by_people_is_read(researched):
    researched.send_back("call", FIRST_CALL, researched.call_script())
    sheet = next(researched.inbox.glob("call-*.xlsx"))
    sheet.rename(researched.inbox / "Kopie für Ärztin (1).xlsx")

    researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert not researched.rows("decisions").is_empty()
