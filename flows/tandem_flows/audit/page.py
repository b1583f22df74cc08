"""The audit report as one HTML page that opens from disk and prints; nothing in it is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tandem_flows.audit.behind import Behind
from tandem_flows.audit.report import Report
from tandem_flows.audit.templating import share, template

STRENGTHS = {"must": "Required", "should": "Recommended", "may": "Optional"}


def report_page(
    report: Report, evidence: Mapping[str, Behind], site: str | None, organisation: str
) -> str:
    """Return the page. `site` is the address of the published guideline, for links to clauses."""
    return template("audit_report.html.j2").render(
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
        "planned": sum(call.state == "planned" for call in report.calls),
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
    return share(index.numerator or 0, index.denominator or 0)
