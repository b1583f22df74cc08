"""Copies of the guideline on disk, with one statement of one page written differently."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from tandem_validators.guideline.folder import guideline_folder, page_file
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import Guideline, Parameter, Value


def copied_guideline(folder: Path) -> Path:
    """Copy the files of the guideline to `folder` and return it."""
    releases = shutil.ignore_patterns("releases")
    return shutil.copytree(guideline_folder(), folder, ignore=releases, dirs_exist_ok=True)


def guideline_with(parameter: Parameter, value: Value, folder: Path) -> Guideline:
    """Return the guideline in which the one `value:` line of `parameter` says `value`."""
    page = copied_guideline(folder) / page_file(parameter.page)
    text = page.read_text(encoding="utf-8")
    statement = re.compile(rf"(?m)^(  {parameter.name}:\n    value: )(.+)$")
    changed, times = statement.subn(lambda match: match[1] + json.dumps(value), text)
    assert times == 1, f"{parameter.name} is stated {times} times on {page.name}"
    page.write_text(changed, encoding="utf-8")
    return load_guideline(folder)
