"""M9 to M11: what patients and staff answered."""

import pytest

from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.surveys import patient_answers, staff_answers
from tests.rules.measures.evidence import AS_OF, CALL, DAY, frame, line, of

LATER = CALL + 90 * DAY
PERIOD = Period(CALL, AS_OF)


def asked(case, survey, due_on, answer=None, answered_on=None):
    given_on = answered_on or (due_on if answer else None)
    return {"survey": survey, "case_id": case, "question": "?", "due_on": due_on,
            "window_start_on": due_on - 14 * DAY, "window_end_on": due_on + 14 * DAY,
            "answered_on": given_on, "answer": answer}  # fmt: skip


def health(case, first, later):
    return [asked(case, "health", CALL, first), asked(case, "health", LATER, later)]


def patients(*rows):
    cases = sorted({row["case_id"] for row in rows})
    index = frame("enrolments", *({"case_id": case} for case in cases))
    return patient_answers(frame("surveys", *rows), index, PERIOD, AS_OF)


@pytest.mark.clause("EVL-15", "EVL-16")
@pytest.mark.parametrize(("later", "improved"), [("2", 1), ("3", 0), ("4", 0)])
def test_a_lower_rating_later_is_an_improvement(later, improved):
    found = patients(*health("A", "3", later))

    assert of(line(found, "M9")) == (improved, 1, 100.0 * improved)
    assert line(found, "M9_mean_change").value == int(later) - 3


@pytest.mark.clause("EVL-07")
def test_who_answered_once_is_left_out_of_the_pair_and_shown():
    found = patients(*health("A", "3", "1"), *health("B", "4", None))

    assert of(line(found, "M9")) == (1, 1, 100.0)
    assert line(found, "M9").exclusions == {"answered_once_only": 1}
    assert of(line(found, "M9_answered_enrolment")) == (2, 2, 100.0)
    assert of(line(found, "M9_answered_later")) == (1, 2, 50.0)


def test_the_distribution_shows_each_level_at_both_moments():
    found = patients(*health("A", "3", "1"), *health("B", "5", "1"))

    assert of(line(found, "M9_enrolment_good")) == (1, 2, 50.0)
    assert of(line(found, "M9_enrolment_poor")) == (1, 2, 50.0)
    assert of(line(found, "M9_later_excellent")) == (2, 2, 100.0)


@pytest.mark.clause("EVL-17", "EVL-07")
def test_the_share_who_would_recommend_is_of_those_who_answered():
    answers = [("A", "yes"), ("B", "maybe"), ("C", "no"), ("D", None)]
    found = patients(*(asked(case, "recommend", LATER, said) for case, said in answers))

    assert of(line(found, "M10")) == (1, 3, 33.3333)
    assert line(found, "M10").exclusions == {"not_answered": 1}
    assert line(found, "M10_maybe").numerator == 1


def test_a_question_that_is_not_due_is_not_counted():
    found = patients(asked("A", "recommend", AS_OF + DAY))

    assert line(found, "M10").exclusions == {}


BEFORE = CALL - DAY


@pytest.mark.clause("EVL-16", "EVL-17")
@pytest.mark.parametrize(("due_on", "counted"), [(BEFORE, 0), (CALL, 1), (CALL + DAY, 1)])
def test_only_questions_that_fell_due_in_the_period_are_counted(due_on, counted):
    first, later = asked("A", "health", BEFORE, "3"), asked("A", "health", due_on, "2")
    index = frame("enrolments", {"case_id": "A", "index_on": BEFORE - DAY})
    rows = [first | {"due_on": BEFORE - DAY}, later, asked("A", "recommend", due_on, "yes"),
            asked(None, "staff", due_on, "works well")]  # fmt: skip
    surveys = frame("surveys", *rows)
    found = patient_answers(surveys, index, PERIOD, AS_OF) + staff_answers(surveys, PERIOD, AS_OF)

    assert line(found, "M9").denominator == counted
    assert line(found, "M9_answered_enrolment").denominator == 0
    assert line(found, "M9_answered_later").denominator == counted
    assert line(found, "M10").denominator == counted
    assert line(found, "M11", "staff").denominator == counted


@pytest.mark.clause("EVL-18", "EVL-07")
def test_staff_surveys_are_counted_and_their_words_are_not():
    rows = [asked(None, "staff", CALL, "works well"), asked(None, "staff", CALL, "more time"),
            asked(None, "staff", LATER)]  # fmt: skip
    found = staff_answers(frame("surveys", *rows), PERIOD, AS_OF)

    assert of(line(found, "M11", "staff")) == (1, 2, 50.0)
    assert line(found, "M11_answers", "staff").value == 2
    assert not any("works well" in note for figure in found for note in figure.notes)
