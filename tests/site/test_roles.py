"""Each role finds its own work: every sentence with an actor stands on a page, in order of time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem_site.actors import ACTOR_ROLES
from tandem_site.agreement import disagreements
from tandem_site.duties import deadlines_of, does, duties_of, naming
from tandem_site.edition import Edition, read_edition
from tandem_site.generate import site_pages
from tandem_site.rhythm import phases
from tandem_site.roles import ROLES, Role
from tandem_validators.guideline.model import STEPS

BY_NAME = {role.name: role for role in ROLES}


@pytest.fixture(scope="module")
def edition(agreeing: Path) -> Edition:
    return read_edition(agreeing)


@pytest.fixture(scope="module")
def pages(edition: Edition) -> dict[str, str]:
    return site_pages(edition)


def _ids(role: Role, edition: Edition) -> set[str]:
    return {clause.id for part in duties_of(role, edition) for clause in part.clauses}


def test_every_actor_belongs_to_roles_that_exist() -> None:
    assert {name for names in ACTOR_ROLES.values() for name in names} <= BY_NAME.keys()


def test_every_sentence_that_asks_for_something_stands_on_the_page_of_a_role(
    edition: Edition,
) -> None:
    found = set().union(*(_ids(role, edition) for role in ROLES))

    asked = {
        clause.id
        for clause in edition.guideline.clauses.values()
        if clause.kind != "context" and clause.strength != "definition" and clause.actor != "—"
    }
    assert asked - found == set()


def test_an_actor_of_two_sides_stands_on_both_pages(edition: Edition) -> None:
    assert "LED-01" in _ids(BY_NAME["director-of-care-management"], edition)
    assert "LED-01" in _ids(BY_NAME["care-manager"], edition)


def test_the_plans_work_stands_on_no_page_of_the_practice(edition: Edition) -> None:
    assert "SHR-02" in _ids(BY_NAME["project-manager"], edition)
    assert "SHR-02" not in _ids(BY_NAME["care-manager"], edition)


def test_who_joins_for_a_patient_finds_the_call_and_not_the_lists(edition: Edition) -> None:
    pharmacist = BY_NAME["clinical-pharmacist"]

    parts = [part.phase for part in duties_of(pharmacist, edition)]

    assert "call" in parts
    assert "start" not in parts


def test_a_fact_asks_nothing_of_anybody(edition: Edition) -> None:
    facts = [c for c in edition.guideline.clauses.values() if c.strength == "definition"]

    assert [(role.name, c.id) for role in ROLES for c in facts if does(role, c)] == []


def test_the_parts_of_a_page_are_in_the_order_of_time(edition: Edition) -> None:
    order = ["part", "start", "before", "call", "after", "months", "always"]

    found = [part.phase for part in duties_of(BY_NAME["project-manager"], edition)]

    assert found == [name for name in order if name in found]
    assert {"before", "call", "after"} <= set(found)


def test_every_step_has_one_place_in_the_rhythm(edition: Edition) -> None:
    words = [word for part in phases(edition.guideline.parameters) for word in part.steps]

    assert words == list(STEPS)


def test_deadlines_are_those_of_the_roles_sentences(edition: Edition) -> None:
    manager = BY_NAME["project-manager"]
    clauses = [clause for part in duties_of(manager, edition) for clause in part.clauses]

    names = {parameter.name for parameter in deadlines_of(clauses, edition)}

    assert "summary_within_days" in names
    assert "list_size" not in names


def test_a_sentence_that_only_names_a_role_is_shown_apart(edition: Edition) -> None:
    manager = BY_NAME["case-manager"]

    named = {clause.id for clause in naming(manager, edition)}

    assert "CAL-20" in named
    assert named & _ids(manager, edition) == set()


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_each_role_has_a_page_that_leads_to_its_sentences(
    pages: dict[str, str], edition: Edition, role: Role
) -> None:
    path = f"{role.page}.md"
    text = pages[path] if path in pages else edition.blocks[f"duties-{role.name}"](edition)

    missing = [name for name in _ids(role, edition) if f"#{name.lower()}" not in text]
    assert missing == []
    assert role.page in edition.written or f"# {role.title}" in text
    assert f'href="{role.page}.html"' in pages["index.md"]


def test_an_unknown_actor_stops_the_build(repository: Path) -> None:
    page = repository / "guidelines/share.md"
    text = page.read_text("utf-8").replace('actor: "PM"', 'actor: "the gardener"', 1)
    page.write_text(text, "utf-8")

    problems = [str(problem) for problem in disagreements(repository)]

    assert any("the actor 'the gardener', who belongs to no role" in words for words in problems)
    assert any("give the new one its roles" in words for words in problems)
