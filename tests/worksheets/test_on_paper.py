"""A sheet on paper: names on every page, type that can be read, no id where people begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem_flows.worksheets.design import frozen_columns, widths
from tandem_flows.worksheets.follow_up_tabs import follow_up_tabs
from tandem_flows.worksheets.kinds import FOLLOW_UP
from tests.worksheets import people
from tests.worksheets.sheets import OF_A_CALL, tabs_of, written
from tests.worksheets.test_looks import MAIN, sheet

READABLE, ONE_SCREEN = 165, 215


@pytest.mark.parametrize("kind", [*OF_A_CALL, FOLLOW_UP])
def test_no_tab_begins_with_an_id_that_only_we_read(kind: str) -> None:
    follow_up = follow_up_tabs(people.open_tasks(), people.background(), people.team())
    tabs = follow_up if kind == FOLLOW_UP else tabs_of(kind)

    assert {tab.columns[0].name for tab in tabs}.isdisjoint({"task_id", "goal_id"})


@pytest.mark.parametrize("kind", OF_A_CALL)
def test_a_tab_wider_than_a_page_is_spread_over_pages_that_can_be_read(
    kind: str, tmp_path: Path
) -> None:
    path = written(kind, tmp_path)

    for number, tab in enumerate(tabs_of(kind), start=2):
        across = int(sheet(path, number).find(f"{MAIN}pageSetup").get("fitToWidth", "1"))
        kept = sum(widths(tab)[: frozen_columns(tab)])
        total = sum(widths(tab))
        on_a_page = kept + (total - kept) / across
        assert on_a_page <= (READABLE if kept else ONE_SCREEN), tab.name
