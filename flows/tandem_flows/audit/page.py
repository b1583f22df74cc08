"""The audit report as one HTML page that opens from disk and prints; nothing in it is fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tandem_flows.audit.report import Report

_TEMPLATES = Path(__file__).parent / "templates"
STRENGTHS = {"must": "Required", "should": "Recommended", "may": "Optional"}


@dataclass(frozen=True)
class Behind:
    """What stands behind a clause: code and tests, each as a reader may look it up."""

    code: Sequence[str] = ()
    tests: Sequence[str] = ()


def report_page(
    report: Report, evidence: Mapping[str, Behind], site: str | None, organisation: str
) -> str:
    """Return the page. `site` is the address of the published guideline, for links to clauses."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = lambda code: str(code).replace("_", " ")
    environment.filters["share"] = _share
    return environment.get_template("audit_report.html.j2").render(
        report=report,
        organisation=organisation,
        evidence=evidence,
        no_evidence=Behind(),
        site=site.rstrip("/") if site else None,
        strengths=STRENGTHS,
        totals=_totals(report),
        fidelity_share=_index(report),
        applied_ids=set(report.applied["clause"]),
        pages=_by_page(report),
    )


def _totals(report: Report) -> dict[str, int]:
    applied = report.applied
    sums = {
        name: int(applied[name].sum()) for name in ("applied", "done", "timed", "on_time", "late")
    }
    held = sum(call.state == "held" for call in report.calls)
    return sums | {
        "clauses": applied.height,
        "all_clauses": report.clauses.height,
        "departed": applied.filter(applied["deviated"] > 0).height,
        "held": held,
        "calls": len(report.calls),
        "decided": sum(call.decided for call in report.calls),
        "disclosures": report.disclosures.height,
        "refusals": report.refusals.height,
    }


def _by_page(report: Report) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the clauses that applied, under the title of the page that states them."""
    found = []
    for page in report.guideline.pages.values():
        rows = [row for row in report.applied.iter_rows(named=True) if row["page"] == page.name]
        if rows:
            found.append((page.title, rows))
    return found


def _index(report: Report) -> str:
    index = report.fidelity.index
    return _share(index.numerator or 0, index.denominator or 0)


def _share(part: float, whole: float) -> str:
    """Return a share in words; of nothing there is none."""
    return f"{100 * part / whole:.0f} %" if whole else "none due"
