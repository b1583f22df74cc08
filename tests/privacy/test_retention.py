"""What is past its time is listed, by the organisation's own years; nothing goes by itself."""

from __future__ import annotations

import json
import os
from datetime import date, datetime, timedelta

import pytest

from tandem_flows.privacy.erase import erase_patient
from tandem_flows.rules.days import add_months
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import GuidelineRefused, InputRefused
from tests.cli.places import new_workspace, one_task, store_of, typed, write
from tests.store.places import agenda

PRACTICE, DAY = "example-practice", timedelta(days=1)
LAST = date(2026, 1, 9)  # the day the agenda was recorded
OVER = add_months(LAST, 72)


@pytest.fixture
def kept(tmp_path):
    workspace = new_workspace(tmp_path)
    write(store_of(workspace), "agenda", agenda("C-1", "C-2"))
    return workspace


def listed(workspace, on, *words):
    answer = typed("retention", "-w", workspace, "--as-of", on, "--json", *words)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


@pytest.mark.parametrize(("on", "cases"), [(OVER - DAY, 0), (OVER, 2), (OVER + DAY, 2)])
def test_six_years_after_its_last_day_a_case_is_past_its_time(kept, on, cases):
    rows = [row for row in listed(kept, on) if row["what"].startswith("C-")]

    assert len(rows) == cases
    assert {row["kept_until"] for row in rows} <= {OVER.isoformat()}


def test_the_years_and_their_reason_are_the_organisations(kept):
    profile = kept / "profile.yaml"
    text = profile.read_text(encoding="utf-8")
    assert 'retention: {years: 6, reason: "HIPAA' in text
    profile.write_text(text.replace("years: 6", "years: 10"), encoding="utf-8")

    assert listed(kept, OVER) == []
    answer = typed("retention", "-w", kept, "--as-of", add_months(LAST, 120))
    assert "Kept for 10 years: HIPAA" in answer.err
    assert "C-1" in answer.out


def test_without_a_word_of_the_organisation_it_is_six_years_and_said_so(kept):
    profile = kept / "profile.yaml"
    lines = profile.read_text(encoding="utf-8").splitlines()
    kept_lines = [line for line in lines if not line.startswith("retention:")]
    profile.write_text("\n".join(kept_lines), encoding="utf-8")

    answer = typed("retention", "-w", kept, "--as-of", OVER)

    assert "Kept for 6 years (profile.yaml states nothing): 45 CFR 164.316" in answer.err
    assert "C-1" in answer.out


def test_in_a_register_the_days_of_its_rows_count_and_not_its_versions(kept):
    later = one_task(task_id="T-2", case_id="C-2", due_on=date(2027, 3, 1))
    write(store_of(kept), "tasks", later)

    until = {row["what"]: row["kept_until"] for row in listed(kept, OVER, "--all")}

    assert until == {"C-1": OVER.isoformat(), "C-2": add_months(date(2027, 3, 1), 72).isoformat()}


def test_a_hold_is_shown_beside_the_case(kept):
    with (kept / "profile.yaml").open("a", encoding="utf-8") as profile:
        hold = f"practice: {PRACTICE}, case: C-1, since: 2026-03-01, reason: a claim"
        profile.write(f"legal_holds: [{{{hold}}}]\n")

    held = {row["what"]: row["legal_hold"] for row in listed(kept, OVER)}

    assert held == {"C-1": "2026-03-01", "C-2": None}


@pytest.mark.parametrize(("days", "is_listed"), [(-1, False), (0, True), (1, True)])
def test_files_of_inbox_and_outbox_are_listed_by_their_last_change(kept, days, is_listed):
    path = kept / "inbox" / PRACTICE / "old.csv"
    path.parent.mkdir(parents=True)
    path.write_text("a\n")
    changed = datetime(2020, 5, 4, 12).timestamp()
    os.utime(path, (changed, changed))

    files = [row["what"] for row in listed(kept, date(2026, 5, 4) + days * DAY)]

    assert files == ([f"inbox/{PRACTICE}/old.csv"] if is_listed else [])


@pytest.mark.parametrize(("on", "goes"), [(OVER - DAY, False), (OVER, True)])
def test_a_case_goes_for_its_age_only_when_its_time_is_over(kept, on, goes):
    def erase():
        return erase_patient(Workspace(kept), PRACTICE, "C-1", "retention_over", on, "tester")

    if goes:
        assert erase().erasure.rows == 1
        assert [row["what"] for row in listed(kept, on)] == ["C-2"]
    else:
        with pytest.raises(InputRefused, match=rf"case C-1: is to be kept until {OVER}"):
            erase()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("retention: {years: 0, reason: x}", "retention, key 'years': is below 1"),
        ("retention: {years: six, reason: x}", "key 'years': is not a whole number"),
        ("retention: {years: 6}", "retention, key 'reason': is missing"),
        ("legal_holds: [{practice: nobody, since: 2026-01-01, reason: x}]", "is no practice"),
        (f"legal_holds: [{{practice: {PRACTICE}, since: soon, reason: x}}]", "is no date"),
        (f"legal_holds: [{{practice: {PRACTICE}, since: 2026-01-01}}]", "'reason': is missing"),
    ],
)
def test_a_profile_that_says_it_wrongly_is_refused(kept, line, words):
    profile = kept / "profile.yaml"
    lines = profile.read_text(encoding="utf-8").splitlines()
    others = [text for text in lines if not text.startswith("retention:")]
    profile.write_text("\n".join([*others, line]), encoding="utf-8")

    with pytest.raises(GuidelineRefused) as refused:
        Workspace(kept)

    assert words in str(refused.value)
