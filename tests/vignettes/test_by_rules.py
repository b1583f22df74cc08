"""What the page says beside a vignette is what the whole process does with it."""

import pytest

from tandem_flows.vignettes.decided import decided
from tandem_flows.vignettes.known import known
from tests.values import standard_values
from tests.vignettes.each import VIGNETTES, each_vignette


@pytest.fixture(scope="module")
def all_known():
    return known(VIGNETTES, standard_values())


@each_vignette
@pytest.mark.clause("VIG-01", "VIG-02", "VIG-03", "VIG-04", "VIG-05", "VIG-06")
@pytest.mark.clause("VIG-07", "VIG-08", "VIG-09", "VIG-10", "VIG-11", "VIG-12")
def test_the_rules_alone_say_of_the_facts_what_the_process_says(thread, all_known, name):
    call = VIGNETTES[name].call
    (suggested,) = thread.rows("suggestions", name, call)
    (place,) = thread.rows("agenda", name, call)

    found = all_known[name]

    assert (found.membership, found.lead, found.lead_clause) == (
        suggested["membership"],
        suggested["lead"],
        suggested["lead_clause"],
    )
    if call == 1:  # on a later call, what was agreed and followed up comes before
        assert (found.tier, found.tier_clause) == (place["tier"], place["clause"])


@each_vignette
def test_the_rules_alone_say_of_the_decisions_what_the_process_does(thread, name):
    story, values = VIGNETTES[name], standard_values()
    told = {step.what for step in story.decisions.tasks}
    given = [task for task in thread.rows("tasks", name) if task["action"] not in told]
    state = thread.states[story.call].filter(case_id=thread.case_id(name)).row(0, named=True)

    found = decided(name, story, values)

    assert (found.state, found.owner_organisation, found.next_on) == (
        state["state"],
        state["owner_organisation"],
        state["next_on"],
    )
    tasks = sorted((task.kind, task.organisation, task.due_on) for task in found.tasks)
    assert tasks == sorted((t["kind"], t["owner_organisation"], t["due_on"]) for t in given)
    assert list(found.reports_due) == [row["due_on"] for row in thread.rows("reports", name)]
