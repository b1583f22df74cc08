"""What both sides tell of themselves, and ask of each other, on its way through the steps."""

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import GuidelineRefused, InputRefused, RuleRefused
from tests.steps.workspaces import AS_OF, FIRST_CALL, SECOND_CALL

DAY = timedelta(days=1)


def deviations(practice, *codes):
    ledger = practice.store.ledger()
    return ledger.filter(pl.col("action") == "deviation", pl.col("code").is_in(list(codes)))


def with_profile(practice, old, new):
    path = practice.workspace.folder / "profile.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return replace(practice, workspace=Workspace(practice.workspace.folder))


def answered(practice, **tabs):
    script = practice.call_script()
    return script | {name: pl.DataFrame(rows) for name, rows in tabs.items()}


def hold(practice, **tabs):
    practice.send_back("call", FIRST_CALL, answered(practice, **tabs))
    return practice.run("record_call", FIRST_CALL, FIRST_CALL)


def discussed(practice):
    decisions = practice.call_script()["decisions"]
    return decisions.filter(pl.col("outcome") == "decided")["case_id"][0]


@pytest.mark.clause("LES-05", "ELM-03", "ROL-02", "ROL-16")
def test_ready_records_the_programs_of_both_sides(fresh):
    fresh.run("ready")

    programs = fresh.rows("programs")
    assert set(programs["organisation"]) == {"plan", "practice"}
    assert "education" in programs["need_category"]
    assert programs["duration"].is_not_null().all()


@pytest.mark.clause("LES-08", "TRN-01", "TRN-02", "ROL-05", "DEF-03")
def test_ready_notes_what_the_profile_and_team_leave_open(fresh):
    stated = fresh.workspace.profile.readiness["lakeside"]
    assert stated.sponsor.person == "plan-director"
    assert stated.trainings[0].people == ("lakeside-care",)
    fresh.run("ready")
    codes = ("sponsor_missing", "practice_not_ready", "training_missing", "licence_missing")
    assert deviations(fresh, *codes, "project_manager_unconfirmed").is_empty()

    later = with_profile(fresh, "answer: yes", "answer: no")
    team = later.inbox / "team.csv"
    team.write_text(team.read_text().replace(",registered_nurse,lakeside-chw", ",,"))
    later.run("ready")

    found = deviations(later, *codes, "project_manager_unconfirmed")
    assert dict(found.select("code", "count").rows()) == {
        "practice_not_ready": 1,
        "project_manager_unconfirmed": 2,
        "licence_missing": 1,
    }
    assert later.rows("team").height > 0


@pytest.mark.clause("LES-08", "TRN-01", "TRN-02")
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("signed_on: 2026-01-05", "signed_on: soon", "sponsor, key 'signed_on': is no date"),
        ("answer: yes", "answer: maybe", "readiness, key 'answer': is neither yes nor no"),
        ("question: project_manager_level", "question: mood", "key 'question': is not asked"),
        ("people: [lakeside-care]", "people: []", "training, key 'people': names nobody"),
    ],
)
def test_a_statement_that_cannot_be_read_is_refused_with_its_key(fresh, old, new, words):
    with pytest.raises(GuidelineRefused, match=words):
        with_profile(fresh, old, new)


@pytest.mark.clause("ROL-08")
def test_the_agenda_is_named_by_the_plans_project_manager(shared):
    named = shared.store.ledger().filter(pl.col("handoff_id").str.contains("agenda"))

    assert named.select("organisation", "role").rows() == [("plan", "project_manager")]
    assert "ROL-08" in named["clauses"][0]


@pytest.mark.clause("LES-02")
@pytest.mark.parametrize(("months", "noted"), [(1, 1), (0, 0)])
def test_a_call_that_is_dropped_while_the_partnership_is_new_is_noted(researched, months, noted):
    own = (
        "values:\n  - {parameter: formative_months, value: "
        + str(months)
        + ", since: 2026-01-01, reason: test}\n"
    )
    practice = with_profile(researched, "closed_days:", own + "closed_days:")
    practice.run("call", FIRST_CALL - DAY, FIRST_CALL)
    called = [{"call_date": FIRST_CALL, "state": "cancelled", "reason": "holidays"}]
    practice.send_back("call", FIRST_CALL, {"call": pl.DataFrame(called)})

    practice.run("record_call", FIRST_CALL, FIRST_CALL)

    assert deviations(practice, "call_dropped_early").height == noted


@pytest.mark.clause("ROL-02", "ROL-16", "ROL-17", "LES-05")
def test_offers_and_requests_of_a_call_are_kept_and_unknown_programs_noted(researched):
    case = discussed(researched)
    rides = {"case_id": case, "organisation": "plan", "program": "rides to care"}
    lessons = {"case_id": case, "organisation": "practice", "program": "Swimming"}
    offered = {"kind": "offered", "answer": "accepted"}

    hold(
        researched,
        services=[rides | {"kind": "requested", "answer": "open"}, lessons | offered],
    )

    assert researched.rows("services").select("organisation", "kind", "answer").rows() == [
        ("plan", "requested", "open"),
        ("practice", "offered", "accepted"),
    ]
    unknown = deviations(researched, "program_unknown")
    assert unknown.select("case_id", "count").rows() == [(case, 1)]


@pytest.mark.clause("DEF-06", "CMP-01")
def test_an_assessment_made_in_the_call_is_kept_with_support_and_barriers(researched):
    case = discussed(researched)
    rated = {"illness": 3, "readiness": 1, "social": 2, "health_systems": 0, "resources": 1}
    words = {"support_system": "a sister nearby", "barriers": "stairs", "note": "tires quickly"}

    hold(researched, assessment=[{"case_id": case, "assessed_on": FIRST_CALL} | rated | words])

    (kept,) = researched.rows("assessment").to_dicts()
    assert {name: kept[name] for name in (*rated, *words)} == rated | words


