"""From two lists in an inbox to a marked agenda and a call list in the outbox."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from tandem_flows.rules.days import add_months
from tandem_validators.errors import InputRefused
from tests.steps.workspaces import AS_OF, FIRST_CALL, SECOND_CALL, Practice


def ledger(practice, action):
    return practice.store.ledger().filter(pl.col("action") == action)


@pytest.mark.clause("RDY-01", "RDY-02", "RDY-03", "INF-01", "INF-03", "INF-04")
def test_ready_records_both_teams_and_plans_weekly_calls_of_thirty_minutes(fresh):
    fresh.run("ready")

    team, calls = fresh.rows("team"), fresh.rows("calls")
    series = fresh.rows("call_series").row(0, named=True)
    assert set(team["organisation"]) == {"plan", "practice"}
    assert calls["call_date"][:2].to_list() == [FIRST_CALL, SECOND_CALL]
    assert (series["interval_days"], series["minutes"]) == (7, 30)
    assert (series["leader"], series["channel"]) == ("practice", "secure_email")


@pytest.mark.clause("RDY-03")
def test_ready_leaves_a_calendar_file_for_the_practice(fresh):
    fresh.run("ready")

    text = (fresh.outbox / "calls.ics").read_text()
    assert text.count("BEGIN:VEVENT") == fresh.rows("calls").height


@pytest.mark.clause("RDY-02")
def test_ready_refuses_a_contact_without_a_telephone_number(fresh):
    path = fresh.inbox / "team.csv"
    path.write_text(path.read_text().replace("555-0111", ""))

    with pytest.raises(InputRefused, match=r"team, row 5, column phone: is empty"):
        fresh.run("ready")

    assert fresh.rows("team").is_empty()


@pytest.mark.clause("RDY-05")
def test_a_changed_rhythm_of_calls_is_shown_as_a_decision(fresh):
    fresh.run("ready")
    profile = fresh.workspace.folder / "profile.yaml"
    own = (
        "values:\n  - {parameter: call_interval_days, value: 14, since: 2026-03-01, reason: done}\n"
    )
    profile.write_text(profile.read_text() + own)
    changed = Practice(fresh.workspace.__class__(fresh.workspace.folder))

    changed.run("ready", date(2026, 3, 2))

    last = ledger(changed, "handoff").filter(pl.col("handoff_id").str.contains("call_series"))
    assert "RDY-05" in last["clauses"][-1]


@pytest.mark.clause("IDN-01", "IDN-02", "IDN-03", "SHR-01")
def test_identify_takes_thirty_of_each_side_with_their_definitions(fresh):
    millbrook = replace(fresh, practice_id="millbrook")
    millbrook.run("ready")

    millbrook.run("identify")

    plan, practice = millbrook.rows("plan_list"), millbrook.rows("practice_list")
    assert plan.height == 30
    assert practice.filter(~pl.col("is_added_late")).height == 30
    assert practice.filter("is_added_late")["added_late_reason"].null_count() == 0
    assert plan["risk_definition"].n_unique() == practice["risk_definition"].n_unique() == 1


@pytest.mark.clause("IDN-01")
@pytest.mark.parametrize(("rows", "noted"), [(29, [1]), (30, []), (31, [1])])
def test_a_list_that_is_not_thirty_long_is_a_deviation_and_no_error(fresh, rows, noted):
    path = fresh.inbox / "practice_list.csv"
    lines = path.read_text().splitlines()
    extra = (
        lines[30].replace(lines[30].split(",")[0], "31", 1).replace(lines[30].split(",")[1], "Zoe")
    )
    added = [",".join([*extra.split(",")[:10], "", "99999", *extra.split(",")[12:]])]
    path.write_text("\n".join((lines + added)[: rows + 1]) + "\n")
    fresh.run("ready")

    fresh.run("identify")

    found = ledger(fresh, "deviation")
    assert found.filter(pl.col("code") == "list_size_differs")["count"].to_list() == noted


@pytest.mark.clause("IDN-01")
@pytest.mark.parametrize(("months", "round_id"), [(5, "R1"), (6, "R2"), (7, "R2")])
def test_a_new_pair_of_lists_opens_the_next_round_after_six_months(fresh, months, round_id):
    fresh.run("ready")
    fresh.run("identify")
    path = fresh.inbox / "practice_list.csv"
    path.write_text(path.read_text().replace("type 2 diabetes", "diabetes"))

    fresh.run("identify", add_months(AS_OF, months))

    assert fresh.store.current_round().round_id == round_id


@pytest.mark.clause("IDN-01")
def test_the_old_list_of_the_practice_opens_no_round(fresh):
    fresh.run("ready")
    fresh.run("identify")

    fresh.run("identify", add_months(AS_OF, 7))

    assert fresh.store.current_round().round_id == "R1"


def test_identify_says_where_the_list_belongs_when_there_is_none(fresh):
    (fresh.inbox / "practice_list.csv").unlink()
    fresh.run("ready")

    with pytest.raises(InputRefused, match=r"inbox/lakeside: holds no practice list"):
        fresh.run("identify")

    assert fresh.store.current_round() is None


@pytest.mark.clause("SHR-02", "SHR-03", "SHR-19", "IDN-04")
def test_share_combines_both_lists_and_marks_ten_patients(shared):
    combined, agenda = shared.rows("combined_list"), shared.rows("agenda", FIRST_CALL)

    assert combined["case_id"].is_unique().all()
    assert combined.filter(pl.col("origin") == "common").height == 8
    assert agenda.height == 10
    assert agenda["tier"].to_list() == ["urgent"] + ["common"] * 8 + ["unique"]
    assert shared.rows("background").height == combined.height


@pytest.mark.clause("IDN-04")
def test_share_says_how_many_patients_both_sides_named(shared):
    result, _ = shared.run("share", AS_OF, FIRST_CALL)

    assert result.counts["common"] == 8
    assert "8 by both" in result.words


@pytest.mark.clause("SHR-03", "SHR-21")
def test_the_call_list_in_the_outbox_is_on_record_as_disclosed(shared):
    (line,) = ledger(shared, "disclosure").iter_rows(named=True)

    assert set(line["clauses"]) == {"SHR-03", "SHR-21"}
    assert '"channel":"secure_email"' in line["details"]
    assert (shared.outbox / "call-list-2026-01-13.xlsx").is_file()


@pytest.mark.clause("SHR-03")
def test_the_call_list_shows_the_marked_patients_and_never_the_plans_own_ids(shared):
    book = CalamineWorkbook.from_path(str(shared.outbox / "call-list-2026-01-13.xlsx"))

    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    text = "\n".join(str(cell) for row in rows for cell in row)
    assert len(book.get_sheet_by_name("For the call").to_python()) == 2 + 10
    for person_id in shared.rows("combined_list")["person_id"].drop_nulls():
        assert person_id not in text


@pytest.mark.clause("PIL-03")
def test_nobody_of_another_practice_has_background_in_this_store(shared):
    ours = (
        shared.rows("background")
        .drop_nulls("risk_score")
        .join(shared.rows("combined_list").select("case_id", "person_id"), on="case_id")
    )
    attribution = pl.read_parquet(shared.workspace.folder / "plan" / "attribution.parquet")

    elsewhere = ours.join(attribution, on="person_id").filter(pl.col("practice_id") != "lakeside")

    assert elsewhere.is_empty()


def test_sharing_again_on_the_same_day_changes_nothing(shared):
    head, sent = shared.store.ledger_head(), shared.outbox / "call-list-2026-01-13.xlsx"
    before = sent.read_bytes()

    _, written = shared.run("share", AS_OF, FIRST_CALL)

    assert {item.outcome for item in written} == {"unchanged"}
    assert shared.store.ledger_head() == head
    assert sent.read_bytes() == before


@pytest.mark.clause("PRE-08")
def test_a_match_that_is_no_longer_sure_becomes_two_cases_again(shared):
    profile = shared.workspace.folder / "profile.yaml"
    own = (
        "values:\n  - {parameter: match_points_min, value: 100, since: 2026-01-01, reason: care}\n"
    )
    profile.write_text(profile.read_text() + own)
    stricter = Practice(shared.workspace.__class__(shared.workspace.folder))

    stricter.run("share", AS_OF, FIRST_CALL)

    combined = stricter.rows("combined_list")
    assert combined["case_id"].is_unique().all()
    assert combined.filter(pl.col("match") == "review").height > 1


def test_a_call_list_lost_before_its_record_is_made_by_the_next_run(shared):
    (shared.outbox / "call-list-2026-01-13.xlsx").unlink()

    shared.run("share", AS_OF, FIRST_CALL)

    assert (shared.outbox / "call-list-2026-01-13.xlsx").is_file()
    assert ledger(shared, "disclosure").height == 2


def test_share_without_lists_says_what_to_run_first(fresh):
    fresh.run("ready")

    with pytest.raises(InputRefused, match=r"plan_list: was never written\. Run `tandem run ident"):
        fresh.run("share", AS_OF, FIRST_CALL)


def test_an_agenda_for_a_call_in_the_past_is_refused(shared):
    with pytest.raises(InputRefused, match=r"call 2026-01-13: lies before 2026-01-14"):
        shared.run("share", date(2026, 1, 14), FIRST_CALL)


def test_an_agenda_for_a_day_without_a_call_is_refused(shared):
    with pytest.raises(InputRefused, match=r"call 2026-01-14: is not a planned call"):
        shared.run("share", AS_OF, date(2026, 1, 14))


def test_a_practice_nobody_knows_is_refused_with_the_ones_there_are(fresh):
    with pytest.raises(InputRefused, match=r"practice nowhere.*lakeside, millbrook"):
        replace(fresh, practice_id="nowhere").run("ready")
