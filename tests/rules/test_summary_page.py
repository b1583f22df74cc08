"""What the page of the summary states."""

import re
from datetime import date

import pytest

from tandem_flows.documents.file import About
from tandem_flows.documents.summary import summary_page
from tandem_flows.rules.summary import SummaryFacts
from tests.rules.call_frames import CALL, decision, goal, rows, stopped, task

PEOPLE = rows(
    "combined_list",
    {"case_id": "C1", "first_name": "Ana", "last_name": "Ode", "birth_date": date(1960, 1, 2)},
    {"case_id": "C2", "first_name": "Bo", "last_name": "Lund", "birth_date": date(1950, 3, 4)},
    {"case_id": "C3", "first_name": "Cy", "last_name": "Park", "birth_date": date(1940, 5, 6)},
).select("case_id", "first_name", "last_name", "birth_date")
NEXT = {"call_date": date(2025, 3, 17), "agreed_on": CALL}
FIRST = task(action="Visit at home", due_on=date(2025, 3, 14), report_back_on=date(2025, 3, 17))
SECOND = task(task_id="T-2", action="Order a scale", owner="carl", owner_organisation="practice",
              due_on=date(2025, 3, 20), report_back_on=date(2025, 3, 24))  # fmt: skip


def page(folder, *decisions, **frames):
    facts = {
        "people": PEOPLE,
        "decisions": rows("decisions", *(decisions or (decision(),))),
        "goals": rows("goals", goal()),
        "tasks": rows("tasks", FIRST, SECOND),
        "services": rows("services"),
        "agreed_patients": rows("agreed_patients", NEXT | {"case_id": "C2"}),
        "names": {"pam": "Pam Reed", "carl": "Carl Moss"},
    }
    about = {"call_date": CALL, "due_on": date(2025, 3, 11), "next_call_on": NEXT["call_date"]}
    path = folder / "summary.html"
    summary_page(SummaryFacts(**about, **facts | frames))(path, About((), CALL))
    return path.read_text(encoding="utf-8")


def words(text):
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


@pytest.mark.clause("SUM-02")
@pytest.mark.parametrize(
    ("decided", "said"),
    [
        (decision(lead="plan"), "Plan leads"),
        (decision(lead="practice"), "Practice leads"),
        (decision(lead="joint"), "Plan and practice lead together"),
        (stopped(), "possible provider change"),
        (decision(lead=None, outcome="pending_information"), "pending information"),
    ],
)
def test_the_page_states_what_was_decided_on_each_patient(tmp_path, decided, said):
    assert said in words(page(tmp_path, decided))


@pytest.mark.clause("SUM-02")
def test_the_page_states_the_goal_that_was_agreed(tmp_path):
    assert "Goal: Walk to the park (proposed)" in words(page(tmp_path))


@pytest.mark.clause("SUM-03")
def test_the_page_states_every_next_step_of_its_patient_only(tmp_path):
    both = page(tmp_path, decision(), decision("C2"))

    ana, bo = (words(article) for article in both.split("<article>")[1:])
    assert "Visit at home" in ana
    assert "Order a scale" in ana
    assert "No next step is open." in bo


@pytest.mark.clause("SUM-04")
def test_the_page_names_all_patients_of_the_next_call(tmp_path):
    agreed = rows("agreed_patients", NEXT | {"case_id": "C2"}, NEXT | {"case_id": "C3"})

    said = words(page(tmp_path, agreed_patients=agreed))

    next_call = said[said.index("Next call: 2025-03-17") :]
    assert "Bo Lund, born 1950-03-04" in next_call
    assert "Cy Park, born 1940-05-06" in next_call


@pytest.mark.clause("SUM-05")
def test_each_next_step_has_the_person_responsible_and_the_date_to_report_back(tmp_path):
    said = words(page(tmp_path))

    assert (
        "Visit at home Pam Reed (plan) due 2025-03-14 report back 2025-03-17 "
        "Order a scale Carl Moss (practice) due 2025-03-20 report back 2025-03-24"
    ) in said
