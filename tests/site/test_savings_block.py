"""The worked example of net savings on the site, and what the care itself would take off it."""

import pytest

from tandem_site.blocks import savings


@pytest.mark.clause("EVL-14")
def test_the_example_gives_opposite_answers_to_the_two_questions():
    text = savings.net_savings_example(None)

    assert "**$38,880** | **&minus;$6,120**" in text
    assert "half an hour each, and each 6 hours of preparing: 102 hours" in text


@pytest.mark.clause("EVL-14")
def test_what_the_care_itself_costs_is_taken_off_the_same_example():
    assert "takes $23,000 off the $38,880" in savings.cost_of_the_care(None)
