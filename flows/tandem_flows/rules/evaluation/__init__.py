"""What is collected on the way for evaluation. The measures are in `rules.measures`."""

from tandem_flows.rules.evaluation.answers import SurveyAnswer, answer_survey, answer_timing
from tandem_flows.rules.evaluation.enrolment import enrolments
from tandem_flows.rules.evaluation.surveys import surveys_due
from tandem_flows.rules.evaluation.time import merge_time, time_spent

__all__ = [
    "SurveyAnswer",
    "answer_survey",
    "answer_timing",
    "enrolments",
    "merge_time",
    "surveys_due",
    "time_spent",
]
