"""Whoever starts a run from the UI says what the form asks, and nothing that is kept beside it."""

import json

from tandem_flows.server.starting import cut_down


def test_name_message_and_tags_are_dropped_and_the_form_is_always_checked():
    asked = {
        "parameters": {"practice": "lakeside"},
        "name": "Zebedee Quill",
        "tags": ["Quill"],
        "labels": {"who": "Quill"},
        "job_variables": {"env": {}},
        "enforce_parameter_schema": False,
        "state": {
            "type": "SCHEDULED",
            "message": "for Quill",
            "name": "Quill",
            "state_details": {"scheduled_time": "2026-01-13T08:00:00Z", "note": "Quill"},
        },
    }

    kept = json.loads(cut_down(json.dumps(asked).encode()))

    assert kept == {
        "parameters": {"practice": "lakeside"},
        "state": {
            "type": "SCHEDULED",
            "state_details": {"scheduled_time": "2026-01-13T08:00:00Z"},
        },
        "enforce_parameter_schema": True,
    }


def test_what_is_no_request_starts_nothing():
    assert cut_down(b"not json") == cut_down(b"[1]") == b"null"
