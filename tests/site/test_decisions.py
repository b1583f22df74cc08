"""Decision tables: exact for every combination, equal in the page, in Chromium and in Python."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Browser, Page

from tandem_flows.rules.lead import INPUT, suggest_lead
from tandem_site.blocks import agenda, duties, lead, membership, reports, states, tracking
from tandem_site.blocks.values import values_of
from tandem_site.decision_table import (
    ANY,
    OR,
    DecisionTable,
    Line,
    collapsed,
    decided_table,
    every_combination,
)
from tandem_site.edition import Edition, read_edition
from tests.site.agreeing import REPOSITORY
from tests.site.browser import needs_chromium

TABLES: dict[str, Callable[[Edition], DecisionTable]] = {
    "lead": lead.suggested_leads,
    "membership": membership.suggested_branches,
    "agenda": agenda.places,
    "state": states.states_after,
    "tasks": duties.tasks_that_follow,
    "reports": reports.reports_that_follow,
    "tracking entry": tracking.entries,
    "tracking leaving": tracking.departures,
}
UNKNOWN = "not known"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(REPOSITORY)


@pytest.mark.parametrize("name", TABLES)
def test_the_short_table_says_of_every_combination_what_the_flow_says(
    name: str, edition: Edition
) -> None:
    whole = TABLES[name](edition)

    short = collapsed(whole)

    assert len(short.lines) <= len(whole.lines)
    for line in whole.lines:
        fitting = [one.outcome for one in short.lines if fits(line.answers, one.answers)]
        assert fitting == [line.outcome], line.answers


def test_an_answer_that_matters_not_is_any() -> None:
    table = table_of({("yes", "a"): "1", ("yes", "b"): "1", ("no", "a"): "2", ("no", "b"): "3"})

    short = collapsed(table)

    assert [line.answers for line in short.lines] == [("yes", ANY), ("no", "a"), ("no", "b")]


def test_answers_that_share_no_combination_are_never_merged() -> None:
    table = table_of({("active", "plan"): "1", ("gone", "nobody"): "1"})

    assert len(collapsed(table).lines) == 2


@pytest.mark.clause("SCP-05", "LED-02", "LED-03", "LED-05")
def test_the_leads_of_the_table_are_those_of_the_flow(edition: Edition) -> None:
    table = lead.suggested_leads(edition)

    for line in table.lines:
        practice, specialists, plan = line.answers
        assert line.outcome[0] == asked_of_the_flow(practice, specialists, plan, edition)


def test_a_table_follows_the_parameter(edition: Edition) -> None:
    parameters = dict(edition.guideline.parameters)
    name = "outside_specialists_min"
    parameters[name] = dataclasses.replace(parameters[name], value=5)
    changed = dataclasses.replace(edition.guideline, parameters=parameters)

    table = lead.suggested_leads(dataclasses.replace(edition, guideline=changed))

    assert {line.answers[1] for line in table.lines} == {"fewer than 5", "5 or more", UNKNOWN}


def test_without_javascript_the_whole_table_is_there(built: Path, edition: Edition) -> None:
    page = (built / "who-leads.html").read_text(encoding="utf-8")
    (table,) = re.findall(r'id="lead-answers">(.*?)</table>', page, re.DOTALL)

    assert table.count("<tr>") == 1 + len(lead.suggested_leads(edition).lines)
    assert re.search(r'<form class="aid"[^>]* hidden', page)


@needs_chromium
def test_chromium_answers_as_python_does_for_every_combination(
    built: Path, edition: Edition, browser: Browser
) -> None:
    table = lead.suggested_leads(edition)

    page = aid_of(browser, built)
    shown = {line.answers: answered(page, line.answers) for line in table.lines}

    expected = {line.answers: (line.outcome[0], line.outcome[2]) for line in table.lines}
    assert shown == expected


@needs_chromium
def test_the_aid_waits_until_every_question_is_answered(built: Path, browser: Browser) -> None:
    page = aid_of(browser, built)
    page.locator("form.aid input").first.check()

    assert "Answer each question" in page.locator(".aid-result").inner_text()


def aid_of(browser: Browser, built: Path) -> Page:
    page = browser.new_page()
    page.goto((built / "who-leads.html").resolve().as_uri())
    return page


def answered(page: Page, answers: tuple[str, ...]) -> tuple[str, str]:
    for place, answer in enumerate(answers):
        group = page.locator("form.aid fieldset").nth(place)
        group.locator(f'input[value="{answer}"]').check()
    suggested, _, why = page.locator(".aid-result").inner_text().split(" · ", 2)
    return suggested, why


def asked_of_the_flow(practice: str, specialists: str, plan: str, edition: Edition) -> str:
    least = values_of(edition).number("outside_specialists_min")
    count = {"fewer": least - 1, "not": None}.get(specialists.split()[0], least)
    ratings = [None if rating == UNKNOWN else rating for rating in (plan, practice)]
    case = pl.DataFrame([("A", *ratings, count)], schema=INPUT, orient="row")
    (found,) = suggest_lead(case, values_of(edition))["lead"]
    return {"plan": "The plan", "practice": "The practice", None: "No suggestion"}[found]


def table_of(outcomes: dict[tuple[str, ...], str]) -> DecisionTable:
    lines = tuple(Line(answers, (outcome,)) for answers, outcome in outcomes.items())
    return DecisionTable(("one", "two"), ("what",), lines)


def fits(answers: tuple[str, ...], line: tuple[str, ...]) -> bool:
    return all(
        said == ANY or asked in said.split(OR) for asked, said in zip(answers, line, strict=True)
    )


def test_every_combination_is_asked_once() -> None:
    asked = every_combination((("a", "b"), ("c", "d")))

    table = decided_table(("one", "two"), ("what",), asked, lambda all_: [("x",)] * len(all_))

    assert [line.answers for line in table.lines] == [
        ("a", "c"),
        ("a", "d"),
        ("b", "c"),
        ("b", "d"),
    ]
