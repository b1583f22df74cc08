"""The shared care plan as a file: what it holds, how it is checked, what differs."""

import json

import pytest

from tandem_flows.exchange.care_plan import SECTIONS
from tandem_flows.exchange.differences import case_problems, differences
from tandem_flows.exchange.fhir import as_bundle
from tandem_flows.exchange.json_form import as_json, read_json
from tandem_flows.exchange.notice import notice, people_to_tell
from tandem_validators.errors import InputRefused
from tests.exchange.plans import PATIENT, plan
from tests.rules.call_frames import goal, person, rows, task, team

NAMES = ("Zuzanna", "Quillfeather", "1950", "555-0177", "I50.22", "C1")


def changed(**parts):
    return json.dumps(json.loads(as_json(plan())) | parts)


def refusals(text):
    with pytest.raises(InputRefused) as refused:
        read_json(text, "plan.json")
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.clause("ELC-01", "ELC-02")
def test_a_plan_comes_back_from_its_file_as_it_went_in():
    ours = plan()

    theirs = read_json(as_json(ours), "plan.json")

    assert (theirs.practice_id, theirs.case_id, theirs.made_on) == ("lakeside", "C1", ours.made_on)
    assert all(theirs.sections[name].equals(ours.sections[name]) for name in SECTIONS)
    assert differences(ours, theirs).is_empty()


@pytest.mark.clause("ELC-01")
def test_it_tells_demographics_clinical_profile_and_risk_of_this_patient_only():
    told = json.loads(as_json(plan()))

    assert told["demographics"][0]["last_name"] == "Quillfeather"
    assert told["clinical_profile"][0]["diagnoses"] == "I50.22"
    assert told["risk"] == [{"risk_score": 4.5, "score_source": None}]
    assert "Other" not in as_json(plan())


@pytest.mark.clause("ELC-02")
def test_it_tells_what_both_agreed_for_this_patient_only():
    told = json.loads(as_json(plan()))

    counts = {name: len(told[name]) for name in ("decisions", "goals", "tasks", "care_team")}
    assert counts == {"decisions": 1, "goals": 1, "tasks": 1, "care_team": 2}
    assert told["assessments"][0]["illness"] == 2


@pytest.mark.clause("ELC-01", "ELC-02")
@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"format": "other"}, "plan.json, format: is not caretandem-care-plan"),
        ({"version": 2}, "plan.json, version: is not 1"),
        ({"made_on": "soon"}, "plan.json, made_on: is missing or cannot be read"),
        ({"goals": None}, "plan.json, goals: is missing or no list of rows"),
        ({"risk": [{}, {}]}, "plan.json, risk: is missing or no list of rows"),
        ({"surprise": []}, "is no part of a care plan"),
        ({"goals": [{"goal": "x"}]}, "goals, row 1, column goal_id: is empty"),
        ({"risk": [{"risk_score": "high"}]}, "risk, row 1, column risk_score: is not a number"),
        ({"risk": [{"risk_score": [1]}]}, "risk, row 1, column risk_score: is not one value"),
        ({"risk": [{"shoe_size": 1}]}, "risk, row 1: has a column that is not known"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_place(parts, words):
    assert any(words in problem for problem in refusals(changed(**parts)))


@pytest.mark.clause("ELC-02")
@pytest.mark.parametrize("text", ["", "[]", '{"Quillfeather": '])
def test_a_file_that_is_no_care_plan_is_refused_without_its_words(text):
    (found,) = refusals(text)

    assert "is not a JSON object" in found
    assert "Quillfeather" not in found


@pytest.mark.clause("ELC-02")
def test_a_closed_list_is_kept_to_and_the_wrong_word_is_not_repeated():
    goals = [goal(state="Zuzanna") | {"case_id": None, "target_on": None}]

    found = refusals(changed(goals=[{k: v for k, v in goals[0].items() if k != "case_id"}]))

    assert len(found) == 1
    assert "goals, row 1, column state: is not in the list" in found[0]
    assert "Zuzanna" not in found[0]


@pytest.mark.clause("ELC-01", "ELC-02")
def test_what_differs_is_told_by_place_and_not_by_value():
    moved = plan(
        background=[PATIENT | {"phone": "555-0199"}],
        tasks=[task(state="done"), task(task_id="T-new")],
        goals=[],
    )

    found = differences(plan(), moved)

    assert found.rows() == [
        ("demographics", "phone", ""),
        ("goals", "missing", "G-C1"),
        ("tasks", "new", "T-new"),
        ("tasks", "state", "T-C1"),
    ]


@pytest.mark.clause("ELC-02", "PIL-03")
def test_a_plan_of_another_practice_or_of_no_known_case_is_told():
    found = case_problems(plan(), "millbrook", frozenset({"C9"}))

    assert [problem.where for problem in found] == ["care plan, practice", "care plan, case_id"]
    assert case_problems(plan(), "lakeside", frozenset({"C1"})) == []


@pytest.mark.clause("ELC-02")
def test_as_fhir_it_is_one_patient_with_goals_team_and_next_steps():
    bundle = json.loads(as_bundle(plan()))

    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    by_kind = {entry["resource"]["resourceType"]: entry["resource"] for entry in bundle["entry"]}
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
    assert kinds == ["Patient", "CareTeam", "Goal", "CarePlan"]
    assert by_kind["Patient"]["birthDate"] == "1950-02-03"
    assert by_kind["Goal"]["lifecycleStatus"] == "proposed"
    assert by_kind["Goal"]["target"] == [
        {"measure": {"text": "Days walked"}, "dueDate": "2025-09-01"}
    ]
    assert by_kind["CarePlan"]["activity"][0]["detail"]["status"] == "in-progress"


@pytest.mark.clause("ELC-02")
def test_every_reference_of_the_bundle_leads_to_one_of_its_entries():
    bundle = json.loads(as_bundle(plan()))

    there = {entry["fullUrl"] for entry in bundle["entry"]}
    care = bundle["entry"][-1]["resource"]
    named = [care["subject"], *care["careTeam"], *care["goal"]]
    assert {reference["reference"] for reference in named} <= there


@pytest.mark.clause("ELC-05")
def test_a_notice_goes_to_the_care_managers_of_both_sides():
    more = person("cora", "plan", "case_manager"), person("sam", "plan", "observer")

    told = people_to_tell(team(*more))

    assert told["person"].to_list() == ["cora", "carl"]
    assert "To: cora@example.org, carl@example.org" in notice(told, "portal")


@pytest.mark.clause("ELC-03", "ELC-05")
def test_a_notice_names_the_channel_and_nothing_of_the_patient():
    text = notice(rows("team", person("carl", "practice", "clinical_care_manager")), "portal")

    assert "portal" in text
    assert [name for name in NAMES if name in text] == []
