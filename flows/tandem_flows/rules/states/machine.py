"""From the events of one case to where it stands. Not here: owner and next date (`awaited`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from tandem_flows.marks import implements
from tandem_flows.rules.states.decided import NOT_DISCUSSED
from tandem_flows.rules.states.events import Event
from tandem_flows.rules.states.facts import Facts
from tandem_flows.rules.states.model import is_terminal
from tandem_flows.rules.tracking.attempts import is_owed_attempt
from tandem_validators.guideline.values import Values

# What the follow-up on a change of provider writes when the patient has another one.
CHANGED_PROVIDER = "changed_provider"


@dataclass(frozen=True)
class Standing:
    """Where a case stands, since when and why, and what its next date will need."""

    state: str
    since_on: date
    reason: str
    lead: str | None = None
    next_update_on: date | None = None
    failed_attempts: int = 0
    owed_attempts_made: int = 0
    last_tried_on: date | None = None
    last_tried_by: str | None = None


def standing(
    listed_on: date, happened: Iterable[Event], facts: Facts, values: Values, on: date
) -> Standing:
    """Return where a case stands on `on` after `happened`, which is in order.

    Death goes before everything; the end of coverage ends a case that is still open.
    """
    case = Standing("listed", listed_on, "waiting_for_call")
    for event in happened:
        case = _after(case, event, facts, values, on)
    if (died_on := facts.died_by(on)) is not None:
        return Standing("deceased", died_on, "died")
    ended_on = facts.uncovered_since(on, listed_on)
    if ended_on is not None and not is_terminal(case.state):
        return Standing("coverage_ended", ended_on, "not_covered")
    return case


def _after(case: Standing, event: Event, facts: Facts, values: Values, on: date) -> Standing:
    if event.kind == "decision":
        return _after_decision(case, event)
    if is_terminal(case.state):
        return case
    if event.kind == "attempt":
        return _after_attempt(case, event, values)
    if event.kind == "provider_change_answered":
        return _after_answer(case, event, facts, on)
    return _after_other(case, event)


def _after_decision(case: Standing, event: Event) -> Standing:
    if event.word == NOT_DISCUSSED:
        return case
    if event.word == case.state == "outreach":
        return case  # the same answer again: the attempts made since the first count on
    lead = event.lead if event.word == "active" else None
    return Standing(event.word, event.on, event.reason, lead, event.next_update_on)


@implements("UNE-01", "UNE-02", "TRK-05")
def _after_attempt(case: Standing, event: Event, values: Values) -> Standing:
    """What an attempt to reach the patient changes; one before the state began changes nothing."""
    if case.state not in ("active", "outreach", "tracking"):
        return case
    if not is_owed_attempt(event.on, event.purpose, case.since_on):
        return case
    if event.word == "reached":
        responded = Standing("on_agenda", event.on, "responded")
        return replace(case, failed_attempts=0) if case.state == "active" else responded
    return _after_failure(case, event, values)


def _after_failure(case: Standing, event: Event, values: Values) -> Standing:
    if case.state == "active":
        failed = case.failed_attempts + 1
        if failed < values.number("max_outreach_attempts"):
            return replace(case, failed_attempts=failed)
        return Standing("outreach", event.on, "attempts_failed", last_tried_by=event.organisation)
    return replace(
        case,
        owed_attempts_made=case.owed_attempts_made + (case.state == "outreach"),
        last_tried_on=event.on,
        last_tried_by=event.organisation,
    )


@implements("MEM-03", "MEM-04")
def _after_answer(case: Standing, event: Event, facts: Facts, on: date) -> Standing:
    if case.state != "possible_provider_change":
        return case
    if event.word == CHANGED_PROVIDER or facts.left_practice_by(on):
        return Standing("closed", event.on, "changed_provider")
    return Standing("listed", event.on, "stays_with_practice")


@implements("UNE-03", "TRK-05", "TRK-01")
def _after_other(case: Standing, event: Event) -> Standing:
    if event.kind == "wish":
        return Standing("declined", event.on, "wish_not_to_be_engaged")
    if event.kind == "tracking_entered":
        return Standing("tracking", event.on, "on_tracking_list")
    if case.state != "tracking":
        return case
    reason = "admitted" if event.kind == "admission" else "left_tracking"
    return Standing("on_agenda", event.on, reason)
