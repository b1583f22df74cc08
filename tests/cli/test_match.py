"""`tandem match`: two lists in, pairs out; bad lists are answered with file, row and column."""

import polars as pl
import pytest

from tests.cli.places import typed

LEFT = """id,first_name,last_name,birth_date,zip_code
1,Ann,Lee,1950-02-03,02119
2,Bob,Roy,4/5/1961,02120
3,Cy,Dow,,
"""
RIGHT = """id,first_name,last_name,birth_date,zip_code
a,Ann,Lee,1950-02-03,02119
b,Bob,Roy,1961-04-05,02120
"""


@pytest.fixture
def lists(tmp_path):
    def put(left=LEFT, right=RIGHT):
        (tmp_path / "left.csv").write_text(left, encoding="utf-8")
        (tmp_path / "right.csv").write_text(right, encoding="utf-8")
        return tmp_path

    return put


def match(folder, left="left.csv", right="right.csv", output="pairs.csv", *words):
    return typed("match", folder / left, folder / right, "--output", folder / output, *words)


@pytest.mark.clause("SHR-02")
def test_the_same_patients_are_found(lists):
    folder = lists()

    answer = match(folder)

    pairs = pl.read_csv(folder / "pairs.csv", infer_schema=False)
    assert answer.code == 0
    assert pairs.columns[:4] == ["left_id", "right_id", "score", "decision"]
    assert set(pairs.select("left_id", "right_id", "decision").rows()) == {
        ("1", "a", "match"),
        ("2", "b", "match"),
    }


def test_parquet_is_read_and_written(lists):
    folder = lists()
    pl.read_csv(folder / "right.csv", try_parse_dates=True).write_parquet(folder / "r.parquet")

    match(folder, right="r.parquet", output="pairs.parquet")

    assert pl.read_parquet(folder / "pairs.parquet").height == 2


def test_a_workspace_brings_its_own_values(lists, workspace):
    folder = lists()
    with (workspace / "profile.yaml").open("a", encoding="utf-8") as profile:
        profile.write(
            "values:\n  - {parameter: match_points_min, value: 100, since: 2026-01-01, "
            'reason: "cautious"}\n'
        )

    match(folder, "left.csv", "right.csv", "pairs.csv", "-w", workspace, "--as-of", "2026-01-02")

    assert set(pl.read_csv(folder / "pairs.csv")["decision"]) == {"review"}


def test_no_pair_leaves_an_empty_table(lists):
    folder = lists(right="id,last_name\nx,Zane\n")

    answer = match(folder)

    assert answer.out.startswith("0 matches, 0 pairs to review")
    assert (folder / "pairs.csv").read_text(encoding="utf-8").startswith("left_id,right_id")


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ("", "left.csv: is an empty file"),
        ("id,last_name\n", "left.csv: has no rows"),
        ("ident,last_name\n1,Lee\n", "left.csv, row 1, column id: the required column is missing"),
        ("id,last_name\n1,Lee\n1,Roy\n", "left.csv, row 3, column id: has an id that an earlier"),
        ("id,last_name\n1,Lee\n,Roy\n", "left.csv, row 3, column id: has no id"),
        ("id,last_name\n1,Lee\nid,last_name\n", "left.csv, row 3, column id: the column headings"),
        ("id,birth_date\n1,1950-02-03\n2,soon\n", "left.csv, row 3, column birth_date: is not"),
        ("id,birth_date\n1,1950-02-30\n", "left.csv, row 2, column birth_date"),
        ("id,birth_date\n1,3/4/50\n", "a year of two digits"),
        ("id,last_name\n1,Lee,x\n", "left.csv, row 2: has more cells"),
        ("id,last_name,last_name\n1,a,b\n", "left.csv, row 1, column last_name: is twice"),
        ('id,last_name\n1,"Lee\n', "left.csv"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused(lists, left, words):
    folder = lists(left=left)

    answer = match(folder)

    assert answer.code == 1
    assert words in answer.err
    assert not (folder / "pairs.csv").exists()


def test_all_problems_of_both_lists_are_told_at_once(lists):
    folder = lists(left="id,birth_date\n1,soon\n2,late\n", right="name\nx\n")

    answer = match(folder)

    assert len(answer.err.splitlines()) == 3


def test_of_very_many_problems_the_first_are_told_and_the_rest_counted(lists):
    folder = lists(left="id,birth_date\n" + "".join(f"{n},soon\n" for n in range(500)))

    answer = match(folder)

    assert len(answer.err.splitlines()) == 21
    assert "480 more problems" in answer.err


def test_a_refusal_holds_no_value_of_a_patient(lists):
    folder = lists(left="id,last_name,birth_date\n7,Quill,Zebedee\n7,Quill,Zebedee\n")

    answer = match(folder)

    assert "Quill" not in answer.err
    assert "Zebedee" not in answer.err


def test_a_file_of_another_kind_is_refused(lists):
    folder = lists()

    assert "left.txt: is neither .csv nor .parquet" in match(folder, left="left.txt").err
    assert "pairs.xls: is neither .csv nor .parquet" in match(folder, output="pairs.xls").err


def test_a_damaged_parquet_file_is_refused(lists):
    folder = lists()
    (folder / "r.parquet").write_bytes(b"nothing of the kind")

    answer = match(folder, right="r.parquet")

    assert answer.code == 1
    assert "r.parquet: is not a readable Parquet file" in answer.err


def test_a_list_that_is_not_utf8_is_refused_with_its_row(lists):
    folder = lists()
    (folder / "left.csv").write_bytes("id,last_name\n1,Peña\n".encode("latin-1"))

    answer = match(folder)

    assert "left.csv, row 2, column last_name" in answer.err
