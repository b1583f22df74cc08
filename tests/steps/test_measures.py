"""The step that works out the measures, and its report."""

from datetime import date, timedelta

import polars as pl
import pytest

from tandem_flows.rules.measures.catalogue import MEASURES, measure_of
from tests.steps.workspaces import FIRST_CALL, copied

END = date(2026, 12, 31)


@pytest.fixture(scope="module")
def measured_template(decided_template, tmp_path_factory):
    folder = tmp_path_factory.mktemp("measured")
    practice = copied(decided_template, folder)
    practice.run("evaluation", FIRST_CALL + timedelta(days=1))
    practice.run("measures", END)
    return folder


@pytest.fixture
def measured(measured_template, tmp_path):
    return copied(measured_template, tmp_path)


def report(practice):
    (path,) = practice.outbox.glob("evaluation-*.html")
    return path.read_text(encoding="utf-8")


@pytest.mark.clause("EVL-02", "EVL-03", "EVL-04", "EVL-05", "EVL-06", "EVL-11", "EVL-12", "EVL-14")
def test_every_measure_is_handed_on_with_what_it_was_made_from(measured):
    rows = measured.rows("measures")

    assert {measure_of(name) for name in rows["measure"]} == set(MEASURES)
    assert rows["run_id"].n_unique() == rows["version"].n_unique() == 1
    assert "guideline" in rows["version"][0]
    assert rows["data_through"].max() <= END
    main = rows.filter(pl.col("cohort") == "all").filter(
        pl.col("measure").is_in(["M1", "M2", "M5_pqi_90", "M6_total_before", "M12"])
    )
    assert main["value"].null_count() == 0


@pytest.mark.clause("EVL-08", "EVL-09")
def test_the_enrolled_of_the_calls_are_the_ones_compared(measured):
    led = measured.rows("decisions", FIRST_CALL).drop_nulls("lead").height
    rows = measured.rows("measures").filter(pl.col("cohort") == "all")
    before = rows.filter(pl.col("measure") == "M6_total_before").row(0, named=True)

    assert 0 < before["denominator"] <= 12 * led
    assert before["period_start"] == date(2025, 1, 1)
    assert "provisional" in before["note"]


@pytest.mark.clause("EVL-19")
def test_targets_stand_beside_their_measures(measured):
    rows = measured.rows("measures").filter(pl.col("cohort") == "all")
    notes = dict(rows.select("measure", "note").iter_rows())

    assert "target 50 or more" in notes["M1"]
    assert "target" in notes["M12"]


def test_a_second_run_changes_nothing(measured):
    head, page = measured.store.ledger_head(), report(measured)

    result, _ = measured.run("measures", END)

    assert "; net savings raw " in result.words
    assert result.words.endswith(", matched not known dollars")
    assert measured.store.ledger_head() == head
    assert report(measured) == page


@pytest.mark.clause("EVL-07")
def test_the_report_has_numbers_and_what_people_said(measured):
    page = report(measured)

    assert page.index("What was counted") < page.index("What people said")
    assert page.index("M12. Process fidelity") < page.index("What people said")
    assert page.index("What people said") < page.index("M9. Self-rated health")
    assert "M11. Staff survey" in page


@pytest.mark.clause("EVL-14")
def test_the_report_shows_raw_and_adjusted_side_by_side_with_the_reason(measured):
    page = report(measured)

    assert page.index("Camden") < page.index("Raw: before") < page.index("Adjusted: the ratio")
    assert page.index("Adjusted: the ratio") < page.index("Matched: adjusted")


@pytest.mark.clause("EVL-07")
def test_the_report_names_nobody_and_hides_small_counts(measured):
    page, listed = report(measured), measured.rows("combined_list")

    names = {name for name in listed["last_name"].drop_nulls() if f">{name}<" in page}
    assert names == set()
    assert [case for case in listed["case_id"] if case in page] == []
    enrolled = measured.rows("enrolments").height
    assert enrolled <= 10
    assert "hidden: few people" in page


def test_the_report_is_one_page_without_scripts_or_outside_references(measured):
    page = report(measured)

    assert "<script" not in page
    linked = page.replace("http://www.w3.org/", "").replace("http-equiv", "")
    assert "http" not in linked
    assert '<html lang="en">' in page


def test_before_any_call_was_held_the_measures_are_there_and_open(shared):
    shared.run("measures", FIRST_CALL)

    rows = shared.rows("measures").filter(pl.col("cohort") == "all")
    values = dict(rows.select("measure", "value").iter_rows())
    assert values["M1"] == 0.0
    assert values["M8_net_raw"] is None
    assert values["M12"] is None


def test_an_organisations_own_codes_are_read_from_its_folder(decided):
    folder = decided.workspace.folder / "code_sets"
    folder.mkdir()
    (folder / "ed_classification_2017.csv").write_text(
        "icd10,edcnnpa,edcnpa,epct,noner,injury,psych,alcohol,drug\nI509,0,1,0,0,0,0,0,0\n"
    )

    decided.run("measures", END)

    rows = decided.rows("measures").filter(pl.col("measure") == "M4_nyu")
    assert rows["value"].null_count() == 0
    assert "table of 2017" in rows["note"][0]
