"""The promise itself: in this repository guideline, code, schemas and tests agree."""

from __future__ import annotations

from pathlib import Path

from tandem_site.agreement import disagreements

REPOSITORY = Path(__file__).resolve().parents[1]


def test_guideline_code_schemas_and_tests_agree() -> None:
    told = [str(problem) for problem in disagreements(REPOSITORY)]

    assert told == [], "\n" + "\n".join(told)
