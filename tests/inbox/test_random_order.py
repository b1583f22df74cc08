"""The order among equals that chance decided, as a file."""

import pytest

from tandem_flows.inbox.random_order import read_random_order
from tandem_validators.errors import InputRefused


def read(tmp_path, text):
    path = tmp_path / "random_order.csv"
    path.write_text(text)
    return read_random_order(path)


@pytest.mark.clause("EVL-14")
def test_the_order_is_read_with_the_hash_of_its_file(tmp_path):
    found = read(tmp_path, "case_id,tied,place\nC-1,first,2\nC-2,first,1\n")

    assert found.order.rows() == [("C-1", "first", 2), ("C-2", "first", 1)]
    assert len(found.source_hash) == 64


def test_headings_alone_are_an_empty_order(tmp_path):
    assert read(tmp_path, "case_id,tied,place\n").order.is_empty()


def test_a_missing_heading_is_named(tmp_path):
    with pytest.raises(InputRefused, match="column place: is missing"):
        read(tmp_path, "case_id,tied\nC-1,first\n")


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    with pytest.raises(InputRefused) as refused:
        read(tmp_path, "case_id,tied,place\nC-1,,0\nC-1,first,2\n")

    told = str(refused.value)
    assert "row 2, column tied: is empty" in told
    assert "row 2, column place: is not a number from 1" in told
    assert "row 3, column case_id: is there twice" in told
    assert "Keep the first place that was drawn" in told


def test_a_row_is_told_by_its_number_on_the_screen_with_blank_rows_above_it(tmp_path):
    with pytest.raises(InputRefused, match="row 5, column place: is not a number from 1"):
        read(tmp_path, "\ncase_id,tied,place\nC-1,first,1\n\nC-2,first,0\n")


def test_a_heading_is_named_in_its_own_row(tmp_path):
    with pytest.raises(InputRefused, match="row 2, column place: stands twice"):
        read(tmp_path, "\ncase_id,tied,place,place\nC-1,first,1,1\n")


def test_a_file_of_blank_rows_says_which_headings_it_needs(tmp_path):
    with pytest.raises(
        InputRefused, match=r"has no rows\. Write a row of headings \(case_id, tied"
    ):
        read(tmp_path, "\n\n")
