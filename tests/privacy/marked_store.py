"""A record in which every fact about a patient says where it comes from: handoff and column."""

from __future__ import annotations

import re
from datetime import date, timedelta

import polars as pl

from tandem_validators.handoffs.registry import handoff, handoffs

_FIRST = date(1911, 1, 1)
_MARK = re.compile(r"Zq([a-z_]+)Xx([a-z_]+)qZ")
# a sheet's own frames cannot be marked from outside; answers are coded, the others are counts
_LEFT_OUT = {"sent_sheets", "surveys", "list_overlap", "list_shares", "measures"}
_JOINS = {"case_id", "task_id", "goal_id", "person_id", "person", "owner", "program"}


def text_columns(name):
    """The columns of free text: a patient's facts, and all that stays with the plan."""
    spec = handoff(name)
    for column, about in spec.model.to_schema().columns.items():
        is_coded = any("isin" in str(check).lower() for check in about.checks)
        is_phi = bool((about.metadata or {}).get("phi"))
        if about.dtype.type is not pl.String or is_coded or column in _JOINS:
            continue
        if is_phi or spec.receiver == "plan":
            yield column


def date_columns():
    """Every date that is a patient's fact, each with a day of its own."""
    named = [
        (name, column)
        for name, spec in handoffs().items()
        for column, about in spec.model.to_schema().columns.items()
        if about.dtype.type is pl.Date and (about.metadata or {}).get("phi")
    ]
    return {
        place: _FIRST + timedelta(days=number) for number, place in enumerate(sorted(set(named)))
    }


def mark(store):
    """Write marks over the facts of every handoff on record; return the plan's ids of persons."""
    days = date_columns()
    with store.session() as opened:
        tables = opened.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'store' "
            "AND schema_name = 'handoff'"
        ).fetchall()
        for (name,) in tables:
            if name in _LEFT_OUT:
                continue
            for column in text_columns(name):
                text = f"Zq{name}Xx{column}qZ"
                opened.execute(f"UPDATE handoff.{name} SET {column} = ?", [text])
            for (of, column), day in days.items():
                if of == name:
                    opened.execute(f"UPDATE handoff.{name} SET {column} = ?", [day])
        persons = opened.execute(
            "SELECT DISTINCT person_id FROM handoff.combined_list WHERE person_id IS NOT NULL"
        ).fetchall()
    return [person for (person,) in persons]


def facts_in(text, persons):
    """Return which columns of which handoffs a text tells."""
    found = {(name, column) for name, column in _MARK.findall(text)}
    found |= {place for place, day in date_columns().items() if day.isoformat() in text}
    if any(person in text for person in persons):
        found.add(("combined_list", "person_id"))
    return found
