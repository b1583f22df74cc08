"""What is not clean in the plan's tables is counted, as known on a day."""

import pytest

from tandem_flows.source.unclean import Unclean, unclean
from tests.source.plans import AS_OF, day, line, member, opened, stay_line

CLEAN = line("2025-05-01", diagnosis_code_1="I50.9")


def found(tmp_path, *lines, spans=None):
    given = {"eligibility": spans or [member()], "medical_claim": [CLEAN, *lines]}
    with opened(tmp_path, **given) as source:
        return unclean(source, AS_OF)


def test_of_clean_tables_nothing_is_told(tmp_path):
    assert found(tmp_path) == Unclean(1, 100.0, 0, 0, 0, 0, 0.0, 0, 0)


def test_each_kind_is_counted_by_itself(tmp_path):
    actual = found(
        tmp_path,
        line("2019-05-01", diagnosis_code_1="I50.9"),
        line("2025-05-02", diagnosis_code_1="I50.9", paid_amount=-40.0),
        line("2025-05-03", diagnosis_code_1=None),
        stay_line("2025-03-01", "2025-03-04", diagnosis_code_1="I50.9", admission_date=None),
    )

    assert actual.lines == 5
    assert (actual.lines_outside_coverage, actual.paid_amount_outside_coverage) == (1, 100.0)
    assert (actual.lines_taken_back, actual.lines_without_diagnosis) == (1, 1)
    assert actual.stays_without_admission == 1


def test_a_line_that_the_plan_did_not_know_on_the_day_is_not_counted(tmp_path):
    late = line("2025-05-01", diagnosis_code_1=None, paid_date=day("2027-01-01"))

    assert found(tmp_path, late).lines_without_diagnosis == 0


@pytest.mark.parametrize(
    ("second", "payer", "overlaps", "two_plans"),
    [
        ("2025-05-01", "one", 0, 0),
        ("2025-04-30", "one", 1, 0),
        ("2025-04-30", "two", 1, 1),
        ("2025-05-01", "two", 0, 0),
    ],
)
def test_spans_that_overlap_are_counted_by_person(tmp_path, second, payer, overlaps, two_plans):
    spans = [
        member(payer="one", enrollment_end_date=day("2025-04-30")),
        member(payer=payer, enrollment_start_date=day(second)),
        member("B"),
    ]

    actual = found(tmp_path, spans=spans)

    assert (actual.persons_with_overlaps, actual.persons_in_two_plans) == (overlaps, two_plans)
