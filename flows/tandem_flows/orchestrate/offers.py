"""What can be started from the UI: one deployment a step, and `advance`, `status` and `check`.

Knows no Prefect: name, flow, words, tags, form and schedules of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem_flows.documents.markdown import as_words
from tandem_flows.orchestrate.forms import Form, form_of_look, form_of_step
from tandem_flows.orchestrate.schedules import Rhythm
from tandem_flows.server.home import GUIDELINE
from tandem_flows.steps.catalogue import all_steps
from tandem_flows.steps.definition import Step
from tandem_flows.workspace.folder import Workspace
from tandem_validators.guideline.model import Guideline

_MODULE = "tandem_flows.orchestrate.deployed"
_LOOKS = {
    "advance": (
        "Run what has become due",
        "Does what the software owes: lists, sheets, summaries, reports. It reminds of what people "
        "owe and leaves the status board. It runs by itself every day; running it again changes "
        "nothing.",
    ),
    "status": (
        "See what is due",
        "Leaves the status board: for each step what is done, due, late, and waiting for whom. "
        "It changes nothing.",
    ),
    "check": (
        "Check installation and records",
        "Looks whether the installation, the workspace and every partnership's record hold. "
        "It changes nothing.",
    ),
}


@dataclass(frozen=True)
class Offer:
    """One deployment: how it is called, what it does, and how it is started."""

    name: str
    flow_name: str
    entrypoint: str
    description: str
    tags: tuple[str, ...]
    form: Form
    rhythms: tuple[Rhythm, ...] = ()


def offers(
    workspace: Workspace, contacts: Sequence[str], rhythms: Sequence[Rhythm]
) -> tuple[Offer, ...]:
    """Return everything that can be started for a workspace, in the order of the process."""
    practices = list(workspace.profile.practices)
    steps = [
        _of_step(workspace, step, form_of_step(step, practices, contacts))
        for step in all_steps().values()
    ]
    looks = [
        _of_look("advance", workspace, form_of_look(practices, contacts)),
        _of_look("status", workspace, form_of_look(practices)),
        _of_look("check", workspace, form_of_look(practices)),
    ]
    return tuple(_with_rhythms(offer, rhythms) for offer in (*steps, *looks))


def page_address(workspace: Workspace, page: str, anchor: str = "") -> str:
    """Return where the server shows a page of the guideline in force."""
    anchor = f"#{anchor}" if anchor else ""
    return f"{GUIDELINE}/{workspace.profile.guideline}/{page}.html{anchor}"


def clause_link(workspace: Workspace, clause_id: str) -> str:
    """Return a clause as a Markdown link to its sentence in the guideline in force."""
    clause = workspace.guideline.clauses.get(clause_id)
    if clause is None:
        return as_words(clause_id)
    return f"[{as_words(clause_id)}]({page_address(workspace, clause.page, clause.anchor)})"


def _of_step(workspace: Workspace, step: Step, form: Form) -> Offer:
    name = step.name.replace("_", "-")
    guideline = workspace.guideline
    families = tuple(f"clauses:{family}" for family in _families(guideline, step.word))
    return Offer(
        name=name,
        flow_name=name,
        entrypoint=f"{_MODULE}.{step.name}",
        description=_words_of_step(workspace, step),
        tags=(f"step:{step.word}", *families),
        form=form,
    )


def _of_look(name: str, workspace: Workspace, form: Form) -> Offer:
    title, words = _LOOKS[name]
    page = f"[The guideline in force]({page_address(workspace, 'index')})"
    return Offer(
        name=name,
        flow_name=name,
        entrypoint=f"{_MODULE}.{name}",
        description=f"{title}. {words}\n\n{page}, version {workspace.guideline.version}.",
        tags=(f"look:{name}",),
        form=form,
    )


def _words_of_step(workspace: Workspace, step: Step) -> str:
    first_line = (step.run.__doc__ or "").strip().splitlines()[:1]
    page = workspace.guideline.pages[step.word]
    link = f"[{page.title}]({page_address(workspace, step.word)})"
    version = workspace.guideline.version
    return "\n\n".join(
        [
            f"{step.title}. {' '.join(first_line)}".strip(),
            f"Writes: {', '.join(name.replace('_', ' ') for name in step.writes)}.",
            f"Running it again with the same inputs changes nothing. {link}, version {version}.",
        ]
    )


def _families(guideline: Guideline, word: str) -> list[str]:
    """Return the families of clauses that the step's page states, as SHR of SHR-03."""
    found = {c.id.split("-")[0] for c in guideline.clauses.values() if c.page == word}
    return sorted(found)


def _with_rhythms(offer: Offer, rhythms: Sequence[Rhythm]) -> Offer:
    own = tuple(rhythm for rhythm in rhythms if rhythm.deployment == offer.name)
    return Offer(**{**offer.__dict__, "rhythms": own})
