"""The page as a file: whole, without a network, in the guideline's order, and safe with names."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from tandem_flows.worksheets.call_page import bundle
from tandem_flows.worksheets.call_page.labels import headings
from tandem_flows.worksheets.call_page.schema import tabs_as_json
from tandem_flows.worksheets.call_page.sections import FINISH, NEXT, REVIEW, START, Part
from tandem_flows.worksheets.kinds import CALL
from tandem_flows.worksheets.tab import LOCKED
from tandem_validators.errors import GuidelineRefused, RuleRefused
from tests.values import draft
from tests.worksheets.call_page.pages import KEY, page_facts, page_text
from tests.worksheets.sheets import tabs_of

ASSETS = sorted(bundle.ASSETS.glob("*.js"))
SCRIPT = "<script>alert('x')</script>\u2028</script><!--"


def parts() -> Iterator[Part]:
    for section in REVIEW:
        yield from section.parts
    yield from (*START, *NEXT, *FINISH)


def data_of(text: str) -> dict:
    found = re.search(r'<script type="application/json" id="sheet">(.*?)</script>', text, re.DOTALL)
    return json.loads(found[1])


@pytest.mark.clause("CAL-03", "PCG-07", "CAL-19", "CAL-23", "CAL-24")
def test_every_answer_of_the_sheet_has_exactly_one_place_on_the_page() -> None:
    placed = [(part.tab, name) for part in parts() for name in part.asked]
    asked = [
        (tab.name, shown.name)
        for tab in tabs_of(CALL)
        for shown in tab.columns
        if shown.role != LOCKED
    ]

    # the patient of a row is the one in sight, and not asked again
    known = {(part.tab, "case_id") for section in REVIEW for part in section.parts if part.one}
    assert sorted(placed) == sorted(set(asked) - known)


@pytest.mark.clause("CAL-03")
def test_the_review_goes_from_a_to_k_in_the_words_of_the_guideline() -> None:
    told = page_facts().headings
    steps = [section.anchor for section in REVIEW if section.anchor.startswith("step-")]

    assert steps == [f"step-{letter}" for letter in "abcdefghijk"]
    assert told["step-a"] == "Step a: share who should lead"
    assert [section.anchor for section in REVIEW][:2] == ["who-we-talk-about-today", "the-goal"]


def test_a_heading_that_the_guideline_lost_stops_the_page() -> None:
    body = draft().pages["call"].body.replace("### Step f:", "### Step of the plan:")
    body = body.replace("{: #step-f }", "")

    with pytest.raises(GuidelineRefused, match=r"has no heading step-f"):
        headings(body, ("step-e", "step-f"))


def test_the_pace_comes_from_the_parameters() -> None:
    data = data_of(page_text(minutes=44, patients_most=11))

    assert (data["facts"]["minutes"], data["facts"]["patients_most"]) == (44, 11)


def test_nothing_is_fetched_and_only_the_pages_own_program_runs() -> None:
    text = page_text()

    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]
    assert "default-src &#39;none&#39;" in policy
    assert "connect-src &#39;none&#39;" in policy
    assert "unsafe" not in policy
    assert not re.search(r"\b(?:https?:)?//[a-z]|@import|url\(", text.replace("// ", ""))
    assert not re.search(r"<(?:link|img|iframe|script src|object)\b", text)


@pytest.mark.parametrize("path", ASSETS, ids=lambda path: path.name)
def test_no_part_of_the_program_writes_markup_or_asks_the_network(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert forbidden not in text
    for forbidden in ("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "import("):
        assert forbidden not in text
    assert len(text.splitlines()) <= 200


def test_names_and_notes_cannot_leave_their_place_in_the_file() -> None:
    tabs = tuple(
        tab.__class__(**{**tab.__dict__, "prefilled": _named(tab.prefilled)})
        for tab in tabs_of(CALL)
    )

    text = page_text(tabs, practice=SCRIPT, lines=(SCRIPT,))

    assert "<script>alert" not in text
    assert "<!--" not in text
    assert text.count("<script") == text.count("</script>") == 2
    assert data_of(text)["tabs"][2]["sent"][0]["first_name"]["text"].startswith("<script>")


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    if "first_name" not in frame.columns:
        return frame
    return frame.with_columns(first_name=pl.lit(SCRIPT))


def test_the_key_of_the_draft_stands_in_the_data_and_nowhere_else() -> None:
    text = page_text()

    assert text.count(base64.b64encode(KEY).decode()) == 1
    assert data_of(text)["head"]["key"] == base64.b64encode(KEY).decode()


def test_rules_and_limits_of_the_page_are_those_of_the_sheet() -> None:
    tabs = {tab["name"]: tab for tab in tabs_as_json(tabs_of(CALL))}
    minutes = next(c for c in tabs["call"]["columns"] if c["name"] == "minutes")

    assert (minutes["least"], minutes["is_above"], minutes["limits"]) == (0, True, "above 0")
    assert {rule["clause"] for rule in tabs["decisions"]["rules"]} >= {"LED-01", "CAL-19"}
    assert tabs["decisions"]["needed_when"]["values"] == ("held",)


def test_a_name_that_two_modules_share_is_refused(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "one.js").write_text('import { b } from "./two.js";\nfunction same() {}\n')
    (tmp_path / "two.js").write_text("export function same() {}\n")
    monkeypatch.setattr(bundle, "ASSETS", tmp_path)

    with pytest.raises(RuleRefused, match=r"one.js: names same, which two.js names too"):
        bundle.program("one.js")


def test_paper_shows_every_patient_with_room_to_write() -> None:
    paper = page_text().split('<div class="paper">')[1]

    assert paper.count("<article>") == 3
    for title in ("Step a: share who should lead", "Who leads", "Next step", "Point of contact"):
        assert title.lower() in paper.lower()
    assert paper.count('class="rule"') > 30
