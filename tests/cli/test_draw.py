"""`tandem draw`: chance decides once, and the order lies where the measures read it."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.inbox.random_order import read_random_order
from tests.cli.places import PRACTICE, store_of, typed, write

WORDS = "dice 3 1 6 6 2"


def combined_list(*case_ids):
    columns = {
        "origin": "plan", "match": "none", "person_id": None, "plan_rank": 1,
        "practice_rank": None, "risk_score": None, "score_source": None, "first_name": "Ann",
        "last_name": "Ash", "birth_date": date(1951, 3, 9), "pcp_name": None, "is_urgent": False,
        "is_added_late": False, "is_covered": True,
    }  # fmt: skip
    rows = [{"case_id": case} | columns for case in case_ids]
    texts = ("person_id", "score_source", "pcp_name")
    kinds = dict.fromkeys(texts, pl.String) | {
        "practice_rank": pl.Int64, "risk_score": pl.Float64
    }  # fmt: skip
    return pl.DataFrame(rows, schema_overrides=kinds).with_columns(
        person_id="P-" + pl.col("case_id"), plan_rank=pl.int_range(1, pl.len() + 1)
    )


def draw(folder, words=WORDS):
    return typed("draw", "-w", folder, "-p", PRACTICE, "--words", words)


@pytest.fixture
def listed(worked):
    write(store_of(worked), "combined_list", combined_list("C-1", "C-2", "C-3", "C-4"))
    return worked


def test_the_order_is_read_by_the_measures_and_leaves_out_the_agenda(listed):
    answer = draw(listed)

    order = read_random_order(listed / "inbox" / PRACTICE / "random_order.csv").order
    assert (answer.code, sorted(order["case_id"])) == (0, ["C-3", "C-4"])
    assert set(order["tied"]) == {f"plan {WORDS}"}
    assert "2 patients drawn" in answer.out
    assert "ascending SHA-256" in answer.out


def test_chance_decides_once(listed):
    draw(listed)

    again = draw(listed, "dice 6 6 6")

    assert again.code == 1
    assert "random_order.csv: was drawn before. Keep the first draw" in again.err


def test_without_two_who_wait_there_is_nothing_to_draw(worked):
    answer = draw(worked)

    assert answer.code == 1
    assert "combined_list: counts 0 patients free to be drawn (no agenda, not urgent)" in answer.err


def test_words_that_could_hold_anything_are_refused(listed):
    answer = draw(listed, "Ash, Ann; 1951")

    assert answer.code == 2
    assert "no patient's name" in answer.err
