"""`tandem serve`, from outside: forms, failures, mail, killed processes, and its end."""

import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import polars as pl
import pytest

from tandem_flows.demo.answers import prework_answers
from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.orchestrate.events import REPORT_DUE, SUMMARY_LATE
from tandem_flows.workspace.folder import Workspace
from tests.orchestrate.history import History
from tests.orchestrate.mailbox import Mailbox
from tests.orchestrate.serving import REPOSITORY, Serving, until
from tests.orchestrate.workspaces import place_history
from tests.steps.workspaces import AS_OF, FIRST_CALL, Practice

pytestmark = pytest.mark.long
WHO = {"practice": "lakeside", "operator": "plan-manager"}
_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def mailbox():
    with Mailbox() as box:
        yield box


@pytest.fixture(scope="module")
def served(tmp_path_factory, mailbox):
    workspace, _ = demo_workspace(tmp_path_factory.mktemp("served") / "workspace")
    place_history(workspace)
    with (workspace.folder / "profile.yaml").open("a") as profile:
        profile.write(mailbox.block())
    serving = Serving(workspace.folder).until_ready()
    yield serving
    serving.end()


@pytest.fixture(scope="module")
def practice(served):
    return Practice(Workspace(served.folder))


def day(value):
    return value.isoformat()


def words_of(run):
    return run["name"], run["state_name"], run["state"]["message"]


@pytest.fixture(scope="module")
def asked(served):
    """Lists are shared and the pre-work sheets are made, all from the forms."""
    runs = [
        served.clicked("ready", **WHO, as_of=day(AS_OF)),
        served.clicked("identify", **WHO, as_of=day(AS_OF)),
        served.clicked("share", **WHO, as_of=day(AS_OF), call_date=day(FIRST_CALL)),
        served.clicked("prework", **WHO, as_of=day(FIRST_CALL - 5 * _DAY)),
    ]
    return [words_of(run) for run in runs]


def test_the_runs_read_as_a_diary_and_say_their_result_in_words(asked):
    names = [name for name, _, _ in asked]

    assert names == [
        "ready lakeside 2026-W02",
        "identify lakeside 2026-W02",
        "share lakeside 2026-W03",
        "prework lakeside 2026-W03",
    ]
    assert {state for _, state, _ in asked} == {"Completed"}
    assert asked[1][2] == "30 by the plan, 30 by the practice"


def test_a_run_is_found_by_step_partnership_and_family_of_clauses(served, asked):
    wanted = {"tags": {"all_": ["step:share", "partnership:lakeside", "clauses:SHR"]}}

    [run] = served.ask("/flow_runs/filter", flow_runs=wanted)

    assert run["name"] == "share lakeside 2026-W03"


def test_the_page_of_share_has_counts_tiers_and_links(served, asked):
    [page] = served.pages("share-lakeside")

    assert "| urgent | [PRI-04](/guideline/draft/share.html#pri-04) |" in page
    assert "Background: " in page and "none refused" in page


def test_a_form_knows_the_contacts_who_were_recorded(served, asked):
    form = served.deployment("record-call")["parameter_openapi_schema"]

    assert "plan-manager" in form["properties"]["operator"]["enum"]


@pytest.mark.clause("RDY-03")
def test_every_partnership_has_its_runs_planned(served):
    planned = {"state": {"type": {"any_": ["SCHEDULED"]}}, "name": {"like_": ""}}
    named = {"name": {"any_": ["advance", "call"]}}

    def found():
        runs = served.ask("/flow_runs/filter", flow_runs=planned, deployments=named)
        return {(run["deployment_id"], run["parameters"]["practice"]) for run in runs}

    until(lambda: len(found()) == 4, 90)


def test_what_is_no_choice_of_the_form_is_refused(served):
    place = f"/deployments/{served.deployment('ready')['id']}/create_flow_run"

    answer = served.api.post(place, json={"parameters": {**WHO, "practice": "elsewhere"}})

    assert answer.status_code in (409, 422)


