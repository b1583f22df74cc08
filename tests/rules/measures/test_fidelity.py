"""M12: what was done of what the guideline asks for, and when."""

import pytest

from tandem_flows.rules.measures.duties import Duty, duties
from tandem_flows.rules.measures.fidelity import fidelity, fidelity_by_lead
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.suppress import is_suppressed, suppressed, suppressed_months
from tests.rules.measures.evidence import AS_OF, CALL, DAY, line, of, records
from tests.values import standard_values

PERIOD = Period(CALL - 30 * DAY, AS_OF)
SIGNED = {"lead": "plan", "decided_by_plan": "p1", "decided_by_practice": "p2"}
HELD = {"minutes": 30}


def m12(waivers=None, as_of=AS_OF, **given):
    found = duties(records("AB", **given), as_of, standard_values())
    return fidelity(found, waivers or {}, PERIOD, as_of)


def part(clause, **given):
    return of(line(m12(**given), f"M12_{clause}"))[:2]


def agenda(*rows):
    return [{"case_id": case, "position": n, "tier": tier, "counts_to_cap": True}
            for n, (case, tier) in enumerate(rows, start=1)]  # fmt: skip


@pytest.mark.parametrize(("days_before", "on_time"), [(2, 1), (1, 1), (0, 0)])
def test_research_is_due_from_both_sides_the_day_before_the_call(days_before, on_time):
    done = {"case_id": "A", "organisation": "plan", "completed_on": CALL - days_before * DAY}

    assert part("PRE-01", calls=[HELD], agenda=agenda(("A", "common")), prework=[done]) == (
        on_time, 2,
    )  # fmt: skip


@pytest.mark.parametrize(("minutes", "patients", "kept"), [(30, 10, 1), (31, 10, 0), (30, 11, 0)])
def test_a_call_keeps_to_its_patients_and_its_minutes(minutes, patients, kept):
    listed = agenda(*((f"C{n}", "common") for n in range(patients)))

    assert part("EFF-02", calls=[{"minutes": minutes}], agenda=listed) == (kept, 1)


@pytest.mark.parametrize(
    ("tiers", "kept"),
    [(("follow_up", "common"), 1), (("common", "follow_up"), 0), (("common", "unique"), 1)],
)
def test_follow_ups_come_first(tiers, kept):
    listed = agenda(*zip("AB", tiers, strict=True))

    assert part("PRI-05", calls=[HELD], agenda=listed) == (kept, 1)


def test_a_call_that_was_not_held_asks_for_nothing():
    assert part("EFF-02", calls=[HELD | {"state": "cancelled"}]) == (0, 0)


@pytest.mark.parametrize(("agreed", "kept"), [([], 0), ([{"case_id": "B", "agreed_on": CALL}], 1)])
def test_the_next_patients_are_agreed_in_the_call(agreed, kept):
    assert part("CAL-24", calls=[HELD], agreed_patients=agreed) == (kept, 1)


@pytest.mark.parametrize("missing", ["lead", "decided_by_plan", "decided_by_practice"])
def test_a_lead_decision_carries_both_signatures(missing):
    assert part("LED-01", decisions=[{"case_id": "A"} | SIGNED]) == (1, 1)
    assert part("LED-01", decisions=[{"case_id": "A"} | SIGNED | {missing: None}]) == (0, 1)


def test_each_patient_has_a_goal_and_a_dated_step():
    given = {"decisions": [{"case_id": "A"} | SIGNED]}
    step = {"task_id": "t", "case_id": "A", "call_date": CALL}

    assert part("PCG-01", **given) == (0, 1)
    assert part("PCG-01", **given, goals=[{"case_id": "A", "state": "proposed"}]) == (1, 1)
    assert part("CAL-29", **given) == (0, 1)
    assert part("CAL-29", **given, tasks=[step]) == (1, 1)


@pytest.mark.parametrize(("days", "on_time"), [(13, 1), (14, 1), (15, 0)])
def test_a_goal_is_confirmed_within_the_days_in_force(days, on_time):
    goal = {"case_id": "A", "confirmed_on": CALL + days * DAY}

    assert part("PCG-04", goals=[goal]) == (on_time, 1)


@pytest.mark.parametrize(("days", "on_time"), [(1, 1), (2, 0), (None, 0)])
def test_the_summary_is_sent_within_the_days_in_force(days, on_time):
    sent = [] if days is None else [{"call_date": CALL, "due_on": CALL + DAY,
                                     "sent_on": CALL + days * DAY}]  # fmt: skip

    assert part("SUM-01", calls=[HELD], summary=sent) == (on_time, 1)


@pytest.mark.parametrize(("kind", "clause"), [("plan_lead", "LED-08"), ("tracking", "TRK-03")])
def test_reports_are_sent_when_due(kind, clause):
    late = {"case_id": "A", "kind": kind, "due_on": CALL, "sent_on": CALL + DAY}
    never = late | {"case_id": "B", "sent_on": None}
    found = m12(reports=[late, never, late | {"sent_on": CALL}])

    assert of(line(found, f"M12_{clause}")) == (1, 3, 33.3333)
    assert line(found, f"M12_{clause}").notes == ("due 3, done 2, on time 1, late 1",)


