"""Many changed inputs for one parser; those that run new lines of it are changed further.

That is what is guided by coverage here: a corpus that grows by inputs which reach lines no input
before them reached (Python's own tracing, lines only). It knows no branches taken inside a
library, and no values that were nearly right.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.fuzz.looking import REFUSED, Line, looked_at
from tests.fuzz.parsers import Parser

# tracing is slow, so one case in so many is traced
_TRACED = 3
_LARGEST_CORPUS = 200


@dataclass
class Outcome:
    """How many inputs a parser was given and refused, what went wrong, how its corpus grew."""

    tried: int = 0
    refused: int = 0
    grown: int = 0
    defects: dict[str, bytes] = field(default_factory=dict)


def attacked(parser: Parser, folder: Path, cases: int, seed: int) -> Outcome:
    """Give `parser` its own seeds and then changed inputs, `cases` in all."""
    chance = Random(zlib.crc32(f"{parser.name} {seed}".encode()))
    corpus = list(parser.seeds())
    outcome, known = Outcome(), set[Line]()
    for number in range(cases):
        is_seed = number < len(corpus) and not outcome.grown
        content = corpus[number] if is_seed else _next(parser, corpus, chance)
        is_traced = is_seed or number % _TRACED == 0
        look = looked_at(parser.reading(content, folder), with_lines=is_traced)
        outcome.tried += 1
        outcome.refused += look.ended == REFUSED
        if look.defect:
            outcome.defects.setdefault(look.defect, content)
        elif look.lines - known and not is_seed and len(corpus) < _LARGEST_CORPUS:
            corpus.append(content)
            outcome.grown += 1
        known |= look.lines
    return outcome


def _next(parser: Parser, corpus: list[bytes], chance: Random) -> bytes:
    return parser.change(chance.choice(corpus), chance.choice(corpus), chance)
