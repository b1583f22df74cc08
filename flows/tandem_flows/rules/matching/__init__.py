"""Person matching: which rows of two lists are the same patient, for certain or for a look.

Here: the one public question, `match_people`, and `explained` for who looks at a pair. The steps
are the modules: `checks` (usable at all), `candidates` (which pairs), `normalise` (one spelling),
`compare` and `names` (how fields agree), `score` and `reasons` (what that is worth), `assign` (one
match a person). Not here: what is done with the answer.
"""

from __future__ import annotations

from tandem_flows.rules.matching.explain import explained
from tandem_flows.rules.matching.match import Numbers, match_people

__all__ = ["Numbers", "explained", "match_people"]
