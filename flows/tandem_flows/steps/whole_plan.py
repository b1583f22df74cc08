"""The evaluation of all partnerships of a workspace together. It only looks: no step, no record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tandem_flows.desk import Desk, Job
from tandem_flows.documents.evaluation import Evaluated, evaluation_paper
from tandem_flows.documents.file import About, Writer
from tandem_flows.documents.page import PageFile
from tandem_flows.documents.pdf import PdfFile
from tandem_flows.rules.measures.estimate.evidence import pooled
from tandem_flows.rules.measures.figure import Figure, Stamp
from tandem_flows.rules.measures.pooling import pooled_figures, pooled_months, telling_of_others
from tandem_flows.rules.measures.savings import savings
from tandem_flows.rules.measures.suppress import suppressed, suppressed_months
from tandem_flows.rules.measures.targets import with_targets
from tandem_flows.source.gathered import expect, expect_panels
from tandem_flows.steps.catalogue import step_named
from tandem_flows.steps.measuring import Measured, measured
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem

_LOOKED_FOR_TOGETHER = 20  # partnerships: the panels of as many fit into memory


@dataclass(frozen=True)
class WholePlan:
    """The lines of all partnerships as one, small cells hidden; how many went in, who did not."""

    figures: list[Figure]
    months: list[Figure]
    practices: int
    without_record: tuple[str, ...]


def whole_plan(workspace: Workspace, as_of: date) -> WholePlan:
    """Return the measures of all partnerships that have a combined list, as of a day.

    Raises InputRefused when none has. Nothing is written.
    """
    values, desks = workspace.values(as_of), list(_desks(workspace, as_of))
    if not desks:
        remedy = "Run `tandem run share` for a practice first."
        raise InputRefused(Problem("workspace", "has no partnership with a combined list", remedy))
    parts = list(_measured(desks))
    measured_here = {desk.practice.practice_id for desk in desks}
    months = [part.months for part in parts]
    figures = [part.figures for part in parts]
    saved = savings(pooled([part.evidence for part in parts]), values)
    telling = telling_of_others(figures, months, saved, values)
    return WholePlan(
        suppressed(with_targets([*pooled_figures(figures), *saved], values), values, telling),
        suppressed_months(pooled_months(months), values, telling),
        len(parts),
        tuple(name for name in workspace.profile.practices if name not in measured_here),
    )


def write_report(workspace: Workspace, found: WholePlan, as_of: date, folder: Path) -> list[Path]:
    """Write the report as a page and a PDF into `folder`; return where they lie."""
    values, guideline = workspace.values(as_of), workspace.guideline.version
    name = workspace.profile.plan_name
    of = Evaluated(
        title=f"{name}, {found.practices} partnerships together",
        as_of=as_of,
        figures=found.figures,
        months=found.months,
        stamp=Stamp(guideline, values.digest(), ""),
    )
    paper = evaluation_paper(of, values)
    about = About((f"From {name}.", f"Guideline {guideline}."), as_of, templates=_own(workspace))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files: dict[str, Writer] = {"html": PageFile(paper), "pdf": PdfFile(paper)}
    paths = [folder / f"evaluation-{as_of.isoformat()}.{ending}" for ending in files]
    for path, write in zip(paths, files.values(), strict=True):
        write(path, about)
        path.chmod(0o600)
    return paths


def _desks(workspace: Workspace, as_of: date) -> Iterator[Desk]:
    """Yield a loaded desk for each partnership whose record has anything to measure."""
    for practice_id in workspace.profile.practices:
        if not workspace.store(practice_id).path.is_file():
            continue
        desk = Desk(step_named("measures"), Job(practice_id, as_of), workspace)
        desk.load()
        if not desk.read("combined_list").is_empty():
            yield desk


def _measured(desks: Sequence[Desk]) -> Iterator[Measured]:
    """Yield what each partnership measures; the claims of some are looked for together.

    One look through all claims for each practice would take most of the time, and the claims of
    all at once too much memory.
    """
    for first in range(0, len(desks), _LOOKED_FOR_TOGETHER):
        some = desks[first : first + _LOOKED_FOR_TOGETHER]
        source = some[0].source
        for desk in some:
            expect(source.connection, _listed(desk))
        expect_panels(source.connection, [desk.practice.practice_id for desk in some])
        yield from map(measured, some)
        source.forget()


def _listed(desk: Desk) -> list[str]:
    return desk.every_round("combined_list")["person_id"].drop_nulls().to_list()


def _own(workspace: Workspace) -> Path | None:
    folder = workspace.folder / "templates"
    return folder if folder.is_dir() else None
