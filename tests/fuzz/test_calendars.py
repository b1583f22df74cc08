"""No words make a calendar say more than one event: not in its name, a title, a note or an id."""

from dataclasses import replace
from datetime import date

import pytest

from tandem_flows.documents.calendar_file import CalendarDate, calendar_text
from tests.documents.strict_calendar import strict_events

DAY = CalendarDate("call-1", "Call", date(2026, 1, 13), note="Bring the list")
WORDS = (
    "Lakeside\r\nATTENDEE:mailto:somebody@example.org",
    "Lakeside\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Another",
    "Lakeside\rX-ALT-DESC;FMTTYPE=text/html:<script>alert(1)</script>",
    "Lakeside\u2028END:VCALENDAR\u2029",
    "Lakeside\x0bBEGIN:VALARM\x0cACTION:EMAIL\x85",
    'a;b,c:d\\n\\N"e"',
    "=" * 300 + "\r\n ATTACH:file:///etc/passwd",
    "\u202egnp.exe\u0000",
)
NAMES = {"UID", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS"}


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
@pytest.mark.parametrize("part", ["name", "title", "note", "uid"])
def test_hostile_words_stay_words_in_a_calendar(part, words, tally):
    name = words if part == "name" else "Calls"
    event = DAY if part == "name" else replace(DAY, **{part: words})

    text = calendar_text(name, [event])

    (told,) = strict_events(text.encode("utf-8"))
    assert set(told) - NAMES <= {"DESCRIPTION", "TRANSP"}
    assert text.count("\nBEGIN:") == 1
    tally.add("inputs", "words in a calendar", 1)
