"""Opening a plan source: what is refused, and how it is said."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tandem_flows.source.contract import CONTRACT
from tandem_flows.source.open import open_source
from tandem_validators.errors import InputRefused
from tests.source.plans import day, line, member, opened, provider, write_plan


def refusal(folder: Path, source_sql: Path) -> str:
    with pytest.raises(InputRefused) as refused:
        open_source(source_sql, folder)
    return str(refused.value)


def test_every_missing_view_and_column_is_named_at_once(tmp_path):
    source_sql = tmp_path / "source.sql"
    source_sql.write_text("CREATE VIEW eligibility AS SELECT 'P1' AS person_id;")

    message = refusal(tmp_path, source_sql)

    assert "source.sql, view eligibility, column birth_date: is missing" in message
    assert "source.sql, view medical_claim: is missing. Add CREATE VIEW medical_claim" in message
    assert "source.sql, view attribution: is missing" in message
    assert "provider" not in message


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"death_date": day("1950-01-01")}, "column death_date: 1 row with death before birth"),
        (
            {"enrollment_end_date": day("2023-12-31")},
            "column enrollment_end_date: 1 row with enrollment ends before it starts",
        ),
        ({"birth_date": None}, "column birth_date: 1 row with an empty value. Fill it"),
    ],
)
def test_impossible_values_are_counted_by_column(tmp_path, changes, words):
    source_sql = write_plan(tmp_path, eligibility=[member(), member("P2", **changes)])

    assert words in refusal(tmp_path, source_sql)


def test_a_date_that_cannot_be_read_is_refused_without_its_value(tmp_path):
    source_sql = write_plan(tmp_path)
    source_sql.write_text(
        source_sql.read_text().replace(
            "CREATE VIEW eligibility AS FROM",
            "CREATE VIEW eligibility AS SELECT * REPLACE ('3 Feb 1960' AS birth_date) FROM",
        )
    )

    message = refusal(tmp_path, source_sql)

    assert "view eligibility, column birth_date: 1 row with a value that is no date" in message
    assert "try_strptime" in message
    assert "1960" not in message


def test_a_plan_without_members_is_refused(tmp_path):
    source_sql = write_plan(tmp_path, eligibility=[])
    source_sql.write_text(source_sql.read_text().replace("FROM '{folder}/elig", "FROM '{folder}/e"))

    assert "names a file that is not there" in refusal(tmp_path, source_sql)


def test_an_empty_eligibility_is_refused(tmp_path):
    source_sql = write_plan(tmp_path)
    empty = source_sql.read_text().replace("eligibility.parquet'", "eligibility.parquet' LIMIT 0")
    source_sql.write_text(empty)

    assert "source.sql, view eligibility: has no rows" in refusal(tmp_path, source_sql)


def test_a_person_with_two_practices_is_refused(tmp_path):
    both = [{"person_id": "P1", "practice_id": name} for name in ("north", "south")]

    message = refusal(tmp_path, write_plan(tmp_path, attribution=both))

    assert "view attribution, column practice_id: 1 person with more than one practice" in message


def test_an_unknown_kind_of_event_is_refused(tmp_path):
    event = {"person_id": "P1", "kind": "transfer", "event_on": day("2025-01-01")}

    message = refusal(tmp_path, write_plan(tmp_path, utilization_event=[event]))

    assert "column kind: 1 row with an unknown kind of event. Write one of ed" in message


@pytest.mark.parametrize(
    "statement", ["COPY (SELECT 1) TO '{folder}/x.csv'", "EXPORT DATABASE 'x'"]
)
def test_a_statement_that_writes_is_refused(tmp_path, statement):
    source_sql = write_plan(tmp_path)
    source_sql.write_text(f"{source_sql.read_text()}\n{statement};")

    assert "source.sql, statement 5: writes" in refusal(tmp_path, source_sql)
    assert not (tmp_path / "x.csv").exists()


def test_a_failing_statement_never_quotes_a_row(tmp_path):
    source_sql = write_plan(tmp_path)
    source_sql.write_text(
        f"{source_sql.read_text()}\nCREATE TABLE t AS SELECT CAST('Canary' AS DATE);"
    )

    message = refusal(tmp_path, source_sql)

    assert "statement 5: fails with ConversionException" in message
    assert "Canary" not in message


def test_a_missing_source_file_says_what_to_write(tmp_path):
    message = refusal(tmp_path, tmp_path / "source.sql")

    assert "source.sql: cannot be read" in message


def test_repeated_claim_lines_are_allowed(tmp_path):
    twice = [line("2025-01-01"), line("2025-01-01", paid_amount=-100.0)]

    with opened(tmp_path, medical_claim=twice) as source:
        assert source.has("medical_claim")


def test_absent_optional_views_are_there_and_empty(tmp_path):
    with opened(tmp_path) as source:
        found = source.connection.execute("SELECT count(*), max(name) FROM tandem.provider")

        assert found.fetchone() == (0, None)
        assert not source.has("provider")
        assert source.columns("provider") == frozenset()


def test_absent_optional_columns_are_empty_and_typed(tmp_path):
    with opened(tmp_path) as source:
        kind = source.connection.execute("SELECT typeof(death_date) FROM tandem.eligibility")

        assert kind.fetchone() == ("DATE",)
        assert "death_date" not in source.columns("eligibility")


def test_the_folder_may_hold_an_apostrophe(tmp_path):
    folder = tmp_path / "plan's"
    folder.mkdir()

    with opened(folder) as source:
        assert source.has("eligibility")


def test_the_digest_follows_the_rows_and_not_their_order(tmp_path):
    digests = []
    members = [member("P1"), member("P2")]
    for number, rows in enumerate([members, members[::-1], members[:1]]):
        folder = tmp_path / str(number)
        folder.mkdir()
        with opened(folder, eligibility=rows) as source:
            digests.append(source.digest())

    assert digests[0] == digests[1] != digests[2]
    assert len(digests[0]) == hashlib.sha256().digest_size * 2


def test_columns_beyond_the_contract_are_kept_out(tmp_path):
    with opened(tmp_path, provider=[provider("1")]) as source:
        columns = source.connection.execute("DESCRIBE tandem.provider").fetchall()

        assert [name for name, *_ in columns] == ["npi", "name", "specialty", "practice_id"]


def test_every_column_of_the_contract_is_described():
    described = [column.description for view in CONTRACT for column in view.columns]

    assert all(described)
    assert all(view.description for view in CONTRACT)


@pytest.mark.parametrize("from_end", [1705, 1690, 1682])
def test_a_damaged_file_is_refused_without_what_it_holds(tmp_path, from_end):
    source_sql = write_plan(tmp_path, eligibility=[member()], medical_claim=[line("2025-05-01")])
    damaged = tmp_path / "medical_claim.parquet"
    content = bytearray(damaged.read_bytes())
    content[-from_end] ^= 0x80
    damaged.write_bytes(content)

    with pytest.raises(InputRefused, match=r"source\.sql, .*view.*: cannot be read") as refused:
        open_source(source_sql, tmp_path)

    assert "\\x" not in str(refused.value)
