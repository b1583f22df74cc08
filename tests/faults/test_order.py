"""Steps repeated, run out of turn, looked from an earlier day, or while the clock is wrong."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.long

_REFUSED = ("INPUT", "STORE", "RULE")


def test_each_step_run_again_changes_nothing(whole_cycle, tally):
    def twice(move):
        folder = whole_cycle.copy(move, "twice")
        for _ in range(2):
            whole_cycle.run("run", folder=folder, move=move.plain)
        return whole_cycle.told(folder, move) == whole_cycle.end_of(move)

    moves = whole_cycle.one_of_each
    same = whole_cycle.each(twice, moves)

    assert [move for move, is_same in zip(moves, same, strict=True) if not is_same] == []
    tally.add("faults", "a step run again", len(same))


def test_a_step_run_from_an_earlier_day_replaces_nothing(whole_cycle, tally):
    """The clock that a run looks from jumps back a month; then the step is run as it should be."""

    def back(move):
        folder = whole_cycle.copy(move, "back")
        whole_cycle.run("run", folder=folder, move=move.plain)
        day = date.fromisoformat(move.as_of) - timedelta(days=30)
        early = replace(move, as_of=day.isoformat())
        outcome = whole_cycle.run("tried", folder=folder, move=early.plain, fault="nothing").answer
        return outcome, whole_cycle.run("completed", folder=folder, move=move.plain).answer

    moves = whole_cycle.one_of_each
    ends = whole_cycle.each(back, moves)

    for move, (outcome, seen) in zip(moves, ends, strict=True):
        end = whole_cycle.end_of(move)
        assert outcome["code"] in (None, *_REFUSED), f"{move}: {outcome}"
        assert seen["after"]["problems"] == seen["after"]["stateless"] == [], move
        assert seen["after"]["rows"] == end["rows"], f"{move}: {outcome}"
    refused = sum(outcome["code"] is not None for outcome, _ in ends)
    tally.add("faults", "a day that jumps back", len(ends), refused)


@pytest.mark.parametrize("year", [1999, 2061])
def test_a_wrong_clock_changes_no_row(whole_cycle, year, tally):
    def then(move):
        folder = whole_cycle.copy(move, f"in-{year}")
        whole_cycle.run("at_another_time", folder=folder, move=move.plain, year=year)
        return whole_cycle.run("completed", folder=folder, move=move.plain).answer

    moves = whole_cycle.one_of_each[::2]
    for move, seen in zip(moves, whole_cycle.each(then, moves), strict=True):
        end = whole_cycle.end_of(move)
        assert seen["after"]["problems"] == seen["after"]["stateless"] == [], move
        for when in ("before", "after"):
            assert seen[when]["rows"] == end["rows"], move
        assert seen["after"]["entries"] == end["entries"], move
    tally.add("faults", "a clock that is wrong", len(moves))


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7, 8])
def test_a_step_out_of_turn_is_refused_or_harmless(whole_cycle, number, tally):
    """What is refused says what to do, and then the step whose turn it is goes through."""
    move = whole_cycle.moves[number - 1]
    later = list({other.step: other for other in reversed(whole_cycle.moves[number:9])}.values())
    folder = whole_cycle.copy(move, "out-of-turn")

    outcomes = whole_cycle.run(
        "out_of_turn", folder=folder, moves=[other.plain for other in later]
    ).answer
    refused = sum(outcome["code"] is not None for outcome in outcomes)
    if refused == len(outcomes):
        seen = whole_cycle.run("completed", folder=folder, move=move.plain).answer["after"]
        assert seen["rows"] == whole_cycle.end_of(move)["rows"]
    else:
        # a record of a later day stands now, so an earlier day's step may be refused by right
        seen = whole_cycle.told(folder, later[-1])

    for other, outcome in zip(later, outcomes, strict=True):
        assert outcome["code"] in (None, *_REFUSED), f"{other}: {outcome}"
        assert outcome["code"] is None or ". " in outcome["words"]
    assert seen["problems"] == []
    # until the two lists are combined nobody has a state
    assert seen["stateless"] == [] or (move.step == "share" and refused < len(outcomes))
    tally.add("faults", "a step out of turn", len(outcomes), refused)
