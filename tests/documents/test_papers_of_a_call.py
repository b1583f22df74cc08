"""What the summary, the e-mails, the reports, the follow-up list and the directory say."""

from datetime import date

import pytest

from tandem_flows.documents.directory import DirectoryFacts, directory_paper, directory_sheets
from tandem_flows.documents.follow_up import follow_up_paper
from tandem_flows.documents.letter import changed_call_letter, summary_letter
from tandem_flows.documents.report import admissions_paper, report_paper
from tandem_flows.documents.summary import Corrected, summary_paper
from tandem_flows.rules.follow_up import counts, promised
from tandem_flows.rules.summary import SummaryFacts
from tests.rules.call_frames import CALL, decision, person, rows, task, team

PEOPLE = rows(
    "combined_list",
    {"case_id": "C1", "first_name": "Ana", "last_name": "Ode"},
    {"case_id": "C2", "first_name": "Bo", "last_name": "Lund"},
    birth_date=date(1960, 1, 2),
).select("case_id", "first_name", "last_name", "birth_date")
EARLY, LATER = date(2025, 3, 14), date(2025, 3, 21)
NAMES = {"pam": "Pam Reed", "carl": "Carl Moss"}


def summary_facts():
    return SummaryFacts(
        call_date=CALL,
        due_on=date(2025, 3, 11),
        next_call_on=date(2025, 3, 17),
        people=PEOPLE,
        decisions=rows("decisions", decision(), decision("C2")),
        goals=rows("goals"),
        tasks=rows("tasks", task()),
        services=rows("services"),
        agreed_patients=rows("agreed_patients"),
        names=NAMES,
    )


@pytest.mark.clause("SUM-02")
def test_a_corrected_summary_says_so_and_marks_the_decision():
    corrected = (Corrected("C2", LATER, "wrong_record"),)

    paper = summary_paper(summary_facts(), corrected)

    assert paper.notes[0].startswith("Corrected after it was first sent, last on 2025-03-21")
    marks = {part.heading: part.tags for part in paper.parts}
    assert "corrected 2025-03-21: wrong record" in marks["Bo Lund"]
    assert not [tag for tag in marks["Ana Ode"] if "corrected" in tag]


def test_a_summary_that_was_not_corrected_says_nothing_of_it():
    assert summary_paper(summary_facts()).notes == ()


@pytest.mark.parametrize("corrected_on", [None, LATER])
def test_the_email_on_a_summary_names_no_patient(corrected_on):
    letter = summary_letter(CALL, "secure_email", corrected_on, date(2025, 3, 17))

    said = " ".join((letter.subject, *letter.paragraphs))
    assert "2025-03-10" in said
    assert "secure email" in said
    assert ("replaces the one you have" in said) == (corrected_on is not None)
    assert not [name for name in ("Ana", "Ode", "C1") if name in said.split()]


@pytest.mark.clause("INF-01")
@pytest.mark.parametrize(
    ("moved_to", "said"), [(LATER, "is moved to 2025-03-21"), (None, "is cancelled")]
)
def test_the_email_on_a_changed_call_says_what_became_of_it(moved_to, said):
    letter = changed_call_letter(CALL, moved_to, date(2025, 3, 17))

    assert said in letter.subject
    assert ("The next call is on 2025-03-17." in letter.paragraphs) == (moved_to is None)


def activity(case_id="C1", **given):
    usual = {
        "report_kind": "tracking",
        "period_start_on": date(2024, 9, 10),
        "period_end_on": CALL,
        "ed_visits": 0,
        "admissions": 0,
        "referrals": 0,
        "out_of_network": 0,
        "paid_amount": 0.0,
    }
    return usual | {"case_id": case_id} | given


@pytest.mark.clause("TRK-03", "LED-07")
def test_a_report_says_in_one_sentence_who_had_what():
    shown = rows("claims_activity", activity(ed_visits=2, out_of_network=1), activity("C2"))

    (part,) = report_paper(shown, PEOPLE, CALL).parts

    assert part.heading == "Patients nobody could reach"
    assert part.sentences == (
        ("", "2 patients: 1 had an emergency visit, 1 had care out of network."),
    )
    assert [words.text for words in part.grid.rows[0][3:7]] == ["2", "0", "0", "1"]


@pytest.mark.clause("LED-07")
def test_a_report_in_which_nothing_happened_says_so():
    shown = rows("claims_activity", activity(report_kind="monitor", referrals=None))

    (part,) = report_paper(shown, PEOPLE, CALL).parts

    said = "1 patient: none had an emergency visit, an inpatient stay or care out of network."
    assert part.sentences[0][1] == said
    assert (part.grid.rows[0][5].text, part.grid.rows[0][5].look) == ("not known", "missing")


@pytest.mark.clause("TRK-04")
def test_claims_that_arrived_late_are_told_apart():
    late = activity(late_claims=3, late_ed_visits=1, late_admissions=0, late_paid_amount=9.0)

    (part,) = report_paper(rows("claims_activity", late), PEOPLE, CALL).parts

    assert part.grid.rows[0][-1].text == "3 claims, 1 emergency visit"


