"""The simulation study on the site: every number comes from the file the study wrote."""

import json

import pytest

from tandem_site.blocks import simulation, simulation_deaths, simulation_words
from tests.benchmarks.simulation import AIM_PERCENT, EFFECTS, answers, told
from tests.benchmarks.simulation_deaths import with_deaths
from tests.benchmarks.simulation_programmes import SETTINGS, programme
from tests.values import standard_values


@pytest.fixture(scope="module")
def study():
    return json.loads(simulation.STUDY.read_text(encoding="utf-8"))


def test_the_file_holds_every_setting_effect_and_rung(study):
    seen = {(line["setting"], line["effect_percent"], line["rung"]) for line in study["lines"]}
    wanted = {
        (setting.name, round(100 * effect), rung)
        for setting in SETTINGS
        for effect in EFFECTS
        for rung in ("raw", "adjusted", "matched")
    }

    assert wanted <= seen
    assert study["programmes"] == 500


@pytest.mark.clause("EVL-14")
def test_the_matched_interval_holds_the_truth_as_often_as_aimed_at(study):
    matched = [line for line in study["lines"] if line["rung"] in ("matched", "chance")]

    assert study["aim_percent"] == AIM_PERCENT
    assert [line for line in matched if line["coverage_percent"] < AIM_PERCENT] == []
    assert [line for line in matched if line["with_interval"] < line["programmes"]] == []


def test_the_sentences_and_the_table_say_what_the_file_says(study):
    found, table = simulation_words.simulation_found(None), simulation.simulation_table(None)

    raw = [line for line in study["lines"] if line["rung"] == "raw"]
    false = [line["claims_savings_percent"] for line in raw if not line["effect_percent"]]
    assert f"in {min(false):.1f} to {max(false):.1f} percent" in found
    assert table.count("\n") == 1 + sum(line["rung"] != "chance" for line in study["lines"])


def test_the_rough_check_and_what_is_seldom_noticed_are_told_in_the_numbers_of_the_file(study):
    found = simulation_words.simulation_found(None)

    adjusted = [line["coverage_percent"] for line in study["lines"] if line["rung"] == "adjusted"]
    assert f"truth in {min(adjusted):.1f} to {max(adjusted):.1f} percent" in found
    assert ("It misses our aim" in found) is (min(adjusted) < AIM_PERCENT)
    (plan,) = [line for line in study["lines"] if line["effect_percent"] == 20
               and (line["setting"], line["rung"]) == ("plan", "matched")]  # fmt: skip
    noticed = f"20 percent are noticed in {plan['claims_savings_percent']:.1f} of 100"
    assert noticed in found


@pytest.mark.parametrize(("half", "needed"), [(20.0, 20), (20.1, 30), (10.0, 20), (60.0, 180)])
def test_how_many_practices_notice_half_grows_with_the_square_of_the_interval(half, needed):
    line = {"typical_half_width_percent": half, "effect_percent": 20}

    assert simulation_words.needed(line, 20) == needed


@pytest.mark.clause("EVL-14")
def test_with_deaths_the_sentence_says_what_the_file_says_and_where_the_aim_is_missed():
    of = simulation_deaths.study()
    matched = [line for line in of["lines"] if line["rung"] == "matched"]
    held = [line["coverage_percent"] for line in matched]

    told = simulation_deaths.simulation_deaths(None)

    assert of["programmes"] == 500
    assert len(matched) == len(SETTINGS) * len(EFFECTS)
    assert f"in {min(held):.1f} to {max(held):.1f} percent" in told
    reached = [share for share in held if share >= AIM_PERCENT]
    assert f"our aim of {AIM_PERCENT} in {len(reached)} of {len(held)} cases" in told
    assert f"{of['died_percent']:.0f} percent of the listed died" in told
    assert min(held) >= AIM_PERCENT - 2  # what chance makes of 500 programmes


def test_who_dies_is_called_no_more_and_costs_much_at_the_end():
    of = programme(0, SETTINGS[0])

    changed = with_deaths(of, 0)

    died = changed.leaves < of.leaves
    late = changed.is_led & died & (changed.leaves < changed.call)
    assert died.any()
    assert not late.any()
    assert (changed.cost[died].sum(axis=1) > of.cost[died].sum(axis=1)).all()
    assert (changed.cost[~died] == of.cost[~died]).all()


def test_the_pictures_are_named_and_described(study):
    drawn = simulation.simulation_picture(None)

    assert drawn.count('role="img"') == drawn.count("<desc") == 2
    assert f"aim {study['aim_percent']} %" not in drawn  # letters are drawn, not typed


def test_the_study_runs_the_rules_themselves():
    values = standard_values(bootstrap_draws=100)
    first = [answers(programme(n, SETTINGS[0]), 0.1, values) for n in range(2)]
    again = [answers(programme(n, SETTINGS[0]), 0.1, values) for n in range(2)]

    line = told("matched", [found["matched"] for found in first])
    assert first == again
    assert (line["programmes"], line["with_interval"], line["true_percent"]) == (2, 2, 10.0)