@pytest.mark.parametrize(("days", "on_time"), [(14, 1), (15, 0)])
def test_the_later_question_is_answered_while_its_window_is_open(days, on_time):
    due_on = CALL + 90 * DAY
    asked = {"survey": "health", "case_id": "A", "due_on": due_on,
             "window_end_on": due_on + 14 * DAY, "answered_on": due_on + days * DAY}  # fmt: skip

    assert part("EVL-16", surveys=[asked]) == (on_time, 1)


def test_the_index_weighs_each_duty_the_same_and_is_the_sum_of_its_parts():
    found = m12(calls=[HELD], decisions=[{"case_id": "A"} | SIGNED])

    parts = [figure for figure in found if figure.measure != "M12"]
    index = line(found, "M12")
    assert (index.numerator, index.denominator) == (
        sum(p.numerator for p in parts), sum(p.denominator for p in parts),
    )  # fmt: skip
    assert of(index) == (3, 7, 42.8571)


def test_the_index_by_lead_counts_what_was_asked_for_its_patients():
    report = {"kind": "plan_lead", "due_on": CALL + DAY, "sent_on": CALL + DAY}
    of = records(
        "AB",
        calls=[HELD],
        decisions=[{"case_id": "A"} | SIGNED, {"case_id": "B"} | SIGNED | {"lead": "joint"}],
        reports=[report | {"case_id": "A"}],
    )
    found = fidelity_by_lead(duties(of, AS_OF, standard_values()), of.decisions, {}, PERIOD, AS_OF)

    lines = {figure.cohort: of_line(figure) for figure in found}
    assert lines == {"lead_plan": (2, 4), "lead_practice": (0, 0), "lead_joint": (1, 3)}
    assert [figure.persons for figure in found] == [1, 0, 1]


@pytest.mark.parametrize(("days", "lead"), [(-1, None), (0, "plan"), (6, "plan"), (7, "practice")])
def test_a_duty_belongs_to_the_lead_last_decided_by_its_day(days, lead):
    later = CALL + 7 * DAY
    of = records("A", decisions=[
        {"case_id": "A"} | SIGNED,
        {"case_id": "A", "call_date": later} | SIGNED | {"lead": "practice"},
    ])  # fmt: skip
    duty = Duty("LED-08", CALL + days * DAY, None, "A")

    found = fidelity_by_lead([duty], of.decisions, {}, PERIOD, AS_OF)

    asked = [figure.cohort for figure in found if figure.denominator]
    assert asked == ([] if lead is None else [f"lead_{lead}"])


def of_line(figure):
    return figure.numerator, figure.denominator


@pytest.mark.parametrize(("since", "waived"), [(CALL, 1), (CALL + DAY, 0)])
def test_a_waived_clause_is_counted_as_waived_from_its_day_on(since, waived):
    figure = line(m12({"CAL-24": since}, calls=[HELD]), "M12_CAL-24")

    assert figure.denominator == 1 - waived
    assert figure.exclusions == ({"waived": 1} if waived else {})


def test_what_is_not_due_yet_is_not_counted():
    assert part("SUM-01", calls=[HELD], as_of=CALL) == (0, 0)


def asked(patients, late=0, each=2):
    """Duties of as many patients, `each` of both sides' research; a few patients' are late."""
    return [
        Duty("PRE-01", CALL, CALL + (DAY if patient < late else 0 * DAY), f"case {patient}")
        for patient in range(patients)
        for _ in range(each)
    ]


OF_A_CALL = Duty("CAL-24", CALL, None)


def people_in(figure):
    return figure.persons, figure.counted, figure.uncounted


def test_the_people_of_a_clause_are_patients_and_not_their_duties():
    found = fidelity([*asked(24, late=9), OF_A_CALL], {}, PERIOD, AS_OF)

    assert people_in(line(found, "M12_PRE-01")) == (24, 15, 9)
    assert people_in(line(found, "M12")) == (24, 15, 9)
    assert people_in(line(found, "M12_CAL-24")) == (None, None, None)
    assert people_in(line(found, "M12_LED-01")) == (0, 0, 0)


def test_a_patient_with_one_duty_on_time_and_one_late_is_on_both_sides():
    both = [Duty("PRE-01", CALL, CALL, "A"), Duty("PRE-01", CALL, None, "A")]

    assert people_in(line(fidelity(both, {}, PERIOD, AS_OF), "M12_PRE-01")) == (1, 1, 1)


@pytest.mark.parametrize(
    ("patients", "late", "is_hidden"),
    [(10, 0, True), (11, 0, False), (24, 1, True), (24, 10, True), (24, 12, False),
     (24, 14, True), (24, 24, False)],
)  # fmt: skip
def test_a_clause_its_index_and_their_months_hide_few_patients(patients, late, is_hidden):
    found = fidelity([*asked(patients, late), OF_A_CALL], {}, PERIOD, AS_OF)
    shown = suppressed(found, standard_values())
    months = suppressed_months(found[:1], standard_values())

    assert is_suppressed(line(shown, "M12_PRE-01")) is is_hidden
    assert is_suppressed(line(shown, "M12")) is is_hidden
    assert is_suppressed(line(months, "M12")) is is_hidden


def test_the_index_of_calls_alone_is_of_no_patients_and_shows():
    (index, *_) = suppressed(fidelity([OF_A_CALL], {}, PERIOD, AS_OF), standard_values())

    assert of_line(index) == (0, 1)
