"""What the site costs a reader and its builders: Lighthouse, bytes of a first view, build seconds.

Run `python -m tests.benchmarks.site` from the repository, with nothing else running. Lighthouse is
an npm package and no part of the project: `npm install --prefix ~/.cache/caretandem lighthouse@12`
installs it outside the repository (`--lighthouse` names another place); Chromium must be on the
PATH. It builds the draft itself, prints numbers of one run, and judges nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from tests.site.browser import CHROMIUM, chromium, served, visited, weighed

_REPOSITORY = Path(__file__).resolve().parents[2]
_INSTALLED = Path.home() / ".cache" / "caretandem"
_INSTALL = "npm install --prefix {0} lighthouse@12"
_FLAGS = "--headless=new --no-sandbox --disable-background-networking"
# one page of each kind that a reader meets
_PAGES = {
    "home": "index",
    "a step": "call",
    "a role": "start/roles/care-manager",
    "an adopter's page": "adopt/choose-your-values",
    "parameters": "parameters",
    "decision aid": "who-leads",
    "data dictionary": "dictionary",
    "versions": "versions",
    "evidence": "audit/evidence",
}
_FIRST_VIEWS = ("index", "call")
_COPIED = ("guidelines", "site", "flows", "validators", "tests", "mkdocs.yml")
_FILLER_HEAD = '---\ntitle: "Filler {0}"\ndescription: "Filler page {0}, for timing."\n---\n\n'
_PARAGRAPH = "Both teams read the list before they meet, and each names one person who answers. "
_TABLE = "\n| Who | What | When |\n|---|---|---|\n" + "| A team | A list | Each week |\n" * 8
# a page of about 900 words with three tables, as long as most pages of the guideline
_PART = "\n## A part called {0}\n\n" + _PARAGRAPH * 18 + "\n" + _TABLE
_PARTS = ("one", "two", "three")
_SECTION_PAGES = 16


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lighthouse", type=Path, default=_INSTALLED, help="folder of npm")
    parser.add_argument("--pages", type=int, default=500, help="pages to build for the timing")
    asked = parser.parse_args()
    program = _lighthouse(asked.lighthouse)
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before the start")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "draft"
        show_build("the draft as it is", _REPOSITORY, site)
        with served(site) as root:
            with chromium() as browser:
                for page in _FIRST_VIEWS:
                    show_first_view(browser, root, page)
            for kind, page in _PAGES.items():
                show_score(program, kind, f"{root}/{page}.html", Path(folder) / "score.json")
        filled = with_filler(Path(folder) / "filled", asked.pages)
        show_build(f"{asked.pages} pages", filled, Path(folder) / "many")


def _lighthouse(folder: Path) -> Path:
    """Return the program; leave with the command that installs what is missing."""
    program = folder / "node_modules" / ".bin" / "lighthouse"
    if not program.is_file():
        sys.exit(f"Lighthouse is not in {folder}. Install it: {_INSTALL.format(folder)}")
    if CHROMIUM is None:
        sys.exit("Chromium is not on the PATH. Install it: apt install chromium")
    return program


def show_build(what: str, repository: Path, out: Path) -> None:
    """Time `mkdocs build --strict` in a process of its own, with checks, forms and PDF."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(out)]
    before, started = os.times(), time.perf_counter()
    subprocess.run(command, cwd=repository, env=_environment(), check=True)
    took, after = time.perf_counter() - started, os.times()
    worked = after.children_user + after.children_system
    worked -= before.children_user + before.children_system
    pages = list(out.rglob("*.html"))
    listings = sum("source" in path.relative_to(out).parts for path in pages)
    made = f"{len(pages) - listings} pages, {listings} listings of code"
    print(f"build of {what:<22} {took:6.1f} s, {worked:.1f} s of processor ({made})", flush=True)


def _environment() -> dict[str, str]:
    return os.environ | {"NO_MKDOCS_2_WARNING": "1"}


def show_first_view(browser: Browser, root: str, page: str) -> None:
    """Weigh everything that a first visit fetches, as it lies there and packed by a server."""
    visit = visited(browser, f"{root}/{page}.html")
    visit.page.wait_for_load_state("networkidle")
    plain, packed = weighed(visit), weighed(visit, is_packed=True)
    words = f"{plain / 1000:6.0f} kB, {packed / 1000:.0f} kB as gzip"
    print(f"first view of {page:<18} {words} ({len(visit.fetched)} requests)", flush=True)
    visit.page.context.close()


def show_score(program: Path, kind: str, address: str, out: Path) -> None:
    """Let Lighthouse judge one page; name the audits that it fails."""
    command = [str(program), address, "--only-categories=accessibility", "--quiet"]
    command += ["--output=json", f"--output-path={out}", f"--chrome-flags={_FLAGS}"]
    environment = os.environ | {"CHROME_PATH": CHROMIUM or ""}
    subprocess.run(command, env=environment, check=True)
    found = json.loads(out.read_text(encoding="utf-8"))
    audits = found["audits"].values()
    failed = [audit["id"] for audit in audits if audit["score"] == 0]
    score = found["categories"]["accessibility"]["score"] * 100
    print(f"Lighthouse, {kind:<20} {score:6.0f} {', '.join(failed)}", flush=True)


def with_filler(folder: Path, count: int) -> Path:
    """Copy the repository and add filler pages until its draft has `count` pages."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in _COPIED:
        source = _REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copyfile(source, folder / name)
    navigation = folder / "guidelines" / "navigation.yaml"
    listed = navigation.read_text(encoding="utf-8")
    more = range(count - listed.count(".md"))
    (folder / "guidelines" / "filler").mkdir()
    for number in more:
        text = _FILLER_HEAD.format(number) + f"# Filler {number}\n"
        text += "".join(_PART.format(part) for part in _PARTS)
        (folder / "guidelines" / "filler" / f"page-{number}.md").write_text(text, "utf-8")
    navigation.write_text(listed + "".join(_sections(more)), encoding="utf-8")
    return folder


def _sections(numbers: range) -> Iterator[str]:
    """Yield the filler's menu in sections as long as ours: each page shows its own section."""
    for section in range(0, len(numbers), _SECTION_PAGES):
        yield f"- Filler {section}:\n"
        chosen = numbers[section : section + _SECTION_PAGES]
        yield from (f"    - filler/page-{number}.md\n" for number in chosen)


if __name__ == "__main__":
    main()
