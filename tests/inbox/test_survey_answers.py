"""Answers to the surveys: read whole, or refused with the row and the column."""

import pytest

from tandem_flows.inbox.survey_answers import read_survey_answers
from tandem_flows.inbox.team import read_team
from tandem_validators.errors import InputRefused

HEADINGS = "survey,case_id,due_on,answered_on,answer,comment"
WHOLE = "health,C-1,2026-01-01,2026-01-03,good,"


def read(tmp_path, *lines):
    path = tmp_path / "survey_answers.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_survey_answers(path)


def test_a_row_that_ends_early_is_refused_with_its_row_and_each_column(tmp_path):
    with pytest.raises(InputRefused) as refused:
        read(tmp_path, HEADINGS, WHOLE, "", "health,C-2,2026-01-01,2026-01-03")

    assert [str(problem) for problem in refused.value.problems] == [
        f"survey_answers.csv, row 4, column {name}: is missing: the row ends before this column. "
        "Write every column of the row, with nothing between the commas where none is known."
        for name in ("answer", "comment")
    ]


def test_short_rows_and_wrong_dates_are_told_at_once(tmp_path):
    with pytest.raises(InputRefused) as refused:
        read(tmp_path, HEADINGS, "health", "health,C-2,soon,2026-01-03,good,")

    rows = [problem.where.split(", ")[1] for problem in refused.value.problems]
    assert rows == ["row 2"] * 5 + ["row 3"]


def test_a_whole_row_with_empty_cells_is_read(tmp_path):
    answers = read(tmp_path, HEADINGS, WHOLE).answers

    assert [(answer.case_id, answer.comment) for answer in answers] == [("C-1", None)]


def test_a_team_list_names_the_row_on_the_screen_behind_an_empty_line(tmp_path):
    path = tmp_path / "team.csv"
    headings = "person,organisation,name,position,email,phone,role,is_core,is_designee"
    person = "p1,plan,Ann Poe,Director,a@b.example,555-0101,director_of_care_management,perhaps,no"
    path.write_text(f"{headings}\n\n{person}\n", encoding="utf-8")

    with pytest.raises(InputRefused, match=r"team\.csv, row 3, column is_core"):
        read_team(path)
