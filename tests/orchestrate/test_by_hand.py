"""The administrator's week in a browser: from the login to the summary, with a mistake on the way.

Chromium clicks what she would click; the sheets are put into the inbox as people would do.
"""

import base64
import json
import re

import pytest

from tests.orchestrate.by_hand import gone_through
from tests.orchestrate.marked import MARK, patients_of
from tests.orchestrate.pictures import names_shown
from tests.orchestrate.screenshots import camera
from tests.site.browser import needs_chromium

pytestmark = [pytest.mark.long, needs_chromium]
DIARY = [
    "ready lakeside 2026-W02",
    "identify lakeside 2026-W02",
    "share lakeside 2026-W03",
    "prework lakeside 2026-W03",
    "record-prework lakeside 2026-W03",
    "record-prework lakeside 2026-W03",
    "status lakeside 2026-01-12",
    "call lakeside 2026-W03",
    "record-call lakeside 2026-W03",
    "summary lakeside 2026-W03",
]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="module")
def week(tmp_path_factory, browser, pictures):
    return gone_through(tmp_path_factory.mktemp("by-hand"), browser, camera(pictures))


@pytest.fixture(scope="module")
def marks(week):
    """Everything that tells of a patient, as written and as a browser may keep it."""
    found = patients_of(week.practice.workspace, "lakeside")
    return found | {base64.b64encode(mark.encode()).decode().rstrip("=") for mark in found}


def test_the_runs_that_were_started_read_as_a_diary(week):
    assert [run.name for run in week.runs] == DIARY


def test_a_page_of_a_run_says_what_came_of_it(week):
    words = {run.name: run.words for run in week.runs}

    assert words["identify lakeside 2026-W02"] == "30 by the plan, 30 by the practice"
    assert "marked for the call" in words["share lakeside 2026-W03"]


def test_a_sheet_with_a_mistake_fails_and_goes_through_once_corrected(week):
    [refused, corrected] = [run for run in week.runs if run.name.startswith("record-prework")]

    assert refused.state == "Failed"
    assert re.search(r"INPUT: \d+ problems?, see report P-", refused.words)
    assert corrected.state == "Completed"


def test_every_other_run_is_completed(week):
    failed = [run.name for run in week.runs if run.state != "Completed"]

    assert failed == ["record-prework lakeside 2026-W03"]


def test_the_refusal_leads_to_a_report_with_file_row_and_column(week):
    report_id = next(run.words for run in week.runs if run.state == "Failed").rpartition(" ")[2]

    assert report_id in week.pages["refused"]
    report = week.pages["report"]
    assert report_id in report
    known = (
        r"prework_plan-2026-01-13-\w+\.xlsx, tab Patients, row \d+, column Pre-work finished on: "
    )
    assert re.search(known + "is not a date", report)


def test_the_status_board_tells_what_is_due_and_names_no_case(week):
    board = week.pages["status-board"]

    assert "lakeside, as of 2026-01-12" in board
    assert "hold call" in board
    assert "C-" not in board.replace("INC-", "").replace("MAC-", "")


def test_the_browser_asks_nobody_else(week):
    own = (f"{week.someone.address}/", f"blob:{week.someone.address}/", "data:")

    assert len(week.someone.requests) > 100
    assert [url for url in week.someone.requests if not url.startswith(own)] == []


def test_the_browser_keeps_nothing_of_a_patient(week, marks):
    kept = json.loads(week.stored.splitlines()[0])

    assert "prefect-password" in kept["local"]
    assert sorted(mark for mark in marks if mark in week.stored) == []


def test_no_page_that_was_read_names_a_patient(week, marks):
    texts = "\n".join([*week.someone.read, *week.pages.values()])

    assert MARK in marks and len(marks) > 300
    assert sorted(mark for mark in marks if mark in texts) == []


def test_every_picture_of_the_operations_page_is_taken_on_the_way(week, pictures):
    assert sorted(path.stem for path in pictures.glob("*.png")) == sorted(names_shown())
