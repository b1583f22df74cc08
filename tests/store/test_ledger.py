"""The ledger: append-only, chained, and telling when it was touched."""

import pytest

from tandem_flows.store.entries import Entry
from tandem_flows.store.ledger import GENESIS
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
