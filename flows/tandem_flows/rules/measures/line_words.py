"""Every line of the measures in words, as people read it; programs read its id.

Here: words for lines and for whom they speak of. Not here: what is divided by what (`catalogue`).
"""

from __future__ import annotations

from collections.abc import Callable

from tandem_flows.rules.measures.ed_sensitive import INDICATORS as PQE
from tandem_flows.rules.measures.fidelity import CORE
from tandem_flows.rules.measures.figure import (
    ALL,
    COMPLETE,
    DIED,
    LED_BY,
    PANEL,
    STAFF,
    TRUNCATED,
    WAITING,
)
from tandem_flows.rules.measures.pqi import COMPOSITE_TITLES
from tandem_flows.rules.measures.pqi import INDICATORS as PQI

_PLAIN = {
    "M1": "Active on the last day",
    "M1_person_months": "Active, over the months",
    "M1_removed": "Removed from the list",
    "M2": "Followed up in time",
    "M2_notice_lag_days": "Days until the plan knew of the visit",
    "M3": "A goal improves or is achieved",
    "M3_strict": "Strict form: confirmed and achieved",
    "M3_no_goal": "No goal at all",
    "M3_goals": "Goals that improve or are achieved",
    "M3_goals_confirmed": "Goals that the patient confirmed",
    "M3_days_to_confirm": "Days from proposed to confirmed",
    "M4_nyu": "Treatable or preventable, by the NYU table",
    "M4_nyu_classified": "Visits that the NYU table knows",
    "M7": "Cost of time",
    "M7_apart": "Cost of time that is counted apart",
    "M8_comparison_ratio": "Cost after by cost before",
    "M8_waiting_before": "Cost before listing",
    "M8_waiting_after": "Cost while waiting",
    "M8_before_matched": "Cost of the compared, before listing",
    "M8_expected_matched": "Cost to be expected without the programme",
    "M8_after_matched": "Cost of the compared, as it was",
    "M8_followed_died": "Followed: died",
    "M8_followed_uncovered": "Followed: lost coverage",
    "M8_followed_months": "Followed: months that count",
    "M9": "Health rated better than at enrolment",
    "M9_mean_change": "Mean change of the rating",
    "M9_answered_enrolment": "Answered at enrolment",
    "M9_answered_later": "Answered later",
    "M10": "Would recommend: yes",
    "M10_maybe": "Would recommend: maybe",
    "M10_no": "Would recommend: no",
    "M11": "Surveys of staff that were answered",
    "M11_answers": "Answers of staff",
    "M12": "All together",
}
_STAGES = {
    "listed": "On the combined list",
    "discussed": "Discussed in a call",
    "outreached": "Tried to reach",
    "engaged": "Reached",
    "active": "In active care management",
    "goal_confirmed": "With a confirmed goal",
    "goal_achieved": "With a goal achieved",
    "declined": "Beside it: declined",
    "unreachable": "Beside it: could not be reached",
}
_FORMS = {"every_visit": "Every visit", "any_visit": "Any visit", "visits": "Visits"}
_WAYS = {"call": "a call", "any_follow_up": "any follow-up"}
_DOLLARS = {
    "net": "Net savings",
    "gross": "Savings before cost",
    "benefit_cost_ratio": "Benefit by cost",
    "return_on_investment": "Return on investment",
}
_COHORTS = {
    ALL: "",
    STAFF: "",
    WAITING: "those who wait",
    PANEL: "everyone attributed to the practice",
    COMPLETE: "covered all the time",
    DIED: "those who died",
    TRUNCATED: "each person cut at the cap",
    "by_day": "by days",
    "paid_amounts": "by what was paid",
    "allowed_amounts": "by what was allowed",
    **{cohort: f"{lead} leads" for lead, cohort in LED_BY.items()},
    LED_BY["joint"]: "led jointly",
}


def line_words(measure: str) -> str:
    """Return what the line counts, for example `Heart failure (PQI 08)`.

    Raises KeyError for a line that has no words here: each needs some.
    """
    if measure in _PLAIN:
        return _PLAIN[measure]
    prefix, rest = measure.split("_", 1)
    return _FAMILIES[prefix](rest)


def cohort_words(cohort: str) -> str:
    """Return of whom the line speaks; nothing for all patients, or all staff."""
    return _COHORTS[cohort]


def _funnel(rest: str) -> str:
    return _STAGES[rest.removeprefix("funnel_")]


def _follow_up(rest: str) -> str:
    form, words = next((f, words) for f, words in _FORMS.items() if rest.startswith(f))
    way, by = next((w, by) for w, by in _WAYS.items() if rest.startswith(f"{form}_{w}"))
    window = rest.removeprefix(f"{form}_{way}_").replace("_", " ")
    return f"{words}, {by} in {window}"


def _ed_visits(rest: str) -> str:
    titles = {f"pqe_{indicator.number}": indicator.title for indicator in PQE}
    return f"{titles[rest]} ({rest.replace('_', ' ').upper()})"


def _admissions(rest: str) -> str:
    number = rest.removeprefix("pqi_")
    titles = {indicator.number: indicator.title for indicator in PQI} | COMPOSITE_TITLES
    return f"{titles[number]} (PQI {number})"


def _cost(rest: str) -> str:
    service, when = rest.rsplit("_", 1)
    return f"{service.replace('_', ' ').capitalize()}, {when}"


def _savings(rest: str) -> str:
    what, rung = rest.rsplit("_", 1)
    return f"{_DOLLARS[what]}, {'where chance decided' if rung == 'chance' else rung}"


def _health(rest: str) -> str:
    moment, level = rest.split("_", 1)
    when = "At enrolment" if moment == "enrolment" else "Later"
    return f"{when}: {level.replace('_', ' ')}"


def _fidelity(rest: str) -> str:
    return f"{CORE[rest]} ({rest})"


_FAMILIES: dict[str, Callable[[str], str]] = {
    "M1": _funnel, "M2": _follow_up, "M4": _ed_visits, "M5": _admissions, "M6": _cost,
    "M8": _savings, "M9": _health, "M12": _fidelity,
}  # fmt: skip
