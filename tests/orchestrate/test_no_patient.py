"""Nothing of a patient reaches Prefect: every deployment runs on marked people, on good inputs and
on broken ones, and then all that Prefect keeps is searched for the marks.
"""

import base64
import io
import logging
import sqlite3
import zipfile
from datetime import timedelta

import pytest

from tandem_flows.audit.bundle import export
from tandem_flows.audit.gather import partnerships
from tandem_flows.demo.answers import prework_answers
from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.orchestrate.caller import WORKSPACE_VARIABLE
from tandem_flows.orchestrate.run_history import flow_runs
from tandem_flows.server.drain import drain
from tandem_flows.server.local import running_server
from tandem_flows.steps.catalogue import all_steps
from tandem_validators.guideline.folder import guideline_folder
from tests.orchestrate.history import History
from tests.orchestrate.marked import MARK, mark_answers, mark_inputs, patients_of
from tests.orchestrate.workspaces import place_history
from tests.steps.workspaces import AS_OF, FIRST_CALL, Practice

pytestmark = pytest.mark.long
_DAY = timedelta(days=1)
_WHO = {"practice": "lakeside", "operator": "plan-manager"}


class Told(logging.Handler):
    """Every line that any logger said, with its traceback."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(logging.Formatter().format(record))


class Deployments:
    """Runs deployments as their processes do: by name, with the workspace in the environment."""

    def __init__(self):
        self.outcomes = {}

    def run(self, name, **given):
        from tandem_flows.orchestrate import deployed
        from tandem_flows.orchestrate.guard import StepFailed

        try:
            state = getattr(deployed, name)(**given, return_state=True)
        except StepFailed as failed:  # pragma: no cover  (a returned state holds it)
            raise AssertionError(name) from failed
        self.outcomes.setdefault(name, []).append(state.name)
        return state


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    """Run everything once; return what was run, what was kept, and what must not be found."""
    workspace, _ = demo_workspace(tmp_path_factory.mktemp("marked") / "workspace")
    place_history(workspace)
    mark_inputs(workspace)
    told, patch = Told(), pytest.MonkeyPatch()
    logging.getLogger().addHandler(told)
    logging.getLogger("prefect").addHandler(told)
    patch.setenv(WORKSPACE_VARIABLE, str(workspace.folder))
    try:
        with running_server(workspace):
            deployments, practice = Deployments(), Practice(workspace)
            _good(deployments, practice)
            _broken(deployments, practice)
            drain()
            History(workspace.prefect_home).settle()
            kept = everything_kept(workspace.prefect_home)
            marks = patients_of(workspace, "lakeside")
            runs = flow_runs()
    finally:
        patch.undo()
        logging.getLogger().removeHandler(told)
        logging.getLogger("prefect").removeHandler(told)
    return deployments.outcomes, kept + "\n".join(told.lines), marks, exported(workspace, runs)


def _good(run, practice):
    """Go through the whole process with two looks in between."""
    call = {"call_date": FIRST_CALL}
    run.run("ready", **_WHO, as_of=AS_OF)
    run.run("identify", **_WHO, as_of=AS_OF)
    run.run("share", **_WHO, **call, as_of=AS_OF)
    run.run("prework", **_WHO, **call, as_of=FIRST_CALL - 5 * _DAY)
    agenda = practice.rows("agenda", FIRST_CALL)
    for side in ("plan", "practice"):
        answers = dict(prework_answers(agenda, side, FIRST_CALL - _DAY))
        practice.send_back(f"prework_{side}", FIRST_CALL, mark_answers(answers))
    run.run("record_prework", **_WHO, **call, as_of=FIRST_CALL - _DAY)
    practice.send_back("call", FIRST_CALL, mark_answers(practice.call_script()))
    run.run("call", **_WHO, **call, as_of=FIRST_CALL - _DAY)
    run.run("record_call", **_WHO, **call, as_of=FIRST_CALL)
    run.run("summary", **_WHO, **call, as_of=FIRST_CALL + 2 * _DAY)
    run.run("advance", **_WHO, as_of=FIRST_CALL + 200 * _DAY)
    run.run("status", as_of=FIRST_CALL + 200 * _DAY)
    run.run("check", as_of=FIRST_CALL + 200 * _DAY)
    done = set(run.outcomes)
    for name, step in all_steps().items():
        if name not in done:
            more = call if step.needs_call else {}
            run.run(name, **_WHO, **more, as_of=FIRST_CALL + 200 * _DAY)


def _broken(run, practice):
    """Spoil each input in turn; what is spoiled holds the mark where it is refused."""
    inbox, later = practice.inbox, FIRST_CALL + 200 * _DAY
    for name, text in BROKEN_FILES.items():
        kept = (inbox / name).read_bytes() if (inbox / name).is_file() else None
        (inbox / name).write_text(text, encoding="utf-8")
        for step in ("ready", "identify", "evaluation", "record_call", "advance"):
            call = {"call_date": FIRST_CALL} if step == "record_call" else {}
            run.run(step, **_WHO, **call, as_of=later)
        (inbox / name).unlink() if kept is None else (inbox / name).write_bytes(kept)
    source = practice.workspace.source_sql
    text = source.read_text(encoding="utf-8")
    for spoiled in BROKEN_SOURCES:
        source.write_text(text + spoiled, encoding="utf-8")
        for step in ("identify", "share", "tracking", "status", "check"):
            given = {"as_of": later} if step in ("status", "check") else {**_WHO, "as_of": later}
            run.run(step, **given)
    source.write_text(text, encoding="utf-8")


BROKEN_FILES = {
    "team.csv": (
        "person,organisation,name,position,email,phone,role,is_core,is_designee\n"
        f"a,plan,{MARK},{MARK},{MARK},{MARK},{MARK},{MARK},{MARK}\n"
    ),
    "practice_list.csv": f"Rank,First,Last,DOB\n{MARK},{MARK},{MARK},{MARK}\n",
    "practice_list.xlsx": f"{MARK} is no workbook",
    f"{MARK} Jane Roe.xlsx": f"{MARK} is no workbook",
    f"call-2026-01-13-{MARK}.xlsx": f"{MARK} is no workbook",
    "survey_answers.csv": (
        f"survey,case_id,answered_on,answer,comment\nhealth,{MARK},{MARK},x,{MARK}\n"
    ),
}
BROKEN_SOURCES = (
    f"SELECT CAST('{MARK}' AS DATE);\n",
    f"CREATE OR REPLACE VIEW eligibility AS SELECT '{MARK}' AS person_id, '{MARK}' AS member_id;\n",
    "CREATE OR REPLACE VIEW eligibility AS SELECT * REPLACE (first_name AS birth_date) FROM "
    "read_parquet('{folder}/plan/eligibility.parquet');\n",
    f"SELECT error('{MARK}');\n",
)


def everything_kept(home):
    """Return every cell of every table, and every file of the server's folder, as one text."""
    texts = []
    with sqlite3.connect(home / "prefect.db", timeout=30) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                texts += [_text(cell) for cell in row if cell is not None]
    for path in home.rglob("*"):
        if path.is_file() and not path.name.startswith("prefect.db"):
            texts.append(path.name + path.read_bytes().decode("latin-1"))
            if path.parent.name == "storage":
                texts.append(base64.b64decode(path.read_bytes()).decode("latin-1"))
    return "\n".join(texts)