def test_each_kind_of_report_is_a_part_of_its_own():
    kinds = ("plan_lead", "tracking", "monitor")
    shown = rows("claims_activity", *(activity(report_kind=kind) for kind in kinds))

    headings = [part.heading for part in report_paper(shown, PEOPLE, CALL).parts]

    assert headings == [
        "Patients nobody could reach",
        "Patients whom the plan monitors",
        "Patients whom the plan leads",
    ]


@pytest.mark.clause("MEM-06")
def test_a_notice_of_admissions_says_who_and_when():
    told = rows("notices", {"case_id": "C1", "admitted_on": EARLY})

    (part,) = admissions_paper(told, PEOPLE, CALL).parts

    assert [words.text for words in part.grid.rows[0]] == [
        "Ana Ode (C1)",
        "1960-01-02",
        "2025-03-14",
    ]


def owed(as_of, **given):
    tasks = rows(
        "tasks",
        task(task_id="T-1", due_on=LATER),
        task(task_id="T-2", due_on=EARLY, owner="carl", owner_organisation="practice"),
        task(task_id="T-3", due_on=EARLY, state="done", closed_on=EARLY),
    )
    frames = {"decisions": rows("decisions"), "tracking_list": rows("tracking_list")} | given
    return promised(tasks, frames["decisions"], frames["tracking_list"], as_of)


@pytest.mark.clause("INF-07")
@pytest.mark.parametrize(
    ("as_of", "late"), [(EARLY, [False, False]), (date(2025, 3, 15), [True, False])]
)
def test_what_is_late_stands_first_from_the_day_after_it_was_due(as_of, late):
    found = owed(as_of)

    assert found["due_on"].to_list() == [EARLY, LATER]
    assert found["is_late"].to_list() == late


@pytest.mark.clause("INF-02", "INF-07")
def test_updates_and_reports_are_promises_too():
    decided = rows("decisions", decision(lead="joint", next_update_on=LATER))
    tracked = rows("tracking_list", {"case_id": "C2", "next_report_on": EARLY})

    found = owed(CALL, decisions=decided, tracking_list=tracked)

    by_kind = dict(found.select("kind", "organisation").iter_rows())
    assert by_kind["update"] == "plan and practice"
    assert by_kind["report"] == "plan"


def test_only_the_latest_update_that_was_set_counts():
    first, second = decision(next_update_on=EARLY), decision(next_update_on=LATER)
    decided = rows("decisions", first, second | {"call_date": date(2025, 3, 17)})

    found = owed(CALL, decisions=decided).filter(kind="update")

    assert found["due_on"].to_list() == [LATER]


@pytest.mark.clause("INF-07")
def test_open_and_late_are_counted_for_each_organisation():
    found = counts(owed(date(2025, 3, 15)), ("organisation",))

    assert found.rows() == [("practice", 1, 1, EARLY), ("plan", 1, 0, LATER)]


@pytest.mark.clause("INF-07")
def test_the_follow_up_list_has_a_part_a_person_the_late_first():
    paper = follow_up_paper(owed(date(2025, 3, 15)), PEOPLE, NAMES, date(2025, 3, 15))

    assert [part.heading for part in paper.parts] == [
        "Who owes what",
        "Carl Moss (practice)",
        "Pam Reed (plan)",
    ]
    assert paper.parts[1].grid.rows[0][0].text == "2025-03-14 late"
    assert paper.lead[0] == "2 things are open, 1 late."


def directory(**given):
    frames = {
        "team": team(person("luz", "practice", "community_health_worker", is_core=False)),
        "programs": rows(
            "programs",
            {"program": "Rides", "organisation": "plan", "nature": "Rides", "duration": "a year"},
        ),
        "services": rows("services"),
        "attendance": rows(
            "attendance",
            {"call_date": CALL, "person": "dina", "organisation": "plan", "is_core": True},
            {"call_date": CALL, "person": "carl", "organisation": "practice", "is_core": True},
        ),
    }
    return DirectoryFacts(**frames | given)


@pytest.mark.clause("RDY-04")
def test_the_directory_names_core_people_who_missed_a_call():
    part = directory_paper(directory()).parts[-1]

    assert [words.text for words in part.grid.rows[0]] == ["2025-03-10", "2 of 3", "pam"]


@pytest.mark.clause("RDY-01", "LES-05")
def test_the_directory_lists_both_sides_and_programs_with_nature_and_duration():
    plan, practice, programs, _ = directory_paper(directory()).parts

    assert [row[0].text for row in plan.grid.rows] == ["dina", "pam"]
    assert "front line" in practice.grid.rows[1][2].text
    assert [words.text for words in programs.grid.rows[0][:4]] == [
        "Rides",
        "plan",
        "Rides",
        "a year",
    ]


@pytest.mark.clause("LES-05")
def test_a_program_that_is_offered_and_not_described_is_asked_for():
    offered = rows("services", {"case_id": "C1", "organisation": "plan", "program": "Night nurse"})

    (note,) = directory_paper(directory(services=offered)).notes

    assert note == "Please describe in programs.csv, with nature and duration: Night nurse."


def test_the_directory_holds_no_case():
    offered = rows("services", {"case_id": "C-SECRET", "organisation": "plan", "program": "Rides"})
    facts = directory(services=offered)

    cells = [str(row) for sheet in directory_sheets(facts) for row in sheet.frame.iter_rows()]

    assert not [cell for cell in (*cells, str(directory_paper(facts))) if "SECRET" in cell]
