"""An order among equals that chance decides, and that anybody can draw again."""

import polars as pl
import pytest

from tandem_flows.rules.evaluation.draw import drawn_order, equals

WORDS = "dice 3 1 6 6 2"
AMONG = pl.DataFrame(
    {"case_id": ["C-1", "C-2", "C-3", "C-4"], "origin": ["common", "plan", "plan", "plan"]}
)


def test_the_same_words_give_the_same_order_whatever_the_order_of_the_rows():
    assert drawn_order(AMONG, WORDS).equals(drawn_order(AMONG.reverse(), WORDS))


def test_other_words_give_another_order_for_some():
    orders = {tuple(drawn_order(AMONG, f"dice {n}")["case_id"]) for n in range(20)}

    assert len(orders) == 6  # the three who are equal, in every order


def test_places_count_from_one_among_equals_and_tell_the_words():
    drawn = drawn_order(AMONG, WORDS)

    assert drawn["tied"].to_list() == [f"common {WORDS}", *[f"plan {WORDS}"] * 3]
    assert drawn["place"].to_list() == [1, 1, 2, 3]


@pytest.mark.parametrize(
    ("urgent", "on_agenda", "left"), [((), (), 4), (("C-2",), (), 3), ((), ("C-1", "C-1"), 3)]
)
def test_the_urgent_and_those_on_an_agenda_are_not_drawn(urgent, on_agenda, left):
    listed = AMONG.with_columns(is_urgent=pl.col("case_id").is_in(urgent))
    agendas = pl.DataFrame({"case_id": on_agenda}, schema={"case_id": pl.String})

    assert equals(listed, agendas).height == left