def test_what_is_typed_beside_the_form_is_kept_nowhere(served):
    place = f"/deployments/{served.deployment('status')['id']}/create_flow_run"
    typed = {"name": "Zebedee Quill", "tags": ["Quill"], "state": {"type": "SCHEDULED"}}
    given = {"practice": "lakeside", "as_of": day(AS_OF)}

    started = served.api.post(place, json={**typed, "parameters": given})
    loose = served.api.post(
        place,
        json={"parameters": {**given, "note": "Quill"}, "enforce_parameter_schema": False},
    )

    assert served.ended(started.json()["id"])["state_name"] == "Completed"
    assert loose.status_code in (409, 422)
    assert History(served.folder / "prefect").places_of("Quill") == set()


def _return_prework(practice, spoil=None):
    for side in ("plan", "practice"):
        answers = dict(
            prework_answers(practice.rows("agenda", FIRST_CALL), side, FIRST_CALL - _DAY)
        )
        if spoil is not None and side == "plan":
            answers["patients"] = answers["patients"].with_columns(spoil)
        practice.send_back(f"prework_{side}", FIRST_CALL, answers)


@pytest.mark.clause("PRE-01")
def test_a_refused_sheet_is_explained_told_by_mail_and_goes_through_once_corrected(
    served, asked, practice, mailbox
):
    given = {**WHO, "call_date": day(FIRST_CALL), "as_of": day(FIRST_CALL - _DAY)}
    _return_prework(practice, pl.lit("soon").alias("completed_on"))

    refused = served.clicked("record-prework", **given)
    _return_prework(practice)
    corrected = served.clicked("record-prework", **given)
    first = practice.rows("prework", FIRST_CALL)
    again = served.clicked("record-prework", **given)

    assert refused["state_name"] == "Failed"
    report_id = refused["state"]["message"].rpartition(" ")[2]
    assert f"/reports/{report_id}" in served.pages("refused-lakeside")[0]
    report = httpx.get(f"http://127.0.0.1:{served.port}/reports/{report_id}", auth=served.api.auth)
    assert "prework_plan-2026-01-13-" in report.text
    assert [corrected["state_name"], again["state_name"]] == ["Completed"] * 2
    assert practice.rows("prework", FIRST_CALL).equals(first)
    assert (
        practice.store.ledger()
        .filter((pl.col("operator") == "plan-manager") & (pl.col("operator_basis") == "attested"))
        .height
    )
    until(lambda: mailbox.about("a run was refused"), 60)
    [mail] = mailbox.about("a run was refused")
    assert "record-prework lakeside 2026-W03: Failed" in mail


def test_a_report_asks_for_the_login(served):
    answer = httpx.get(f"http://127.0.0.1:{served.port}/reports/P-AAAAAAAA")

    assert answer.status_code == 401


def test_late_pre_work_is_told_by_mail_with_a_count(served, asked, mailbox):
    given = {"practice": "millbrook", "operator": "plan-manager"}
    for step in ("ready", "identify"):
        served.clicked(step, **given, as_of=day(AS_OF))
    served.clicked("share", **given, as_of=day(AS_OF), call_date=day(FIRST_CALL))

    run = served.clicked("advance", **given, as_of=day(FIRST_CALL))

    assert "late" in run["state"]["message"]
    until(lambda: mailbox.about("pre-work is late"), 60)
    [mail] = mailbox.about("pre-work is late")
    assert "Partnership millbrook, as of 2026-01-13: 20 patient reviews are late." in mail


@pytest.mark.parametrize(
    ("event", "subject", "said"),
    [
        (SUMMARY_LATE, "a summary is late", "3 summaries are late."),
        (REPORT_DUE, "tracking reports are due", "3 reports have fallen due."),
    ],
)
def test_what_the_daily_look_finds_late_or_due_is_told_by_mail_with_a_count(
    served, mailbox, event, subject, said
):
    told = {
        "event": event,
        "occurred": datetime.now(UTC).isoformat(),
        "resource": {
            "prefect.resource.id": "tandem.partnership.lakeside",
            "prefect.resource.name": "lakeside",
        },
        "payload": {"count": 3, "as_of": day(FIRST_CALL)},
        "id": str(uuid4()),
    }

    served.api.post("/events", json=[told]).raise_for_status()

    until(lambda: mailbox.about(subject), 60)
    [mail] = mailbox.about(subject)
    assert f"Partnership lakeside, as of 2026-01-13: {said}" in mail


