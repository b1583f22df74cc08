"""Code sets that come with the software, and the organisation's own."""

from datetime import date

import pytest

from tandem_flows.source.code_sets import OWN_FOLDER, load_code_sets
from tandem_validators.errors import InputRefused

NYU = "icd10,edcnnpa,edcnpa,epct,noner,injury,psych,alcohol,drug\nI509,0,0.5,0.25,0.25,0,0,0,0\n"


def with_file(folder, name, text):
    own = folder / OWN_FOLDER
    own.mkdir(exist_ok=True)
    (own / name).write_text(text)
    return folder


def own_pqi(folder, year, heart_failure="I50.9"):
    families = load_code_sets(folder, 2024).pqi.families
    rows = [f"{family},{' '.join(codes)}" for family, codes in families.items()
            if family != "heart_failure"]  # fmt: skip
    text = "\n".join(["family,codes", *rows, f"heart_failure,{heart_failure}"])
    return with_file(folder, f"ahrq_pqi_{year}.csv", text)


def refused(folder):
    with pytest.raises(InputRefused) as refusal:
        load_code_sets(folder, 2026)
    return str(refusal.value)


@pytest.mark.clause("EVL-05", "EVL-06")
def test_the_sets_of_ahrq_come_with_their_year(tmp_path):
    sets = load_code_sets(tmp_path, 2026)

    assert (sets.pqi.year, sets.pqe.year) == (2024, 2024)
    assert "I509" in sets.pqi["heart_failure"]
    assert not sets.pqi.is_own
    assert sets.ed_classification is None


@pytest.mark.clause("EVL-06")
@pytest.mark.parametrize(("own_year", "asked", "used"), [(2025, 2026, 2025), (2026, 2026, 2026),
                                                         (2027, 2026, 2024), (2024, 2024, 2024),
                                                         (2020, 2026, 2024)])  # fmt: skip
def test_the_latest_year_up_to_the_period_is_used(tmp_path, own_year, asked, used):
    assert load_code_sets(own_pqi(tmp_path, own_year), asked).pqi.year == used


def test_an_own_file_goes_before_the_shipped_one_of_its_year_and_points_are_dropped(tmp_path):
    sets = load_code_sets(own_pqi(tmp_path, 2024, "I50.21"), 2026)

    assert sets.pqi.is_own
    assert sets.pqi["heart_failure"] == {"I5021"}


def test_a_family_may_take_several_lines(tmp_path):
    folder = own_pqi(tmp_path, 2025)
    path = folder / OWN_FOLDER / "ahrq_pqi_2025.csv"
    path.write_text(path.read_text() + "\nheart_failure,I5021\n")

    assert load_code_sets(folder, 2026).pqi["heart_failure"] == {"I509", "I5021"}


@pytest.mark.clause("EVL-05")
def test_the_nyu_table_is_loaded_with_its_year(tmp_path):
    sets = load_code_sets(with_file(tmp_path, "ed_classification_2017.csv", NYU), 2026)

    assert sets.ed_classification.select("icd10", "epct", "edcnpa").rows() == [("I509", 0.25, 0.5)]
    assert sets.ed_classification_year == 2017


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("pqi.csv", "family,codes\n", ["code_sets/pqi.csv", "is no known code set", "its year"]),
        ("ahrq_pqi_2025.csv", "name,codes\n", ["ahrq_pqi_2025.csv", "lacks family"]),
        ("ahrq_pqi_2025.csv", "family,codes\nasthma,J45\n",
         ["ahrq_pqi_2025.csv", "lacks the families", "heart_failure"]),
        ("ed_classification_2017.csv", NYU + "I10,0,0,1.5,0,0,0,0,0\nI11,0,0,x,0,0,0,0,0\n",
         ["ed_classification_2017.csv", "2 rows", "numbers from 0 to 1"]),
        ("ed_classification_2017.csv", "icd10,epct\n", ["lacks edcnnpa"]),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_by_name_with_what_to_do(tmp_path, name, text, words):
    said = refused(with_file(tmp_path, name, text))

    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(
    ("period_ends", "told"),
    [(2023, ", newer than the period"), (2024, ""), (2025, ", older than the period")],
)
def test_codes_of_another_year_than_the_period_are_told(tmp_path, period_ends, told):
    sets = load_code_sets(tmp_path, period_ends)

    notes = [of.note(date(period_ends, 12, 31)) for of in (sets.pqi, sets.pqe)]

    assert notes == [f"AHRQ PQI codes of 2024{told}", f"AHRQ PQE codes of 2024{told}"]
