"""`tandem exchange`: what it refuses, in plain words; its work is tested with its step."""

from tests.cli.places import PRACTICE, typed


def exchanged(worked, *words):
    return typed("exchange", *words, "-w", worked, "-p", PRACTICE, "--as-of", "2026-01-20")


def test_a_case_of_no_list_has_no_care_plan_to_send(worked):
    answer = exchanged(worked, "send", "C-1")

    assert answer.code == 1
    assert "handoff combined_list: was never written" in answer.err


def test_a_file_that_is_no_care_plan_is_refused(worked, tmp_path):
    (tmp_path / "plan.json").write_text("Zebedee Quill", encoding="utf-8")

    answer = exchanged(worked, "receive", tmp_path / "plan.json")

    assert answer.code == 1
    assert "plan.json, line 1: is not a JSON object" in answer.err
    assert "Quill" not in answer.err
