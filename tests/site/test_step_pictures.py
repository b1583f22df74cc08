"""The picture of a step shows what is declared, and a real run writes exactly that."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.rules.days import add_months
from tandem_flows.steps.catalogue import all_steps
from tandem_flows.workspace.folder import Workspace
from tandem_site.blocks import declared_blocks
from tandem_site.edition import Edition, read_edition
from tandem_validators.guideline.model import STEPS
from tests.steps.workspaces import AS_OF, FIRST_CALL, Practice

DAY = timedelta(days=1)
RAN = (
    "ready",
    "identify",
    "share",
    "prework",
    "record_prework",
    "call",
    "record_call",
    "summary",
    "tracking",
    "evaluation",
)
# written only when somebody had something to bring, which nobody had in this run
BROUGHT = {"contact_log", "observations"}


@pytest.fixture(scope="module")
def edition(agreeing: Path) -> Edition:
    return read_edition(agreeing)


def _declared(word: str, way: str) -> set[str]:
    steps = [step for step in all_steps().values() if step.word == word]
    return {name for step in steps for name in getattr(step, way)}


@pytest.mark.parametrize("form", ["wide", "narrow"])
@pytest.mark.parametrize("word", STEPS)
def test_a_step_shows_exactly_what_it_is_declared_to_read_and_write(
    edition: Edition, word: str, form: str
) -> None:
    picture = BeautifulSoup(declared_blocks()[f"step-{word}"](edition), "html.parser")

    for part in ("reads", "writes"):
        words = picture.select(f"svg.dg-{form} [data-part={part}] text")
        shown = {text.get_text() for text in words} & edition.handoffs.keys()
        assert shown == _declared(word, part), part


@pytest.fixture(scope="module")
def written_by_run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What each step of a real run left in the store's manifest, by the step's word."""
    folder = tmp_path_factory.mktemp("run") / "workspace"
    demo_workspace(folder)
    practice = Practice(Workspace(folder))
    practice.until_share()
    practice.until_prework()
    practice.hold_call()
    practice.run("summary", FIRST_CALL + DAY, FIRST_CALL)
    practice.run("tracking", add_months(FIRST_CALL, 1))
    practice.run("evaluation", add_months(AS_OF, 7))
    names = dict(practice.store.manifest().select("handoff_id", "handoff").iter_rows())
    found: dict[str, set[str]] = {word: set() for word in STEPS}
    for step, action, handoff_id in _entries(practice):
        if action in ("handoff", "confirmed"):
            found[step].add(names[handoff_id])
    return found


def _entries(practice: Practice) -> list[tuple[str, str, str]]:
    return practice.store.ledger().select("step", "action", "handoff_id").rows()


@pytest.mark.parametrize("word", STEPS)
def test_a_real_run_writes_what_the_picture_shows(
    written_by_run: dict[str, set[str]], word: str
) -> None:
    ran = {
        name for step in RAN if (found := all_steps()[step]).word == word for name in found.writes
    }

    assert written_by_run[word] == ran - BROUGHT
    assert ran <= _declared(word, "writes")
