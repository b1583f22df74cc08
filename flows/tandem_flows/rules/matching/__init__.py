"""Person matching: which rows of two lists are the same patient, for certain or for a look.

Here: the public questions: `match_people`, `explained` for who looks at a pair, and `train`, which
learns weights. The steps of the first are modules: `checks` (usable at all), `candidates` (which
pairs), `normalise` (one spelling), `compare` and `names` (how fields agree), `score` with `weights`
and `guards` (what that is worth), `assign` (one match a person). `train` stands on `rosters`,
`chance`, `sameness`, `scale` and `bounds`. Not here: what is done with the answer.
"""

from __future__ import annotations

from tandem_flows.rules.matching.explain import explained
from tandem_flows.rules.matching.match import Numbers, match_people
from tandem_flows.rules.matching.training import train
from tandem_flows.rules.matching.weights import Weights, shipped_weights

__all__ = ["Numbers", "Weights", "explained", "match_people", "shipped_weights", "train"]
