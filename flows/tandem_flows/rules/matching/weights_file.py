"""The text of an organisation's own weights: written, read back, and refused when it is not sound.

Here: the form of the file. Not here: where it lies, nor how the weights are learned (`training`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from tandem_flows.rules.matching.agreement import Agreement
from tandem_flows.rules.matching.bounds import MOST_POINTS
from tandem_flows.rules.matching.weights import (
    Weights,
    Worth,
    digest_of,
    shipped_weights,
    weights_of,
)
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.guideline.strict_yaml import load_yaml

KIND, FORM = "match-weights", 1
_KEYS = {"kind", "form", "made_on", "source", "points_per_bit", "counts", "fields", "digest"}
_MAKE_ANEW = "Make the file anew with `tandem weights`, or use the weights that ship."
_HEAD = """\
# Weights of matching, learned from an organisation's own lists by `tandem weights`.
# It holds counts and shares, and nothing of any patient. m is the share among pairs of one person,
# u among pairs of two; what has neither was too rare to learn, and keeps the weight that ships.
# Do not change it by hand: the digest would no longer fit, and the file would be refused.
"""


def weights_text(weights: Weights) -> str:
    """Return the file of learned weights, sealed by the digest of its content."""
    content = _content(weights)
    sealed = content | {"digest": digest_of(content)}
    body = yaml.safe_dump(sealed, sort_keys=False, default_flow_style=None, width=100)
    return _HEAD + str(body)


def read_weights(text: str, where: str) -> Weights:
    """Return the weights in a file's text; `where` names the file in a refusal.

    Raises GuidelineRefused for what is no YAML, InputRefused with all that is wrong in the rest.
    """
    content = load_yaml(text, where)
    problems = list(_problems(content, where))
    if problems:
        raise InputRefused(problems)
    return weights_of(content)


def _content(weights: Weights) -> dict[str, Any]:
    return {
        "kind": KIND,
        "form": FORM,
        "made_on": weights.made_on,
        "source": weights.source,
        "points_per_bit": weights.points_per_bit,
        "counts": dict(weights.counts),
        "fields": {
            name: {level.value: _plain(worth) for level, worth in by.items()}
            for name, by in weights.by_field.items()
        },
    }


def _plain(worth: Worth) -> dict[str, int | float]:
    shares = {} if worth.m is None or worth.u is None else {"m": worth.m, "u": worth.u}
    return {"points": worth.points, **shares}


def _problems(content: Any, where: str) -> Iterator[Problem]:
    """Yield what is wrong; of a file of another kind only that, as its words may be a patient's."""
    if not isinstance(content, Mapping) or content.get("kind") != KIND:
        yield Problem(where, "holds no weights of matching", _MAKE_ANEW)
    elif content.get("form") != FORM:
        yield Problem(f"{where}, key 'form'", "is of another version of the software", _MAKE_ANEW)
    elif set(content) != _KEYS:
        missing = ", ".join(sorted(_KEYS - set(content))) or "none"
        what = f"has other keys than weights have (missing: {missing})"
        yield Problem(where, what, _MAKE_ANEW)
    else:
        found = [*_value_problems(content, where), *_field_problems(content["fields"], where)]
        yield from found
        if not found and content["digest"] != digest_of(content):
            yield Problem(f"{where}, key 'digest'", "does not fit the content", _MAKE_ANEW)


def _value_problems(content: Mapping[str, Any], where: str) -> Iterator[Problem]:
    if type(content["made_on"]) is not date:
        yield Problem(f"{where}, key 'made_on'", "is no day", _MAKE_ANEW)
    scale = content["points_per_bit"]
    if not _is_number(scale) or not scale > 0:
        yield Problem(f"{where}, key 'points_per_bit'", "is no number above 0", _MAKE_ANEW)
    if not isinstance(content["source"], str):
        yield Problem(f"{where}, key 'source'", "is no text", _MAKE_ANEW)
    counts = content["counts"]
    pairs = counts.items() if isinstance(counts, Mapping) else [(None, None)]
    if not all(isinstance(name, str) and type(count) is int for name, count in pairs):
        yield Problem(f"{where}, key 'counts'", "holds no whole numbers", _MAKE_ANEW)


def _field_problems(fields: Any, where: str) -> Iterator[Problem]:
    """Yield each field or agreement that is missing, unknown, or worth what it cannot be worth."""
    expected = shipped_weights().by_field
    if not isinstance(fields, Mapping) or set(fields) != set(expected):
        what = f"does not name the fields {', '.join(expected)}"
        yield Problem(f"{where}, key 'fields'", what, _MAKE_ANEW)
        return
    for name, levels in expected.items():
        place = f"{where}, field {name}"
        found = fields[name]
        if not isinstance(found, Mapping) or set(found) != {level.value for level in levels}:
            what = f"does not name the agreements {', '.join(levels)}"
            yield Problem(place, what, _MAKE_ANEW)
            continue
        for level in levels:
            if wrong := _wrong_worth(level, found[level.value]):
                yield Problem(f"{place}, agreement {level.value}", wrong, _MAKE_ANEW)


def _wrong_worth(level: Agreement, worth: Any) -> str | None:
    """Return what is wrong with the worth of an agreement; None when nothing is."""
    if not isinstance(worth, Mapping) or set(worth) not in ({"points"}, {"points", "m", "u"}):
        return "does not hold points, or points with m and u"
    points = worth["points"]
    if type(points) is not int or abs(points) > MOST_POINTS:
        return f"has points that are no whole number from -{MOST_POINTS} to {MOST_POINTS}"
    if (level is Agreement.DIFFERENT and points > 0) or (level is Agreement.SAME and points < 0):
        return "counts the wrong way"
    shares = [worth[key] for key in ("m", "u") if key in worth]
    if not all(_is_number(share) and 0 < share <= 1 for share in shares):
        return "has a share that is not between 0 and 1"
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
