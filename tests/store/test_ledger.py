"""The ledger: append-only, chained, and telling when it was touched."""

import pytest

from tandem_flows.store.canonical import entry_hash
from tandem_flows.store.chain import GENESIS, _other_hashes
from tandem_flows.store.entries import Entry
from tests.store.places import RUN, new_store, staged


@pytest.fixture
def store(tmp_path):
    made = new_store(tmp_path)
    made.open_round(RUN)
    made.commit([staged("C-1", "C-2")], RUN, "inputs")
    made.record([Entry("deviation", "share", ("SHR-03",), code="MORE_THAN_CAP", count=1)], RUN)
    return made


def change(store, statement, parameters=()):
    with store.session() as opened:
        opened.execute(statement, list(parameters))


@pytest.mark.clause("SHR-03")
def test_a_handoff_leaves_a_line_under_its_clause(store):
    line = store.ledger().row(1, named=True)

    assert line["clauses"] == ["SHR-03"]
    assert line["handoff_id"] == "R1-agenda-20260113-v1"
    assert (line["action"], line["count"], line["operator"]) == ("handoff", 2, "maria")


def test_an_untouched_chain_holds(store):
    assert store.verify() == []


def test_each_line_follows_from_the_one_before(store):
    ledger = store.ledger()

    assert ledger["previous_hash"][0] == GENESIS
    assert ledger["previous_hash"][1:].to_list() == ledger["entry_hash"][:-1].to_list()
    assert store.ledger_head() == ledger["entry_hash"][-1]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET count = 3 WHERE sequence = 2",
        "UPDATE ledger SET operator = 'somebody' WHERE sequence = 2",
        "UPDATE ledger SET recorded_at = recorded_at + INTERVAL 1 HOUR WHERE sequence = 2",
        "UPDATE ledger SET clauses = ['SHR-02'] WHERE sequence = 2",
        "DELETE FROM ledger WHERE sequence = 2",
        "UPDATE ledger SET sequence = 7 WHERE sequence = 2",
    ],
)
def test_a_changed_or_removed_line_is_found(store, statement):
    change(store, statement)

    problem = store.verify()[0]

    assert "entry 2" in problem.where
    assert "changed, removed or inserted" in problem.what


@pytest.mark.parametrize("column", ["previous_hash", "entry_hash"])
def test_a_line_without_a_hash_is_a_changed_one(store, column):
    change(store, f"ALTER TABLE ledger ALTER {column} DROP NOT NULL")
    change(store, f"UPDATE ledger SET {column} = NULL WHERE sequence = 3")

    problem = store.verify()[0]

    assert "entry 3" in problem.where


def test_a_removed_last_line_is_found_by_who_kept_the_head(store):
    kept = store.ledger_head()
    change(store, "DELETE FROM ledger WHERE sequence = 3")

    assert store.verify() == []
    (problem,) = store.verify([kept])
    assert "stands nowhere in the chain" in problem.what


def test_a_head_of_an_earlier_day_is_found_in_the_chain(store):
    earlier = store.ledger()["entry_hash"][0]

    assert store.verify([earlier]) == []


def test_a_removed_end_of_the_ledger_leaves_handoffs_without_an_entry(store):
    change(store, "DELETE FROM ledger WHERE sequence >= 2")

    (problem,) = store.verify()

    assert problem.what == "has no entry in the ledger"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE handoff.agenda SET tier = 'urgent' WHERE case_id = 'C-1'",
        "DELETE FROM handoff.agenda WHERE case_id = 'C-2'",
        "UPDATE handoff.agenda SET row_position = 3 - row_position",
        "UPDATE handoff.agenda SET row_salt = 'another'",
        "UPDATE manifest SET content_hash = 'another'",
    ],
)
def test_rows_changed_behind_the_ledgers_back_are_found(store, statement):
    change(store, statement)

    (problem,) = store.verify()

    assert problem.where == "handoff R1-agenda-20260113-v1"
    assert problem.what == "does not hold the rows that were written"


def test_a_version_taken_out_of_the_store_is_found(store):
    change(store, "DELETE FROM manifest")

    (problem,) = store.verify()

    assert problem.what == "is in the ledger and no longer in the store"


def test_a_line_says_when_it_was_recorded_apart_from_the_day_it_looks_from(store):
    line = store.ledger().row(1, named=True)

    assert line["as_of"] == RUN.as_of
    assert line["recorded_at"].date() != RUN.as_of


def test_a_line_changed_in_two_places_is_found_at_the_first(store):
    change(store, "UPDATE ledger SET count = 3 WHERE sequence > 1")

    problem = store.verify()[0]

    assert "entry 2" in problem.where


@pytest.mark.parametrize(
    "text", ["", "\x01 \x1f \x7f", 'a "quoted" \\ / line\n', "Ærø, 漢字, 😀", "\u2028", "5", "null"]
)
def test_the_engine_and_the_canonical_form_spell_an_entry_alike_or_the_latter_decides(store, text):
    details = {"file": text, "of": True, "rows": 3}
    store.record([Entry("transit", "share", (text,), code=text, details=details)], RUN)

    assert store.verify() == []


@pytest.mark.parametrize("recorded_at", ["2026-01-05 10:00:00", "2026-01-05 10:00:00.5"])
def test_a_time_of_whole_or_part_seconds_is_spelled_as_it_was_hashed(store, recorded_at):
    with store.session() as opened:
        assert list(_other_hashes(opened)) == []
        opened.execute(
            "UPDATE ledger SET recorded_at = ?::TIMESTAMP WHERE sequence = 3", [recorded_at]
        )
        names = "* EXCLUDE (previous_hash, entry_hash)"
        entry = (
            opened.execute(f"SELECT {names} FROM ledger WHERE sequence = 3").pl().row(0, named=True)
        )
        before = opened.execute("SELECT entry_hash FROM ledger WHERE sequence = 2").fetchone()[0]
        rehashed = entry_hash(before, entry)
        opened.execute("UPDATE ledger SET entry_hash = ? WHERE sequence = 3", [rehashed])

        assert list(_other_hashes(opened)) == []


def test_a_line_written_anew_with_a_hash_that_fits_it_breaks_the_one_after(store):
    row = store.ledger().row(1, named=True) | {"operator": "somebody"}
    chained = {name: row[name] for name in row if name not in ("previous_hash", "entry_hash")}
    forged = [chained["operator"], entry_hash(row["previous_hash"], chained)]
    change(store, "UPDATE ledger SET operator = ?, entry_hash = ? WHERE sequence = 2", forged)

    problem = store.verify()[0]

    assert "entry 3" in problem.where
