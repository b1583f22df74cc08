"""What lies in an inbox as a file of its own, under a name that is fit to be shown.

Here: refusing links, which could lead to what another practice sent, and names made to deceive.
Not here: which file is for what, and what a file says.
"""

from __future__ import annotations

from pathlib import Path

from tandem_validators.errors import InputRefused, Problem

# Limits of the software: what no list or sheet is ever called.
_LONGEST_NAME = 150
_NOT_IN_A_NAME = frozenset('<>"|*?:\\/`{}[]')
_SHOWN = 60
_PUT_ITSELF = "Put the file itself there, not a link to it."
_RENAME = "Rename it with plain letters and digits, as the sheet was called when it was made."


def refuse_what_lies_elsewhere(path: Path, inbox: Path) -> None:
    """Raise InputRefused unless `path` is a file that lies in `inbox` itself, or in its folders.

    The inbox may be a link (a share that was mounted); what arrives in it may not.
    """
    if path.is_symlink() or path.resolve() != inbox.resolve() / path.relative_to(inbox):
        raise InputRefused(link_problem(path))


def link_problem(path: Path) -> Problem:
    """Return what is wrong with a link in an inbox; where it leads to is not told."""
    return Problem(shown_name(path.name), "is a link to a file that lies elsewhere", _PUT_ITSELF)


def refuse_deceiving_name(path: Path) -> None:
    """Raise InputRefused for a name that shows otherwise than it is, or is more than a name."""
    name = path.name
    if len(name) > _LONGEST_NAME:
        raise InputRefused(Problem(shown_name(name), "has a name too long to be shown", _RENAME))
    if not name.isprintable() or _NOT_IN_A_NAME.intersection(name):
        what = "has letters in its name that do not show, turn it around, or are code elsewhere"
        raise InputRefused(Problem(shown_name(name), what, _RENAME))


def shown_name(name: str) -> str:
    """Return a file's name as it may be shown anywhere: on one line, each letter as what it is.

    What is not a plain letter, digit or mark stands as its number, and a long name is cut.
    """
    plain = "".join(letter if _is_plain(letter) else f"%{ord(letter):X}" for letter in name)
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}..."


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.isprintable() and letter not in _NOT_IN_A_NAME