def _text(cell):
    return cell.decode("latin-1") if isinstance(cell, bytes) else str(cell)


def test_every_deployment_was_run_on_good_and_on_broken_inputs(searched):
    outcomes, *_ = searched

    assert set(outcomes) >= {*all_steps(), "advance", "status", "check"}
    completed = {name for name, states in outcomes.items() if "Completed" in states}
    assert completed >= {*all_steps(), "advance", "status"} - {"measures"}
    failed = [state for states in outcomes.values() for state in states if state == "Failed"]
    assert len(failed) >= 20


def test_the_search_looks_at_names_parameters_logs_events_and_storage(searched):
    _, kept, *_ = searched

    for known in ("share lakeside 2026-W03", "plan-manager", "StepFailed", "see report P-"):
        assert known in kept
    assert "prefect.flow-run.Failed" in kept


def test_the_marks_are_the_listed_patients_own_data(searched):
    _, _, marks, _ = searched

    assert MARK in marks
    assert len(marks) > 300


def exported(workspace, runs):
    """Return every text of an audit export of all that was run, tables as their CSV."""
    kept = partnerships(workspace, workspace.profile.practices)
    content = export(
        kept, workspace.guideline, guideline_folder(), (), (AS_OF, AS_OF + 400 * _DAY), runs
    )
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode("latin-1") for name in packed.namelist())


def test_an_export_of_all_that_was_run_tells_of_no_patient(searched):
    _, _, marks, taken_away = searched

    assert "deviation" in taken_away
    assert "reminder" in taken_away or "refusal" in taken_away
    assert sorted(mark for mark in marks if mark in taken_away) == []


def test_nothing_of_any_patient_is_found(searched):
    _, kept, marks, _ = searched

    assert sorted(mark for mark in marks if mark in kept) == []
