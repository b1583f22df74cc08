"""`tandem weights`: two lists in, a file of weights out, which `tandem match` then goes by."""

import polars as pl
import pytest

from tandem_flows.workspace.match_weights import FILE
from tests.cli.places import typed
from tests.rules.training_lists import rosters


@pytest.fixture(scope="module")
def learned_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("weights")
    left, right = rosters(145)
    left.write_csv(folder / "left.csv")
    right.write_csv(folder / "right.csv")
    return folder, learn(folder)


@pytest.fixture
def folder(learned_once):
    return learned_once[0]


def learn(folder, *words):
    lists = folder / "left.csv", folder / "right.csv"
    return typed("weights", *lists, "--output", folder / "own.yaml", *words)


def match(folder, *words):
    lists = folder / "left.csv", folder / "right.csv"
    answer = typed("match", *lists, "--output", folder / "pairs.csv", *words)
    return answer, pl.read_csv(folder / "pairs.csv")


def test_what_was_learned_is_told(learned_once):
    folder, answer = learned_once

    first, learned, kept = answer.out.splitlines()
    assert answer.code == 0
    assert first.endswith(f"of one person and 10,440 of two: {folder / 'own.yaml'}")
    assert learned == "Learned: first name, last name, birth date, address, zip code, city."
    assert kept == "As shipped, for want of pairs: member id, phone, gender."
    assert (folder / "own.yaml").stat().st_mode & 0o077 == 0


@pytest.mark.clause("SHR-02")
def test_matching_goes_by_named_weights(folder):
    _, shipped = match(folder)

    answer, own = match(folder, "--weights", folder / "own.yaml", "--explain")

    assert answer.code == 0
    assert own.height == shipped.height == 145
    assert own["score"].to_list() != shipped["score"].to_list()
    assert "city same +0" in own["explanation"][0]


def test_matching_for_a_workspace_goes_by_its_weights(folder, workspace):
    _, named = match(folder, "--weights", folder / "own.yaml")
    (workspace / FILE).write_bytes((folder / "own.yaml").read_bytes())

    _, of_workspace = match(folder, "--workspace", workspace)

    assert of_workspace.equals(named)


def test_answered_pairs_are_learned_from(folder):
    _, pairs = match(folder)
    answers = ["yes", "no", None] + [None] * (pairs.height - 3)
    pairs.with_columns(pl.Series("is_same", answers)).write_csv(folder / "answered.csv")

    answer = learn(folder, "--pairs", folder / "answered.csv")

    assert answer.code == 0
    written = (folder / "own.yaml").read_text(encoding="utf-8")
    assert "confirmed_pairs: 1, refused_pairs: 1" in written


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ("left_id,right_id\na1,b1\n", "answered.csv, row 1, column is_same: is missing"),
        ("left_id,right_id,is_same\na1,b1,perhaps\n", "row 2, column is_same: is neither yes nor"),
        ("left_id,right_id,is_same\na1,,yes\n", "answered.csv, row 2, column right_id: is empty"),
        ("left_id,right_id,is_same\na1,zz,no\n", "labelled pairs, pair 1: names an id that is not"),
        ("", "answered.csv: is not a readable CSV file"),
    ],
)
def test_pairs_that_cannot_be_used_are_refused(folder, pairs, words):
    (folder / "answered.csv").write_text(pairs, encoding="utf-8")

    answer = learn(folder, "--pairs", folder / "answered.csv")

    assert answer.code == 1
    assert words in answer.err
    assert "perhaps" not in answer.err


def test_short_lists_are_refused_and_nothing_is_written(tmp_path):
    left, right = rosters(30)
    left.write_csv(tmp_path / "left.csv")
    right.write_csv(tmp_path / "right.csv")

    answer = learn(tmp_path)

    assert answer.code == 1
    assert answer.err.startswith("the larger list: holds 420 pairs of two people, and 10000 are")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["left.csv", "right.csv"]


def test_a_file_that_holds_no_weights_is_refused(folder):
    lists = folder / "left.csv", folder / "right.csv"

    foreign = typed("match", *lists, "-o", folder / "x.csv", "--weights", folder / "left.csv")
    missing = typed("match", *lists, "-o", folder / "x.csv", "--weights", folder / "none.yaml")

    assert "left.csv: holds no weights of matching. Make the file anew" in foreign.err
    assert "none.yaml: is not there" in missing.err
    assert (foreign.code, missing.code) == (1, 1)
    assert not (folder / "x.csv").exists()


def test_the_file_of_weights_is_named_as_yaml(folder):
    answer = typed("weights", folder / "left.csv", "--output", folder / "own.csv")

    assert "own.csv: does not end in .yaml. Name it so." in answer.err


def test_lists_or_a_workspace_are_named_and_not_both(folder, workspace):
    left, own = folder / "left.csv", folder / "other.yaml"

    for words in ((), (left, "-w", workspace), ("-w", workspace, "--pairs", left)):
        answer = typed("weights", *words, "--output", own)

        assert answer.code == 2
        assert "Invalid value for" in answer.err
    assert not own.exists()


def test_a_workspace_without_lists_is_refused(folder, workspace):
    answer = typed("weights", "--workspace", workspace, "--output", folder / "other.yaml")

    assert answer.code == 1
    assert "has no practice's list. Run `tandem run identify` for a practice first." in answer.err
