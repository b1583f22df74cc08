"""One invented care plan, made from handoffs of few facts."""

from datetime import date

from tandem_flows.exchange.care_plan import care_plan
from tests.rules.call_frames import contact, decision, goal, rows, task

DAY = date(2025, 4, 1)
PATIENT = {
    "case_id": "C1",
    "first_name": "Zuzanna",
    "last_name": "Quillfeather",
    "birth_date": date(1950, 2, 3),
    "phone": "555-0177",
    "diagnoses": "I50.22",
    "risk_score": 4.5,
    "completeness": 9,
}
ASSESSED = {"case_id": "C1", "assessed_on": DAY, "illness": 2}
SERVICE = {"case_id": "C1", "organisation": "plan", "program": "Rides", "kind": "current"}


def plan(case_id="C1", **changes):
    given = {
        "background": [PATIENT, PATIENT | {"case_id": "C2", "last_name": "Other"}],
        "assessment": [ASSESSED],
        "decisions": [decision(), decision("C2")],
        "goals": [goal(), goal("C2")],
        "tasks": [task(), task("C2")],
        "services": [SERVICE],
        "care_team": [contact(), contact(organisation="practice")],
    }
    frames = {name: rows(name, *known) for name, known in (given | changes).items()}
    return care_plan("lakeside", case_id, DAY, frames)
