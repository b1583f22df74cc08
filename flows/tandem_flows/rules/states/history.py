"""The dated records of one round that case states are derived from, as frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import polars as pl


@dataclass(frozen=True)
class History:
    """The latest version of every record of one round; a frame that is left out has no records.

    Handoffs by name, with two additions and three small frames:
    `agendas` may hold `agreed_on`, the day each agenda was made (else the call before it is taken);
    `care_facts`: case_id, is_covered, coverage_ended_on, died_on, left_practice_on (attributed to
    another practice since); `withdrawals`: case_id, on (a wish not to be engaged);
    `admissions`: case_id, admitted_on. `listed_on` is the day the combined list was made.
    """

    listed_on: date
    combined_list: pl.DataFrame
    agendas: pl.DataFrame = field(default_factory=pl.DataFrame)
    calls: pl.DataFrame = field(default_factory=pl.DataFrame)
    decisions: pl.DataFrame = field(default_factory=pl.DataFrame)
    tasks: pl.DataFrame = field(default_factory=pl.DataFrame)
    care_team: pl.DataFrame = field(default_factory=pl.DataFrame)
    outreach_attempts: pl.DataFrame = field(default_factory=pl.DataFrame)
    tracking_list: pl.DataFrame = field(default_factory=pl.DataFrame)
    reports: pl.DataFrame = field(default_factory=pl.DataFrame)
    care_facts: pl.DataFrame = field(default_factory=pl.DataFrame)
    withdrawals: pl.DataFrame = field(default_factory=pl.DataFrame)
    admissions: pl.DataFrame = field(default_factory=pl.DataFrame)
