"""Seconds and memory for the documents of many partnerships: packets, sheets, summaries, reports.

Run `python -m tests.benchmarks.documents --partnerships 100` from the repository. One partnership
is worked through to a held call; then its documents are made so many times anew, from the same
frames, each into a folder of its own. It prints figures of one run; it judges nothing.
"""

import argparse
import resource
import tempfile
import time
from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path

from tandem_flows import desk as desk_module
from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.documents.file import About
from tests.steps.workspaces import AS_OF, FIRST_CALL, Practice

_DAY = timedelta(days=1)


def planned_files(folder):
    """Return every file of one cycle as (name, writer), taken where files go out."""
    workspace, _ = demo_workspace(folder)
    practice, found = Practice(workspace), {}
    deliver = desk_module.deliver

    def noted(desk, delivery):
        found.update({path.name: write for path, write in delivery.writers(Path()).items()})
        deliver(desk, delivery)

    desk_module.deliver = noted
    practice.until_share()
    practice.until_prework()
    practice.hold_call()
    practice.run("summary", FIRST_CALL + _DAY, FIRST_CALL)
    practice.run("tracking", FIRST_CALL + 31 * _DAY)
    desk_module.deliver = deliver
    return found


def megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def make(files, folder, about, spent):
    """Write every file once; return their sizes by ending."""
    sizes = Counter()
    for name, write in files.items():
        path = folder / name
        started = time.perf_counter()
        write(path, about)
        spent[path.suffix] += time.perf_counter() - started
        sizes[path.suffix] += path.stat().st_size
    return sizes


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=100)
    asked = parser.parse_args()
    about = About(("North Practice", "Record head"), AS_OF)
    with tempfile.TemporaryDirectory() as folder:
        files = planned_files(Path(folder) / "workspace")
        kinds = Counter(Path(name).suffix for name in files)
        before, spent, started = megabytes(), defaultdict(float), time.perf_counter()
        for number in range(asked.partnerships):
            place = Path(folder) / str(number)
            place.mkdir()
            sizes = make(files, place, about, spent)
        total = time.perf_counter() - started
        for ending, seconds in sorted(spent.items(), key=lambda item: -item[1]):
            each = seconds / asked.partnerships
            print(
                f"{ending:<8}{kinds[ending]:3} files a partnership{each:8.3f} s"
                f"{sizes[ending] / 1024:9.0f} KB"
            )
        print(f"{asked.partnerships} partnerships, {len(files) * asked.partnerships} files")
        print(f"{total:.1f} s, {total / asked.partnerships:.2f} s a partnership")
        print(f"memory {megabytes():.0f} MB at most, {before:.0f} MB before the documents")


if __name__ == "__main__":
    main()
