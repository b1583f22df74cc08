"""What is not known leaves a kind open, and is never taken for a no or a yes."""

from dataclasses import replace

import pytest

from tandem_flows.rules.continuum import Facts
from tandem_flows.rules.continuum.kinds import KINDS
from tests.rules.continuum.cases import SEEN, looked_at, one


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.suits], ids=lambda k: k.name)
def test_what_is_not_known_leaves_a_kind_open_and_never_suited(kind):
    found = one(Facts(), kind.name)

    assert (found.fit, found.rank, found.amount) == ("not_known", None, None)
    assert set(found.unknown) == {c.code for group in kind.suits for c in group}


def test_a_plain_no_settles_a_kind_whatever_else_is_unknown():
    facts = Facts(practice_visits=0)

    names = {found.kind.name for found in looked_at(facts)}

    assert not names & {"practice_care_manager", "shared_care", "bh_support_in_primary_care"}


def test_one_known_reason_is_enough_and_the_unknown_ones_are_said():
    found = one(replace(SEEN, has_mental_health_need=True, has_substance_use_need=None),
                "bh_support_in_primary_care")  # fmt: skip

    assert found.fit == "suits"
    assert found.unknown == ("substance_use",)
