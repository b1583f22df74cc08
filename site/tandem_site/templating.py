"""The templates of the site and the filters they use. Knows no MkDocs."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tandem_site.described import DescribedHandoff
from tandem_site.listings import listing_address, listing_file
from tandem_site.marks import Mark
from tandem_site.words import (
    PARTNER_WORDS,
    SCOPE_WORDS,
    allowed_words,
    source_words,
    value_words,
)
from tandem_validators.counts import counted

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def filled(template: str, **context: Any) -> str:
    """Return a template with its values; a name that is not given is an error."""
    return _environment().get_template(template).render(**context)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and name.endswith(".html.j2")),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= _filters()
    return environment


def _filters() -> dict[str, Callable[..., Any]]:
    return {
        "allowed": allowed_words,
        "cell": _cell,
        "code": _code,
        "counted": counted,
        "listing": listing_address,
        "listing_page": _listing_page,
        "quoted": json.dumps,
        "scope": lambda spec: SCOPE_WORDS[spec.scope],
        "sentence": _sentence,
        "source": source_words,
        "value": value_words,
        "way": way_words,
    }


def way_words(spec: DescribedHandoff) -> str:
    """Return from whom to whom a handoff goes."""
    sender, receiver = PARTNER_WORDS[spec.sender], PARTNER_WORDS[spec.receiver]
    if spec.sender == spec.receiver:
        return "Shared by both sides" if spec.sender == "both" else f"Stays with {sender}"
    return f"From {sender} to {receiver}"


def _code(name: str) -> str:
    """Return a name as code that can wrap after a dot or an underscore."""
    # the entity keeps Markdown from reading a name between underscores as emphasis
    return f"<code>{name.replace('.', '.<wbr>').replace('_', '&#95;<wbr>')}</code>"


def _cell(text: str) -> str:
    """Return a text that stays inside its cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def _listing_page(mark: Mark) -> str:
    return f"{listing_file(mark.file)}#L-{mark.line}"


def _sentence(test: Mark) -> str:
    """Return the sentence that a test's name is; a mark on a file stands for all its tests."""
    if not test.name:
        return f"all tests of {PurePosixPath(test.file).name}"
    return test.name.split("::")[-1].removeprefix("test_").replace("_", " ")
