"""Registers that people keep as CSV files: the directory of programs, and others like it."""

import polars as pl
import pytest

from tandem_flows.inbox.register import read_register
from tandem_flows.inbox.team import read_team
from tandem_validators.errors import InputRefused
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated

HEADINGS = "program,organisation,nature,duration,need_category"
RIDES = "Rides,plan,rides to visits,a year,logistical"
CLASS = "Diabetes class,practice,a class,8 weeks,education"
TEAM = "person,organisation,name,position,email,phone,role,is_core,is_designee"
CARL = "carl,practice,Carl Poe,Nurse,c@example.org,555-0100,clinical_care_manager,yes,no"


def programs(tmp_path, *lines):
    path = tmp_path / "programs.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_register(path, "programs")


def refusals(tmp_path, *lines):
    with pytest.raises(InputRefused) as refused:
        programs(tmp_path, *lines)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.clause("LES-05", "ELM-03")
def test_a_directory_tells_nature_duration_and_kind_of_need_of_each_program(tmp_path):
    found = programs(tmp_path, HEADINGS, RIDES, "", CLASS)

    frame = validated(found.frame, handoff("programs"))
    assert frame.select("program", "nature", "duration", "need_category").rows() == [
        ("Rides", "rides to visits", "a year", "logistical"),
        ("Diabetes class", "a class", "8 weeks", "education"),
    ]
    assert found.row_numbers == (2, 4)
    assert frame["vendor"].to_list() == [None, None]


@pytest.mark.clause("LES-05")
def test_a_directory_without_durations_is_refused_with_the_heading_to_add(tmp_path):
    assert refusals(tmp_path, "program,organisation,nature,need_category") == [
        "programs.csv, row 1, column duration: is missing. Add a column with the heading duration."
    ]


@pytest.mark.clause("LES-05", "ELM-03")
def test_every_mistake_of_a_directory_is_told_with_its_row_and_column(tmp_path):
    found = refusals(tmp_path, HEADINGS, "", "Rides,nobody,,a year,legal")

    assert [problem.split(":")[0] for problem in found] == [
        "programs.csv, row 3, column organisation",
        "programs.csv, row 3, column nature",
        "programs.csv, row 3, column need_category",
    ]
    assert "nobody" not in " ".join(found)


@pytest.mark.clause("DEF-03", "DEF-04")
def test_a_team_list_may_tell_licences_and_delegation(tmp_path):
    path = tmp_path / "team.csv"
    path.write_text(f"{TEAM},licence_type,delegated_to\n{CARL},registered_nurse,wanda\n")

    found = validated(read_team(path).frame, handoff("team"))

    assert found.select("licence_type", "delegated_to").row(0) == ("registered_nurse", "wanda")


@pytest.mark.clause("DEF-03")
def test_a_team_list_from_before_is_read_with_nothing_known_of_licences(tmp_path):
    path = tmp_path / "team.csv"
    path.write_text(f"{TEAM}\n{CARL}\n")

    found = validated(read_team(path).frame, handoff("team"))

    assert found.select("licence_type", "delegated_to").row(0) == (None, None)
    assert found.schema["licence_type"] == pl.String
