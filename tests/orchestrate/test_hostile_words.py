"""Nothing that people write becomes markup, a link or a line of its own on a page of the UI.

Whatever text reaches a page is tried: each page with hostile words has the parts of the same page
with plain ones.
"""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import assume, given, settings

from tandem_flows.desk import Job
from tandem_flows.orchestrate import artifacts
from tandem_flows.orchestrate.board import Board, Line
from tandem_flows.orchestrate.guard import UNEXPECTED, StepFailed
from tandem_flows.steps.definition import Result, Step
from tandem_flows.store.entries import Entry
from tandem_flows.store.handoffs import Place
from tandem_flows.store.writing import Staged, Written
from tandem_flows.upkeep.checks import Check
from tandem_validators.errors import Problem
from tandem_validators.handoffs.registry import handoff
from tests.documents.test_markdown import HOSTILE, linked_by_itself, parts
from tests.orchestrate.steps import MONDAY
from tests.orchestrate.workspaces import new_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return new_workspace(tmp_path_factory.mktemp("hostile"))


def left(leave, *given):
    """Return what is left for the UI: its key, its description and its page."""
    kept = []
    with patch.object(artifacts, "create_markdown_artifact", lambda **made: kept.append(made)):
        leave(*given)
    [made] = kept
    return made


def of_step(workspace, said):
    """Leave the page on a step whose every word is `said`."""
    step = Step("share", "share", said, (), (), False, False, lambda desk: Result(said))
    result = Result(said, {said: 3})
    frame = pl.DataFrame({"tier": [said], "clause": [said]})
    note = Entry("deviation", "share", (said, "SHR-03"), code=said)
    entry = Entry("handoff", "share", (said, "SHR-03"))
    staged = [Staged(Place(handoff("agenda"), said, part=said), frame, entry, (note,))]
    written = [Written(staged[0].place.handoff_id(1), "written", 1)]
    job = Job("lakeside", MONDAY, MONDAY, "tester")
    return left(artifacts.leave_artifact, workspace, step, job, result, staged, written)


def of_board(workspace, said):
    line = Line(said, said, said, said, 1, 2, 3, 4, date(2026, 1, 9))
    return left(artifacts.leave_board, workspace, [Board("lakeside", MONDAY, (line, line))])


def of_resting_board(workspace, said):
    return left(artifacts.leave_board, workspace, [Board("lakeside", MONDAY, (), said)])


def of_checks(workspace, said):
    checks = [Check(said, said), Check(said, said, (Problem(said, said, said),))]
    return left(artifacts.leave_checks, checks)


def of_refusal(workspace, said):
    return left(artifacts.leave_refusal, "lakeside", StepFailed(UNEXPECTED, 1, "P-ABCD", said))


PAGES = (of_step, of_board, of_resting_board, of_checks, of_refusal)


def assert_inert(workspace, page, said):
    assume(said not in workspace.guideline.clauses)  # a clause is a link to its sentence
    hostile, harmless = page(workspace, said), page(workspace, "x")

    assert hostile["key"] == harmless["key"]
    for name in ("description", "markdown"):
        assert parts(hostile[name]) == parts(harmless[name])
        assert linked_by_itself(hostile[name]) == []


@pytest.mark.parametrize("page", PAGES)
@settings(deadline=None, max_examples=25)
@given(said=HOSTILE)
def test_no_word_becomes_markup_on_a_page(workspace, page, said):
    assert_inert(workspace, page, said)


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES)
@settings(deadline=None, max_examples=500)
@given(said=HOSTILE)
def test_no_word_of_many_becomes_markup_on_a_page(workspace, page, said):
    assert_inert(workspace, page, said)


def test_what_is_wrong_stays_off_the_page_of_checks(workspace):
    problem = Problem("inbox, file Zyxquist.xlsx", "is no workbook", "Send it again.")

    made = left(artifacts.leave_checks, [Check("inbox of lakeside", "not sound", (problem,))])

    assert "| inbox of lakeside | 1 problem |" in made["markdown"]
    assert "Zyxquist" not in str(made)
