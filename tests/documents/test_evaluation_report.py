"""The report of the evaluation: pictures with their tables, and honest words where few are."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tandem_flows.documents.evaluation import Evaluated, evaluation_paper
from tandem_flows.documents.evaluation_compared import compared_part
from tandem_flows.documents.evaluation_savings import cost_part, savings_part
from tandem_flows.documents.file import About
from tandem_flows.documents.page import PageFile
from tandem_flows.documents.pdf import PdfFile
from tandem_flows.rules.measures.catalogue import VERSION
from tandem_flows.rules.measures.ed_follow_up import windows
from tandem_flows.rules.measures.fidelity import CORE
from tandem_flows.rules.measures.figure import ALL, WAITING, Figure, Stamp, ratio
from tandem_flows.rules.measures.periods import Period, months_up_to
from tandem_flows.rules.measures.suppress import suppressed
from tests.values import standard_values

ON = date(2026, 6, 30)
YEAR, VALUES = Period(date(2025, 7, 1), ON), standard_values()
RUNGS = ("raw", "adjusted", "matched", "chance")
STAGES = ("listed", "discussed", "outreached", "engaged", "active", "goal_confirmed",
          "goal_achieved", "declined", "unreachable")  # fmt: skip


def share(measure, above, below=100, period=YEAR):
    return ratio(measure, ALL, above, below, period, ON, scale=100.0, persons=below)


def money(measure, value, interval=None, persons=40, notes=()):
    return Figure(measure, ALL, value, 300.0, value, YEAR, ON, persons=persons, interval=interval,
                  notes=notes)  # fmt: skip


def lines(saved=-6_120.0, persons=40):
    shares = ["M1", "M2", "M3", "M3_strict", "M3_goals_confirmed", "M3_no_goal", "M12"]
    shares += [f"M1_funnel_{stage}" for stage in STAGES] + [f"M12_{clause}" for clause in CORE]
    shares += [f"M2_every_visit_call_{window.name}" for window in windows(VALUES)]
    net = [money(f"M8_net_{kind}", saved, (-90_000.0, 80_000.0), persons) for kind in RUNGS]
    month = {"before": 4_400.0, "expected": 2_400.0, "after": 2_300.0}
    cost = [money(f"M8_{name}_matched", value, persons=persons) for name, value in month.items()]
    cost += [money(f"M6_total_{side}", 1_500.0, persons=persons) for side in ("before", "after")]
    both = [replace(share(f"M8_followed_{of}", 20), cohort=side, persons=persons)
            for of in ("died", "uncovered", "months") for side in (ALL, WAITING)]  # fmt: skip
    both += [replace(money(f"M8_waiting_{side}", 900.0), cohort=WAITING)
             for side in ("before", "after")]  # fmt: skip
    return [*(share(name, 40) for name in shares), *net, *cost, *both]


def months():
    ends = [date(2026, month, 28) for month in range(1, 7)]
    return [
        share(m, 30 + end.month, 100, months_up_to(end, 1))
        for m in ("M1", "M2", "M3", "M12")
        for end in ends
    ]


def paper(**changes):
    given = {"figures": lines(), "months": months()} | changes
    stamp = Stamp("0.1.0", "ab" * 20, "run")
    return evaluation_paper(Evaluated("North Practice", ON, stamp=stamp, **given), VALUES)


@pytest.mark.clause("EVL-14")
def test_all_rungs_stand_side_by_side_and_zero_is_marked():
    part = savings_part({line.measure: line for line in lines()}, VALUES)

    assert [row[0].text.split(":")[0] for row in part.grid.rows] == [
        "Raw", "Adjusted", "Matched", "Where chance decided",
    ]  # fmt: skip
    minus = "\N{MINUS SIGN}\N{WORD JOINER}"  # no line ends behind a minus
    assert {row[2].text for row in part.grid.rows} == {f"{minus}$6,120"}
    assert {row[3].text for row in part.grid.rows} == {f"{minus}$90,000 to $80,000"}


@pytest.mark.clause("EVL-14")
def test_too_few_patients_have_no_picture_but_the_number_needed():
    hidden = suppressed(lines(persons=7), VALUES)
    part = savings_part({line.measure: line for line in hidden}, VALUES)

    assert part.pictures == ()
    told = part.sentences[-1][1]
    assert told.endswith("it needs at least 11 enrolled and 11 who wait.")
    assert "$0" not in str(part)


def test_the_report_says_which_days_it_looks_at_and_under_what_it_was_made():
    made = paper().parts[-1].sentences[0][1]
    assert made == f"Definitions {VERSION}, guideline 0.1.0, values abababababab, run run."
    assert (
        paper()
        .lead[1]
        .startswith("Looked at are 2025-07-01 to 2026-06-30. Cost is of the months from 2025-07-01")
    )


@pytest.mark.clause("EVL-14")
def test_deaths_and_lost_coverage_stand_beside_the_months_of_both_sides():
    part = compared_part(lines())

    assert [[cell.text for cell in row] for row in part.grid.rows] == [
        ["The enrolled, from the call on", "40", "20", "20", "20", "100"],
        ["Those who wait, until a call", "40", "20", "20", "20", "100"],
    ]
    assert "among those who wait as among the enrolled" in part.sentences[0][1]
    assert part.closing.startswith("Listed patients left out of both sides from the start: none.")
    assert part.closing.endswith("with their claims: the enrolled (none); those who wait (none).")


def test_few_deaths_are_hidden_in_the_report():
    few = [replace(line, numerator=3.0) if line.measure == "M8_followed_died" else line
           for line in lines()]  # fmt: skip

    part = compared_part(suppressed(few, VALUES))

    assert [row[2].text for row in part.grid.rows] == ["hidden: few people"] * 2
    assert compared_part(suppressed(lines(persons=7), VALUES)).closing.endswith("few people).")


def test_regression_to_the_mean_is_said_in_dollars():
    part = cost_part({line.measure: line for line in lines()})

    assert "cost $4,400 a month before" in part.sentences[0][1]
    assert "would have cost $2,400 without the programme" in part.sentences[0][1]
    assert "mostly regression to the mean, less the rise in prices" in part.sentences[0][1]


@pytest.mark.clause("EVL-14")
def test_the_cost_of_those_who_wait_stands_beside_that_of_the_enrolled():
    (part,) = [part for part in paper().parts if part.heading == "Cost before and after"]

    assert [row[0].text for row in part.grid.rows][-2:] == [
        "Those who wait, before listing", "Those who wait, while waiting",
    ]  # fmt: skip
    assert "Those who wait, while waiting: $900" in part.pictures[0].told


def test_where_the_waiting_did_not_fall_back_no_fall_is_told():
    risen = [money("M8_expected_matched", 4_800.0)]

    part = cost_part({line.measure: line for line in [*lines(), *risen]})

    assert "did not fall back" in part.sentences[0][1]
    assert "regression" not in part.sentences[0][1]


def test_a_run_chart_says_what_its_question_marks_are():
    gap = [line if line.period.end_on.month != 3 else suppressed([few], VALUES)[0]
           for line in months() for few in [share(line.measure, 3, 9, line.period)]]  # fmt: skip

    parts = [part for part in paper(months=gap).parts if "month by month" in part.heading]

    assert {part.sentences[-1][1][:15] for part in parts} == {"A question mark"}
    assert "A question mark" not in str(paper())


@pytest.mark.clause("EVL-07", "EVL-19")
def test_each_picture_has_its_table():
    parts = [part for part in paper().parts if part.pictures]

    assert len(parts) == 10
    assert all(part.grid is not None and part.grid.rows for part in parts)


def test_run_charts_wait_for_two_months():
    few = [line for line in months() if line.period.end_on.month == 1]

    headings = [part.heading for part in paper(months=few).parts]
    assert not any("month by month" in heading for heading in headings)


def test_the_page_is_well_formed_and_its_ids_are_unique(tmp_path):
    path = tmp_path / "report.html"
    PageFile(paper())(path, About(("North Practice",), ON))
    page = path.read_text(encoding="utf-8")

    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count('role="img"') == 10


@pytest.mark.clause("EVL-07")
def test_the_pdf_holds_each_picture_with_its_words(tmp_path):
    path = tmp_path / "report.pdf"
    PdfFile(paper())(path, About(("North Practice",), ON))

    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Alt") >= 10
