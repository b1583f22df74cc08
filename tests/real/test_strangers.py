"""The fourth trap of the shared data: many of the plan's members look alike, and none is another.

The data lies outside the repository and is read in place.
"""

from __future__ import annotations

import polars as pl
import pytest

from tandem_flows.rules.matching import match_people
from tests.real.lists import PLAN, members
from tests.values import standard_values

pytestmark = pytest.mark.skipif(
    not PLAN.is_dir(), reason="needs the shared data sets in ../shared/data, which are not here"
)
ALIKE = (
    ("first_name", "last_name", "zip_code"),
    ("last_name", "birth_date", "zip_code"),
    ("first_name", "last_name", "birth_date"),
)


@pytest.fixture(scope="module")
def everyone():
    shown = pl.col("person_id").alias("id"), pl.col("sex").alias("gender")
    return members().select(
        *shown, "first_name", "last_name", "birth_date", "zip_code", "member_id"
    )


@pytest.fixture(scope="module")
def lookalikes(everyone):
    """The members who share names and ZIP, or name, birth date and ZIP, with another member."""
    return everyone.filter(pl.any_horizontal(pl.len().over(columns) > 1 for columns in ALIKE))


def pairs(people, columns):
    both = people.join(people, on=columns)
    return both.filter(pl.col("id") < pl.col("id_right"))


def matched(left, right):
    found = match_people(left, right, standard_values())
    return found.filter(pl.col("decision") == "match")


def test_the_trap_is_there(everyone):
    assert [pairs(everyone, columns).height for columns in ALIKE] == [3_694, 8, 1]


@pytest.mark.clause("SHR-02")
def test_no_two_different_members_are_matched_automatically(everyone, lookalikes):
    """Not even where the practice knows neither member id nor address."""
    found = matched(lookalikes.drop("member_id", "zip_code"), everyone)

    assert found.filter(pl.col("left_id") != pl.col("right_id")).is_empty()
    assert found.height == lookalikes.height - 2  # the one pair that shares it all is for a look


@pytest.mark.clause("SHR-02")
def test_without_a_birth_date_nobody_is_matched_automatically(everyone, lookalikes):
    assert matched(lookalikes.drop("member_id", "birth_date").head(200), everyone).is_empty()


@pytest.mark.clause("SHR-02")
def test_two_members_who_share_names_and_birth_date_are_told_apart_by_their_ids(everyone):
    one, other = pairs(everyone, ALIKE[2]).select("id", "id_right").row(0)
    is_one, is_other = pl.col("id") == one, pl.col("id") == other

    found = match_people(everyone.filter(is_one), everyone.filter(is_other), standard_values())

    assert found["decision"].to_list() == ["review"]
