"""Where the time of one partnership's cycle goes, and the plan-side queries beside DuckDB alone.

Run `python -m tests.benchmarks.cycle` from the repository; `--prefect` adds the same cycle through
the flows. It prints seconds and ratios of one run; it judges nothing.
"""

import argparse
import functools
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import duckdb

from tandem_flows import desk as desk_module
from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.source.background import background_facts
from tandem_flows.source.members import high_risk_members
from tandem_flows.source.open import open_source
from tandem_flows.store.store import Store
from tests.steps.workspaces import AS_OF, FIRST_CALL, Practice

_SPENT: dict[str, float] = defaultdict(float)
_FLOOR = """
SELECT e.person_id, max(r.score) FROM eligibility e JOIN attribution a USING (person_id)
JOIN risk_score r USING (person_id)
WHERE a.practice_id = 'lakeside' AND DATE '2026-01-05' BETWEEN e.enrollment_start_date
  AND e.enrollment_end_date AND (e.death_date IS NULL OR e.death_date > DATE '2026-01-05')
GROUP BY ALL ORDER BY 2 DESC LIMIT 30
"""


def timed(kind, function):
    """Return `function` adding its own time to `kind`; a timed call inside one counts once."""

    @functools.wraps(function)
    def run(*args, **kwargs):
        started, before = time.perf_counter(), sum(_SPENT.values())
        try:
            return function(*args, **kwargs)
        finally:
            inside = sum(_SPENT.values()) - before
            _SPENT[kind] += time.perf_counter() - started - inside

    return run


def instrument():
    for name in ("read", "commit", "case_ids", "known_cases", "is_disclosed", "record", "create"):
        setattr(Store, name, timed("store", getattr(Store, name)))
    desk_module.Desk.load = timed("store", desk_module.Desk.load)
    desk_module.validated = timed("validation", desk_module.validated)
    from tandem_flows import delivery
    from tandem_flows.steps import history, identify, share

    delivery.deliver = desk_module.deliver = timed("documents", delivery.deliver)
    identify.high_risk_members = timed("plan source", identify.high_risk_members)
    share.background_facts = timed("plan source", share.background_facts)
    share.all_members = timed("plan source", share.all_members)
    history.care_facts = timed("plan source", history.care_facts)
    desk_module.Desk.source.func = timed("plan source", desk_module.Desk.source.func)


def cycle(practice):
    practice.until_share()
    practice.until_prework()
    practice.hold_call()
    practice.run("summary", FIRST_CALL, FIRST_CALL)
    practice.run("tracking", FIRST_CALL)
    practice.run("evaluation", FIRST_CALL)


def seconds(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def plan_side(workspace):
    """Print identify's and share's questions beside the plainest DuckDB query on the same files."""
    values = workspace.values(AS_OF)
    source = open_source(workspace.source_sql, workspace.folder)
    asked = functools.partial(high_risk_members, source, "lakeside", AS_OF, values, "definition")
    people = asked()["person_id"].to_list()
    background = functools.partial(background_facts, source, people, "lakeside", AS_OF, values)
    floor = duckdb.connect()
    text = workspace.source_sql.read_text(encoding="utf-8")
    floor.execute(text.replace("{folder}", str(workspace.folder)))
    direct = min(seconds(lambda: floor.execute(_FLOOR).fetchall()) for _ in range(5))
    for name, work in (("top of the list with reasons", asked), ("background of 30", background)):
        ours = min(seconds(work) for _ in range(3))
        print(f"{name:<32}{ours:8.3f} s   {ours / direct:6.1f} x the plain query ({direct:.3f} s)")


def through_prefect(folder):
    from tandem_flows.demo.run import run_demo

    started = time.perf_counter()
    run_demo(folder, lambda _words: None)
    print(f"{'demonstration through the flows':<32}{time.perf_counter() - started:8.1f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prefect", action="store_true", help="also run the flows (a minute)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace, _ = demo_workspace(Path(folder) / "workspace")
        plan_side(workspace)
        instrument()
        total = seconds(lambda: cycle(Practice(workspace)))
        spent = dict(_SPENT)
        spent["rules, sheets and the rest"] = total - sum(spent.values())
        for kind, of_kind in sorted(spent.items(), key=lambda item: -item[1]):
            print(f"{kind:<32}{of_kind:8.2f} s   {of_kind / total:6.0%} of the cycle")
        print(f"{'one cycle, eight steps':<32}{total:8.2f} s")
        if asked.prefect:
            through_prefect(Path(folder) / "demo")


if __name__ == "__main__":
    main()
