"""A small repository in which everything agrees: the real pages and models, and code that says so.

Tests break one thing of it and look at the words.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tandem_site.columns import read_handoffs
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import STEPS, Guideline, Parameter

REPOSITORY = Path(__file__).resolve().parents[2]
CODE = "flows/tandem_flows/rules/carried.py"
STEP_CODE = "flows/tandem_flows/steps/declared.py"
TESTS = "tests/test_proved.py"
_MODELS = "validators/tandem_validators/handoffs"


def agreeing_repository(folder: Path) -> Path:
    """Make the repository in `folder` and return it."""
    shutil.copytree(REPOSITORY / "guidelines", folder / "guidelines")
    shutil.copytree(REPOSITORY / _MODELS, folder / _MODELS)
    shutil.copytree(REPOSITORY / "site", folder / "site")
    shutil.copy(REPOSITORY / "mkdocs.yml", folder / "mkdocs.yml")
    _show_all_handoffs(folder)
    guideline = load_guideline(folder / "guidelines")
    _write(folder / CODE, _code(guideline))
    _write(folder / STEP_CODE, _steps())
    _write(folder / TESTS, _tests(guideline))
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _show_all_handoffs(folder: Path) -> None:
    """Show what no page shows yet: whether the real pages do is another test's business."""
    page = folder / "guidelines" / "share.md"
    pages = "".join(path.read_text("utf-8") for path in page.parent.glob("*.md"))
    calls = [f'{{{{ handoff("{handoff.name}") }}}}' for handoff in read_handoffs(folder)]
    missing = [call for call in calls if call not in pages]
    _write(page, page.read_text("utf-8") + "\n" + "\n\n".join(missing) + "\n")


def _code(guideline: Guideline) -> str:
    marks = [
        f'@implements("{clause.id}")\ndef carries_{_name(clause.id)}():\n    pass\n\n\n'
        for clause in guideline.clauses.values()
        if clause.needs_evidence
    ]
    return "".join(marks) + "def reads(values):\n" + _reads(guideline)


def _reads(guideline: Guideline) -> str:
    return "".join(
        f'    values.{_reader(parameter)}("{name}")\n'
        for name, parameter in guideline.parameters.items()
    )


def _reader(parameter: Parameter) -> str:
    if parameter.is_yes_no:
        return "flag"
    return "choice" if parameter.options else "number"


def _steps() -> str:
    declared = '@step("{0}", word="{0}", title="", reads=(), writes=())\ndef {0}(desk):\n    pass\n'
    return "\n\n".join(declared.format(word) for word in STEPS)


def _tests(guideline: Guideline) -> str:
    return "\n\n".join(
        f'@pytest.mark.clause("{clause.id}")\ndef test_{_name(clause.id)}_holds():\n    pass\n'
        for clause in guideline.clauses.values()
        if clause.needs_evidence
    )


def _name(clause: str) -> str:
    return clause.lower().replace("-", "_")
