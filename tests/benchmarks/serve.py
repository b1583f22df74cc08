"""What `tandem serve` costs: start, a click, memory, and the daily look of many partnerships.

Run `python -m tests.benchmarks.serve` from the repository, with nothing else running; it prints the
load it found. It prints numbers of one run; it judges nothing.
"""

import argparse
import atexit
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import httpx
import polars as pl

from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.orchestrate import desk as flow_desk
from tandem_flows.server.local import running_server
from tandem_flows.workspace.folder import Workspace
from tests.orchestrate.serving import Serving, until
from tests.steps.workspaces import AS_OF, FIRST_CALL

_FINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
_DAY = timedelta(days=1)
_SMALL_RUNS = 30
_LIST_ROWS = 30
_IDLE_SECONDS = 60.0
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def many_partnerships(folder: Path, count: int) -> Workspace:
    """Make a workspace of `count` practices, each with its share of the sample's members."""
    demo_workspace(folder)
    names = [f"practice-{number:03}" for number in range(count)]
    attribution = folder / "plan" / "attribution.parquet"
    members = pl.read_parquet(attribution).with_row_index("row")
    shared = members.with_columns(
        pl.format("practice-{}", (pl.col("row") % count).cast(pl.String).str.zfill(3)).alias(
            "practice_id"
        )
    )
    shared.drop("row").write_parquet(attribution)
    profile = (folder / "profile.yaml").read_text(encoding="utf-8")
    head, rest = profile.split("practices:\n")
    tail = rest[rest.index("timezone:") :]
    blocks = [
        f'  {name}:\n    name: "{name}"\n    first_call_on: {FIRST_CALL}\n'
        '    call_starts_at: "09:00"\n    channel: secure_email\n'
        for name in names
    ]
    text = head + "practices:\n" + "".join(blocks) + tail
    (folder / "profile.yaml").write_text(text, encoding="utf-8")
    team = (folder / "inbox" / "lakeside" / "team.csv").read_text(encoding="utf-8")
    for name in names:
        place = folder / "inbox" / name
        place.mkdir()
        (place / "team.csv").write_text(team, encoding="utf-8")
        own_list(folder, name).write_csv(place / "practice_list.csv")
    return Workspace(folder)


def own_list(folder: Path, practice_id: str) -> pl.DataFrame:
    """Return the list of a practice: its own members, for another's would be refused."""
    attribution = pl.read_parquet(folder / "plan" / "attribution.parquet")
    own = attribution.filter(practice_id=practice_id).select("person_id")
    people = pl.read_parquet(folder / "plan" / "eligibility.parquet").join(own, on="person_id")
    born_before = AS_OF.replace(year=AS_OF.year - 25)
    return (
        people.filter(pl.col("birth_date") < born_before)
        .unique("person_id", keep="first", maintain_order=True)
        .sort("person_id")
        .head(_LIST_ROWS)
        .select(
            pl.row_index("Rank") + 1,
            First="first_name",
            Last="last_name",
            DOB="birth_date",
            Sex="gender",
            Phone="phone",
            **{
                "Member #": "member_id",
                "High risk means": pl.lit("Anyone our clinicians worry about."),
                "Why high risk": pl.lit("two stays last year"),
                "Last seen": pl.lit(AS_OF - 30 * _DAY),
            },
        )
    )


def memory_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def processor_seconds(pid: int) -> float:
    spent = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(spent[11]) + int(spent[12])) / _TICKS_A_SECOND


def idle_share(pid: int) -> float:
    """Return the share of one processor that a process takes while nobody asks it anything."""
    before = processor_seconds(pid)
    time.sleep(_IDLE_SECONDS)
    return (processor_seconds(pid) - before) / _IDLE_SECONDS * 100


def seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def show(what: str, value: float, unit: str) -> None:
    print(f"{what:<58}{value:9.1f} {unit}", flush=True)


