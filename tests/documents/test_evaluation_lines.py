"""The tables of the measures: each line in words, notes of all said once, hidden lines by name."""

from datetime import date

from tandem_flows.documents.evaluation_lines import measure_parts
from tandem_flows.rules.measures.figure import ALL, LED_BY, WAITING, ratio
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.savings import CAVEAT
from tandem_flows.rules.measures.suppress import suppressed
from tandem_flows.rules.measures.targets import with_targets
from tests.values import standard_values

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
VALUES = standard_values()


def rate(measure, above, cohort=ALL, notes=("codes of 2024",)):
    return ratio(measure, cohort, above, 90.0, YEAR, YEAR.end_on, scale=1000, persons=90,
                 notes=notes)  # fmt: skip


def part(measure, *figures):
    parts = measure_parts(
        with_targets(suppressed(figures, VALUES), VALUES), VALUES, of_people=False
    )
    return next(part for part in parts if part.heading.startswith(f"{measure}."))


def cells(found):
    return [tuple(cell.text for cell in row) for row in found.grid.rows]


def test_the_cohorts_of_a_line_stand_together():
    found = part("M4", rate("M4_pqe_03", 40), rate("M4_pqe_04", 30),
                 rate("M4_pqe_03", 20, WAITING), rate("M4_pqe_04", 15, WAITING))  # fmt: skip

    assert [row[0] for row in cells(found)] == [
        "Acute conditions (PQE 03)", "Acute conditions (PQE 03), those who wait",
        "Asthma (PQE 04)", "Asthma (PQE 04), those who wait",
    ]  # fmt: skip


def test_a_note_that_every_line_carries_is_said_once():
    lines = [rate(f"M4_pqe_0{n}", 40) for n in (2, 3)]
    of_one = rate("M4_pqe_04", 40, notes=("codes of 2024", "a year too old"))

    found = part("M4", *lines, of_one)

    assert found.under.endswith("Codes of 2024.")
    assert [row[-1] for row in cells(found)] == ["", "", "a year too old"]


def test_of_two_lines_each_keeps_its_notes():
    found = part("M4", rate("M4_pqe_03", 40), rate("M4_pqe_04", 30))

    assert [row[-1] for row in cells(found)] == ["codes of 2024"] * 2


def test_hidden_lines_are_named_below_once_with_those_they_speak_of():
    found = part("M4", rate("M4_pqe_03", 3), rate("M4_pqe_03", 2, WAITING), rate("M4_pqe_04", 4),
                 rate("M4_pqe_04", 0, LED_BY["plan"]))  # fmt: skip

    assert found.grid is None
    assert found.closing == (
        "Hidden, as few people stand behind them: Acute conditions (PQE 03): all patients, those "
        "who wait; Asthma (PQE 04): all patients, plan leads."
    )


def test_a_hidden_line_with_a_target_keeps_its_row():
    found = part("M4", rate("M4_pqe_02", 3))

    assert [row[0::3] for row in cells(found)] == [
        ("Chronic conditions (PQE 02)", "hidden: few people"),
    ]
    assert found.closing == ""


def test_a_target_says_on_which_side_the_result_should_be():
    (row,) = cells(part("M4", rate("M4_pqe_02", 40)))

    assert row[4].startswith("400 or less (")
    assert "target" not in row[5]


def test_that_raw_misleads_is_not_said_in_each_row():
    (row,) = cells(part("M8", rate("M8_net_raw", 40, notes=(CAVEAT, "provisional"))))

    assert row[-1] == "provisional"
