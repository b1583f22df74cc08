"""Words as Markdown that shows them and obeys none of them: the one way into a page of the UI.

Here: what would be taken for markup, a link or a new line. Not here: which words a page holds.
"""

from __future__ import annotations

import re

from tandem_flows.documents.text import plain

_NOTHING = "(no words)"
_MARKS = re.compile(r"[\\`*_{}\[\]<>&|~!#]")
# what a renderer makes a link of by itself, without any mark around it
_LINKS = re.compile(r"(?i)(?<=www)\.|:(?=/)|(?<=mailto):|(?<=xmpp):|@")
# Prefect's page looks for links once more when the signs for "take it as written" are gone: only a
# letter that does not show, and where no line is broken, keeps the two sides of it apart
APART = "\u2060"
# what makes a list, a heading or a line of what it begins
_BEGINS = re.compile(r"^(\d{1,9})?([-+=.)])")


def as_words(text: object) -> str:
    """Return `text` as one line of Markdown that reads as it is written.

    Whatever its letters are, it makes no element, link, cell, list or line of its own.
    """
    line = " ".join(plain(str(text)).split())
    if not line:
        return _NOTHING
    quoted = _LINKS.sub(lambda found: f"{APART}\\{found[0]}", _MARKS.sub(r"\\\g<0>", line))
    return _BEGINS.sub(r"\1\\\2", quoted)
