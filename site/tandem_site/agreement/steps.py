"""Each of the eight pages has a step in the code, and each step has its page."""

from __future__ import annotations

from tandem_site.facts import Facts
from tandem_site.marks import StepDeclaration
from tandem_validators.errors import Problem
from tandem_validators.guideline.model import STEPS


def step_problems(facts: Facts) -> list[Problem]:
    """Return pages without a step, steps without a page, and handoffs that steps invent."""
    declared = facts.marks.steps
    words = {step.word for step in declared}
    idle = [_idle(word) for word in STEPS if word not in words]
    astray = [_astray(step) for step in declared if step.word not in STEPS]
    return idle + astray + _unknown_handoffs(facts)


def _idle(word: str) -> Problem:
    remedy = f'Declare one with `@step(…, word="{word}")` in flows/tandem_flows/steps/{word}.py.'
    return Problem(f"guidelines/{word}.md", "is a page whose step no code declares", remedy)


def _astray(step: StepDeclaration) -> Problem:
    remedy = f"Use one of: {', '.join(STEPS)}."
    what = f"declares the step {step.name} under the word '{step.word}', which has no page"
    return Problem(f"{step.file}, line {step.line}", what, remedy)


def _unknown_handoffs(facts: Facts) -> list[Problem]:
    known = {handoff.name for handoff in facts.handoffs}
    return [
        Problem(
            f"{step.file}, line {step.line}",
            f"step {step.name} names the handoff {name}, which the registry does not have",
            "Correct the name, or register the handoff first.",
        )
        for step in facts.marks.steps
        for name in step.handoffs
        if name not in known
    ]
