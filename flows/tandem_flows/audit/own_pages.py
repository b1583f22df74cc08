"""A copy of the guideline's pages whose clause boxes show the organisation's own record.

The published pages stay as they are: what an organisation did is no part of the guideline.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from html import escape
from pathlib import Path

from tandem_flows.audit.report import Report
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.guideline.model import Guideline

_BOX = re.compile(
    r'(<div class="clause clause-[a-z]+" id="(?P<anchor>[a-z0-9-]+)">'
    r'.*?<p class="clause-text">.*?</p>\n)',
    re.DOTALL,
)
# what no longer fits once a line is added
_SUMS = "SHA256SUMS"
_FACTS = "guideline.json"


def own_lines(report: Report) -> dict[str, str]:
    """Return what each clause's box shows, by the anchor of the clause; it names no patient."""
    lines = {}
    for row in report.applied.iter_rows(named=True):
        anchor = report.guideline.clauses[row["clause"]].anchor
        told = ", ".join(
            words
            for is_told, words in (
                (True, f"done {row['done']} of {row['applied']}"),
                (row["timed"], f"on time {row['on_time']} of {row['timed']}"),
                (row["deviated"], f"departed from {row['deviated']}"),
                (row["waived"], f"waived {row['waived']}"),
            )
            if is_told
        )
        lines[anchor] = f"Your last run {row['last_on']}: {told}."
    return lines


def write_own_pages(pages: Path, out: Path, guideline: Guideline, lines: Mapping[str, str]) -> int:
    """Copy the built pages in `pages` to `out` with their own line in each box; return how many.

    An earlier copy at `out` is replaced. Raises InputRefused when `pages` are no built pages of
    the guideline that the record is kept under.
    """
    _refuse_other(pages, guideline)
    if (out / _FACTS).is_file():
        shutil.rmtree(out)
    shutil.copytree(pages, out, ignore=shutil.ignore_patterns(_SUMS))
    found = 0
    for path in sorted(out.glob("*.html")) + sorted(out.glob("adopt/*.html")):
        text, count = with_lines(path.read_text(encoding="utf-8"), lines)
        if count:
            path.write_text(text, encoding="utf-8")
        found += count
    return found


def with_lines(page: str, lines: Mapping[str, str]) -> tuple[str, int]:
    """Return a page with the line of each clause below its sentence, and how many were put in."""
    put = 0

    def box(found: re.Match[str]) -> str:
        nonlocal put
        line = lines.get(found["anchor"])
        if line is None:
            return found[0]
        put += 1
        return f'{found[1]}<p class="clause-foot clause-own">{escape(line)}</p>\n'

    return _BOX.sub(box, page), put


def _refuse_other(pages: Path, guideline: Guideline) -> None:
    """Raise InputRefused unless the pages were built from the guideline in force."""
    remedy = "Name a folder of build/site that holds the version in force."
    try:
        facts = json.loads((pages / _FACTS).read_text(encoding="utf-8"))
        digest = facts["digest"]
    except (OSError, ValueError, KeyError, TypeError):
        digest = None
    if digest is None:
        raise InputRefused(Problem(pages.name, "holds no built pages of a guideline", remedy))
    if digest != guideline.digest:
        what = f"holds another guideline than {guideline.version}, which is in force here"
        raise InputRefused(Problem(pages.name, what, remedy))
