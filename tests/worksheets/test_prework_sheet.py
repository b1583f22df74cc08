"""What a side meets in its pre-work sheet: one row a patient, one screen, begun by the known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest

from tandem_flows.rules.prework import with_earlier
from tandem_flows.worksheets import design
from tandem_flows.worksheets.aids import note
from tandem_flows.worksheets.kinds import PREWORK_PLAN, PREWORK_PRACTICE, prework_tabs
from tandem_flows.worksheets.tab import LOCKED
from tandem_validators.handoffs.prework import SHARED_GOALS
from tests.worksheets import people
from tests.worksheets.sheets import tabs_of, written
from tests.worksheets.test_looks import MAIN, part, sheet

BOTH = (PREWORK_PLAN, PREWORK_PRACTICE)
SMALL_SCREEN_PIXELS = 1366


@pytest.mark.parametrize("kind", BOTH)
def test_every_tab_is_one_screen_and_at_most_two_printed_pages_wide(
    kind: str, tmp_path: Path
) -> None:
    path = written(kind, tmp_path)

    for number, tab in enumerate(tabs_of(kind), start=2):
        widths = design.widths(tab)
        pixels = sum(7 * width + 5 for width in widths) * design.zoom(widths) / 100
        page = sheet(path, number).find(f"{MAIN}pageSetup")
        assert pixels < SMALL_SCREEN_PIXELS
        assert design.zoom(widths) >= 80, "smaller type is hard on tired eyes"
        assert page.get("fitToWidth", "1") in ("1", "2")


@pytest.mark.clause("PRE-02", "PRE-03", "PRE-06", "PRE-07", "PRE-08", "PRE-10", "DEF-06")
@pytest.mark.parametrize("kind", BOTH)
def test_each_question_has_a_note_with_the_clause_behind_it(kind: str) -> None:
    answers = [s for tab in tabs_of(kind) for s in tab.columns if s.role != LOCKED]

    without = [shown.name for shown in answers if "Clause " not in note(shown)]

    assert without == []
    assert {"engagement_plan", "engagement_practice", "recommended_lead", "reason"} <= {
        shown.name for shown in answers
    }


@pytest.mark.clause("PRE-10")
def test_the_goals_of_the_stories_are_proposed_and_own_words_are_taken(tmp_path: Path) -> None:
    tab = tabs_of(PREWORK_PRACTICE)[0]
    goal = next(shown for shown in tab.columns if shown.name == "draft_goal")

    assert [pick.value for pick in goal.picks] == SHARED_GOALS
    assert len(SHARED_GOALS) == 6
    assert goal.is_open
    assert "or write your own words" in note(goal)


def test_a_day_of_what_happened_cannot_lie_ahead_in_the_sheet(tmp_path: Path) -> None:
    rules = sheet(written(PREWORK_PLAN, tmp_path), 2).iter(f"{MAIN}dataValidation")

    limits = [rule.findtext(f"{MAIN}formula2") for rule in rules if rule.get("type") == "date"]

    assert limits == ["TODAY()"]


def recorded(call_date: date, side: str, **said: object) -> pl.DataFrame:
    row = {"call_date": call_date, "case_id": "C-01", "organisation": side}
    return people.of("prework", [row | said])


@pytest.mark.clause("PRE-09")
def test_what_a_side_said_before_is_filled_in_and_what_is_of_one_call_is_asked_again() -> None:
    before = recorded(
        people.CALL - timedelta(days=7),
        "practice",
        risk_drivers="falls",
        identity_confirmed=True,
        completed_on=date(2026, 11, 30),
    )

    filled = with_earlier(people.known_before(), before)

    first = filled.filter(pl.col("case_id") == "C-01", pl.col("organisation") == "practice")
    asked = ("risk_drivers", "identity_confirmed", "completed_on")
    assert first.select(asked).row(0) == ("falls", None, None)
    assert filled.height == people.known_before().height


def test_what_was_answered_for_this_call_stands_as_it_is_and_later_calls_say_nothing() -> None:
    now = recorded(people.CALL, "plan", draft_goal="walk", completed_on=date(2026, 12, 7))
    later = recorded(people.NEXT_CALL, "plan", draft_goal="run")

    filled = with_earlier(people.known_before(), pl.concat([later, now]))

    first = filled.filter(pl.col("case_id") == "C-01", pl.col("organisation") == "plan")
    assert first.select("draft_goal", "completed_on").row(0) == ("walk", date(2026, 12, 7))


def test_each_side_sees_its_own_earlier_words_only() -> None:
    said = [recorded(people.CALL, side, reason=f"by the {side}") for side in ("plan", "practice")]
    known = with_earlier(people.known_before(), pl.concat(said))

    tabs = prework_tabs(
        "practice",
        people.agenda(),
        people.background(),
        people.suggestions(),
        people.kinds(),
        people.open_tasks(),
        known,
        people.of("service_gaps", []),
    )

    assert tabs[0].prefilled["reason"].drop_nulls().to_list() == ["by the practice"]


def test_locked_cells_are_locked_and_answers_are_open(tmp_path: Path) -> None:
    path = written(PREWORK_PLAN, tmp_path)
    formats = part(path, "xl/styles.xml").find(f"{MAIN}cellXfs")
    is_open = [_is_open(xf) for xf in formats]

    row = next(r for r in sheet(path, 2).iter(f"{MAIN}row") if r.get("r") == "4")

    tab = tabs_of(PREWORK_PLAN)[0]
    there = [is_open[int(cell.get("s"))] for cell in row.iter(f"{MAIN}c")]
    assert there == [shown.role != LOCKED for shown in tab.columns]


def _is_open(xf: ElementTree.Element) -> bool:
    protection = xf.find(f"{MAIN}protection")
    return protection is not None and protection.get("locked") == "0"
