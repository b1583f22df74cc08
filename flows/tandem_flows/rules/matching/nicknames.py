"""Which first names are forms of one name: nicknames, short forms and spelling variants.

Here: the project's own list (`nicknames.csv`; a name without short forms stands there to be known
as a name) and the two questions asked of it. Common first names are known from the census of the
United States of 1990 (Census Bureau, public domain): twins may be called Cory and Cody. Not here:
slips of the pen, which `names` judges by their letters.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _given_names() -> dict[str, frozenset[str]]:
    """For every listed form of a name, the full names it may stand for (Pat: two of them)."""
    stands_for: dict[str, set[str]] = {}
    table = files(__package__).joinpath("nicknames.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        also = row["also"].split(";") if row["also"] else []
        for form in (row["name"], *also):
            stands_for.setdefault(form, set()).add(row["name"])
    return {form: frozenset(names) for form, names in stands_for.items()}


def are_forms_of_one_name(one: str, other: str) -> bool:
    """Whether both first names can be short for, or a variant of, the same full name."""
    names = _given_names()
    return not names.get(one, frozenset()).isdisjoint(names.get(other, frozenset()))


def are_two_known_names(one: str, other: str) -> bool:
    """Whether both are listed names without a common full name: then no letter is a slip."""
    names = _given_names()
    return one in names and other in names and names[one].isdisjoint(names[other])
