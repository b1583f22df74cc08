"""The words in which the site says strengths, kinds, actors, sources, values and units.

Texts a reader sees more than once stand here, so that one thing has one name on every page.
"""

from __future__ import annotations

import re

from tandem_validators.guideline.model import Parameter, Value

STRENGTH_WORDS = {
    "must": "Required",
    "should": "Recommended",
    "may": "Optional",
    "definition": "Definition",
}
STRENGTH_MEANINGS = {
    "must": "Do it, or record that you depart from it and why.",
    "should": "Do it unless you have a reason; the reason is recorded.",
    "may": "An offer. Take it if it helps you.",
    "definition": "Says what a word or a situation means.",
}
KIND_WORDS = {
    "automated": "The software does or tracks this.",
    "recorded": "People do this; the software records and checks it.",
    "advice": "People do this; nothing is recorded.",
    "context": "A fact to know; nothing is done.",
}
ACTOR_WORDS = {
    "both": "Plan and practice",
    "plan": "Plan",
    "practice": "Practice",
    "plan PM": "Plan's project manager",
    "PM": "Plan's project manager",
    "plan director": "Plan's director of care management",
    "practice CM": "Practice's care manager",
    "lead CM": "Care manager who leads",
    "follow-up CM": "Care manager who follows up",
    "leader": "Leader of the call",
    "call leader": "Leader of the call",
    "analyst": "Analyst",
    "plan→practice": "Plan, to the practice",
    "plan director + practice CM": "Plan's director and practice's care manager",
    "plan CMs": "Plan's case managers",
    "PCP": "Primary care clinician",
    "practice, ongoing relationship": "Practice with an ongoing relationship",
    "practice/plan": "Practice or plan",
    "BH practice": "Behavioural health practice",
    "BH setting": "Behavioural health setting",
    "site or specialty team": "Site or specialty team",
    "community": "Community health team",
    "payer": "Payer",
    "payer / current CM": "Payer, or the care manager already involved",
    "observer": "Observer",
    "facilitator": "Facilitator",
    "sponsor": "Sponsor",
    "administrators": "Administrators",
    "—": "Plan and practice",
}
SCOPE_WORDS = {
    "partnership": "one running table",
    "round": "one for each round",
    "call": "one for each call",
}
PARTNER_WORDS = {"plan": "the plan", "practice": "the practice", "both": "both sides"}

_PARTS = {
    "bg": "background",
    "team": "the team",
    "pilot": "the pilot",
    "les": "lesson",
    "eff": "efficiency",
    "ass": "assessment",
    "sca": "scaling",
    "s": "summary step",
    "rol": "roles",
    "def": "definitions",
    "evl": "evaluation",
    "scope": "scope",
    "stake": "stakeholders",
    "vig": "vignettes",
}
_PLACE = re.compile(r"\b([AP])\.([a-z]+(?=\d|\b)|)(\d[\w.]*|)")
# a text that is cited as a whole, or by the number of its section (`000.7`)
_OTHER = re.compile(r"\b(00\d)(?:\.(\w+))?")
_OTHER_TEXTS = {
    "000": "text on the continuum of care management",
    "001": "text on care management in health care",
    "002": "text on variations of care coordination",
    "003": "text on how care management works",
}


def actor_words(actor: str) -> str:
    """Return who acts; an actor that has no words of its own is shown as the page states it."""
    return ACTOR_WORDS.get(actor, actor)


def source_words(source: str) -> str:
    """Return where a sentence comes from, for example `Attachment A, item 8b.iii`."""
    spelled = _PLACE.sub(_place_words, source.replace(", ", "; "))
    spelled = re.sub(r"\bP(?=;|$)", "paper", spelled)
    spelled = _OTHER.sub(_other_words, spelled)
    return spelled[:1].upper() + spelled[1:]


def _other_words(match: re.Match[str]) -> str:
    text, section = match.groups()
    words = _OTHER_TEXTS.get(text, text)
    if section is None:
        return words
    return f"{words}, its end" if section == "end" else f"{words}, section {section}"


def _place_words(match: re.Match[str]) -> str:
    letter, part, item = match.groups()
    document = "Attachment A" if letter == "A" else "paper"
    words = _PARTS.get(part, part) if part else "item"
    return f"{document}, {words} {item}".rstrip()


def value_words(parameter: Parameter) -> str:
    """Return a value as a reader says it: `1 day`, `yes`, `secure email`."""
    if parameter.is_yes_no or parameter.options:
        return bare_words(parameter.value)
    return f"{bare_words(parameter.value)} {parameter.counted_unit}"


def bare_words(value: Value) -> str:
    """Return a value without its unit."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,}"
    return str(value).replace("_", " ")


def allowed_words(parameter: Parameter) -> str:
    """Return the allowed values in words."""
    return parameter.allowed.replace("_", " ")
