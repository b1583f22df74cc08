"""Enrolled patients, the questions owed to them, and their answers."""

from datetime import date, timedelta

from tandem_flows.rules.evaluation import SurveyAnswer, enrolments, surveys_due
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.rounds import CALL_2, rows
from tests.values import standard_values

DAY = timedelta(days=1)
INDEX_ON = date(2026, 1, 31)
LATER_ON = date(2026, 4, 30)
NEVER = date(2100, 1, 1)


def enrolled(*given, as_of=CALL_2):
    decided = rows("decisions", *({"case_id": "A"} | row for row in given))
    return validated(enrolments(decided, as_of), handoff("enrolments"))


def surveys(as_of, staff_from=NEVER, known=None, cases=("A",), **changes):
    who = rows("enrolments", *({"case_id": case, "index_on": INDEX_ON} for case in cases))
    known = rows("surveys") if known is None else known
    actual = surveys_due(who, staff_from, known, as_of, standard_values(**changes))
    return validated(actual, handoff("surveys"))


def answer(survey="health", due_on=INDEX_ON, said="3", case_id="A", answered_on=INDEX_ON):
    return SurveyAnswer(survey, case_id, due_on, answered_on, said)
