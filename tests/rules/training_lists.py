"""Two invented rosters of the same people, with slips planted in known shares.

Here: the lists that weights are learned from in tests. Not here: any test.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

_FIRST = ["Rosalba", "Benigna", "Otisha", "Casimir", "Thaddea", "Leopold", "Quiteria", "Valdemar"]
_LAST = ["Quintero", "Vandermoor", "Ostrowska", "Abernathy", "Lindqvist", "Okonkwo", "Marchetti"]
_SYLLABLES = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu"]
MOVED_EVERY, SLIPPED_EVERY = 4, 10


def _row(number: int) -> dict[str, object]:
    ending = "".join(_SYLLABLES[number // 10**place % 10] for place in range(2))
    return {
        "id": f"a{number}",
        "first_name": _FIRST[number % 8] + _SYLLABLES[number // 8 % 10],
        "last_name": _LAST[number // 3 % 7] + ending,
        "birth_date": date(1930, 1, 1) + timedelta(days=number * 37 % 27_000),
        "zip_code": f"0410{number % 5}",
        "city": "Portland",
        "address": f"{number} {_SYLLABLES[number % 10]}{_SYLLABLES[number // 7 % 10]} Street",
    }


def _again(number: int) -> dict[str, object]:
    """The same person on the other list: every fourth moved, every tenth name has a slip."""
    row = _row(number) | {"id": f"b{number}"}
    if number % MOVED_EVERY == 0:
        row["address"], row["zip_code"] = f"{number + 5_000} Elsewhere Road", "04999"
    if number % SLIPPED_EVERY == 1:
        row["last_name"] = str(row["last_name"])[:4] + "x" + str(row["last_name"])[5:]
    return row


def rosters(people: int, common: int | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`people` on the first list, of whom the first `common` (or all) stand on the second too."""
    left = pl.DataFrame([_row(number) for number in range(people)])
    shared = people if common is None else common
    return left, pl.DataFrame([_again(number) for number in range(shared)])
