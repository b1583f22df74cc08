"""The pages of the guideline with an organisation's own record in them; the published ones stay."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from tandem_flows.audit.own_pages import own_lines, with_lines, write_own_pages
from tandem_flows.audit.report import audit_report
from tandem_flows.cli.audit_report import OWN_PAGES
from tandem_site.evidence import Evidence
from tandem_site.templating import filled
from tandem_validators.errors import InputRefused
from tandem_validators.guideline.model import Guideline
from tests.audit.conftest import PERIOD
from tests.cli.places import typed
from tests.steps.workspaces import Practice


def box(guideline: Guideline, name: str) -> str:
    """Return the box of a clause as the site writes it."""
    return filled(
        "clause.html.j2",
        clause=guideline.clauses[name],
        strength="Required",
        actor="Plan",
        kind="The software does or tracks this.",
        source="Item 10",
        text=guideline.clauses[name].text,
        evidence=Evidence((), (), ()),
        summary="Evidence",
        has_sources=False,
    )


@pytest.fixture(scope="module")
def guideline(recorded: Practice) -> Guideline:
    return recorded.workspace.guideline


@pytest.fixture
def pages(guideline: Guideline, tmp_path: Path) -> Path:
    folder = tmp_path / "0.2.0"
    folder.mkdir()
    text = f"<main>{box(guideline, 'LED-01')}{box(guideline, 'ROL-07')}</main>"
    (folder / "call.html").write_text(text, encoding="utf-8")
    (folder / "SHA256SUMS").write_text("0 call.html", encoding="utf-8")
    facts = json.dumps({"digest": guideline.digest})
    (folder / "guideline.json").write_text(facts, encoding="utf-8")
    return folder


def test_a_clause_that_applied_shows_its_last_run_and_share_on_time(recorded: Practice) -> None:
    report = audit_report(recorded.workspace, ["lakeside"], PERIOD)

    of_pre_01 = pl.col("clause") == "PRE-01"
    timed = report.clauses.with_columns(
        timed=pl.when(of_pre_01).then(5).otherwise("timed"),
        on_time=pl.when(of_pre_01).then(4).otherwise("on_time"),
    )

    lines = own_lines(replace(report, clauses=timed))

    row = report.clauses.row(by_predicate=of_pre_01, named=True)
    done = f"Your last run {row['last_on']}: done {row['done']} of {row['applied']}"
    assert lines["pre-01"].startswith(f"{done}, on time 4 of 5")
    assert "on time" not in lines["led-01"]


def test_only_the_boxes_of_clauses_that_applied_get_a_line(guideline: Guideline) -> None:
    page = box(guideline, "LED-01") + box(guideline, "ROL-07")

    shown, count = with_lines(page, {"led-01": "Your last run <2026-01-13>."})

    assert count == 1
    assert '<p class="clause-foot clause-own">Your last run &lt;2026-01-13&gt;.</p>' in shown
    assert shown.index("clause-own") < shown.index('id="rol-07"')
    line = '<p class="clause-foot clause-own">Your last run &lt;2026-01-13&gt;.</p>\n'
    assert shown.replace(line, "") == page


def test_the_pages_that_were_published_stay_as_they_are(
    pages: Path, guideline: Guideline, tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in pages.iterdir()}

    for _ in range(2):
        count = write_own_pages(pages, tmp_path / "own", guideline, {"led-01": "Your last run."})

    assert count == 1
    assert {path.name: path.read_bytes() for path in pages.iterdir()} == before
    assert not (tmp_path / "own" / "SHA256SUMS").exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (None, "holds no built pages"),
        ("no JSON", "holds no built pages"),
        ('{"digest": "0"}', "holds another guideline than"),
    ],
)
def test_pages_of_another_guideline_are_refused(
    pages: Path, guideline: Guideline, tmp_path: Path, facts: str | None, words: str
) -> None:
    (pages / "guideline.json").unlink()
    if facts is not None:
        (pages / "guideline.json").write_text(facts, encoding="utf-8")

    with pytest.raises(InputRefused, match=words):
        write_own_pages(pages, tmp_path / "own", guideline, {})

    assert not (tmp_path / "own").exists()


def test_the_report_leads_to_the_pages_beside_it(
    recorded: Practice, pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    workspace = recorded.workspace.folder

    ended = typed("audit", "report", "-w", workspace, "-o", out, "--pages", pages)

    assert ended.code == 0, ended.err
    assert "Your last run" in (out / OWN_PAGES / "call.html").read_text(encoding="utf-8")
    assert f'href="{OWN_PAGES}/call.html#led-01"' in (out / "index.html").read_text(
        encoding="utf-8"
    )
