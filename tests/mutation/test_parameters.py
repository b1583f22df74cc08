"""Every parameter lives: its one statement, changed, moves its page and what a flow hands on."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

import pytest

from tandem_site.edition import edition_of
from tandem_site.facts import Facts, read_facts
from tandem_site.page_macros import PageMacros
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import Guideline
from tests.mutation.changes import CHANGES
from tests.mutation.guidelines import copied_guideline, guideline_with
from tests.mutation.scenarios import SCENARIOS
from tests.steps.workspaces import copied
from tests.values import draft

pytestmark = pytest.mark.long
REPOSITORY = Path(__file__).resolve().parents[2]
PARAMETERS = draft().parameters


@pytest.fixture(scope="module")
def unchanged(templates, tmp_path_factory):
    """The rows of a scenario under the guideline as it stands; each is run once."""

    @cache
    def rows(scenario):
        return outcome(scenario, load_guideline(), templates, tmp_path_factory.mktemp(scenario))

    return rows


def outcome(scenario: str, guideline: Guideline, templates, folder: Path):
    """The rows that a scenario hands on under `guideline`."""
    practice = copied(templates[SCENARIOS[scenario].template], folder)
    # the workspace loads its guideline when first asked for it, and is asked for this one instead
    practice.workspace.__dict__["guideline"] = guideline
    return SCENARIOS[scenario].rows(practice)


@cache
def facts() -> Facts:
    return read_facts(REPOSITORY)


def page_of(name: str, guideline: Guideline) -> str:
    """The page that states the parameter, as the site shows it under `guideline`."""
    edition = edition_of(dataclasses.replace(facts(), guideline=guideline))
    return PageMacros(edition).body(guideline.pages[PARAMETERS[name].page])


def test_every_parameter_has_a_change_and_every_change_a_parameter():
    remedy = "give each parameter another value and a scenario in tests/mutation/changes.py"

    assert set(CHANGES) == set(PARAMETERS), remedy


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_changed_statement_changes_its_page(name, tmp_path):
    changed = guideline_with(PARAMETERS[name], CHANGES[name].value, tmp_path)

    assert page_of(name, changed) != page_of(name, draft())


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_changed_statement_changes_what_a_flow_hands_on(name, templates, unchanged, tmp_path):
    change = CHANGES[name]
    guideline = guideline_with(PARAMETERS[name], change.value, tmp_path / "guidelines")

    actual = outcome(change.scenario, guideline, templates, tmp_path / "run")

    assert actual != unchanged(change.scenario)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_copy_of_the_guideline_changes_nothing(scenario, templates, unchanged, tmp_path):
    same = load_guideline(copied_guideline(tmp_path / "guidelines"))

    actual = outcome(scenario, same, templates, tmp_path / "run")

    assert actual == unchanged(scenario)
