"""What lies in an inbox is a file of its own, under a name that can be shown anywhere."""

import os

import pytest

from tandem_flows.inbox.lying import (
    refuse_deceiving_name,
    refuse_what_lies_elsewhere,
    shown_name,
)
from tandem_flows.inbox.opened import read_file, source_hash
from tandem_flows.inbox.practice_list import find_practice_list
from tandem_validators.errors import InputRefused

ODD = (
    "call-\u202excod.xlsx",
    "call\u200b.xlsx",
    "call\nERROR all is lost.xlsx",
    "call\x1b[2J.xlsx",
    "<img src=x onerror=alert(1)>.xlsx",
    "[x](javascript:alert(1)).xlsx",
    "{{ 7*7 }}.xlsx",
    "`id`.xlsx",
    "..\\..\\x.xlsx",
    "call-\udc80.xlsx",
    "call-" + "a" * 200 + ".xlsx",
)


@pytest.fixture
def inbox(tmp_path):
    place = tmp_path / "inbox" / "lakeside"
    place.mkdir(parents=True)
    return place


@pytest.fixture
def elsewhere(tmp_path):
    place = tmp_path / "inbox" / "harbor"
    place.mkdir(parents=True)
    (place / "practice_list.csv").write_text("first_name\nZyxquist\n", encoding="utf-8")
    return place


@pytest.mark.clause("PIL-03")
def test_a_link_to_another_practices_list_is_refused_unread(inbox, elsewhere):
    path = inbox / "practice_list.csv"
    path.symlink_to(elsewhere / "practice_list.csv")

    with pytest.raises(InputRefused) as refused:
        read_file(find_practice_list(inbox))

    assert str(refused.value) == (
        "practice_list.csv: is a link to a file that lies elsewhere. "
        "Put the file itself there, not a link to it."
    )
    assert source_hash(path) != source_hash(elsewhere / "practice_list.csv")


@pytest.mark.parametrize("leads_to", ["../harbor/practice_list.csv", "../../inbox/harbor/none"])
def test_a_link_is_refused_wherever_it_leads(inbox, elsewhere, leads_to):
    path = inbox / "call.xlsx"
    path.symlink_to(leads_to)

    with pytest.raises(InputRefused, match="is a link to a file that lies elsewhere"):
        refuse_what_lies_elsewhere(path, inbox)


def test_a_file_below_a_linked_folder_is_refused(inbox, elsewhere):
    (inbox / "internal").symlink_to(elsewhere)

    with pytest.raises(InputRefused, match="lies elsewhere"):
        refuse_what_lies_elsewhere(inbox / "internal" / "practice_list.csv", inbox)


def test_an_inbox_that_is_itself_a_mounted_share_is_read(tmp_path, elsewhere):
    mounted = tmp_path / "inbox" / "mounted"
    mounted.symlink_to(elsewhere)

    refuse_what_lies_elsewhere(mounted / "practice_list.csv", mounted)

    assert read_file(mounted / "practice_list.csv").startswith(b"first_name")


def test_a_pipe_or_a_folder_under_the_name_of_a_list_is_no_list(inbox):
    os.mkfifo(inbox / "practice_list.csv")
    (inbox / "practice_list.xlsx").mkdir()

    with pytest.raises(InputRefused, match="holds no practice list"):
        find_practice_list(inbox)


def test_a_look_alike_of_a_name_is_not_taken_for_it(inbox):
    (inbox / "pr\u0430ctice_list.csv").write_text("x\n", encoding="utf-8")

    with pytest.raises(InputRefused, match="holds no practice list"):
        find_practice_list(inbox)


@pytest.mark.parametrize("name", ODD, ids=range(len(ODD)))
def test_a_name_made_to_deceive_is_refused_and_shown_as_plain_letters(inbox, name):
    with pytest.raises(InputRefused) as refused:
        refuse_deceiving_name(inbox / name)

    told = str(refused.value)
    assert "Rename it with plain letters and digits" in told
    assert told.isascii() and told.isprintable() and not set(told) & set("<>[]{}`\\")


@pytest.mark.parametrize(
    "name", ["call-2026-01-13-ab12 (1).xlsx", "Sitzung für März.xlsx", "a" * 145 + ".xlsx"]
)
def test_a_name_that_people_give_is_taken(inbox, name):
    refuse_deceiving_name(inbox / name)


def test_a_long_name_is_cut_where_it_is_shown():
    assert shown_name("a" * 100) == "a" * 60 + "..."


def test_a_letter_that_looks_like_another_is_shown_as_its_number():
    assert shown_name("pr\u0430ctice") == "pr%430ctice"
