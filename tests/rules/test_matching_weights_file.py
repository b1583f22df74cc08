"""The file of learned weights: read back as written, and refused when it is not sound."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tandem_flows.rules.matching import shipped_weights, train
from tandem_flows.rules.matching.weights_file import read_weights, weights_text
from tandem_validators.errors import GuidelineRefused, InputRefused
from tests.rules.training_lists import rosters

ANEW = "Make the file anew with `tandem weights`, or use the weights that ship."


@pytest.fixture(scope="module")
def learned():
    return train(*rosters(145), None, date(2026, 1, 5))


@pytest.fixture(scope="module")
def text(learned):
    return weights_text(learned)


def test_weights_are_read_back_as_they_were_written(learned, text):
    read = read_weights(text, "w.yaml")

    assert (read.by_field, read.counts, read.made_on) == (
        learned.by_field,
        learned.counts,
        learned.made_on,
    )
    assert re.fullmatch(r"[0-9a-f]{64}", read.digest)


def test_the_file_holds_nothing_of_any_patient(text):
    left, right = (people.drop("id") for people in rosters(145))
    known = {str(value) for people in (left, right) for row in people.rows() for value in row}

    assert [value for value in known if value in text] == []


def test_the_weights_that_ship_have_a_digest_too():
    assert re.fullmatch(r"[0-9a-f]{64}", shipped_weights().digest)


@pytest.mark.parametrize(
    ("written", "instead", "words"),
    [
        ("kind: match-weights", "kind: other", "w.yaml: holds no weights of matching."),
        ("kind: match-weights\n", "", "w.yaml: holds no weights of matching."),
        ("form: 1", "form: 2", "w.yaml, key 'form': is of another version of the software."),
        ("digest:", "seal:", "w.yaml: has other keys than weights have (missing: digest)."),
        ("made_on: 2026-01-05", "made_on: soon", "w.yaml, key 'made_on': is no day."),
        ("points_per_bit: ", "points_per_bit: -", "key 'points_per_bit': is no number above 0."),
        ("left_rows: 145", "left_rows: many", "key 'counts': holds no whole numbers."),
        ("  phone:", "  fax:", "key 'fields': does not name the fields first_name, "),
        ("    nickname:", "    alias:", "field first_name: does not name the agreements same, "),
        (
            "same: {points: 14}",
            "same: {points: 1.5}",
            "field phone, agreement same: has points that",
        ),
        (
            "same: {points: 14}",
            "same: {points: 101}",
            "field phone, agreement same: has points that",
        ),
        ("same: {points: 14}", "same: {points: -1}", "agreement same: counts the wrong way."),
        ("different: {points: -2}", "different: {points: 2}", "different: counts the wrong way."),
        ("same: {points: 14}", "same: {score: 14}", "agreement same: does not hold points"),
        ("same: {points: 14}", "same: {points: 14, m: 2, u: 0.1}", "a share that is not between"),
        ("same: {points: 14}", "same: {points: 15}", "w.yaml, key 'digest': does not fit"),
    ],
)
def test_a_file_that_is_not_sound_is_refused(text, written, instead, words):
    assert written in text

    with pytest.raises(InputRefused) as refused:
        read_weights(text.replace(written, instead, 1), "w.yaml")

    assert words in str(refused.value)
    assert str(refused.value).endswith(ANEW)


def test_all_that_is_wrong_is_told_at_once(text):
    broken = text.replace("made_on: 2026-01-05", "made_on: soon").replace("  phone:", "  fax:")

    with pytest.raises(InputRefused) as refused:
        read_weights(broken, "w.yaml")

    assert len(refused.value.problems) == 2


@pytest.mark.parametrize("foreign", ["", "id,first_name\n1,Zebedee\n", "Zebedee: 1", "- Zebedee"])
def test_a_foreign_file_is_refused_without_its_words(foreign):
    with pytest.raises(InputRefused) as refused:
        read_weights(foreign, "w.yaml")

    assert str(refused.value) == f"w.yaml: holds no weights of matching. {ANEW}"


def test_text_that_is_no_yaml_is_refused_by_its_line():
    with pytest.raises(GuidelineRefused) as refused:
        read_weights("kind: [match", "w.yaml")

    assert str(refused.value).startswith("w.yaml, line ")
