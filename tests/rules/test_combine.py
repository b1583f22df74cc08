"""Both lists as one: who is common, who is named by one side, and what people answered."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.combine import Lists, combine, identities, list_matches
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated

BORN = date(1960, 5, 4)
MEMBERS = pl.DataFrame(
    {
        "id": ["p1", "p2", "p3"],
        "first_name": ["Ana", "Bo", "Cy"],
        "last_name": ["Reed", "Stone", "Field"],
        "birth_date": [BORN] * 3,
        "pcp_name": ["Dr. Plan"] * 3,
        "risk_score": [9.0, 8.0, 2.0],
        "score_source": ["model"] * 3,
        "is_covered": [True, True, False],
    }
)
PLAN_LIST = pl.DataFrame({"rank": [1, 2], "person_id": ["p1", "p2"]})
PRACTICE_LIST = pl.DataFrame(
    {
        "rank": [1, 2, 3],
        "first_name": ["Anna", "Cy", "Dee"],
        "last_name": ["Reed", "Field", "Marsh"],
        "birth_date": [BORN] * 3,
        "pcp_name": ["Dr. Practice", None, None],
        "is_urgent": [False, False, True],
        "is_added_late": [False, True, False],
    }
)
NO_ANSWERS = pl.DataFrame(
    schema={"practice_rank": pl.Int64, "person_id": pl.String, "is_same": pl.Boolean}
)


def pairs(*rows):
    names = ["left_id", "right_id", "score", "decision", "reason"]
    return pl.DataFrame(rows, schema=names, orient="row")


SURE = pairs(("1", "p1", 95.0, "match", "nickname"), ("2", "p3", 90.0, "match", "name"))
UNSURE = pairs(("1", "p1", 60.0, "review", "first names disagree"))


def combined(matched, answers=NO_ANSWERS):
    matches = list_matches(matched, PLAN_LIST, answers)
    lists = Lists(PLAN_LIST, PRACTICE_LIST, MEMBERS, matches)
    frame = combine(lists, [f"C{index}" for index, _ in enumerate(identities(lists))])
    return validated(frame, handoff("combined_list"))


def answer(is_same):
    return pl.DataFrame({"practice_rank": [1], "person_id": ["p1"], "is_same": [is_same]})


@pytest.mark.clause("SHR-02", "ROL-06")
def test_each_person_is_listed_once_and_marked_common_plan_or_practice():
    frame = combined(SURE)

    assert frame.select("origin", "plan_rank", "practice_rank").rows() == [
        ("common", 1, 1),
        ("plan", 2, None),
        ("practice", None, 2),
        ("practice", None, 3),
    ]


@pytest.mark.clause("SHR-02")
def test_a_practice_only_patient_is_looked_up_in_the_whole_membership():
    frame = combined(SURE).filter(pl.col("practice_rank") == 2)

    assert frame["risk_score"].to_list() == [2.0]
    assert frame["match"].to_list() == ["exact"]


@pytest.mark.clause("ROL-07")
def test_coverage_is_shown_and_unknown_for_who_is_not_the_plans_member():
    by_rank = dict(combined(SURE).select("practice_rank", "is_covered").rows())

    assert by_rank[2] is False
    assert by_rank[3] is None


def test_the_plans_record_of_name_and_birth_date_is_shown_for_its_member():
    assert combined(SURE)["first_name"][0] == "Ana"


@pytest.mark.clause("PRE-08")
def test_a_near_match_stays_two_people_until_a_person_answers():
    frame = combined(UNSURE)

    assert frame.filter(pl.col("practice_rank") == 1)["match"].to_list() == ["review"]
    assert frame.filter(pl.col("plan_rank") == 1)["origin"].to_list() == ["plan"]


@pytest.mark.clause("PRE-08")
def test_a_confirmed_near_match_becomes_one_common_patient():
    frame = combined(UNSURE, answer(True)).filter(pl.col("practice_rank") == 1)

    assert frame.select("origin", "match", "plan_rank").rows() == [("common", "agreed", 1)]


@pytest.mark.clause("PRE-08")
def test_a_refused_near_match_is_not_asked_again():
    frame = combined(UNSURE, answer(False)).filter(pl.col("practice_rank") == 1)

    assert frame.select("origin", "match").rows() == [("practice", "none")]


@pytest.mark.clause("PRE-08")
def test_a_sure_match_that_a_person_split_stays_apart():
    frame = combined(SURE, answer(False))

    assert "common" not in frame["origin"].to_list()


def test_late_and_urgent_marks_of_the_practice_are_kept():
    frame = combined(SURE).filter(pl.col("origin") == "practice").sort("practice_rank")

    assert frame["is_added_late"].to_list() == [True, False]
    assert frame["is_urgent"].to_list() == [False, True]


def test_two_empty_lists_give_an_empty_combined_list():
    lists = Lists(
        PLAN_LIST.clear(),
        PRACTICE_LIST.clear(),
        MEMBERS,
        list_matches(SURE.clear(), PLAN_LIST.clear(), NO_ANSWERS),
    )

    assert validated(combine(lists, []), handoff("combined_list")).is_empty()
