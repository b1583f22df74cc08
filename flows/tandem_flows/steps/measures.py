"""The measures M1 to M12, worked out from all rounds and the plan source, and their report."""

from __future__ import annotations

from typing import Any

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.evaluation import Evaluated, evaluation_paper
from tandem_flows.documents.page import PageFile
from tandem_flows.documents.pdf import PdfFile
from tandem_flows.marks import implements
from tandem_flows.rules.measures.catalogue import VERSION
from tandem_flows.rules.measures.figure import ALL, Figure, Stamp, as_frame
from tandem_flows.rules.measures.suppress import suppressed, suppressed_months
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.measuring import READ, measured

_RUN_ID_LETTERS = 16


@step(
    "measures",
    word="evaluation",
    title="Work out the measures",
    reads=("combined_list", *READ),
    writes=("measures",),
    needs_source=True,
)
@implements(
    "EVL-02", "EVL-03", "EVL-04", "EVL-05", "EVL-06", "EVL-07", "EVL-08", "EVL-09", "EVL-11",
    "EVL-12", "EVL-14", "EVL-19", "ELM-04",
)  # fmt: skip
def measures(desk: Desk) -> Result:
    """Work out every measure as of the day, keep the lines, and publish the report."""
    found = measured(desk)
    guideline = desk.workspace.guideline.version
    stamp = Stamp(guideline, desk.values.digest(), desk.input_hash[:_RUN_ID_LETTERS])
    frame = desk.hand_on("measures", as_frame(found.figures, VERSION, stamp), "EVL-02", "EVL-14")
    of = Evaluated(
        title=desk.practice.name,
        as_of=desk.as_of,
        figures=suppressed(found.figures, desk.values),
        months=suppressed_months(found.months, desk.values),
        stamp=stamp,
    )
    paper = evaluation_paper(of, desk.values)
    name = f"evaluation-{desk.as_of.isoformat()}.html"
    desk.publish(name, PageFile(paper), forms={".pdf": PdfFile(paper)})
    return _result(frame, found.figures)


def _result(frame: pl.DataFrame, figures: list[Figure]) -> Result:
    known = {figure.measure: figure for figure in figures if figure.cohort == ALL}
    words = [
        f"{frame.height} lines",
        f"active {_shown(known['M1'])} %",
        f"followed up {_shown(known['M2'])} %",
        f"fidelity {_shown(known['M12'])} %",
        f"net savings raw {_shown(known['M8_net_raw'])}, "
        f"matched {_shown(known['M8_net_matched'])} dollars",
    ]
    counts: dict[str, Any] = {"lines": frame.height}
    return Result("; ".join(words), counts)


def _shown(figure: Figure) -> str:
    return "not known" if figure.value is None else f"{figure.value:,.0f}"
