"""A follow-up sheet that came back is recorded by the daily run and by a click, not by a command
alone.
"""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.steps.advance import due_runs
from tandem_flows.worksheets.layout import FIRST_ROW
from tandem_validators.errors import InputRefused
from tests.steps.workspaces import FIRST_CALL
from tests.transit.sealing import fresh_key, travelling_sealed
from tests.worksheets.resaved import changed

AFTER = FIRST_CALL + timedelta(days=2)
STEP = "record_follow_up"


@pytest.fixture
def promised(decided):
    """The summary is sent, and with it the follow-up sheet."""
    decided.run("summary", AFTER, FIRST_CALL)
    return decided


def came_back(practice, **answers):
    tasks = practice.rows("tasks").filter(state="open", owner_organisation="practice")
    first = tasks.head(1).select("task_id", *(pl.lit(v).alias(n) for n, v in answers.items()))
    return practice.send_back("follow_up", FIRST_CALL, {"practice": first}), first["task_id"][0]


@pytest.fixture
def sealed(promised):
    """From now on the files of the practice travel sealed; what came in clear is put away."""
    for path in promised.inbox.iterdir():
        path.unlink()
    return travelling_sealed(promised)


def sent_sealed(practice, **answers):
    """Return a filled-in sheet that the practice sealed, under the name that it was given."""
    path, _ = came_back(practice, **answers)
    made = practice.arrive(path.name, path.read_bytes())
    path.unlink()
    return made


def refusals(practice):
    return practice.store.ledger().filter(action="refusal").height


def due(practice):
    found = due_runs(practice.workspace, "lakeside", AFTER)
    return [run.call_date for run in found if run.step == STEP]


@pytest.mark.clause("INF-07", "CMP-03")
def test_a_follow_up_sheet_is_due_to_be_recorded_until_it_was(promised):
    assert due(promised) == []
    _, task_id = came_back(promised, state="done", closed_on=AFTER, result="Visit set")

    assert due(promised) == [FIRST_CALL]
    result, _ = promised.run(STEP, AFTER, FIRST_CALL)

    assert result.words == "1 next step is closed by the follow-up sheet"
    task = promised.rows("tasks").filter(task_id=task_id).row(0, named=True)
    assert (task["state"], task["closed_on"], task["result"]) == ("done", AFTER, "Visit set")
    assert due(promised) == []


def test_a_sheet_that_changes_nothing_is_recorded_once(promised):
    came_back(promised, state="open")

    promised.run(STEP, AFTER, FIRST_CALL)

    assert due(promised) == []


@pytest.mark.clause("INF-07")
def test_a_refused_follow_up_sheet_is_not_tried_again_and_its_corrected_copy_is(promised):
    path, _ = came_back(promised, state="done", result="Visit set")
    with pytest.raises(InputRefused, match="column Closed on: needs an answer"):
        promised.run(STEP, AFTER, FIRST_CALL)

    assert due(promised) == []
    (copy,) = promised.outbox.rglob("to-correct-follow_up-*.xlsx")
    corrected = promised.inbox / copy.name
    corrected.write_bytes(copy.read_bytes())
    assert due(promised) == []  # sent back as it went out, it says nothing
    changed(corrected, lambda book: book["Practice"].put("Closed on", FIRST_ROW + 1, AFTER))
    assert due(promised) == [FIRST_CALL]
    assert path.is_file()


def test_without_a_sheet_nothing_is_done_and_nothing_is_refused(promised):
    (promised.inbox / "follow_up-2026-99-99-X.xlsx").write_text("no date", encoding="utf-8")

    result, written = promised.run(STEP, AFTER, FIRST_CALL)

    assert (result.words, written) == ("no follow-up sheet of this call waits", [])
    assert due(promised) == []


@pytest.mark.clause("INF-07")
@pytest.mark.parametrize("name", ["ours, filled in.xlsx", "prework_plan-2026-02-03-A.xlsx"])
def test_a_follow_up_sheet_under_another_name_is_known_by_what_it_holds(promised, name):
    path, _ = came_back(promised, state="done", closed_on=AFTER, result="Visit set")
    path.rename(promised.inbox / name)

    assert due(promised) == [FIRST_CALL]
    result, _ = promised.run(STEP, AFTER, FIRST_CALL)

    assert result.words == "1 next step is closed by the follow-up sheet"
    assert due(promised) == []


def test_a_file_that_only_bears_the_name_of_a_sheet_is_refused_once(promised):
    (promised.inbox / f"follow_up-{FIRST_CALL}-X.xlsx").write_text("no sheet", encoding="utf-8")

    assert due(promised) == [FIRST_CALL]
    with pytest.raises(InputRefused):
        promised.run(STEP, AFTER, FIRST_CALL)

    assert due(promised) == []


@pytest.mark.clause("INF-03")
@pytest.mark.parametrize("name", [None, "Zyxquist.xlsx.pgp"])
def test_a_sealed_follow_up_sheet_is_taken_back_whatever_its_name(sealed, name):
    path = sent_sealed(sealed, state="done", closed_on=AFTER, result="Visit set")
    path.rename(path.with_name(name or path.name))

    assert (due(sealed), refusals(sealed)) == ([FIRST_CALL], 0)
    sealed.run(STEP, AFTER, FIRST_CALL)

    assert due(sealed) == []
    assert "Zyxquist" not in sealed.store.ledger().write_json()


@pytest.mark.clause("INF-03")
def test_a_sealed_sheet_with_mistakes_is_refused_once_for_each_time_it_arrives(sealed):
    path = sent_sealed(sealed, state="done", result="Visit set")
    content = sealed.opened_in_inbox(path.stem)
    for times in (1, 2):
        assert due(sealed) == [FIRST_CALL]
        with pytest.raises(InputRefused, match="column Closed on: needs an answer"):
            sealed.run(STEP, AFTER, FIRST_CALL)
        assert (due(sealed), refusals(sealed)) == ([], times)
        sealed.arrive(path.stem, content)


@pytest.mark.clause("INF-03")
def test_a_sheet_that_somebody_else_sealed_is_refused_once(sealed):
    path = sent_sealed(sealed, state="done", closed_on=AFTER, result="Visit set")
    sealed.arrive(path.stem, sealed.opened_in_inbox(path.stem), fresh_key("x@example.org"))

    assert (due(sealed), refusals(sealed)) == ([FIRST_CALL], 0)
    with pytest.raises(InputRefused, match="carries no good signature"):
        sealed.run(STEP, AFTER, FIRST_CALL)

    assert (due(sealed), refusals(sealed)) == ([], 1)
