"""Every broken sheet gets a clear answer, with no patient's value in it, and stays as it came."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem_flows.worksheets.check import checked, looked_at
from tandem_flows.worksheets.fresh_copy import fresh_copy
from tandem_flows.worksheets.kinds import PREWORK_PLAN
from tandem_flows.worksheets.returned import read_sheet
from tandem_flows.worksheets.write import write_copy
from tandem_validators.errors import InputRefused
from tests.broken.files import CANARY
from tests.broken.sheets import SHEETS, BrokenSheet
from tests.worksheets.answered import prework_answers
from tests.worksheets.sheets import expected, filled, tabs_of

NEVER_TOLD = (CANARY, "Lopez", "Quill", "Cora", "1950", "falls")


def spoiled(broken: BrokenSheet, folder: Path) -> Path:
    path = filled(PREWORK_PLAN, folder, prework_answers())
    broken.spoil(path)
    return path


@pytest.mark.clause("PRE-01")
@pytest.mark.parametrize("broken", SHEETS, ids=lambda broken: broken.name)
def test_a_broken_sheet_is_refused_in_plain_words(broken: BrokenSheet, tmp_path: Path) -> None:
    path = spoiled(broken, tmp_path)
    before = path.read_bytes()

    with pytest.raises(InputRefused) as refused:
        checked(read_sheet(path), expected(PREWORK_PLAN))

    message = str(refused.value)
    assert [word for word in broken.words if word not in message] == []
    assert [word for word in NEVER_TOLD if word in message] == []
    assert len(refused.value.problems) <= 2, "one mistake is told once, not as a shower"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "broken", [sheet for sheet in SHEETS if sheet.is_answered_by_copy], ids=lambda s: s.name
)
def test_the_fresh_copy_of_a_broken_sheet_can_be_filled_in(broken, tmp_path: Path) -> None:
    returned = read_sheet(spoiled(broken, tmp_path))
    look = looked_at(returned, expected(PREWORK_PLAN))

    copy = fresh_copy(look, tabs_of(PREWORK_PLAN))
    path = write_copy(tmp_path / "copy.xlsx", returned.head, "Copy", copy, ())

    again = looked_at(read_sheet(path), expected(PREWORK_PLAN))
    told = {(found.tab, found.column) for found in again.findings}
    assert told <= {(found.tab, found.column) for found in look.findings}
    assert CANARY not in str(copy.cells)


def test_a_sheet_that_is_not_the_one_expected_has_no_copy(tmp_path: Path) -> None:
    for broken in (sheet for sheet in SHEETS[:4]):
        look = looked_at(read_sheet(spoiled(broken, tmp_path)), expected(PREWORK_PLAN))

        assert not look.is_expected
