"""How answers are printed."""

from datetime import date

from tandem_flows.cli.output import Table, as_json_text, print_table

TABLE = Table(("case_id", "due_on", "is_late"), (("C-1", date(2026, 1, 20), True),))


def test_json_is_one_object_a_row():
    assert as_json_text(TABLE) == (
        '[\n {\n  "case_id": "C-1",\n  "due_on": "2026-01-20",\n  "is_late": true\n }\n]'
    )


def test_a_table_without_rows_says_so(capsys):
    print_table(Table(("case_id",), ()), empty="Nothing is due.")

    assert capsys.readouterr().out == "Nothing is due.\n"


def test_a_long_cell_stays_on_its_line_in_a_pipe(capsys):
    print_table(Table(("words",), (("long " * 100,),)))

    assert len(capsys.readouterr().out.splitlines()) == 3


def test_square_brackets_in_a_cell_are_no_markup(capsys):
    print_table(Table(("words",), (("[bold]as typed[/bold]",),)))

    assert "[bold]as typed[/bold]" in capsys.readouterr().out


def test_columns_can_be_left_out():
    assert TABLE.without("due_on") == Table(("case_id", "is_late"), (("C-1", True),))


def test_a_table_too_wide_for_the_screen_is_printed_row_by_row(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")

    print_table(
        Table(("case_id", "owner", "reason"), (("C-1", "plan-case", "named by both sides"),))
    )

    assert capsys.readouterr().out.splitlines()[1:] == [
        "case_id  C-1",
        "owner    plan-case",
        "reason   named by both sides",
    ]
