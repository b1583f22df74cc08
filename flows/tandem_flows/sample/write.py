"""Writing the sample into a workspace folder: Parquet, `source.sql` and the practices' lists.

The only part of the sample that touches files. It writes no store and no profile.
"""

from __future__ import annotations

import csv
import textwrap
from pathlib import Path

from tandem_flows.sample import facts
from tandem_flows.sample.facts import SampleFacts
from tandem_flows.sample.plan import Plan, draw_plan, frames
from tandem_flows.sample.practice_list import HEADERS, list_cells, list_facts
from tandem_flows.sample.tables import COLUMNS
from tandem_validators.errors import InputRefused, Problem

SOURCE_FILE = "source.sql"
PLAN_FOLDER = "plan"
# The plan source is opened from anywhere: whoever opens it puts the workspace's folder here.
FOLDER_MARK = "{folder}"
SOURCE_HEADING = f"""\
-- The plan source: one view for each table of the contract, over invented people.
-- {FOLDER_MARK} stands for the workspace's folder.
-- To map your own tables, change what follows SELECT and FROM and keep the names of the columns.
"""


def write_sample(folder: Path, seed: int = 20260105, members: int = 2000) -> SampleFacts:
    """Write the invented plan and the two practices' lists; the same seed, the same files.

    Raises InputRefused for fewer members than two lists need; nothing is written then.
    """
    if members < facts.FEWEST_MEMBERS:
        raise InputRefused(_too_few(members))
    plan = draw_plan(seed, members)
    cells = {practice_id: list_cells(plan, practice_id) for practice_id in facts.PRACTICES}
    plan_files = _write_plan(folder, plan)
    (folder / SOURCE_FILE).write_text(source_sql(), encoding="utf-8")
    for practice_id, rows in cells.items():
        _write_list(folder / _list_file(practice_id), rows)
    return _facts(plan, plan_files)


def source_sql() -> str:
    """The `source.sql` of the sample: a view for each table of the contract."""
    return SOURCE_HEADING + "".join(f"\n{_view(name)}" for name in COLUMNS)


def _view(name: str) -> str:
    columns = textwrap.fill(
        ", ".join(COLUMNS[name]), width=96, initial_indent="    ", subsequent_indent="    "
    )
    path = f"{FOLDER_MARK}/{PLAN_FOLDER}/{name}.parquet"
    return f"CREATE VIEW {name} AS SELECT\n{columns}\nFROM read_parquet('{path}');\n"


def _write_plan(folder: Path, plan: Plan) -> tuple[str, ...]:
    (folder / PLAN_FOLDER).mkdir(parents=True, exist_ok=True)
    files = []
    for view, frame in frames(plan).items():
        files.append(f"{PLAN_FOLDER}/{view}.parquet")
        frame.write_parquet(folder / files[-1])
    return tuple(files)


def _list_file(practice_id: str) -> str:
    return f"inbox/{practice_id}/practice_list.csv"


def _write_list(path: Path, rows: list[tuple[str, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADERS)
        writer.writerows(rows)


def _too_few(members: int) -> Problem:
    return Problem(
        where="sample, members",
        what=f"{members} members are too few for the lists of two practices",
        remedy=f"Ask for {facts.FEWEST_MEMBERS} or more",
    )


def _facts(plan: Plan, plan_files: tuple[str, ...]) -> SampleFacts:
    return SampleFacts(
        as_of=facts.AS_OF,
        first_call_on=facts.FIRST_CALL_ON,
        data_from=facts.DATA_FROM,
        data_to=facts.DATA_TO,
        practices=facts.PRACTICES,
        members=len(plan.members),
        source_file=SOURCE_FILE,
        plan_files=plan_files,
        lists=tuple(list_facts(plan, p, _list_file(p)) for p in facts.PRACTICES),
    )
