"""Small groups with a cost a month before and after January 2025, as evidence of net savings."""

from datetime import date

from tandem_flows.rules.measures.estimate.evidence import evidence
from tandem_flows.rules.measures.pmpm import enrolled_cohort
from tests.rules.measures.evidence import cost, costs, facts, listed, records
from tests.values import standard_values

LISTED, INDEX = date(2025, 1, 6), date(2025, 1, 13)
TIME = {"minutes": 60, "activity": "call", "role": "case_manager", "call_date": INDEX}


def monthly(person, before, after):
    """A cost a month for the year before and after January 2025."""
    return [cost(f"2024-{m:02}-10", before, person) for m in range(1, 13)] + [
        cost(f"{2025 + m // 12}-{m % 12 + 1:02}-10", after, person) for m in range(1, 13)
    ]


def group(*given_costs, cases="AB", enrolled="A", decisions=()):
    persons = [f"P{case}" for case in cases]
    known = facts(*persons, costs=costs(*given_costs))
    index = [{"case_id": case, "index_on": INDEX, "lead": "plan"} for case in enrolled]
    of = records(cases, listed=listed(*cases, listed_on=LISTED), enrolments=index,
                 decisions=list(decisions), time_spent=[TIME])  # fmt: skip
    return of, known


def seen(*given_costs, dollars=60.0, **given):
    of, known = group(*given_costs, **given)
    values = standard_values(bootstrap_draws=100)
    return evidence(enrolled_cohort(of, known, values), of, known, dollars, values)