@pytest.mark.clause("ROL-10")
def test_a_non_clinical_step_of_the_call_keeps_its_department(researched):
    first, *others = researched.call_script()["tasks"].to_dicts()
    asked = {"kind": "non_clinical", "department": "customer_services"}

    hold(researched, tasks=[first | asked, *(step | {"department": None} for step in others)])

    kept = researched.rows("tasks").filter(pl.col("kind") == "non_clinical")
    assert kept["department"].to_list() == ["customer_services"]


@pytest.mark.clause("ROL-14", "ROL-20", "ROL-22", "PRI-03")
def test_a_physician_asked_for_one_patient_is_shown_and_goes_before_others(researched):
    script = researched.call_script()
    kept = script["next_patients"].filter("keep")["case_id"]
    combined = researched.rows("combined_list")
    names = combined.filter(pl.col("case_id").is_in(kept.implode())).drop_nulls("pcp_name")
    case, physician = names.select("case_id", "pcp_name").row(-1)
    team = researched.inbox / "team.csv"
    team.write_text(team.read_text().replace("Dr. Samuel Achebe", f'"{physician}"'))
    researched.run("ready", AS_OF + DAY)
    hold(researched, invitees=[{"case_id": case, "person": "lakeside-pcp"}])

    researched.run("share", FIRST_CALL + DAY, SECOND_CALL)

    (guest,) = researched.rows("invitees", SECOND_CALL).to_dicts()
    assert (guest["case_id"], guest["role"]) == (case, "primary_care_clinician")
    agenda = researched.rows("agenda", SECOND_CALL)
    physicians = agenda.filter(pl.col("tier") == "attending_physician")
    assert case in physicians["case_id"]
    assert physicians["clause"].unique().to_list() == ["PRI-03"]


@pytest.mark.clause("ROL-14")
def test_nobody_is_asked_for_a_patient_whom_the_call_does_not_keep(researched):
    script = researched.call_script()
    rows = [row | {"keep": False} for row in script["next_patients"].to_dicts()]
    case = rows[0]["case_id"]
    guest = [{"case_id": case, "person": "plan-case"}]

    with pytest.raises(RuleRefused, match="column Case: is not on the next call"):
        hold(researched, next_patients=rows, invitees=guest)

    assert researched.rows("decisions").is_empty()


@pytest.mark.clause("EFF-02")
def test_the_record_of_a_call_tells_the_minutes_a_patient(researched):
    script = researched.call_script()
    minutes = script["call"]["minutes"][0]

    result, _ = hold(researched)

    talked = script["decisions"].filter(pl.col("outcome") != "no_discussion").height
    assert result.words.endswith(f", {minutes / talked:.1f} minutes a patient")


@pytest.mark.clause("SCP-04", "ROL-04")
def test_the_summary_leaves_the_decisions_for_the_plans_own_system(decided):
    decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)

    (made,) = decided.outbox.glob(f"internal/decisions-{FIRST_CALL}-*.csv")
    table, decisions = pl.read_csv(made), decided.rows("decisions")
    assert table["case_id"].to_list() == decisions["case_id"].to_list()
    assert table["person_id"].is_not_null().any()
    sent = decided.store.ledger().filter(pl.col("action") == "disclosure")
    assert not sent["details"].str.contains("decisions-").any()


@pytest.mark.clause("PIL-02")
def test_the_summary_leaves_the_patterns_of_the_call_for_the_observer(decided):
    decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)

    (made,) = decided.outbox.glob(f"internal/patterns-{FIRST_CALL}-*.csv")
    led = decided.rows("decisions").drop_nulls("lead").height
    assert pl.read_csv(made)["decisions"].sum() == led


@pytest.mark.clause("ROL-09", "PIL-02")
def test_contacts_and_observations_are_recorded_with_the_summary_once(decided):
    log = "contact_on,person,reached,way,topic\n2026-01-12,plan-manager,lakeside-care,phone,list\n"
    (decided.inbox / "contact_log.csv").write_text(log)
    seen = "call_date,person,pattern,times,note\n2026-01-13,ola,found_together,2,took their time\n"
    (decided.inbox / "observations.csv").write_text(seen)
    ola = "ola,plan,Ola Berg,Observer,o.berg@study.example,555-0190,observer,no,no,,\n"
    with (decided.inbox / "team.csv").open("a") as team:
        team.write(ola)
    decided.run("ready", FIRST_CALL)
    for _ in range(2):
        decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)

    (row,) = decided.rows("contact_log").to_dicts()
    (note,) = decided.rows("observations").to_dicts()
    assert (row["person"], row["reached"], row["way"]) == ("plan-manager", "lakeside-care", "phone")
    assert (note["pattern"], note["times"]) == ("found_together", 2)


@pytest.mark.clause("ROL-09", "PIL-02")
@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        (
            "contact_log.csv",
            "contact_on,person,reached,way,topic\n2026-01-12,lakeside-care,nobody,phone,list\n",
            "contact_log.csv, row 2, column person: names nobody of the team who is of the plan",
        ),
        (
            "observations.csv",
            "call_date,person,pattern,times\n2026-01-13,plan-manager,same_view,2\n",
            "observations.csv, row 2, column person: names nobody of the team who is observer",
        ),
    ],
)
def test_notes_of_a_person_in_another_role_are_refused(decided, file, text, words):
    (decided.inbox / file).write_text(text)

    with pytest.raises(InputRefused, match=words):
        decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)
