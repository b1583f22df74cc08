"""Below, at and above the limits that no other test meets on all three sides.

The limits not met here are met where their rule is tested; each side of a limit is a day, a month
or a count. Windows of months reach back from the day looked from: the first day is not in them.
"""

from datetime import date, timedelta

import polars as pl
import pytest

from tandem_flows.rules.days import add_months
from tandem_flows.rules.evaluation import surveys_due
from tandem_flows.rules.states import case_states
from tandem_flows.source.background import background_facts
from tandem_flows.source.care_facts import care_facts
from tests.rules.rounds import CALL_1, CALL_2, history, rows
from tests.source.plans import AS_OF, PRACTICE, ed_line, fill, line, opened, provider
from tests.values import standard_values

DAY = timedelta(days=1)
NEVER = date(2100, 1, 1)
SIDES = [(-1, False), (0, False), (1, True)]
KNOWN = [provider("1", "family medicine", PRACTICE), provider("2", "cardiology")]


def day_of_window(parameter, offset):
    """Return the day that lies `offset` days after the one the window of months begins with."""
    months = standard_values().number(parameter)
    return (add_months(AS_OF, -months) + offset * DAY).isoformat()


def care(folder, **views):
    with opened(folder, **views) as source:
        found = care_facts(source, ["P1"], PRACTICE, AS_OF, standard_values())
    return found.row(0, named=True)


@pytest.mark.clause("MEM-05")
@pytest.mark.parametrize(("offset", "counts"), SIDES)
def test_an_emergency_visit_counts_from_the_day_after_its_months_begin(tmp_path, offset, counts):
    on = day_of_window("active_ed_user_months", offset)

    assert care(tmp_path, medical_claim=[ed_line(on)])["ed_visits"] == int(counts)


@pytest.mark.clause("LED-03")
@pytest.mark.parametrize(("offset", "counts"), SIDES)
def test_a_specialist_counts_from_the_day_after_the_months_begin(tmp_path, offset, counts):
    on = day_of_window("outside_specialists_months", offset)
    visit = line(on, rendering_npi="2")

    found = care(tmp_path, medical_claim=[visit], provider=KNOWN)

    assert found["outside_specialists"] == int(counts)


@pytest.mark.clause("SHR-11")
@pytest.mark.parametrize(("offset", "shows"), SIDES)
def test_a_prescription_shows_from_the_day_after_its_months_begin(tmp_path, offset, shows):
    fills = [fill(day_of_window("prescription_months", offset), drug_name="metformin")]

    with opened(tmp_path, pharmacy_claim=fills) as source:
        found = background_facts(source, ["P1"], PRACTICE, AS_OF, standard_values())

    assert (found["prescriptions"].item() == "metformin") is shows


@pytest.mark.clause("MEM-05", "UNE-04")
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_an_owed_attempt_is_due_after_the_days_in_force(more):
    days = standard_values().number("outreach_attempt_days") + more
    flagged = {"case_id": "A", "membership": "unresponsive", "outcome": "no_discussion"}
    seen = history(decisions=rows("decisions", flagged))

    now = case_states(seen, CALL_1, standard_values(outreach_attempt_days=days))

    assert now["next_on"].to_list() == [CALL_1 + days * DAY]


@pytest.mark.clause("EVL-16", "EVL-17")
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_patient_is_asked_again_after_the_months_in_force(more):
    months = standard_values().number("patient_survey_months") + more
    values = standard_values(patient_survey_months=months)
    who = rows("enrolments", {"case_id": "A", "index_on": CALL_1})

    asked = surveys_due(who, NEVER, rows("surveys"), add_months(CALL_1, months), values)

    again = asked.filter(pl.col("due_on") > CALL_1)
    assert set(again["due_on"]) == {add_months(CALL_1, months)}


@pytest.mark.clause("MEM-03")
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_change_of_provider_is_asked_about_by_the_days_in_force(more):
    days = standard_values().number("provider_change_followup_days") + more
    values = standard_values(provider_change_followup_days=days)
    changed = {"case_id": "A", "membership": "possible_provider_change"}
    seen = history(decisions=rows("decisions", changed))

    now = case_states(seen, CALL_2, values)

    assert now["next_on"].to_list() == [CALL_1 + days * DAY]
