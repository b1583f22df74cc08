"""`tandem audit`: the chain verified, and a clause followed to its ledger entries and back."""

import json
from pathlib import Path

import pytest

from tandem_flows.cli.check import repository
from tests.cli.places import PRACTICE, store_of, typed


def trace(what, *words):
    return typed("audit", "trace", what, *words)


def test_a_chain_that_holds_is_shown_with_its_head(worked):
    answer = typed("audit", "verify", "-w", worked, "--json")

    (row,) = json.loads(answer.out)
    assert answer.code == 0
    assert (row["practice"], row["entries"], row["chain"]) == (PRACTICE, 2, "holds")
    assert row["head"] == store_of(worked).ledger_head()


def test_a_changed_entry_is_found(worked):
    with store_of(worked).session() as opened:
        opened.execute("UPDATE ledger SET count = 9 WHERE sequence = 2")

    answer = typed("audit", "verify", "-w", worked)

    assert answer.code == 1
    assert f"{PRACTICE}: ledger, entry 2" in answer.err


def test_a_record_head_of_a_file_sent_before_must_stand_in_the_chain(worked):
    head = store_of(worked).ledger_head()

    known = typed("audit", "verify", "-w", worked, "-p", PRACTICE, "--head", head)
    unknown = typed("audit", "verify", "-w", worked, "-p", PRACTICE, "--head", "0" * 64)

    assert (known.code, unknown.code) == (0, 1)
    assert "stands nowhere in the chain" in unknown.err


def test_before_the_first_run_nothing_is_recorded(workspace):
    answer = typed("audit", "verify", "-w", workspace)

    assert answer.code == 0
    assert "nothing recorded" in answer.out


@pytest.mark.clause("SHR-03")
def test_a_clause_is_followed_from_its_sentence_to_the_ledger(worked):
    answer = trace("shr-03", "-w", worked, "-p", PRACTICE, "--json")

    lines = json.loads(answer.out)
    places = {part: [line["where"] for line in lines if line["part"] == part] for part in _PARTS}
    assert places["sentence"] == ["SHR-03  guidelines/share.md#shr-03"]
    assert any(where.startswith("flows/tandem_flows/steps/share.py:") for where in places["code"])
    assert any(where.startswith("tests/cli/test_audit.py:") for where in places["test"])
    assert places["ledger"] == ["entry 2"]


_PARTS = ("sentence", "code", "column", "test", "ledger")


def test_the_line_named_for_the_code_is_where_it_begins():
    lines = json.loads(trace("SHR-03", "--json").out)

    file, line = next(line["where"] for line in lines if line["part"] == "code").split(":")

    source = (repository() / Path(file)).read_text(encoding="utf-8").splitlines()
    assert source[int(line) - 1].startswith("def ")


def test_an_entry_leads_back_to_its_clauses(worked):
    answer = trace("2", "-w", worked, "-p", PRACTICE)

    assert "R1-agenda-20260113-v1" in answer.out
    assert "guidelines/share.md#shr-03" in answer.out


def test_an_entry_that_does_not_exist_is_refused(worked):
    answer = trace("99", "-w", worked, "-p", PRACTICE)

    assert answer.code == 1
    assert "Name an entry from 1 to 2" in answer.err


def test_an_entry_without_a_practice_cannot_be_looked_up():
    answer = trace("2")

    assert answer.code == 1
    assert "--practice" in answer.err


def test_a_clause_that_does_not_exist_is_refused():
    answer = trace("XYZ-99")

    assert answer.code == 1
    assert "XYZ-99" in answer.err
