"""The summary of a call as a page that prints: decisions, next steps, report-back dates, next call.

It is one HTML file without scripts or outside references; any browser or mail program shows it.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tandem_flows.documents.file import About, Writer
from tandem_flows.marks import implements
from tandem_flows.rules.summary import SummaryFacts

_TEMPLATES = Path(__file__).parent / "templates"


@implements("SUM-02", "SUM-03", "SUM-04", "SUM-05", "CAL-25")
def summary_page(facts: SummaryFacts) -> Writer:
    """Return a writer of the summary page."""

    def write(path: Path, about: About) -> None:
        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
        )
        environment.filters["words"] = _words
        page = environment.get_template("summary.html.j2").render(
            facts=facts, about=about, cases=_cases(facts), next_patients=_next_patients(facts)
        )
        path.write_text(page, encoding="utf-8")

    return write


def _cases(facts: SummaryFacts) -> list[dict[str, object]]:
    """Return each decided patient with name, decision, goals and next steps."""
    listed = facts.decisions.join(facts.people, on="case_id", how="left")
    return [
        {
            **row,
            "goals": _of_case(facts.goals, row["case_id"]),
            "tasks": _of_case(facts.tasks, row["case_id"]),
            "services": _of_case(facts.services, row["case_id"]),
        }
        for row in listed.iter_rows(named=True)
    ]


def _of_case(frame: pl.DataFrame, case_id: str) -> list[dict[str, object]]:
    return frame.filter(pl.col("case_id") == case_id).to_dicts()


def _next_patients(facts: SummaryFacts) -> list[dict[str, object]]:
    return facts.agreed_patients.join(facts.people, on="case_id", how="left").to_dicts()


def _words(code: object) -> str:
    return "" if code is None else str(code).replace("_", " ")
