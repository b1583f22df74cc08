"""The vignettes' files: strict in form, complete, and honest about who named the lead.

The vignettes themselves are run in `vignettes/test_*.py`. Goals, next steps, owners and leads are
people's decisions, so that they come back proves nothing about judgement. Asserted there is what
follows from the facts alone; that decisions reach what is kept and what goes out; and that a
decision lacking a required answer is refused whole.
"""

import pytest

from tandem_flows.vignettes.story import read_vignette
from tandem_validators.errors import GuidelineRefused
from tandem_validators.guideline.folder import guideline_folder
from tests.vignettes.each import VIGNETTES

FOLDER = guideline_folder() / "vignettes"
SOUND = (FOLDER / "vig-02-transplant.yaml").read_text(encoding="utf-8")


@pytest.mark.clause("VIG-01", "VIG-02", "VIG-03", "VIG-04", "VIG-05", "VIG-06")
@pytest.mark.clause("VIG-07", "VIG-08", "VIG-09", "VIG-10", "VIG-11", "VIG-12")
def test_every_vignette_of_the_source_has_its_file():
    clauses = [clause for story in VIGNETTES.values() for clause in story.clauses]

    assert sorted(clauses) == [f"VIG-{number:02}" for number in range(1, 13)]


@pytest.mark.clause("LED-01")
def test_the_source_names_who_leads_in_three_vignettes_and_nowhere_else():
    """Reading 26: elsewhere the lead is not stated, and the test's script writes one down."""
    named = {name[:6]: story.lead for name, story in VIGNETTES.items() if story.is_lead_of_source}
    scripted = [story for story in VIGNETTES.values() if not story.is_lead_of_source]

    assert named == dict.fromkeys(["vig-03", "vig-04", "vig-12"], "plan")
    assert all(story.script.lead for story in scripted)
    assert [name for name in named if _script_lead(name)] == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("urgent", "urgency", None),
        ("call: 1", "call: 1\ncolour: red", ["key 'colour'", "is unknown", "Use one of"]),
        ("    score: 7.9", "    skore: 7.9", ["key 'plan'", "key 'skore'", "is unknown"]),
        ("call: 1", "", ["vig.yaml, key 'call'", "is missing", "Add `call:`"]),
        ("call: 1", "call: first", ["key 'call'", "is not int", "as the other vignettes do"]),
        ("day: 2025-12-09", "day: soon", ["key 'visits', item 1, key 'day'", "is not date"]),
        ("clauses: [VIG-02]", "clauses: VIG-02", ["key 'clauses'", "is not a list"]),
    ],
    ids=["sound", "unknown key", "deep", "missing", "wrong type", "wrong date", "no list"],
)
def test_a_file_with_another_key_or_type_is_refused_with_its_place(tmp_path, before, after, words):
    path = tmp_path / "vig.yaml"
    path.write_text(SOUND.replace(before, after), encoding="utf-8")

    if words is None:
        assert read_vignette(path).clauses == ("VIG-02",)
        return
    with pytest.raises(GuidelineRefused) as refused:
        read_vignette(path)

    assert [word for word in words if word not in str(refused.value)] == []


def _script_lead(short_name):
    return next(s.script.lead for name, s in VIGNETTES.items() if name.startswith(short_name))
