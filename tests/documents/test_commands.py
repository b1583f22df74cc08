"""The commands around documents: counts of what is open, the sheet taken back, a new workspace."""

import json
from datetime import date

import pytest

from tests.cli.places import PRACTICE, new_workspace, one_task, store_of, typed, write


@pytest.fixture
def with_tasks(tmp_path):
    import polars as pl

    workspace = new_workspace(tmp_path)
    other = {"owner_organisation": "practice", "owner": "lakeside-care"}
    more = [one_task(task_id=f"T-{n}", due_on=date(2026, 1, 10 + n), **other) for n in (2, 3)]
    write(store_of(workspace), "tasks", pl.concat([one_task(), *more]))
    return workspace


@pytest.mark.clause("INF-07")
@pytest.mark.parametrize(
    ("by", "first"),
    [
        ("person", {"organisation": "practice", "owner": "lakeside-care", "open": 2, "late": 1}),
        ("organisation", {"organisation": "practice", "open": 2, "late": 1}),
    ],
)
def test_open_tasks_are_counted_the_late_first(with_tasks, by, first):
    words = ("--by", by, "--json", "--as-of", "2026-01-13")

    answer = typed("task", "list", "-w", with_tasks, "-p", PRACTICE, *words)

    rows = json.loads(answer.out)
    assert rows[0] == first | {"first_due_on": "2026-01-12"}
    assert len(rows) == 2


def test_without_a_sheet_the_command_says_what_to_put_where(with_tasks):
    words = ("-w", with_tasks, "-p", PRACTICE, "--call", "2026-01-13", "--as-of", "2026-01-20")

    answer = typed("task", "record", *words)

    assert answer.code == 1
    assert f"inbox/{PRACTICE}, call 2026-01-13: holds no sheet for this call" in answer.err


def test_a_new_workspace_says_how_to_restyle_documents(tmp_path):
    folder = tmp_path / "ours"

    answer = typed("init", folder, "--key-file", tmp_path / "k")

    assert "templates" in answer.out
    guide = (folder / "templates" / "README.txt").read_text(encoding="utf-8")
    originals = {path.name for path in (folder / "templates" / "originals").iterdir()}
    assert all(name in guide for name in originals)