def started(folder: Path) -> tuple[Serving, float]:
    begun = time.perf_counter()
    serving = Serving(folder)
    atexit.register(serving.end)
    serving.until_ready(180)
    until(
        lambda: httpx.get(f"http://127.0.0.1:{serving.port}/v2", follow_redirects=True).is_success,
        60,
    )
    return serving, time.perf_counter() - begun


def one_practice(folder: Path) -> None:
    """Start twice, click through to `share`, and weigh server and runner."""
    demo_workspace(folder)
    serving, first = started(folder)
    serving.end()
    serving, again = started(folder)
    show("tandem serve to usable UI, first start", first, "s")
    show("tandem serve to usable UI, later", again, "s")
    who = {"practice": "lakeside", "operator": "plan-manager", "as_of": str(AS_OF)}
    try:
        for name in ("ready", "identify"):
            serving.clicked(name, **who)
        clicked = seconds(lambda: serving.clicked("share", **who, call_date=str(FIRST_CALL)))
        show("click to finished share", clicked, "s")
        server = int((folder / "prefect" / "server.json").read_text().split('"pid": ')[1][:-1])
        show("memory of the server", memory_mb(server), "MB")
        show("memory of the runner", memory_mb(serving.process.pid), "MB")
        show("an idle server takes of one processor", idle_share(server), "%")
    finally:
        serving.end()


def all_advanced(serving: Serving, names: list[str], as_of: date) -> None:
    given = {"operator": "administrator", "as_of": str(as_of)}
    ids = [serving.click("advance", practice=name, **given) for name in names]
    wanted = {"id": {"any_": ids}, "state": {"type": {"any_": list(_FINAL)}}}
    until(lambda: serving.ask("/flow_runs/count", flow_runs=wanted) == len(ids), 3600)
    failed = {"id": {"any_": ids}, "state": {"type": {"any_": ["FAILED", "CRASHED"]}}}
    if lost := serving.ask("/flow_runs/count", flow_runs=failed):
        sys.exit(f"{lost} of {len(ids)} runs failed: what they took says nothing")


def many(folder: Path, count: int) -> None:
    """Advance all partnerships: the first day with lists and sheets, then a day without work."""
    workspace = many_partnerships(folder, count)
    names = list(workspace.profile.practices)
    serving, _ = started(folder)
    try:
        lists = seconds(lambda: all_advanced(serving, names, FIRST_CALL - 6 * _DAY))
        show(f"advance of {count} with lists and sheets (5 runs each)", lists, "s")
        daily = seconds(lambda: all_advanced(serving, names, FIRST_CALL - 5 * _DAY))
        show(f"daily advance of {count} partnerships", daily, "s")
        show("runs an hour at the pace of the daily advance", count / daily * 3600, "")
        show("runs an hour with lists and sheets", 5 * count / lists * 3600, "")
    finally:
        serving.end()


def guard(folder: Path) -> None:
    """Run a small step through its flow, with the guard and with none."""
    workspace, _ = demo_workspace(folder)
    with running_server(workspace):
        from tandem_flows.desk import Job
        from tandem_flows.orchestrate import flows

        def small_runs() -> None:
            for _ in range(_SMALL_RUNS):
                flows.run_step(workspace, "ready", Job("lakeside", AS_OF, None, "benchmark"))

        flows.run_step(workspace, "ready", Job("lakeside", AS_OF, None, "benchmark"))
        guarded = seconds(small_runs)
        kept = flows.guarded, flow_desk.guarded
        flows.guarded = flow_desk.guarded = lambda _folder, work: work()
        bare = seconds(small_runs)
        flows.guarded, flow_desk.guarded = kept
    show("runs an hour of `ready` in one process, with the guard", _SMALL_RUNS / guarded * 3600, "")
    show("the same without the guard", _SMALL_RUNS / bare * 3600, "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=50)
    asked = parser.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before the start")
    with tempfile.TemporaryDirectory() as folder:
        one_practice(Path(folder) / "one")
        guard(Path(folder) / "guard")
        many(Path(folder) / "many", asked.partnerships)


if __name__ == "__main__":
    main()
