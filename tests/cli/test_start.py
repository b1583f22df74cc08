"""What the command loads before it has work, and how it ends when it cannot do it."""

import pytest

from tests.cli.places import typed, typed_outside

HEAVY = ("prefect", "pandera", "duckdb", "polars", "mkdocs", "pyarrow", "xlsxwriter")
_LOADED = f"""
import sys
from tandem_flows.cli.app import app
try:
    app(standalone_mode=False)
finally:
    print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words", [["--help"], ["run", "--help"], ["show", "--help"], ["parameters"]]
)
def test_help_and_parameters_load_nothing_heavy(words, tmp_path):
    answer = typed_outside(*words, cwd=tmp_path, code=_LOADED)

    assert answer.err.strip() == "[]"


def test_parameters_of_a_workspace_load_nothing_heavy(workspace):
    answer = typed_outside("parameters", "-w", workspace, cwd=workspace, code=_LOADED)

    assert answer.err.splitlines()[-1] == "[]"


@pytest.mark.parametrize("words", [["match", "l.csv", "r.csv", "-o", "o.csv"], ["show", "agenda"]])
def test_match_and_show_load_no_prefect(words, worked):
    for name in ("l.csv", "r.csv"):
        (worked / name).write_text("id,last_name\n1,Lee\n", encoding="utf-8")
    more = ["-p", "example-practice"] if words[0] == "show" else []

    answer = typed_outside(*words, *more, cwd=worked, code=_LOADED)

    assert "prefect" not in answer.err.splitlines()[-1]


def test_an_unknown_command_is_wrong_use():
    answer = typed("recieve")

    assert answer.code == 2


def test_a_day_that_is_none_is_wrong_use():
    answer = typed("parameters", "--as-of", "2026-02-30")

    assert answer.code == 2
    assert "Write it as YYYY-MM-DD" in answer.err


def test_a_step_that_does_not_exist_is_wrong_use(workspace):
    answer = typed("run", "dance", "-w", workspace, "-p", "example-practice")

    assert answer.code == 2
    assert "evaluation" in answer.err


def test_without_a_workspace_the_command_says_how_to_name_one(tmp_path):
    answer = typed_outside("status", cwd=tmp_path)

    assert answer.code == 2
    assert "TANDEM_WORKSPACE" in answer.err


def test_inside_a_workspace_it_need_not_be_named(workspace):
    answer = typed_outside("status", cwd=workspace)

    assert (answer.code, answer.out) == (0, "Nothing is due.\n")


def test_a_refusal_names_all_problems_one_a_line(workspace):
    profile = workspace / "profile.yaml"
    profile.write_text(
        profile.read_text(encoding="utf-8").replace("timezone", "timezones"), encoding="utf-8"
    )

    answer = typed("parameters", "-w", workspace)

    assert answer.code == 1
    assert [line.split(",")[0] for line in answer.err.splitlines()] == ["profile.yaml"] * 2


def test_an_unforeseen_error_names_a_place_and_no_value(tmp_path):
    code = """
import tandem_flows.workspace.folder as folder
from tandem_flows.cli.app import main

def failing(path):
    raise ValueError("Zebedee Quill")

folder.load_profile = failing
main()
"""

    answer = typed_outside("status", "--workspace", tmp_path, cwd=tmp_path, code=code)

    assert answer.code == 1
    assert "stopped on an unexpected error (ValueError) at tandem_flows/" in answer.err
    assert "Traceback" not in answer.err
    assert "Quill" not in answer.err
    assert "Traceback" not in answer.err