def test_the_status_board_counts_and_names_no_case(served, asked):
    run = served.clicked("status", practice="lakeside", as_of=day(FIRST_CALL))

    assert run["name"] == f"status lakeside {FIRST_CALL}"
    page = served.pages("status-board-lakeside")[0]
    assert "| call | hold call | plan |" in page
    assert "C-" not in page.replace("INC-", "")


def test_the_check_looks_at_everything(served, asked):
    run = served.clicked("check", as_of=day(FIRST_CALL))

    assert run["state_name"] == "Completed", served.pages("refused-all")
    assert "| record of lakeside |" in served.pages("check")[0]


def test_a_workspace_is_served_once(served):
    other = Serving(served.folder)

    assert other.process.wait(60) == 1
    assert f"this workspace: is served already on port {served.port}. Use that one" in other.words()


def test_what_it_keeps_is_for_its_owner_only(served, asked):
    files = [path for path in (served.folder / "prefect").rglob("*") if path.is_file()]

    assert [path.name for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


@pytest.mark.parametrize(
    "path", ["/v2", "/v2/runs", "/api/health", "/reports/P-AAAAAAAA", "/guideline/x.html"]
)
def test_every_page_forbids_the_browser_to_ask_elsewhere(served, path):
    policy = httpx.get(f"http://127.0.0.1:{served.port}{path}").headers["content-security-policy"]

    assert policy.startswith("default-src 'self'")
    assert "connect-src 'self'" in policy


def _keeper(folder):
    command = [sys.executable, "-m", "tests.orchestrate.keep_store", str(folder), "lakeside"]
    pipe = subprocess.PIPE
    keeper = subprocess.Popen(command, cwd=REPOSITORY, stdin=pipe, stdout=pipe)
    assert keeper.stdout.readline() == b"kept\n"
    return keeper


@pytest.fixture
def keeping(served, asked):
    """Another process keeps the store of lakeside, so that a run goes on until it is killed."""
    keeper = _keeper(served.folder)
    yield keeper
    keeper.kill()
    keeper.wait()


def test_a_run_whose_process_is_killed_is_crashed_and_told(served, keeping, mailbox):
    run_id = served.click("identify", **WHO, as_of=day(FIRST_CALL))
    until(lambda: served.run(run_id)["state_type"] == "RUNNING", 60)

    for pid in served.runs_at_work():
        os.kill(pid, signal.SIGKILL)

    assert served.ended(run_id, 30)["state_type"] == "CRASHED"
    until(lambda: mailbox.about("a run crashed"), 60)


def test_no_mail_holds_a_name_or_the_words_of_a_failure(mailbox, practice):
    names = practice.rows("combined_list")["last_name"].drop_nulls().to_list()

    texts = [mail.as_string() for mail in mailbox.messages]

    assert texts
    assert [name for name in names for text in texts if name in text] == []
    assert [text for text in texts if "problem" in text] == []


def test_after_all_was_killed_the_next_start_says_what_was_lost(served, keeping):
    """The last test with this server: runner and run are killed, the server ends by itself."""
    run_id = served.click("identify", **WHO, as_of=day(FIRST_CALL))
    until(lambda: served.run(run_id)["state_type"] == "RUNNING", 60)
    pids = [*served.runs_at_work(), served.process.pid]

    for pid in reversed(pids):
        os.kill(pid, signal.SIGKILL)
    served.process.wait()
    keeping.kill()
    keeping.wait()
    with (served.folder / "profile.yaml").open("a") as profile:
        profile.write(
            "values:\n  - {parameter: call_interval_days, value: 14, since: 2026-01-01, "
            'reason: "agreed"}\n'
        )
    again = Serving(served.folder).until_ready()

    try:
        assert "1 runs had lost their process and are marked as crashed" in again.words()
        assert "every 14 days from 2026-01-13" in again.words()
        assert again.run(run_id)["state_type"] == "CRASHED"
    finally:
        assert again.interrupt() == 0
    assert "Ended. Schedules stay active" in again.words()
    third = Serving(served.folder).until_ready()
    try:
        assert not third.deployment("advance")["paused"]
        assert [s["active"] for s in third.deployment("advance")["schedules"]] == [True] * 2
        assert "Schedule" not in third.words()
    finally:
        third.end()
