"""The findings of an export, all drawn from its record: conformance, OSCAL results, event log.

Pure: the same record, guideline, waivers and period give the same files, so that whoever holds the
record can draw them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from tandem_flows.audit.conformance import call_conformance, clause_conformance
from tandem_flows.audit.event_log import event_log
from tandem_flows.audit.export import Partnership, table_files
from tandem_flows.audit.gather import joined_until
from tandem_flows.audit.occasions import deadline_clauses, occasions
from tandem_flows.audit.oscal import assessment_results
from tandem_flows.workspace.profile import Waiver
from tandem_validators.guideline.model import Guideline

FINDINGS = ("conformance", "oscal", "events")


def findings(
    kept: Sequence[Partnership],
    guideline: Guideline,
    waivers: Sequence[Waiver],
    period: tuple[date, date],
) -> dict[str, bytes]:
    """Return the files that tell what the record of a period says of the clauses."""
    until = joined_until(kept, period[1])
    found = occasions(until, deadline_clauses(guideline))
    clauses = clause_conformance(found.filter(pl.col("as_of") >= period[0]), guideline, waivers)
    of_period = found.filter(pl.col("call_date").is_between(*period))
    return {
        **table_files("conformance/clauses", clauses),
        **table_files("conformance/calls", call_conformance(of_period)),
        "oscal/assessment-results.json": assessment_results(clauses, guideline, period),
        "events/events.ocel.json": event_log(until.filter(pl.col("as_of") >= period[0])),
    }
