"""Every measure in words: its title, what is divided by what, its unit and its clause."""

from __future__ import annotations

from dataclasses import dataclass

# The version of the definitions; it changes when a definition does.
VERSION = "2"


@dataclass(frozen=True)
class Measure:
    """A family of measures as the pages name it; `prefix` is how the ids of its lines begin."""

    prefix: str
    title: str
    divided: str
    unit: str
    clauses: tuple[str, ...]


MEASURES = (
    Measure(
        "M1", "Active care management",
        "patients with a lead who were reached lately, of all on the combined list",
        "percent", ("EVL-02",),
    ),
    Measure(
        "M2", "Follow-up after an emergency visit",
        "patients whose every visit was followed by a call in time, of those with a visit",
        "percent", ("EVL-03",),
    ),
    Measure(
        "M3", "Patients' own goals",
        "patients with a goal that improves or is achieved, of those in active care management",
        "percent", ("EVL-04",),
    ),
    Measure(
        "M4", "Emergency visits that care can often prevent",
        "visits by member-years in the ages of the indicator",
        "visits per 1,000 member-years", ("EVL-05",),
    ),
    Measure(
        "M5", "Admissions that care can often prevent",
        "discharges by member-years in the ages of the indicator",
        "discharges per 1,000 member-years", ("EVL-06",),
    ),
    Measure(
        "M6", "Cost before and after enrolment",
        "US dollars by member-months",
        "US dollars per member per month", ("EVL-08", "EVL-09", "EVL-11", "EVL-12", "ELM-04"),
    ),
    Measure(
        "M7", "What people's time costs",
        "minutes by role, at the hourly cost of the role",
        "US dollars", ("EVL-13",),
    ),
    Measure(
        "M8", "Net savings",
        "the difference in cost times the months after, less the cost of time",
        "US dollars", ("EVL-14",),
    ),
    Measure(
        "M9", "Self-rated health",
        "patients whose rating improved, of those who answered twice",
        "percent", ("EVL-15", "EVL-16"),
    ),
    Measure(
        "M10", "Would recommend",
        "patients who say yes, of those who answered",
        "percent", ("EVL-17",),
    ),
    Measure(
        "M11", "Staff survey",
        "surveys that somebody answered, of those due",
        "percent", ("EVL-18",),
    ),
    Measure(
        "M12", "Process fidelity",
        "what was done on time, of what was due",
        "percent", ("EVL-07",),
    ),
)  # fmt: skip


def measure_of(line: str) -> Measure:
    """Return the measure that a line's id belongs to, for example `M2_visits_call_7_days`."""
    prefix = line.split("_", 1)[0]
    return next(measure for measure in MEASURES if measure.prefix == prefix)
