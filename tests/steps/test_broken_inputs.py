"""Every broken input gets an answer with where, what and what to do; nothing is stored."""

from contextlib import suppress

import pytest

from tandem_validators.errors import StoreRefused, TandemError
from tests.broken.workspace_inputs import WORKSPACE_INPUTS


@pytest.fixture
def listed(fresh):
    fresh.run("ready")
    return fresh


def manifest(practice):
    with suppress(StoreRefused), practice.store.session() as opened:
        return opened.execute("SELECT handoff_id FROM manifest ORDER BY ALL").fetchall()
    return []


@pytest.mark.parametrize("broken", WORKSPACE_INPUTS, ids=lambda broken: broken.name)
def test_broken_input_is_refused_with_its_words_and_nothing_is_stored(broken, request):
    practice = request.getfixturevalue(broken.stands)
    practice = broken.spoil(practice) or practice
    before = manifest(practice) if practice.practice_id == "lakeside" else []

    with pytest.raises(TandemError) as refused:
        practice.run(broken.step, broken.as_of, broken.call)

    assert refused.value.exit_code == 1
    for words in broken.words:
        assert words in str(refused.value)
    assert (manifest(practice) if before else []) == before
