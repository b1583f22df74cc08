"""What is wrong with pages that state no clause, with the glossary, and with references."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.breaking import SHARE, Break, adding

HELP = "guidelines/about/help.md"
HEAD = '---\ntitle: "Help"\ndescription: "Help."\n---\n'
TERM = '- {{term: "{0}", definition: "A word.", aliases: [{1}], clauses: [{2}]}}\n'


def writing(file: str, text: str) -> Break:
    def change(repository: Path) -> None:
        (repository / file).parent.mkdir(parents=True, exist_ok=True)
        (repository / file).write_text(text, encoding="utf-8")

    return change


def defining(*terms: str) -> Break:
    return writing("guidelines/glossary.yaml", "".join(terms))


BROKEN_WRITTEN = [
    pytest.param(
        writing(HELP, "# Help\n"),
        ["about/help.md", "has no front matter"],
        "Begin the page with its front matter",
        id="page without front matter",
    ),
    pytest.param(
        writing(HELP, '---\ntitle: "Help"\n---\n'),
        ["about/help.md, key 'description'", "is missing"],
        "Add `description:` to this block",
        id="page without description",
    ),
    pytest.param(
        writing(HELP, HEAD.replace("\n---\n", "\nclauses: []\n---\n", 1)),
        ["about/help.md", "states clauses, but is not listed"],
        "Add `about/help` to `pages:` of guideline.yaml",
        id="unlisted page states clauses",
    ),
    pytest.param(
        writing(HELP, HEAD + "Each side names 30 patients.\n"),
        [f"{HELP}, line 5", "holds the typed number 30 patients"],
        "Refer to the parameter it belongs to",
        id="written page types a number of the guideline",
    ),
    pytest.param(
        writing(HELP, HEAD + '{{ clause("SHR-02") }}\n'),
        ["clause SHR-02", "is shown 2 times"],
        "Show it once and link to it",
        id="written page shows a clause again",
    ),
    pytest.param(
        adding(SHARE, '\nSee {{ ref("SHR-99") }}.\n'),
        ["guidelines/share.md, line ", "shows the unknown ref SHR-99"],
        "Correct the name",
        id="reference to an unknown clause",
    ),
    pytest.param(
        adding(SHARE, '\n{{ block("nothing") }}\n'),
        ["guidelines/share.md, line ", "shows the unknown block nothing"],
        "Correct the name",
        id="unknown block",
    ),
    pytest.param(
        defining(TERM.format("Case", "", ""), TERM.format("Round", "case", "")),
        ["glossary.yaml, term case", "is defined twice"],
        "Keep one definition",
        id="term defined twice",
    ),
    pytest.param(
        defining(TERM.format("Case", "", "SHR-99")),
        ["guidelines/glossary.yaml, term Case", "names the unknown clause SHR-99"],
        "Correct the id",
        id="term of an unknown clause",
    ),
    pytest.param(
        adding(SHARE, "\n![](../about/picture.png)\n"),
        [f"{SHARE}, line ", "shows an image without alternative text"],
        "what a reader sees on it",
        id="image without alternative text",
    ),
    pytest.param(
        writing(HELP, HEAD + '<img src="picture.png" alt=" ">\n'),
        [f"{HELP}, line 5", "shows an image without alternative text"],
        "in `alt`",
        id="raw image without alternative text",
    ),
]
