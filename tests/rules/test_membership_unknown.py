"""What the suggestion says of what is not known, and what it leaves out."""

from datetime import date

from tandem_flows.rules.membership import suggest_membership
from tests.rules.call_frames import agenda, attempt, attempts
from tests.rules.test_membership import AS_OF, SEEN_BY_PRACTICE, SEEN_OUTSIDE, facts, suggested
from tests.values import standard_values

UNANSWERED = attempt(date(2024, 2, 20))


def test_what_is_not_known_is_said_and_never_guessed():
    found = suggested({}, UNANSWERED)

    assert found["membership"] == "active"
    assert found["reason"] == (
        "Nothing known speaks against discussing the patient. "
        "Whether the plan covers the patient is not known. "
        "Whether the practice saw the patient last is not known. "
        "Emergency department visits are not known."
    )
    assert (found["ed_visits"], found["outside_specialists"]) == (None, None)


def test_case_without_any_facts_is_kept_in_the_order_of_the_agenda():
    known = facts(**SEEN_BY_PRACTICE)

    found = suggest_membership(known, attempts(), agenda("C9", "C1"), AS_OF, standard_values())

    assert found["case_id"].to_list() == ["C9", "C1"]


def test_reason_names_the_limits_and_no_date_of_the_patient():
    reason = suggested(SEEN_OUTSIDE | {"last_seen_practice_on": date(2023, 1, 31)})["reason"]

    assert "for 12 months or more" in reason
    assert "The gap reached 18 months: first in turn." in reason
    assert "2023" not in reason


def test_facts_are_left_as_they_were():
    known = facts(**SEEN_OUTSIDE)
    before = known.clone()

    suggest_membership(known, attempts(), agenda("C1"), AS_OF, standard_values())

    assert known.equals(before)
