"""The plan-side questions over a whole plan, beside DuckDB alone in the same run.

Run: python -m tests.benchmarks.plan_scale [--members 50000] [--practices 50] [--folder F]
A plan is generated in DuckDB (fifty claim lines a member), then every part is asked in a process of
its own: seconds of the processors (so other work on the machine tells little), peak memory, and the
ratio to the floor, which reads every column of its own answers. `--members 1000000 --practices
1000` is the whole size: 50 million claim lines, half a gigabyte in the folder. It judges nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.plan_scale_data import AS_OF, INDEX_ON, generate

if TYPE_CHECKING:
    from tandem_flows.source.open import Source

LISTED = 30
_LISTED = f"""
SELECT person_id FROM attribution JOIN risk_score USING (person_id)
QUALIFY row_number() OVER (PARTITION BY practice_id ORDER BY score DESC, person_id) <= {LISTED}
"""
# The questions of the floor: as short as SQL can say them, no reason, reversal or overlap in sight.
# Every column of the answer is looked at: DuckDB works out none that nobody reads.
_FLOOR = {
    "identify": f"SELECT bit_xor(hash(person_id)) FROM ({_LISTED})",
    "background": """
        SELECT bit_xor(hash(answer)) FROM (SELECT person_id,
            max(claim_start_date) FILTER (WHERE bill_type_code LIKE '11%') AS stay_on,
            arg_max(diagnosis_code_1, claim_start_date)
                FILTER (WHERE bill_type_code LIKE '11%') AS reason,
            max(claim_start_date) FILTER (WHERE revenue_center_code LIKE '045%') AS ed_on,
            arg_max(diagnosis_code_1, claim_start_date)
                FILTER (WHERE revenue_center_code LIKE '045%') AS ed_reason
            FROM medical_claim GROUP BY person_id) AS answer""",
    "pmpm": f"""
        SELECT sum(paid_amount) FILTER (WHERE claim_start_date < DATE '{INDEX_ON}'),
            sum(paid_amount) FILTER (WHERE claim_start_date > DATE '{INDEX_ON}')
        FROM medical_claim SEMI JOIN ({_LISTED}) USING (person_id)
        WHERE claim_start_date BETWEEN DATE '{INDEX_ON}' - 365 AND DATE '{INDEX_ON}' + 365""",
}


def floor(folder: Path) -> dict[str, float]:
    """Seconds of the three questions in plain SQL over the same files."""
    import duckdb

    connection = duckdb.connect()
    for file in sorted(folder.glob("*.parquet")):
        connection.execute(f"CREATE VIEW {file.stem} AS FROM read_parquet('{file}')")
    return {name: _seconds(lambda: connection.execute(sql).fetchall())  # noqa: B023
            for name, sql in _FLOOR.items()}  # fmt: skip


def whole_plan(folder: Path) -> dict[str, float]:
    """Seconds of our own questions, asked once for every listed patient of every practice."""
    from tandem_flows.source.activity import claims_activity
    from tandem_flows.source.background import background_facts
    from tandem_flows.source.measure_facts import measure_facts
    from tandem_flows.source.members import make_lists_ahead
    from tandem_flows.source.open import open_source
    from tests.values import standard_values

    values = standard_values()
    started = time.process_time()
    source = open_source(folder / "source.sql", folder)
    spent = {"open and check": time.process_time() - started}
    with source:
        started = time.process_time()
        make_lists_ahead(source, _practices(source), AS_OF, values, "score")
        spent["identify"] = time.process_time() - started
        assert source.standing.lists is not None
        people = source.standing.lists.lists["person_id"].to_list()
        ask = (None, AS_OF, values)
        spent["background"] = _seconds(lambda: background_facts(source, people, *ask))
        spent["activity"] = _seconds(
            lambda: claims_activity(source, people, date(2025, 7, 1), AS_OF, AS_OF, None)
        )
        spent["facts of PMPM"] = _seconds(lambda: measure_facts(source, people, *ask))
    return spent


def twenty_practices(folder: Path) -> dict[str, float]:
    """Seconds of what one command asks that goes from practice to practice, after a look ahead.

    All practices of the plan are looked up ahead, as for all of them; twenty are asked about.
    """
    from tandem_flows.source.background import background_facts
    from tandem_flows.source.gathered import expect, expect_panels
    from tandem_flows.source.measure_facts import measure_facts
    from tandem_flows.source.members import high_risk_members, make_lists_ahead
    from tandem_flows.source.open import open_source
    from tests.values import standard_values

    values = standard_values()
    started = time.process_time()
    with open_source(folder / "source.sql", folder) as source:
        practices = _practices(source)
        make_lists_ahead(source, practices, AS_OF, values, "score")
        assert source.standing.lists is not None
        expect(source.connection, source.standing.lists.lists["person_id"].to_list())
        expect_panels(source.connection, practices[:20])
        spent = {"look ahead": time.process_time() - started}
        started = time.process_time()
        for practice_id in practices[:20]:
            listed = high_risk_members(source, practice_id, AS_OF, values, "score")
            ask = (listed["person_id"].to_list(), practice_id, AS_OF, values)
            background_facts(source, *ask)
            measure_facts(source, *ask)
        spent["twenty"] = time.process_time() - started
    return spent


def _practices(source: Source) -> list[str]:
    named = "SELECT DISTINCT practice_id FROM tandem.attribution ORDER BY ALL"
    return [practice_id for (practice_id,) in source.connection.execute(named).fetchall()]


def one_practice(folder: Path) -> dict[str, float]:
    """Seconds of what one practice's steps ask, as its flow does, up to what its record keeps."""
    from tandem_flows.source.background import background_facts
    from tandem_flows.source.members import high_risk_members
    from tandem_flows.source.open import open_source
    from tests.values import standard_values

    values = standard_values()
    started = time.process_time()
    source = open_source(folder / "source.sql", folder)
    spent = {"open and check": time.process_time() - started}
    with source:
        started = time.process_time()
        listed = high_risk_members(source, "practice-7", AS_OF, values, "score")
        spent["identify"] = time.process_time() - started
        people = listed["person_id"].to_list()
        spent["background"] = _seconds(
            lambda: background_facts(source, people, "practice-7", AS_OF, values)
        )
        spent["digest of the record"] = _seconds(source.digest)
    return spent


