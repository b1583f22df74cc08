"""Names in person matching: how they are spelled for comparison, and how they agree."""

from __future__ import annotations

import polars as pl
import pytest

from tandem_flows.rules.matching.names import compare_first_names, compare_last_names
from tandem_flows.rules.matching.normalise import name


@pytest.mark.parametrize(
    "written", ["O'Brien", "O\u2019BRIEN", "Dr. O Brien, Jr.", "o-brien III", "Óbrien MD"]
)
def test_last_names_are_normalised_as_core_258_asks(written: str):
    spelled = pl.DataFrame({"last_name": [written]}).select(name("last_name")).item()

    assert spelled.replace(" ", "") == "obrien"


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("mary ann", "mary", "same"),
        ("mary ann", "maryann", "same"),
        ("mary ann", "ann", "part"),
        ("juan carlos", "juan pablo", "different"),
        ("j", "john", "initial"),
        ("j", "mary", "different"),
        ("jayden", "hayden", "different"),
        ("nilbert", "nilbret", "slip"),
        ("mia", "mya", "different"),
        ("", "mary", "missing"),
    ],
)
def test_first_names_agree_as_people_write_them(one: str, other: str, agreement: str):
    assert compare_first_names(one, other) == compare_first_names(other, one) == agreement


def test_a_short_last_name_has_no_slips():
    assert compare_last_names("lee", "lew") == "different"
