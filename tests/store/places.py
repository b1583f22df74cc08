"""A store on disk with a small agenda to put into it."""

from dataclasses import replace
from datetime import date

import polars as pl

from tandem_flows.store.entries import Circumstances, Entry
from tandem_flows.store.handoffs import Place
from tandem_flows.store.store import Store
from tandem_flows.store.writing import Staged
from tandem_validators.handoffs.registry import handoff

CALL = date(2026, 1, 13)
RUN = Circumstances(date(2026, 1, 5), "maria", "os_user", "0.1.0", "guideline", "values")
LATER = replace(RUN, as_of=date(2026, 1, 6))
KEY = "a key that only this test knows"


def new_store(folder, partnership="lakeside", key=KEY):
    store = Store(folder / f"{partnership}.duckdb", partnership, key)
    store.create()
    return store


def agenda(*case_ids):
    return pl.DataFrame(
        {
            "call_date": [CALL] * len(case_ids),
            "position": list(range(1, len(case_ids) + 1)),
            "case_id": list(case_ids),
            "tier": ["common"] * len(case_ids),
            "clause": ["PRI-01"] * len(case_ids),
            "reason": ["named by both"] * len(case_ids),
            "counts_to_cap": [True] * len(case_ids),
        }
    )


def staged(*case_ids, notes=()):
    place = Place(handoff("agenda"), "R1", CALL)
    entry = Entry("handoff", "share", ("SHR-03",), count=len(case_ids))
    return Staged(place, agenda(*case_ids), entry, notes)
