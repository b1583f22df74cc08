"""Ids, salts and the clock of the record without chance, so that two runs can be told equal.

Only for the processes of these tests: what is random in the real record is a counter here, which
begins anew with each step, as a step that is rolled back would find it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from types import SimpleNamespace

from tandem_flows.store import canonical, cases, handoffs, ledger
from tandem_flows.worksheets.call_page import page

CLOCK = datetime(2026, 1, 1, tzinfo=UTC)


class _Stopped(datetime):
    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return CLOCK


def be_steady(seed: str) -> None:
    """Make this process repeatable; the bytes of `seed` decide its ids and salts."""
    for owner in (cases, canonical, page):
        owner.secrets = _drawn(Random(f"{seed} {owner.__name__}"))
    handoffs.datetime = ledger.datetime = _Stopped


def _drawn(chance: Random) -> SimpleNamespace:
    return SimpleNamespace(
        choice=chance.choice,
        token_bytes=chance.randbytes,
        token_hex=lambda count: chance.randbytes(count).hex(),
    )
