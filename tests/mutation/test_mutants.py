"""Every automated clause has code that its tests notice: a change of it makes one of them fail."""

from __future__ import annotations

import ast

import pytest

from tests.mutation.mutants import Mutant, automated_clauses, mutants
from tests.mutation.overlay import Overlay, imported_from, make_overlay
from tests.mutation.reach import definitions, reached_by

_TESTS_FAILED = 1


def _name(mutant: Mutant) -> str:
    return f"{mutant.clause}: {mutant.why}"


@pytest.fixture(scope="module")
def overlay(tmp_path_factory: pytest.TempPathFactory) -> Overlay:
    return make_overlay(tmp_path_factory.mktemp("overlay"))


def test_every_automated_clause_has_a_mutant_and_nothing_else_has_one():
    changed = {mutant.clause for mutant in mutants()}

    assert sorted(changed) == sorted(automated_clauses())


def test_a_mutant_changes_one_place_and_leaves_readable_code():
    for mutant in mutants():
        assert mutant.text.count(mutant.old) == 1, _name(mutant)
        changed = mutant.changed(mutant.text)
        assert changed != mutant.text, _name(mutant)
        if mutant.file.endswith(".py"):
            assert mutant.old in definitions(mutant.file)[mutant.where], _name(mutant)
            ast.parse(changed)


def test_a_mutant_lies_in_what_the_code_of_its_clause_calls():
    astray = [
        _name(mutant)
        for mutant in mutants()
        if (mutant.file, mutant.where) not in reached_by(mutant.clause)
    ]

    assert astray == []


def test_a_mutant_has_tests_that_must_notice_it():
    assert [_name(mutant) for mutant in mutants() if not mutant.linked_tests] == []


@pytest.mark.long
def test_without_a_mutant_the_linked_tests_pass_on_the_copy(overlay):
    files = sorted({file for mutant in mutants() for file in mutant.linked_tests})

    ended = overlay.run(files, automated_clauses())

    assert all(file.startswith(str(overlay.folder)) for file in imported_from(overlay))
    assert ended.returncode == 0, ended.stdout


@pytest.mark.long
@pytest.mark.parametrize("mutant", mutants(), ids=_name)
def test_a_changed_behaviour_makes_a_test_of_its_clause_fail(overlay, mutant):
    with overlay.with_mutant(mutant):
        ended = overlay.run(mutant.linked_tests, [mutant.clause])

    assert ended.returncode == _TESTS_FAILED, ended.stdout + ended.stderr
    assert " failed" in ended.stdout.splitlines()[-1], ended.stdout
