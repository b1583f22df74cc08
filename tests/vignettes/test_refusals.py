"""A sheet of the call in which one required answer of a vignette is missing: refused whole."""

import pytest

from tandem_flows.vignettes.partnership import CALLS, PRACTICE
from tandem_validators.errors import TandemError
from tests.vignettes.each import VIGNETTES, each_vignette, missing
from tests.vignettes.running import return_sheet, run_step

# The vignettes write a next step in their own words.
_COLUMNS = {"what": "action"}


@each_vignette
@pytest.mark.clause("LED-01", "CAL-19", "CAL-27", "CAL-29", "CAL-30", "PCG-01")
@pytest.mark.clause("VIG-01", "VIG-02", "VIG-03", "VIG-04", "VIG-05", "VIG-06")
@pytest.mark.clause("VIG-07", "VIG-08", "VIG-09", "VIG-10", "VIG-11", "VIG-12")
def test_a_decision_without_a_required_answer_is_refused_and_nothing_is_kept(thread, name):
    story = VIGNETTES[name]
    workspace = thread.undecided[story.call]
    store = workspace.store(PRACTICE)
    before = store.manifest().height
    return_sheet(workspace, "call", story.call, _without_one_answer(thread, name))

    with pytest.raises(TandemError) as refused:
        run_step(workspace, "record_call", CALLS[story.call], story.call)

    (problem,) = refused.value.problems
    assert missing(story.remove.refusal, str(problem)) == []
    assert missing(story.full_name.split(), str(problem)) == story.full_name.split()
    assert store.manifest().height == before
    assert store.ledger()["action"].to_list().count("refusal") >= 1


def _without_one_answer(thread, name):
    removal, case_id = VIGNETTES[name].remove, thread.case_id(name)
    answers = thread.answers[VIGNETTES[name].call]
    others = [row for row in answers[removal.tab] if row["case_id"] != case_id]
    own = [row for row in answers[removal.tab] if row["case_id"] == case_id]
    if removal.answer == "row":
        return {**answers, removal.tab: others}
    column = _COLUMNS.get(removal.answer, removal.answer)
    first, *rest = own
    assert first[column] is not None
    return {**answers, removal.tab: [first | {column: None}, *rest, *others]}
