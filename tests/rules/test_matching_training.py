"""Learning weights: what comes out of planted shares, what is too little, what bounds it keeps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tandem_flows.rules.matching import match_people, shipped_weights, train
from tandem_flows.rules.matching.agreement import Agreement
from tandem_flows.rules.matching.weights import ANCHOR, HOME
from tandem_validators.errors import InputRefused
from tests.benchmarks.labelled_people import copies, febrl, half
from tests.benchmarks.labelled_people import rosters as rosters_of
from tests.benchmarks.matching import Tally
from tests.rules.look_alikes import FAMILIES
from tests.rules.matching_people import Limits, people
from tests.rules.training_lists import MOVED_EVERY, SLIPPED_EVERY, rosters

SETS = Path(__file__).parents[3] / "shared" / "data" / "matching"
DAY = date(2026, 1, 5)
SAME, SLIP, DIFFERENT = Agreement.SAME, Agreement.SLIP, Agreement.DIFFERENT


@pytest.fixture(scope="module")
def learned():
    return train(*rosters(400), None, DAY)


def refusal(*arguments) -> str:
    with pytest.raises(InputRefused) as refused:
        train(*arguments, DAY)
    return str(refused.value)


def test_the_shares_that_were_planted_are_found(learned):
    address, last_name = learned.by_field["address"], learned.by_field["last_name"]

    assert address[SAME].m == pytest.approx(1 - 1 / MOVED_EVERY, abs=0.05)
    assert last_name[SLIP].m == pytest.approx(1 / SLIPPED_EVERY, abs=0.03)
    assert learned.by_field["zip_code"][SAME].u == pytest.approx(0.2, abs=0.01)
    assert learned.counts["same_pairs"] == pytest.approx(400, rel=0.1)


def test_namesakes_of_one_gender_are_not_taken_for_one_person():
    few_names = [pl.col("first_name").str.slice(0, 5), pl.col("last_name").str.slice(0, 5)]
    left, right = (people.with_columns(few_names) for people in rosters(400))
    named = pl.col("first_name").str.slice(0, 1).is_in(["R", "B", "T", "Q"])
    gender = pl.when(named).then(pl.lit("F")).otherwise(pl.lit("M")).alias("gender")

    own = train(left.with_columns(gender), right.with_columns(gender), None, DAY)

    assert own.counts["same_pairs"] <= 400
    assert own.by_field["birth_date"][SAME].m == pytest.approx(1, abs=0.05)


def test_what_everybody_shares_is_worth_nothing(learned):
    assert learned.points["city"][SAME] == 0  # all live in one city


def test_equal_names_and_birth_date_are_worth_what_they_are_as_shipped(learned):
    assert learned.anchor_points == pytest.approx(shipped_weights().anchor_points, abs=len(ANCHOR))


def test_the_fields_of_a_home_are_worth_no_more_together_than_as_shipped(learned):
    of_home = [name for name in HOME if learned.is_learned(name)]

    total = sum(learned.points[name][SAME] for name in of_home)
    assert total <= sum(shipped_weights().points[name][SAME] for name in HOME) + len(of_home)


def test_a_field_that_nobody_fills_in_keeps_what_ships(learned):
    assert not learned.is_learned("phone")
    assert learned.points["phone"] == shipped_weights().points["phone"]


def test_no_difference_counts_for_and_no_agreement_is_worth_more_than_same(learned):
    for by in learned.points.values():
        assert by[DIFFERENT] <= 0 <= by[SAME] == max(by.values())


def test_the_order_of_the_rows_changes_nothing():
    left, right = rosters(145)

    assert train(left.reverse(), right.reverse(), None, DAY) == train(left, right, None, DAY)


def test_one_list_that_holds_people_twice_is_enough():
    left, right = rosters(150)

    again = train(pl.concat([left, right]), None, None, DAY)

    assert again.counts["right_rows"] == 0
    assert again.by_field["last_name"][SLIP].m == pytest.approx(1 / SLIPPED_EVERY, abs=0.04)


def test_confirmed_pairs_count_as_one_person_and_refused_ones_as_two():
    left, right = rosters(150, common=80)
    answered = [(f"a{n}", f"b{n}", True) for n in range(40)]
    answered += [(f"a{n}", f"b{n}", False) for n in range(40, 60)]
    schema = {"left_id": pl.String, "right_id": pl.String, "is_same": pl.Boolean}

    labelled = pl.DataFrame(answered, schema=schema, orient="row")
    counts = train(left, right, labelled, DAY).counts

    assert (counts["confirmed_pairs"], counts["refused_pairs"]) == (40, 20)
    assert 50 <= counts["same_pairs"] <= 62  # the twenty refused ones are not among them


@pytest.mark.parametrize(("people_listed", "is_enough"), [(142, False), (143, True)])
def test_a_list_with_too_few_pairs_of_two_people_is_refused(people_listed, is_enough):
    if is_enough:
        assert train(*rosters(people_listed), None, DAY).counts["chance_pairs"] >= 10_000
    else:
        words = refusal(*rosters(people_listed), None)
        assert words.startswith("the larger list: holds ")
        assert "10000 are needed" in words
        assert "the weights that ship" in words


def test_lists_with_too_few_patients_in_common_are_refused():
    words = refusal(*rosters(150, common=30), None)

    assert "the lists: hold about " in words
    assert "pairs of one person, and 50 are needed" in words
    assert "pairs that people confirmed" in words


def test_lists_without_birth_dates_are_refused_by_the_column():
    left, right = (people.drop("birth_date") for people in rosters(150))

    assert "column birth_date: is filled in by 0 pairs of one person" in refusal(left, right, None)


def test_a_list_in_which_all_are_called_alike_is_refused():
    born = pl.lit(date(1950, 1, 1)).alias("birth_date")
    alike = [pl.lit("Ann").alias("first_name"), pl.lit("Leeward").alias("last_name"), born]
    left, right = (people.with_columns(alike) for people in rosters(150))

    assert refusal(left, right, None) == (
        "columns first_name, last_name, birth_date: hardly tell two people of these lists apart. "
        "Check that the columns hold each patient's own names and birth date."
    )


def test_ids_of_labelled_pairs_that_stand_on_no_list_are_refused():
    labelled = pl.DataFrame({"left_id": ["a0", "zz"], "right_id": ["b0", "b1"], "is_same": True})

    words = refusal(*rosters(150), labelled)

    assert words.startswith("labelled pairs, pair 2: names an id that is not on its list")
    assert "zz" not in words


def test_unusable_lists_are_refused_as_in_matching():
    left, right = rosters(150)

    assert "right list, column id: the column is missing" in refusal(left, right.drop("id"), None)


@pytest.mark.clause("SHR-02")
@pytest.mark.parametrize("family", FAMILIES)
def test_learned_weights_link_nobody_who_only_looks_alike(learned, family):
    left, right = FAMILIES[family]

    found = match_people(people(left), people(right), Limits(), learned)

    assert "match" not in found["decision"].to_list()


@pytest.fixture(scope="module")
def public_set():
    if not SETS.is_dir():
        pytest.skip("needs the public sets in ../shared/data/matching, which are not here")
    return febrl(SETS / "dataset3.csv").drop("member_id")


@pytest.mark.clause("SHR-02")
def test_on_people_not_learned_from_they_find_as_many_and_none_falsely(public_set):
    own = train(*rosters_of(half(public_set, odd=True)), None, DAY)
    others = half(public_set, odd=False)

    for columns in ([], ["address", "city", "zip_code"]):
        tallies = [Tally("", weights) for weights in (shipped_weights(), own)]
        for left, right in copies(others.drop(columns)):
            for tally in tallies:
                tally.compare(left, right)

        shipped, learned_ones = (tally.line() for tally in tallies)
        assert shipped["false_matches"] == learned_ones["false_matches"] == 0
        assert learned_ones["found_percent"] >= shipped["found_percent"]
