"""The traits of the sample, told as sentences with their queries, and how they are asked."""

from pathlib import Path

import duckdb
import yaml

PRACTICES = ("lakeside", "millbrook")
TRAITS = yaml.safe_load(Path(__file__).with_name("traits.yaml").read_text())


def rows(plan: duckdb.DuckDBPyConnection, query: str) -> list[tuple]:
    return plan.execute(query).fetchall()
