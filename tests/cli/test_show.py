"""`tandem show`: a handoff as it stands, in four forms."""

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from tandem_validators.handoffs.registry import handoff
from tests.cli.places import PRACTICE, one_task, store_of, typed, write
from tests.store.places import agenda

PROVENANCE = ["round_id", "version", "as_of"]


def show(name, folder, *words):
    return typed("show", name, "-w", folder, "-p", PRACTICE, *words)


@pytest.mark.clause("SHR-03")
def test_csv_has_the_columns_of_the_handoff_and_where_they_come_from(worked):
    answer = show("agenda", worked, "--format", "csv")

    head, *rows = csv.reader(io.StringIO(answer.out))
    assert head == [*handoff("agenda").columns, *PROVENANCE]
    agenda_row = ["2026-01-13", "2", "C-2", "common", "PRI-01", "named by both", "true"]
    assert rows[1] == [*agenda_row, "R1", "1", "2026-01-09"]


def test_json_holds_days_as_iso_text(worked):
    answer = show("agenda", worked, "--json")

    first = json.loads(answer.out)[0]
    assert (first["call_date"], first["position"], first["as_of"]) == (
        "2026-01-13",
        1,
        "2026-01-09",
    )


def test_only_the_latest_version_is_shown(worked):
    write(store_of(worked), "agenda", agenda("C-3"))

    rows = json.loads(show("agenda", worked, "--json").out)

    assert [(row["case_id"], row["version"]) for row in rows] == [("C-3", 2)]


def test_a_table_in_a_pipe_keeps_each_row_on_one_line(worked):
    lines = show("agenda", worked).out.splitlines()

    assert [line.split()[2] for line in lines[2:]] == ["C-1", "C-2"]


def test_a_workbook_goes_to_a_file_that_its_owner_alone_can_read(worked):
    out = worked / "agenda.xlsx"

    answer = show("agenda", worked, "--format", "xlsx", "--output", out)

    assert answer.code == 0
    assert out.stat().st_mode & 0o777 == 0o600
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("agenda").to_python()
    assert rows[1][:3] == ["call date", "position", "case id"]
    assert rows[2][2] == "C-1"


def test_a_workbook_without_a_file_is_wrong_use(worked):
    answer = show("agenda", worked, "--format", "xlsx")

    assert answer.code == 2
    assert "--output" in answer.err


def test_csv_can_go_to_a_file(worked):
    show("agenda", worked, "--format", "csv", "--output", worked / "agenda.csv")

    assert (worked / "agenda.csv").read_text(encoding="utf-8").startswith("call_date,position")


def test_a_call_is_chosen_by_its_day(worked):
    of_call = json.loads(show("agenda", worked, "--json", "--call", "2026-01-13").out)
    other = show("agenda", worked, "--json", "--call", "2026-01-20")

    assert len(of_call) == 2
    assert json.loads(other.out) == []
    assert "agenda was never written for the call of 2026-01-20" in other.err


def test_a_register_is_cut_to_the_call_too(worked):
    write(store_of(worked), "tasks", one_task())

    rows = json.loads(show("tasks", worked, "--json", "--call", "2026-01-20").out)

    assert rows == []


@pytest.mark.parametrize("name", ["background", "combined_list", "decisions"])
def test_a_handoff_never_written_is_a_header_and_a_note(name, worked):
    answer = show(name, worked, "--format", "csv")

    assert answer.code == 0
    (head,) = answer.out.splitlines()
    state = ["state"] if name == "combined_list" else []
    assert head.split(",") == [*handoff(name).columns, *PROVENANCE, *state]
    assert f"{name} was never written" in answer.err


def test_before_the_first_run_every_handoff_is_empty(workspace):
    answer = show("agenda", workspace, "--json")

    assert (answer.code, json.loads(answer.out)) == (0, [])


def test_an_unknown_handoff_is_refused_with_the_names(worked):
    answer = show("agendas", worked)

    assert answer.code == 1
    assert "combined_list" in answer.err


def test_an_unknown_practice_is_refused_with_the_names(worked):
    answer = typed("show", "agenda", "-w", worked, "-p", "elsewhere")

    assert answer.code == 1
    assert PRACTICE in answer.err


def test_a_column_of_the_handoffs_own_name_is_not_mixed_with_where_it_comes_from(worked):
    empty = json.loads(show("measures", worked, "--json").out)
    head = show("measures", worked, "--format", "csv").out.splitlines()[0].split(",")

    assert empty == []
    assert head == [*handoff("measures").columns, "round_id", "record_version", "as_of"]
