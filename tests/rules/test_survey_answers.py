"""The answers to the questions asked, and whether they came in time."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.evaluation import (
    SurveyAnswer,
    answer_survey,
    answer_timing,
)
from tandem_validators.errors import RuleRefused
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.asked_patients import DAY, INDEX_ON, LATER_ON, answer, surveys


@pytest.mark.clause("EVL-15", "EVL-17")
@pytest.mark.parametrize(
    ("survey", "said", "is_taken"),
    [
        ("health", "0", False),
        ("health", "1", True),
        ("health", "5", True),
        ("health", "6", False),
        ("health", "good", False),
        ("recommend", "yes", True),
        ("recommend", "no", True),
        ("recommend", "maybe", True),
        ("recommend", "perhaps", False),
    ],
)
def test_only_the_answers_of_the_question_are_taken(survey, said, is_taken):
    asked, given = surveys(LATER_ON), answer(survey, LATER_ON, said)

    if is_taken:
        taken = answer_survey(asked, [given])
        assert said in validated(taken, handoff("surveys"))["answer"].to_list()
    else:
        with pytest.raises(RuleRefused, match=r"row 1, column answer: .*Use one of:") as refused:
            answer_survey(asked, [given])
        assert said not in str(refused.value).split("Use one of")[0].split()


def test_all_answers_that_do_not_fit_are_reported_at_once_without_what_was_said():
    asked = surveys(LATER_ON)
    given = [
        answer(said="secret"),
        answer(due_on=INDEX_ON + DAY),
        answer(),
        answer(said="4"),
    ]

    with pytest.raises(RuleRefused) as refused:
        answer_survey(asked, given)

    text = str(refused.value)
    assert "row 1, column answer" in text
    assert "row 2, column due_on: answers no question that is owed" in text
    assert "row 4, column due_on: answers a question twice" in text
    assert "secret" not in text


@pytest.mark.clause("EVL-18")
def test_each_member_of_the_staff_answers_on_their_own():
    due_on = date(2026, 7, 1)
    asked = surveys(due_on, staff_from=date(2026, 1, 1), cases=())
    given = [SurveyAnswer("staff", None, due_on, due_on, said) for said in ("well", "slow")]

    actual = answer_survey(asked, given)

    assert actual["answer"].to_list() == ["well", "slow"]
    with pytest.raises(RuleRefused, match="words of your own"):
        answer_survey(asked, [SurveyAnswer("staff", None, due_on, due_on, " ")])


@pytest.mark.clause("EVL-16", "EVL-17")
@pytest.mark.parametrize(
    ("offset", "timing"),
    [(-15, "early"), (-14, "on_time"), (14, "on_time"), (15, "late")],
)
def test_answers_outside_the_window_are_kept_and_shown(offset, timing):
    given = answer("recommend", LATER_ON, "yes", answered_on=LATER_ON + offset * DAY)

    actual = answer_timing(answer_survey(surveys(LATER_ON), [given]))

    assert actual.filter(pl.col("survey") == "recommend")["timing"].to_list() == [timing]
    assert actual.filter(pl.col("survey") == "health")["timing"].to_list() == [None, None]
