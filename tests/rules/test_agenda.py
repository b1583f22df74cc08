"""Who is discussed on the next call, in which order, and why."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.agenda import Candidates, in_order, mark_for_call, over_cap
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.values import standard_values

CALL = date(2026, 1, 13)


def listed(*rows):
    """Each row: case_id, origin, plan_rank, practice_rank, risk_score, and what else differs."""
    frames = [
        {
            "case_id": case_id,
            "origin": origin,
            "plan_rank": plan_rank,
            "practice_rank": practice_rank,
            "risk_score": score,
            "pcp_name": None,
            "is_urgent": False,
        }
        | (extra[0] if extra else {})
        for case_id, origin, plan_rank, practice_rank, score, *extra in rows
    ]
    schema = {
        "plan_rank": pl.Int64,
        "practice_rank": pl.Int64,
        "risk_score": pl.Float64,
        "pcp_name": pl.String,
    }
    return pl.DataFrame(frames, schema_overrides=schema)


def everyone(combined, **changes):
    return Candidates(combined, frozenset(combined["case_id"]), **changes)


def unique_patients(count):
    return listed(*((f"C{i:02}", "plan", i, None, 100.0 - i) for i in range(1, count + 1)))


def order(candidates, **values):
    return in_order(candidates, standard_values(**values))["case_id"].to_list()


@pytest.mark.clause("SHR-03", "INF-05", "EFF-02")
@pytest.mark.parametrize(("waiting", "marked"), [(9, 9), (10, 10), (11, 10)])
def test_up_to_ten_patients_are_marked_for_a_call(waiting, marked):
    agenda = mark_for_call(everyone(unique_patients(waiting)), CALL, standard_values())

    assert agenda.height == marked
    assert agenda["position"].to_list() == list(range(1, marked + 1))


@pytest.mark.clause("SHR-03")
def test_the_cap_is_the_parameter_and_not_a_number_in_the_code():
    values = standard_values(max_patients_per_call=4)

    agenda = mark_for_call(everyone(unique_patients(11)), CALL, values)

    assert agenda["case_id"].to_list() == ["C01", "C02", "C03", "C04"]


@pytest.mark.clause("SHR-03")
def test_the_agenda_is_a_valid_handoff():
    agenda = mark_for_call(everyone(unique_patients(3)), CALL, standard_values())

    assert validated(agenda, handoff("agenda")).height == 3


@pytest.mark.clause("PRI-01")
def test_patients_named_by_both_come_before_patients_named_by_one():
    combined = listed(("plan-only", "plan", 1, None, 9.0), ("both", "common", 2, 5, 1.0))

    assert order(everyone(combined)) == ["both", "plan-only"]


@pytest.mark.clause("PRI-02")
def test_patients_named_by_the_plan_alone_come_by_highest_score():
    combined = listed(
        ("low", "plan", 3, None, 1.0), ("high", "plan", 1, None, 9.0), ("mid", "plan", 2, None, 5.0)
    )

    assert order(everyone(combined)) == ["high", "mid", "low"]


@pytest.mark.clause("PRI-06")
@pytest.mark.parametrize(
    ("unique_order", "expected"),
    [
        ("alternate_plan_first", ["plan1", "doc1", "plan2", "doc2"]),
        ("plan_then_practice", ["plan1", "plan2", "doc1", "doc2"]),
        ("practice_then_plan", ["doc1", "doc2", "plan1", "plan2"]),
    ],
)
def test_patients_named_by_the_practice_alone_come_by_its_rank(unique_order, expected):
    combined = listed(
        ("doc2", "practice", None, 7, 99.0),
        ("plan2", "plan", 2, None, 5.0),
        ("doc1", "practice", None, 3, None),
        ("plan1", "plan", 1, None, 9.0),
    )

    assert order(everyone(combined), unique_order=unique_order) == expected


@pytest.mark.clause("PRI-03")
def test_a_physician_who_takes_part_has_her_highest_risk_patients_first():
    hers = {"pcp_name": "Dr. Ada Quill"}
    combined = listed(
        ("both", "common", 1, 1, 9.0),
        ("hers-low", "plan", 9, None, 1.0, hers),
        ("hers-high", "practice", None, 4, 3.0, hers),
    )
    candidates = everyone(combined, physicians=frozenset({"Dr. Ada Quill"}))

    assert order(candidates) == ["hers-high", "hers-low", "both"]


@pytest.mark.clause("PRI-04")
def test_an_urgent_patient_has_a_place_even_when_the_call_is_full():
    urgent = listed(("urgent", "practice", None, 1, None, {"is_urgent": True}))
    combined = pl.concat([unique_patients(12), urgent])

    agenda = mark_for_call(everyone(combined), CALL, standard_values())

    assert agenda["case_id"][0] == "urgent"
    assert agenda.height == 10


@pytest.mark.clause("PRI-04")
@pytest.mark.parametrize(("counts", "expected"), [(True, 10), (False, 11)])
def test_whether_urgent_patients_take_a_place_is_a_parameter(counts, expected):
    urgent = listed(("urgent", "practice", None, 1, None, {"is_urgent": True}))
    combined = pl.concat([unique_patients(12), urgent])
    values = standard_values(urgent_counts_to_cap=counts)

    assert mark_for_call(everyone(combined), CALL, values).height == expected


@pytest.mark.clause("PRI-04", "SHR-03")
@pytest.mark.parametrize(("urgent_count", "over"), [(9, 0), (10, 0), (11, 1)])
def test_urgent_patients_beyond_the_cap_stay_and_are_counted(urgent_count, over):
    rows = [(f"U{i:02}", "practice", None, i, None, {"is_urgent": True}) for i in range(1, 12)]
    candidates = everyone(listed(*rows[:urgent_count]))

    agenda = mark_for_call(candidates, CALL, standard_values())

    assert agenda.height == urgent_count
    assert over_cap(agenda, standard_values()) == over


@pytest.mark.clause("PRI-05")
def test_each_call_starts_with_updates_on_follow_up_items():
    urgent = listed(("urgent", "practice", None, 1, None, {"is_urgent": True}))
    combined = pl.concat([unique_patients(3), urgent])
    candidates = Candidates(combined, frozenset({"urgent", "C01"}), frozenset({"C03"}))

    agenda = mark_for_call(candidates, CALL, standard_values())

    assert agenda["case_id"].to_list() == ["C03", "urgent", "C01"]
    assert agenda["clause"].to_list() == ["PRI-05", "PRI-04", "PRI-02"]


@pytest.mark.clause("PRI-05")
@pytest.mark.parametrize(("counts", "new_patients"), [(False, 10), (True, 8)])
def test_whether_follow_ups_take_a_place_is_a_parameter(counts, new_patients):
    candidates = everyone(unique_patients(15), follow_ups=frozenset({"C14", "C15"}))
    values = standard_values(followups_count_to_cap=counts)

    agenda = mark_for_call(candidates, CALL, values)

    assert agenda.filter(pl.col("tier") == "unique").height == new_patients


@pytest.mark.clause("CAL-24")
def test_what_both_sides_agreed_on_is_kept_to():
    candidates = everyone(unique_patients(12), agreed=frozenset({"C02", "C11"}))

    agenda = mark_for_call(candidates, CALL, standard_values())

    assert agenda["case_id"].to_list() == ["C02", "C11"]


def test_a_patient_who_does_not_wait_for_a_call_is_not_marked():
    candidates = Candidates(unique_patients(3), frozenset({"C02"}))

    assert mark_for_call(candidates, CALL, standard_values())["case_id"].to_list() == ["C02"]


def test_nobody_waiting_gives_an_empty_agenda():
    candidates = Candidates(unique_patients(3), frozenset())

    agenda = mark_for_call(candidates, CALL, standard_values())

    assert validated(agenda, handoff("agenda")).is_empty()