_PARTS: dict[str, Callable[[Path], dict[str, float]]] = {
    "floor": floor,
    "whole plan": whole_plan,
    "one practice": one_practice,
    "twenty of all": twenty_practices,
}


def _seconds(ask: Callable[[], object]) -> float:
    started = time.process_time()
    ask()
    return time.process_time() - started


def _told(part: str, folder: Path) -> dict[str, float]:
    """Run one part in a process of its own, so that its peak of memory is its own."""
    command = [sys.executable, "-m", "tests.benchmarks.plan_scale", "--part", part]
    told = subprocess.run(
        [*command, "--folder", str(folder)], check=True, capture_output=True, text=True
    )
    return json.loads(told.stdout.splitlines()[-1])


def main() -> None:
    """Generate the plan where the folder has none, and print a line a part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=50_000)
    parser.add_argument("--practices", type=int, default=50)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--part", choices=_PARTS)
    given = parser.parse_args()
    if given.part:
        spent = _PARTS[given.part](given.folder)
        spent["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(spent))
        return
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        if not (folder / "medical_claim.parquet").exists():
            folder.mkdir(parents=True, exist_ok=True)
            seconds = _seconds(lambda: generate(folder, given.members, given.practices))
            print(f"generated {given.members:,} members in {seconds:.1f} s", flush=True)
        told = {part: _told(part, folder) for part in _PARTS}
    least = sum(seconds for name, seconds in told["floor"].items() if name != "peak MB")
    for part, numbers in told.items():
        total = sum(seconds for name, seconds in numbers.items() if name != "peak MB")
        parts = ", ".join(f"{name} {seconds:.2f}" for name, seconds in numbers.items())
        print(f"{part:14} {total:8.2f} s, {total / least:6.1f} times the floor   {parts}")


if __name__ == "__main__":
    main()
