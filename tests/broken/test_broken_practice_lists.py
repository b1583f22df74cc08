"""Every broken list gets a clear answer, with no patient's value in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tandem_flows.inbox import read_practice_list
from tandem_validators.errors import InputRefused
from tests.broken.files import CANARY, BrokenFile
from tests.broken.practice_lists import PRACTICE_LISTS

AS_OF = date(2026, 12, 1)


@pytest.mark.clause("IDN-01", "IDN-02", "SHR-01")
@pytest.mark.parametrize("broken", PRACTICE_LISTS, ids=lambda broken: broken.name)
def test_a_broken_list_is_refused_in_plain_words(broken: BrokenFile, tmp_path: Path) -> None:
    path = tmp_path / broken.file
    path.write_bytes(broken.build())

    with pytest.raises(InputRefused) as refused:
        read_practice_list(path, None, AS_OF)

    message = str(refused.value)
    assert [word for word in broken.words if word not in message] == []
    assert CANARY.lower() not in message.lower()
    assert len(refused.value.problems) <= 2, "one mistake is told once, not as a shower"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"practice_list.csv: is not there. Put the file there"):
        read_practice_list(tmp_path / "practice_list.csv", None, AS_OF)


def test_a_file_of_many_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "practice_list.csv"
    path.write_bytes(bytes(20 * 1024 * 1024 + 1))

    with pytest.raises(InputRefused, match="larger than 20 MB"):
        read_practice_list(path, None, AS_OF)


def test_all_mistakes_of_a_list_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "practice_list.csv"
    path.write_text("Rank,First,DOB\nx,Ana,1/2/50\n0,,2030-01-01\n", encoding="utf-8")

    with pytest.raises(InputRefused) as refused:
        read_practice_list(path, None, AS_OF)

    places = sorted(problem.where for problem in refused.value.problems)
    assert places == [
        "practice_list.csv",
        "practice_list.csv, row 1",
        "practice_list.csv, row 2, column DOB",
        "practice_list.csv, row 2, column Rank",
        "practice_list.csv, row 3, column DOB",
        "practice_list.csv, row 3, column First",
        "practice_list.csv, row 3, column Rank",
    ]
