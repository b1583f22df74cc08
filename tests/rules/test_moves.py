"""Moves that the contract's table does not have are shown; nothing is undone."""

from datetime import timedelta

from tandem_flows.rules.states import case_states, is_allowed, unusual_moves
from tests.rules.rounds import CALL_1, CALL_2, CALL_3, dated, facts, history, rows
from tests.values import standard_values

DAY = timedelta(days=1)


def moves(seen, on=CALL_3):
    frame = unusual_moves(seen, on, standard_values())
    return list(frame.select("before", "after", "reason").iter_rows())


def test_the_usual_way_over_the_agenda_shows_nothing():
    seen = history(
        agendas=rows("agenda", {"case_id": "A"}),
        decisions=rows("decisions", {"case_id": "A", "lead": "plan", "next_update_on": CALL_2}),
        care_facts=facts(died_on=CALL_2),
    )

    assert moves(seen) == []


def test_a_decision_without_an_agenda_is_shown_and_stands():
    seen = history(decisions=rows("decisions", {"case_id": "A", "lead": "plan"}))

    assert moves(seen) == [("listed", "active", "no_next_update_set")]
    assert case_states(seen, CALL_3, standard_values())["state"].to_list() == ["active"]


def test_taking_up_a_removed_patient_again_is_shown():
    seen = history(
        agendas=rows("agenda", {"case_id": "A"}),
        decisions=rows(
            "decisions",
            {"case_id": "A", "outcome": "removed"},
            {"case_id": "A", "call_date": CALL_2, "lead": "plan", "next_update_on": CALL_3},
        ),
    )

    assert moves(seen) == [("removed", "active", "lead_decided")]


def test_a_move_after_the_day_is_not_seen():
    seen = history(withdrawals=dated("on", ("A", CALL_2)))

    assert moves(seen, CALL_2 - DAY) == []
    assert moves(seen, CALL_2) == [("listed", "declined", "wish_not_to_be_engaged")]


def test_death_is_allowed_from_every_state_and_nothing_leads_out_of_an_end():
    assert is_allowed("tracking", "deceased")
    assert is_allowed("listed", "on_agenda")
    assert not is_allowed("removed", "on_agenda")
    assert not is_allowed("outreach", "active")


def test_the_day_of_a_move_is_the_day_of_the_record():
    seen = history(withdrawals=dated("on", ("A", CALL_1 + DAY)))

    shown = unusual_moves(seen, CALL_3, standard_values())

    assert shown["moved_on"].to_list() == [CALL_1 + DAY]
