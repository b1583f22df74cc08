"""`tandem partnership`: the profile says how things stand, the ledger keeps when and why."""

import pytest

from tandem_flows.workspace.folder import Workspace
from tests.cli.places import PRACTICE, typed

ON = ("--on", "2026-01-14")


def changed(workspace, to, *more, reason="staffing"):
    words = ("partnership", to, "-w", workspace, "-p", PRACTICE, "--reason", reason)
    return typed(*words, *(more or ON))


def practice_of(workspace):
    return Workspace(workspace).profile.practices[PRACTICE]


def test_a_pause_stands_in_the_profile_and_in_the_ledger(worked):
    before = (worked / "profile.yaml").read_text(encoding="utf-8")

    answer = changed(worked, "pause")

    assert answer.out.startswith(f"{PRACTICE} is paused from 2026-01-14 on.")
    assert practice_of(worked).rests_on(Workspace(worked).profile.practices[PRACTICE].paused_since)
    after = (worked / "profile.yaml").read_text(encoding="utf-8")
    assert set(after.splitlines()) - set(before.splitlines()) == {"    paused_since: 2026-01-14"}
    assert set(before.splitlines()) - set(after.splitlines()) == set()
    entry = Workspace(worked).store(PRACTICE).ledger().row(-1, named=True)
    assert (entry["action"], entry["code"]) == ("partnership", "paused")
    assert '"reason":"staffing"' in entry["details"]


def test_while_it_is_paused_nothing_runs_by_itself(worked):
    changed(worked, "pause")

    on_the_day = typed("advance", "-w", worked, "--as-of", "2026-01-14")
    before = typed("advance", "-w", worked, "--as-of", "2026-01-13")

    assert on_the_day.out == f"{PRACTICE}: paused.\n"
    assert "paused" not in before.out


def test_after_its_end_every_step_is_refused_until_it_is_resumed(worked):
    changed(worked, "end", reason="contract")

    refused = typed("run", "ready", "-w", worked, "-p", PRACTICE, "--as-of", "2026-01-14")
    changed(worked, "resume", reason="contract")

    assert refused.code == 1
    assert (
        "has ended on 2026-01-14. Take it up again with `tandem partnership resume" in refused.err
    )
    assert practice_of(worked).ended_on is None
    codes = Workspace(worked).store(PRACTICE).ledger()["code"].drop_nulls().to_list()
    assert codes[-2:] == ["ended", "resumed"]


def test_an_end_replaces_a_pause(worked):
    changed(worked, "pause")

    changed(worked, "end", "--on", "2026-01-20")

    assert (practice_of(worked).paused_since, str(practice_of(worked).ended_on)) == (
        None,
        "2026-01-20",
    )


def test_what_is_so_already_is_refused(worked):
    changed(worked, "pause")
    height = Workspace(worked).store(PRACTICE).ledger().height

    again = changed(worked, "pause")

    assert again.code == 1
    assert f"partnership {PRACTICE}: is paused already" in again.err
    assert Workspace(worked).store(PRACTICE).ledger().height == height


def test_a_partnership_that_goes_on_cannot_be_resumed(worked):
    assert "is neither paused nor ended" in changed(worked, "resume").err


def test_a_reason_that_is_no_code_is_wrong_use(worked):
    assert changed(worked, "pause", reason="Mary is ill").code == 2


@pytest.mark.parametrize("text", ["{%s: {name: a}}", "\n  %s: {name: a}\n"])
def test_a_profile_written_in_a_way_of_its_own_is_left_to_people(worked, text):
    from tandem_flows.upkeep.profile_text import set_practice_key
    from tandem_validators.errors import InputRefused

    with pytest.raises(InputRefused, match="Change this key by hand; nothing was changed"):
        set_practice_key(f"practices: {text % PRACTICE}", PRACTICE, "paused_since", "2026-01-14")
