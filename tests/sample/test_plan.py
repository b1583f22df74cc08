"""The invented sample: repeatable, in the contract's shape, with the people the process needs."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tandem_flows.sample import source_sql, write_sample
from tandem_flows.sample.tables import COLUMNS
from tandem_validators.errors import InputRefused
from tests.sample.traits import PRACTICES, TRAITS, rows


def count(plan: duckdb.DuckDBPyConnection, query: str) -> int:
    return rows(plan, f"SELECT count(*) FROM ({query})")[0][0]


def listed(folder: Path, practice: str) -> pl.DataFrame:
    return pl.read_csv(folder / f"inbox/{practice}/practice_list.csv", infer_schema=False)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_the_same_seed_writes_the_same_bytes(folder, facts, tmp_path):
    again = write_sample(tmp_path)

    assert again == facts
    assert files(tmp_path) == files(folder)


def test_another_seed_writes_other_people(folder, facts, tmp_path):
    write_sample(tmp_path, seed=7)

    names = "first_name", "last_name"
    ours = pl.read_parquet(folder / "plan/eligibility.parquet", columns=list(names))
    theirs = pl.read_parquet(tmp_path / "plan/eligibility.parquet", columns=list(names))
    assert not ours.equals(theirs)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_seeds_and_sizes_find_patients_for_every_slip(seed, tmp_path):
    facts = write_sample(tmp_path, seed=seed, members=1000)

    assert [one.rows for one in facts.lists] == [30, 32]


def test_too_few_members_are_refused_before_anything_is_written(tmp_path):
    with pytest.raises(InputRefused, match=r"sample, members: 999 members are too few .* or more"):
        write_sample(tmp_path, members=999)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("view", sorted(COLUMNS))
def test_every_view_has_the_columns_of_the_contract(plan, view):
    columns = tuple(name for name, *_ in plan.execute(f"DESCRIBE {view}").fetchall())

    assert columns == COLUMNS[view]


@pytest.mark.parametrize("view", sorted(COLUMNS))
def test_days_are_dates_and_amounts_are_numbers(plan, view):
    types = {name: kind for name, kind, *_ in plan.execute(f"DESCRIBE {view}").fetchall()}

    days = {name for name in types if re.search(r"(_date|_on)$", name)}
    amounts = {name for name in types if re.search(r"(_amount|score|quantity)$", name)}
    assert {types[name] for name in days} <= {"DATE"}
    assert {types[name] for name in amounts} <= {"DOUBLE"}


def test_the_source_names_no_folder_of_its_own():
    assert source_sql().count("read_parquet('{folder}/plan/") == len(COLUMNS)


def test_the_plan_has_as_many_members_and_attributed_patients_as_the_facts_say(plan, facts):
    attributed = dict(rows(plan, "SELECT practice_id, count(*) FROM attribution GROUP BY ALL"))

    assert count(plan, "SELECT DISTINCT person_id FROM eligibility") == facts.members
    assert {p: attributed[p] for p in PRACTICES} == {
        p: facts.list_of(p).attributed for p in PRACTICES
    }
    assert len(attributed) == 7


def test_service_lies_in_the_data_period_and_is_paid_10_to_60_days_later(plan, facts):
    first, last, soonest, latest = rows(
        plan,
        """SELECT min(claim_start_date), max(claim_end_date), min(paid_date - claim_end_date),
           max(paid_date - claim_end_date) FROM medical_claim""",
    )[0]

    assert facts.data_from <= first
    assert last <= facts.data_to
    assert soonest == 10
    assert latest == 60


def test_claims_go_on_after_the_first_look(plan, facts):
    later = "SELECT DISTINCT date_trunc('month', claim_start_date) FROM medical_claim WHERE "

    assert count(plan, later + f"claim_start_date > DATE '{facts.as_of}'") == 12


def test_every_claim_line_has_one_number(plan):
    repeated = "SELECT claim_id FROM medical_claim GROUP BY claim_id, claim_line_number HAVING "

    assert count(plan, repeated + "count(*) > 1") == 0


def test_no_claim_line_falls_after_death(plan):
    after = "SELECT * FROM medical_claim JOIN eligibility USING (person_id) WHERE "

    assert count(plan, after + "claim_start_date > death_date") == 0


def test_every_telephone_is_kept_free_for_fiction(folder, plan):
    phones = {phone for (phone,) in rows(plan, "SELECT phone FROM eligibility")}
    phones |= {p for (p,) in rows(plan, "SELECT case_manager_phone FROM case_management")}
    phones |= {row["Phone"] for p in PRACTICES for row in listed(folder, p).to_dicts()}

    assert [p for p in phones if not re.fullmatch(r"\d{3}-555-01\d\d", p)] == []


def test_no_npi_and_no_ndc_can_be_a_real_one(plan):
    npis = "SELECT npi FROM provider WHERE NOT regexp_full_match(npi, '9[0-9]{9}')"
    ndcs = "SELECT * FROM pharmacy_claim WHERE NOT regexp_full_match(ndc_code, '99901[0-9]{6}')"

    assert count(plan, npis) == 0
    assert count(plan, ndcs) == 0


@pytest.mark.parametrize("trait", sorted(TRAITS["anywhere"]))
def test_the_sample_has(plan, trait):
    assert count(plan, TRAITS["anywhere"][trait]) > 0


@pytest.mark.parametrize("trait", sorted(TRAITS["among_the_highest_scores"]))
def test_each_practice_has_among_its_highest_scores_a_patient(plan, trait):
    practices = {found for (found,) in rows(plan, TRAITS["among_the_highest_scores"][trait])}

    assert practices >= set(PRACTICES)
