"""`tandem status`: what is owed, counted by what it is, the most pressing first."""

import json
from datetime import date

from tandem_flows.cli.status import counted
from tests.cli.places import typed


def item(what, state, day):
    return {
        "practice": "lakeside",
        "step": "call",
        "what": what,
        "state": state,
        "due_on": date(2026, 1, day),
    }


def test_what_is_owed_is_counted_by_its_state():
    items = [item("next_step", state, 20) for state in ("late", "due", "due", "waiting", "done")]

    (row,) = counted(items)

    assert row == ("lakeside", "call", "next_step", 1, 2, 1, 1, date(2026, 1, 20))


def test_the_most_pressing_stands_first_and_what_is_done_last():
    items = [
        item("hold_call", "done", 13),
        item("give_update", "waiting", 27),
        item("next_step", "late", 20),
    ]

    rows = counted(items)

    assert [row[2] for row in rows] == ["next_step", "give_update", "hold_call"]


def test_done_items_set_no_next_day():
    (row,) = counted([item("hold_call", "done", 13)])

    assert row[-1] is None


def test_before_anything_is_recorded_it_says_where_to_begin(workspace):
    answer = typed("status", "-w", workspace, "--as-of", "2026-01-20")

    assert (answer.code, answer.out) == (0, "Nothing is due.\n")
    assert "tandem run ready" in answer.err


def test_nothing_due_is_an_empty_list_in_json(workspace):
    answer = typed("status", "-w", workspace, "--all", "--json")

    assert json.loads(answer.out) == []


def test_an_unknown_practice_is_refused(workspace):
    answer = typed("status", "-w", workspace, "-p", "elsewhere")

    assert answer.code == 1
