"""What the UI offers: one deployment a step, and forms of choices and days."""

from datetime import date

import pytest

from tandem_flows.orchestrate.contacts import contact_ids
from tandem_flows.orchestrate.forms import form_of_look, form_of_step
from tandem_flows.orchestrate.jobs import Asked, idle_reason, job_of
from tandem_flows.orchestrate.offers import clause_link, offers
from tandem_flows.orchestrate.schedules import rhythms
from tandem_flows.steps.catalogue import all_steps, step_named
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused
from tests.orchestrate.steps import MONDAY, PRACTICE
from tests.orchestrate.workspaces import new_workspace

CONTACTS = ("plan-case", "practice-care")
TEAM = (
    "person,organisation,name,position,email,phone,role,is_core,is_designee\n"
    "plan-case,plan,Ann Example,Case Manager,a@plan.example,555-0100,case_manager,yes,no\n"
    "no id,plan,Bob Example,Case Manager,b@plan.example,555-0101,case_manager,yes,no\n"
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return new_workspace(tmp_path_factory.mktemp("forms"))


@pytest.fixture(scope="module")
def offered(workspace):
    return offers(workspace, CONTACTS, rhythms(workspace, MONDAY))


@pytest.mark.parametrize("step", all_steps().values(), ids=lambda step: step.name)
def test_a_form_asks_for_choices_and_days_and_no_free_text(step):
    form = form_of_step(step, [PRACTICE], CONTACTS)

    for field in form["properties"].values():
        assert field.get("enum") or field.get("format") == "date"
        assert field["title"] and field["description"]
    assert form["properties"]["practice"]["enum"] == [PRACTICE]


@pytest.mark.parametrize("name", ["record_prework", "record_call"])
def test_a_record_asks_for_partnership_day_and_a_contact_who_attests(name):
    form = form_of_step(step_named(name), [PRACTICE], CONTACTS)

    assert form["required"] == ["practice", "call_date", "operator"]
    assert form["properties"]["operator"]["enum"] == list(CONTACTS)
    assert "attested" in form["properties"]["operator"]["description"]


def test_before_any_contact_is_known_the_administrator_runs_the_steps():
    form = form_of_step(step_named("ready"), [PRACTICE], ())

    assert form["properties"]["operator"]["enum"] == ["administrator"]


def test_a_look_needs_nothing_to_be_filled_in():
    assert form_of_look([PRACTICE])["required"] == []


def test_contacts_are_known_by_id_from_the_list_that_arrived(workspace):
    inbox = workspace.inbox(PRACTICE)
    inbox.mkdir(exist_ok=True)
    (inbox / "team.csv").write_text(TEAM, encoding="utf-8")

    assert contact_ids(workspace) == ("plan-case",)


def test_there_is_one_deployment_a_step_and_three_looks(offered):
    steps = [name.replace("_", "-") for name in all_steps()]

    assert [offer.name for offer in offered] == [*steps, "advance", "status", "check"]


def test_a_deployment_names_its_step_its_clauses_and_its_page_of_the_version_in_force(
    workspace, offered
):
    [share] = [offer for offer in offered if offer.name == "share"]

    assert {"step:share", "clauses:SHR", "clauses:PRI"} <= set(share.tags)
    assert "/guideline/draft/share.html" in share.description
    assert workspace.guideline.version in share.description


def test_a_clause_is_linked_to_its_sentence(workspace):
    assert clause_link(workspace, "RDY-03") == "[RDY-03](/guideline/draft/ready.html#rdy-03)"


def test_a_scheduled_sheet_waits_for_a_day_on_which_a_call_is_planned(workspace):
    asked = Asked(PRACTICE, "schedule", "schedule", MONDAY)

    assert idle_reason(workspace, step_named("call"), asked) == f"no call is planned on {MONDAY}"
    assert idle_reason(workspace, step_named("ready"), asked) is None


def _with_practice_line(workspace, line):
    profile = workspace.folder / "profile.yaml"
    text = profile.read_text(encoding="utf-8")
    head = f"  {PRACTICE}:\n"
    profile.write_text(text.replace(head, f"{head}    {line}\n"), encoding="utf-8")
    return Workspace(workspace.folder)


@pytest.mark.parametrize(("day", "is_refused"), [(11, False), (12, True), (13, True)])
def test_a_step_of_a_partnership_that_has_ended_is_refused(tmp_path, day, is_refused):
    ended = _with_practice_line(new_workspace(tmp_path), "ended_on: 2026-01-12")
    asked = Asked(PRACTICE, "maria", "attested", date(2026, 1, day))

    if not is_refused:
        assert job_of(ended, step_named("ready"), asked).as_of == date(2026, 1, day)
        return
    with pytest.raises(InputRefused, match=r"has ended on 2026-01-12. .* partnership resume"):
        job_of(ended, step_named("ready"), asked)


def test_a_partnership_that_rests_has_no_schedule(tmp_path):
    paused = _with_practice_line(new_workspace(tmp_path), "paused_since: 2026-01-12")

    assert len(rhythms(paused, date(2026, 1, 11))) == 2
    assert rhythms(paused, date(2026, 1, 12)) == ()
