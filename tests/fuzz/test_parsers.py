"""No input makes a parser do anything but read it as text or refuse it in plain words."""

import pytest

from tests.fuzz.campaign import attacked
from tests.fuzz.parsers import every_parser

PARSERS = every_parser()
_A_SAMPLE = 4
_SEED, _SAMPLE_SEED = 2026, 1


def told(outcome):
    return [f"{defect}: {content[:300]!r}" for defect, content in outcome.defects.items()]


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.name)
def test_a_few_hostile_inputs_are_text_or_refused(parser, tmp_path, tally):
    outcome = attacked(parser, tmp_path, _A_SAMPLE * parser.share, _SAMPLE_SEED)

    assert told(outcome) == []
    tally.add("inputs", parser.name, outcome.tried, outcome.refused)


@pytest.mark.long
@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.name)
def test_many_hostile_inputs_are_text_or_refused(parser, tmp_path, tally, pytestconfig):
    whole = pytestconfig.getoption("fuzz_cases")
    cases = -(-whole * parser.share // sum(other.share for other in PARSERS))

    outcome = attacked(parser, tmp_path, cases, _SEED)

    assert told(outcome) == []
    tally.add("inputs", parser.name, outcome.tried, outcome.refused)
