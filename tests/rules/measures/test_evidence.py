"""What net savings are made from: who is left out, and partnerships taken together."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.measures.estimate.evidence import evidence, pooled
from tandem_flows.rules.measures.estimate.rungs import ADJUSTED, RAW, rungs
from tandem_flows.rules.measures.pmpm import enrolled_cohort
from tandem_flows.rules.measures.savings import savings
from tests.rules.measures.evidence import line
from tests.rules.measures.money import group, monthly, seen
from tests.values import standard_values


def test_partnerships_together_are_the_sum_of_their_persons_and_costs():
    one = seen(*monthly("PA", 150.0, 100.0))
    other = seen(*monthly("PC", 90.0, 80.0), cases="CD", enrolled="C")
    both = pooled([one, other])

    raw, adjusted, *_ = rungs(both, standard_values(bootstrap_draws=100))

    assert (raw.kind, adjusted.kind) == (RAW, ADJUSTED)
    assert raw.net == 600.0 + 120.0 - 120.0
    assert both.followed["person_id"].n_unique() == 2 + 2


@pytest.mark.clause("EVL-14")
def test_a_patient_of_two_practices_counts_once_where_they_were_enrolled_first():
    here = seen(*monthly("PA", 150.0, 100.0))
    there = at("hillside", seen(*monthly("PA", 150.0, 100.0), enrolled=""))
    later = there.listed.with_columns(listed_on=date(2024, 12, 2))

    both = pooled([replace(there, listed=later), here])

    assert both.enrolled.select("person_id", "practice_id").rows() == [("PA", "lakeside")]
    followed = both.followed.select("person_id", "practice_id").unique().sort("person_id")
    assert followed.rows() == [("PA", "lakeside"), ("PB", "hillside")]
    assert both.program_cost == here.program_cost + there.program_cost


def at(practice, of):
    name = pl.lit(practice).alias("practice_id")
    tables = ("enrolled", "listed", "followed")
    return replace(of, **{table: getattr(of, table).with_columns(name) for table in tables})


@pytest.mark.clause("EVL-14")
def test_those_with_too_few_months_before_listing_are_counted_where_they_are_left_out():
    of, known = group(*monthly("PA", 150.0, 100.0), cases="ABC")
    late = pl.when(pl.col("person_id") == "PB").then(date(2024, 12, 1)).otherwise("start_on")
    known = replace(known, spans=known.spans.with_columns(start_on=late))
    values = standard_values(bootstrap_draws=100)
    found = savings(evidence(enrolled_cohort(of, known, values), of, known, 0.0, values), values)

    wanted = {"too_few_months_before_listing": 1}
    assert line(found, "M8_net_matched").exclusions == wanted
    assert line(found, "M8_net_adjusted").exclusions == wanted
    assert line(found, "M8_net_raw").exclusions == {"no_index_date": 2}


def test_what_looks_wrong_with_the_amounts_is_said_beside_net_savings():
    of, known = group(*monthly("PA", 150.0, 100.0))
    odd = replace(known, remarks=("they may be cents",))
    values = standard_values(bootstrap_draws=100)
    one, other = (
        evidence(enrolled_cohort(of, k, values), of, k, 0.0, values) for k in (odd, known)
    )

    notes = line(savings(pooled([other, one]), values), "M8_net_matched").notes

    assert [words for words in notes if "amounts" in words or "cents" in words] == [
        "allowed amounts", "they may be cents",
    ]  # fmt: skip
