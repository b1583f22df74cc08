"""The page of matching weights: it holds each weight and each guard that the rule goes by."""

import json
import re

from tandem_flows.rules.matching import shipped_weights
from tandem_flows.rules.matching.apart import APART
from tandem_flows.rules.matching.guards import GUARDS_WITH_MEMBER_ID, GUARDS_WITHOUT_MEMBER_ID
from tandem_site.blocks import matching, matching_study


def rows(table):
    """Return the cells of a Markdown table below its headings."""
    return [
        tuple(cell.strip() for cell in line[1:-1].split("|")) for line in table.splitlines()[2:]
    ]


def test_each_weight_that_the_rule_goes_by_stands_on_the_page():
    shown = {
        (field, agreement): int(points)
        for field, agreement, points, _ in rows(matching.weights_table(None))
    }

    assert shown == {
        (field.replace("_", " "), agreement.value): points
        for field, by in shipped_weights().points.items()
        for agreement, points in by.items()
    }


def test_every_agreement_of_a_weight_has_its_meaning():
    explained = {word for word, _ in rows(matching.agreements_table(None))}

    used = {level.value for by in shipped_weights().by_field.values() for level in by}
    assert used <= explained


def test_each_guard_stands_on_the_page_with_its_reason():
    page = matching.guards_table(None)

    for guard in (*GUARDS_WITH_MEMBER_ID, *GUARDS_WITHOUT_MEMBER_ID):
        assert f"| {guard.reason.value} | {guard.when} | {guard.whom} |" in page


def test_each_way_to_be_two_people_stands_on_the_page():
    page = matching.apart_table(None)

    assert len(APART) == 3
    for apart in APART:
        assert f"| {apart.when} | {apart.whom} |" in page


def test_the_page_names_source_day_and_digest_of_the_weights():
    told, weights = matching.weights_source(None), shipped_weights()

    assert weights.source in told
    assert weights.made_on.isoformat() in told
    assert weights.digest in told


def test_what_was_found_was_found_with_the_weights_that_ship():
    """After a change of the weights: python -m tests.benchmarks.matching --output …"""
    study = json.loads(matching_study.STUDY.read_text(encoding="utf-8"))

    assert study["shipped_digest"] == shipped_weights().digest


def test_what_was_found_keeps_what_the_aims_ask():
    lines = matching_study.study()["lines"]

    assert {line["false_matches"] for line in lines} == {0}
    of_lists = [line for line in lines if "lists of" in line["set"]]
    assert max(line["false_review_percent"] for line in of_lists) <= 20
    of_homes = [line for line in lines if line["set"].startswith("homes")]
    assert min(line["automatic_percent"] for line in of_homes) >= 93
    assert min(line["found_percent"] for line in of_homes) >= 99.5
    assert re.search(r"FEBRL 3", matching_study.study_table(None))
