"""Code sets as files: those that come with the software, and the organisation's own in its folder.

Reads and checks the files. What a family means for a measure is in the rules.
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from tandem_flows.rules.measures.facts import CodeSet, CodeSets
from tandem_validators.counts import counted
from tandem_validators.errors import InputRefused, Problem

OWN_FOLDER = "code_sets"
_SHIPPED = Path(__file__).parent / "codes"
_NAME = re.compile(r"^(ahrq_pqi|ahrq_pqe|ed_classification)_(\d{4})\.csv$")
_TITLES = {"ahrq_pqi": "AHRQ PQI", "ahrq_pqe": "AHRQ PQE"}
PROBABILITIES = ("edcnnpa", "edcnpa", "epct", "noner", "injury", "psych", "alcohol", "drug")
_REMEDY = "Write it as the README of the folder `codes` of the software shows."


def load_code_sets(workspace: Path, year: int) -> CodeSets:
    """Return the sets to use for a period that ends in `year`.

    Of the shipped and the own files the latest year up to `year` counts, else the earliest later
    one; an own file goes before a shipped one of its year. Raises InputRefused for a file of
    another name or form, with all problems at once.
    """
    own = workspace / OWN_FOLDER
    files, problems = _named(own)
    if problems:
        raise InputRefused(problems)
    table = _latest(files, "ed_classification", year)
    return CodeSets(
        pqi=_families("ahrq_pqi", files, year),
        pqe=_families("ahrq_pqe", files, year),
        ed_classification=_probabilities(table[1]) if table else None,
        ed_classification_year=table[0] if table else None,
    )


def _named(own: Path) -> tuple[list[tuple[str, int, Path]], list[Problem]]:
    """Return name, year and path of each file, the own ones first; and files named otherwise."""
    files: list[tuple[str, int, Path]] = []
    problems: list[Problem] = []
    for path in [*sorted(own.glob("*.csv")), *sorted(_SHIPPED.glob("*.csv"))]:
        match = _NAME.match(path.name)
        if match:
            files.append((match[1], int(match[2]), path))
        else:
            remedy = "Name it ahrq_pqi, ahrq_pqe or ed_classification, then _ and its year."
            problems.append(Problem(f"{OWN_FOLDER}/{path.name}", "is no known code set", remedy))
    return files, problems


def _latest(files: list[tuple[str, int, Path]], name: str, year: int) -> tuple[int, Path] | None:
    of_name = [(of_year, path) for named, of_year, path in files if named == name]
    past = [of for of in of_name if of[0] <= year]
    if past:
        return max(past, key=lambda of: of[0])
    return min(of_name, key=lambda of: of[0], default=None)


def _families(name: str, files: list[tuple[str, int, Path]], year: int) -> CodeSet:
    found = _latest(files, name, year)
    assert found is not None  # one of each comes with the software
    of_year, path = found
    needed = pl.read_csv(next(_SHIPPED.glob(f"{name}_*.csv")), infer_schema=False)["family"]
    frame = _read(path, ("family", "codes"))
    rows = frame.with_columns(
        pl.col("codes").str.to_uppercase().str.replace_all(".", "", literal=True)
    )
    codes = rows.group_by("family").agg(pl.col("codes").str.split(" ").explode().unique())
    families = {family: frozenset(every) - {""} for family, every in codes.iter_rows()}
    missing = sorted(set(needed) - families.keys())
    if missing:
        what = f"lacks the families {', '.join(missing)}"
        raise InputRefused(Problem(f"{OWN_FOLDER}/{path.name}", what, _REMEDY))
    return CodeSet(_TITLES[name], of_year, families, is_own=path.parent != _SHIPPED)


def _probabilities(path: Path) -> pl.DataFrame:
    frame = _read(path, ("icd10", *PROBABILITIES))
    numbers = frame.select("icd10", pl.col(PROBABILITIES).cast(pl.Float64, strict=False))
    wrong = numbers.filter(
        pl.any_horizontal(~pl.col(PROBABILITIES).is_between(0, 1).fill_null(False))
    )
    if wrong.height:
        what = f"{counted(wrong.height, 'row')} with a value that is no probability"
        raise InputRefused(Problem(f"{OWN_FOLDER}/{path.name}", what, "Use numbers from 0 to 1."))
    return numbers.unique("icd10", keep="first", maintain_order=True)


def _read(path: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    try:
        frame = pl.read_csv(path, infer_schema=False)
    except pl.exceptions.PolarsError:
        what = "is not a readable CSV file in UTF-8"
        raise InputRefused(Problem(f"{OWN_FOLDER}/{path.name}", what, _REMEDY)) from None
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        what = f"lacks {', '.join(missing)}"
        raise InputRefused(Problem(f"{OWN_FOLDER}/{path.name}", what, _REMEDY))
    return frame.select(columns)
