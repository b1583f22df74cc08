"""Reports to the practice: what the claims show of each patient since the last report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import polars as pl

from tandem_flows.documents.paper import DAY, MISSING, Column, Grid, Paper, Part, Words
from tandem_flows.documents.summary import name_of
from tandem_flows.documents.text import counted, words
from tandem_flows.documents.workbook import Sheet
from tandem_flows.marks import implements

# which report, its heading, and why these patients are in it
_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "tracking": ("Patients nobody could reach", "They are on the tracking list."),
        "monitor": ("Patients whom the plan monitors", "The practice leads; the plan watches."),
        "plan_lead": ("Patients whom the plan leads", "The plan leads and keeps you informed."),
    }
)
_COUNTS = (
    ("ed_visits", "an emergency visit"),
    ("admissions", "an inpatient stay"),
    ("out_of_network", "care out of network"),
    ("referrals", "a referral"),
)
_COLUMNS = (
    Column("Patient", share=5),
    Column("Born", "born", 2),
    Column("Since", "since", 2),
    Column("Emergency visits", "emergency visits:", 2),
    Column("Inpatient stays", "inpatient stays:", 2),
    Column("Referrals", "referrals:", 2),
    Column("Out of network", "out of network:", 2),
    Column("Paid, US dollars", "paid, US dollars:", 2),
    Column("Arrived late, from before", share=3),
)
_ADMITTED = (
    Column("Patient", share=3),
    Column("Born", "born", 2),
    Column("Admitted", "admitted", 2),
)


def report_sheets(
    rows: pl.DataFrame, combined_list: pl.DataFrame, as_of: date, title: str = "Report"
) -> list[Sheet]:
    """Return one tab of `rows`, each with the patient's name and birth date."""
    named = _named(rows, combined_list).select(
        "case_id",
        "first_name",
        "last_name",
        "birth_date",
        pl.exclude("case_id", "first_name", "last_name", "birth_date"),
    )
    sentence = f"As known to the plan on {as_of}; claims may still arrive"
    absent = named.with_columns(pl.lit(_absent(name)).alias(name) for name in named.columns)
    return [Sheet(title, sentence, named, absent, 4)]


@implements("TRK-03", "LED-07", "LED-08")
def report_paper(rows: pl.DataFrame, combined_list: pl.DataFrame, as_of: date) -> Paper:
    """Return the report: emergency visits, inpatient stays, referrals and care out of network.

    `rows` are those of `claims_activity` that are sent today, each kind of report a part.
    """
    named = _named(rows, combined_list)
    of_kind = {kind: named.filter(report_kind=kind) for kind in _KINDS}
    parts = [_part(kind, its, as_of) for kind, its in of_kind.items() if its.height]
    return Paper(
        kind="report",
        title=f"Report of {as_of.strftime('%-d %B %Y')}",
        lead=(
            "What the plan's claims show since the last report on each patient. Claims may still "
            "arrive; those that come late are told in the next report.",
            "Please say if you heard from a patient, or if something looks wrong.",
        ),
        parts=tuple(parts),
        is_wide=True,
    )


@implements("MEM-06")
def admissions_paper(notices: pl.DataFrame, combined_list: pl.DataFrame, as_of: date) -> Paper:
    """Return the notice of admissions of patients whom the practice tries to meet once more."""
    told = tuple(
        (*_who(row), Words(words(row["admitted_on"]), DAY))
        for row in _named(notices, combined_list).iter_rows(named=True)
    )
    return Paper(
        kind="admissions",
        title=f"Admissions known on {as_of.strftime('%-d %B %Y')}",
        lead=("These patients could not be reached so far. Now they can be met in the hospital.",),
        parts=(Part("Who was admitted", grid=Grid("", _ADMITTED, told)),),
    )


def _part(kind: str, rows: pl.DataFrame, as_of: date) -> Part:
    heading, why = _KINDS[kind]
    told = tuple(_line(row) for row in rows.iter_rows(named=True))
    return Part(
        heading,
        under=why,
        sentences=(("", _in_short(rows)),),
        grid=Grid(f"Since each patient's last report, until {as_of}", _COLUMNS, told),
    )


def _in_short(rows: pl.DataFrame) -> str:
    """Return in one sentence how many of the patients had what."""
    known = [(name, one) for name, one in _COUNTS if rows[name].is_not_null().any()]
    had = [(rows.filter(pl.col(name) > 0).height, one) for name, one in known]
    some = [f"{count} had {one}" for count, one in had if count]
    many = counted(rows.height, "patient", "patients")
    if some:
        return f"{many}: {', '.join(some)}."
    return f"{many}: none had {', '.join(one for _, one in known[:-1])} or {known[-1][1]}."


def _line(row: dict[str, Any]) -> tuple[Words, ...]:
    counts = ("ed_visits", "admissions", "referrals", "out_of_network")
    return (
        *_who(row),
        Words(words(row["period_start_on"]), DAY),
        *(_known(row[name]) for name in counts),
        Words(f"{row['paid_amount']:,.0f}"),
        Words(_late(row)),
    )


def _who(row: dict[str, Any]) -> tuple[Words, Words]:
    return Words(f"{name_of(row)} ({row['case_id']})"), Words(words(row["birth_date"]), DAY)


def _known(count: int | None) -> Words:
    return Words("not known", MISSING) if count is None else Words(str(count))


def _late(row: dict[str, Any]) -> str:
    """Return what claims of an earlier period say that arrived since."""
    if not row["late_claims"]:
        return ""
    told = [counted(row["late_claims"], "claim", "claims")]
    if row["late_ed_visits"]:
        told.append(counted(row["late_ed_visits"], "emergency visit", "emergency visits"))
    if row["late_admissions"]:
        told.append(counted(row["late_admissions"], "inpatient stay", "inpatient stays"))
    return ", ".join(told)


def _named(rows: pl.DataFrame, combined_list: pl.DataFrame) -> pl.DataFrame:
    people = combined_list.select("case_id", "first_name", "last_name", "birth_date")
    return rows.join(people, on="case_id", how="left", maintain_order="left")


def _absent(column: str) -> str:
    return "not known" if column in ("referrals", "out_of_network") else ""
