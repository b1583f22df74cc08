"""The evaluation of all partnerships together: it looks, and changes nothing."""

from datetime import date, timedelta

import pytest

from tandem_flows.rules.measures.suppress import is_suppressed
from tandem_flows.steps.whole_plan import whole_plan, write_report
from tandem_validators.errors import InputRefused
from tests.steps.workspaces import AS_OF, FIRST_CALL

END = date(2026, 12, 31)


@pytest.mark.clause("EVL-02", "EVL-07", "EVL-14")
def test_the_plan_sees_all_partnerships_and_no_record_changes(decided, tmp_path):
    decided.run("evaluation", FIRST_CALL + timedelta(days=1))
    head = decided.store.ledger_head()

    found = whole_plan(decided.workspace, END)
    paths = write_report(decided.workspace, found, END, tmp_path / "reports")

    by_name = {line.measure: line for line in found.figures if line.cohort == "all"}
    assert decided.store.ledger_head() == head
    assert found.practices == 1
    assert "millbrook" in found.without_record
    assert by_name["M1_funnel_listed"].value == 100.0
    assert is_suppressed(by_name["M8_net_raw"])
    assert [path.suffix for path in paths] == [".html", ".pdf"]
    assert {oct(path.stat().st_mode)[-3:] for path in paths} == {"600"}
    page = paths[0].read_text(encoding="utf-8")
    assert [case for case in decided.rows("combined_list")["case_id"] if case in page] == []


def test_an_order_that_chance_decided_is_read_from_the_inbox(decided):
    cases = decided.rows("combined_list")["case_id"].to_list()
    rows = [f"{case},first list,{place}" for place, case in enumerate(cases, start=1)]
    (decided.inbox / "random_order.csv").write_text("\n".join(["case_id,tied,place", *rows]))
    decided.run("evaluation", FIRST_CALL + timedelta(days=1))

    decided.run("measures", END)

    notes = dict(decided.rows("measures").select("measure", "note").iter_rows())
    assert "at least 10 of each are needed" in notes["M8_net_chance"]


def test_a_row_keeps_its_own_version_beside_that_of_its_record(decided):
    decided.run("measures", END)

    frame = decided.store.read("measures", with_provenance=True).frame

    assert frame.columns[-3:] == ["round_id", "record_version", "as_of"]
    assert "guideline" in frame["version"][0]
    assert set(frame["record_version"]) == {1}


def test_without_a_combined_list_anywhere_it_is_refused(fresh):
    with pytest.raises(InputRefused, match="has no partnership with a combined list"):
        whole_plan(fresh.workspace, AS_OF)
