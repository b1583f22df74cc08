"""Which paragraphs of the sources a page cites, for its foot."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tandem_site.words import source_words
from tandem_validators.guideline.model import Clause

# an item without its letters: `A.9` of `A.9g.iv`, `P.les` of `P.les4`
_ITEM = re.compile(r"[AP](?:\.\d+|\.[a-z]+)?|00\d")


def cited_words(clauses: Iterable[Clause]) -> str:
    """Return the items that `clauses` cite, each once in the order of the page; "" for none."""
    cited = (_ITEM.match(place.strip()) for clause in clauses for place in clause.source.split(","))
    items = dict.fromkeys(found[0] for found in cited if found is not None)
    return source_words(", ".join(items)) if items else ""
