"""Growing: a smaller first round, calls for the highest risk, and details only where doubted."""

import polars as pl
import pytest

from tandem_flows.rules.review import review_deviations
from tandem_flows.rules.round_scope import most_at_risk, of_first_round
from tests.rules.call_frames import record, review, rows
from tests.values import standard_values


def listed(common=1, plan=2, practice=12):
    given = [
        *({"case_id": f"B{i}", "origin": "common", "practice_rank": i} for i in range(common)),
        *({"case_id": f"L{i}", "origin": "plan"} for i in range(plan)),
        *(
            {"case_id": f"R{i:02}", "origin": "practice", "practice_rank": i}
            for i in range(practice)
        ),
    ]
    return rows("combined_list", *given)


def scored(*scores):
    return rows(
        "combined_list",
        *({"case_id": f"C{i}", "risk_score": score} for i, score in enumerate(scores)),
    )


@pytest.mark.clause("SCA-03")
def test_by_default_a_first_round_leaves_nobody_out():
    assert len(of_first_round(listed(), 1, standard_values())) == 15


@pytest.mark.clause("SCA-03")
@pytest.mark.parametrize(("practice", "extra"), [(9, 9), (10, 10), (11, 10)])
def test_a_first_round_may_take_the_common_patients_and_ten_more_of_the_practice(practice, extra):
    values = standard_values(first_round_patients="common_and_extra")

    found = of_first_round(listed(practice=practice), 1, values)

    assert found == {"B0", *(f"R{i:02}" for i in range(extra))}


@pytest.mark.clause("SCA-03")
def test_a_later_round_is_about_everyone_listed():
    values = standard_values(first_round_patients="common_and_extra")

    assert len(of_first_round(listed(), 2, values)) == 15


@pytest.mark.clause("SCA-04")
@pytest.mark.parametrize(
    ("percent", "kept"), [(100, 4), (75, 3), (74, 3), (50, 2), (26, 2), (25, 1), (1, 1)]
)
def test_calls_may_be_for_the_top_share_of_the_risk_scores_only(percent, kept):
    found = most_at_risk(scored(4.0, 3.0, 2.0, 1.0), standard_values(call_top_percent=percent))

    assert found == {f"C{i}" for i in range(kept)}


@pytest.mark.clause("SCA-04")
def test_equal_scores_stay_together_and_a_patient_without_a_score_stays():
    found = most_at_risk(scored(2.0, 2.0, 1.0, None), standard_values(call_top_percent=30))

    assert found == {"C0", "C1", "C3"}


def unconfirmed(mode, identity):
    doubt = {"case_id": "C1", "organisation": "practice", "identity_confirmed": identity}
    call = record(
        case_records=rows("case_records", review(demographics_confirmed=False)),
        prework=rows("prework", doubt),
    )
    found = review_deviations(call, standard_values(review_demographics=mode))
    return found.filter(pl.col("code") == "details_not_confirmed").height


@pytest.mark.clause("SCA-02")
@pytest.mark.parametrize(
    ("mode", "identity", "is_due"),
    [
        ("always", True, 1),
        ("always", False, 1),
        ("on_discrepancy", False, 1),
        ("on_discrepancy", True, 0),
        ("on_discrepancy", None, 0),
    ],
)
def test_details_are_gone_through_always_or_where_the_practice_saw_a_discrepancy(
    mode, identity, is_due
):
    assert unconfirmed(mode, identity) == is_due
