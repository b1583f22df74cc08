"""The packet to the practice: who comes first, what is shown, and what is missing."""

from datetime import date

import pytest

from tandem_flows.documents.call_list import call_list_sheets
from tandem_flows.documents.changed_call import call_notes
from tandem_flows.documents.known import NONE_SHOWN, NOT_A_MEMBER, NOT_NEEDED
from tandem_flows.documents.packet import PacketFacts, packet
from tests.rules.call_frames import CALL, rows

AGENDA = rows(
    "agenda",
    {"position": 1, "case_id": "C3", "tier": "urgent", "reason": "named as urgent"},
    {"position": 2, "case_id": "C1", "tier": "common", "reason": "named by both"},
    call_date=CALL,
)
NAMES = {
    "C1": {"first_name": "Ana", "last_name": "Ode"},
    "C2": {"first_name": "Bo", "last_name": "Lund"},
    "C3": {"first_name": "Cy", "last_name": "Park"},
}
COMBINED = rows(
    "combined_list",
    {"case_id": "C1", "person_id": "P-1", "origin": "common", "plan_rank": 1, "practice_rank": 2},
    {"case_id": "C2", "person_id": "P-2", "origin": "plan", "plan_rank": 2, "match": "review"},
    {"case_id": "C3", "origin": "practice", "practice_rank": 1},
    birth_date=date(1960, 1, 2),
    match="none",
)
BACKGROUND = rows(
    "background",
    {"case_id": "C1", "phone": "555-0100", "last_admission_on": date(2025, 2, 1)},
    {"case_id": "C2", "in_case_management": False},
    {"case_id": "C3"},
    birth_date=date(1960, 1, 2),
    completeness=3,
)


def with_names(frame):
    import polars as pl

    for name in ("first_name", "last_name"):
        by_case = {case: names[name] for case, names in NAMES.items()}
        frame = frame.with_columns(pl.col("case_id").replace(by_case).alias(name))
    return frame


FACTS = PacketFacts(CALL, with_names(COMBINED), AGENDA, with_names(BACKGROUND))


def facts_of(case_id, facts=FACTS):
    part = next(part for part in packet(facts).parts if f"case {case_id}" in part.under)
    return {fact.name: fact.said for fact in part.facts}


def every_word(value):
    if isinstance(value, str):
        yield value
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from every_word(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from every_word(item)


@pytest.mark.clause("SHR-03")
def test_the_patients_of_the_call_come_first_in_the_order_of_the_call():
    headings = [part.heading for part in packet(FACTS).parts]

    assert headings == [
        "The call at a glance",
        "1. Cy Park",
        "2. Ana Ode",
        "The combined list",
        "Background on everyone else",
        "Bo Lund",
    ]


@pytest.mark.clause("SHR-19")
def test_background_on_everyone_is_in_the_packet():
    told = [part.under for part in packet(FACTS).parts if part.facts]

    assert [under.split(" · ")[1] for under in told] == ["case C3", "case C1", "case C2"]


@pytest.mark.parametrize(
    ("case_id", "fact", "said"),
    [
        ("C1", "Address", "missing"),
        ("C1", "Latest inpatient stay", "2025-02-01"),
        ("C1", "Latest emergency visit", NONE_SHOWN),
        ("C3", "Latest emergency visit", NOT_A_MEMBER),
        ("C2", "Case manager", NOT_NEEDED),
        ("C2", "In case management", "no"),
        ("C1", "In case management", "missing"),
    ],
)
def test_what_is_missing_says_so(case_id, fact, said):
    words = facts_of(case_id)[fact]

    assert words.text == said
    assert (words.look == "missing") == (said not in ("2025-02-01", "no"))


def test_the_packet_says_that_something_may_be_withheld_and_never_of_whom():
    notes = packet(FACTS).notes

    assert [note for note in notes if "substance use" in note and "may be missing" in note]
    cards = [word for part in packet(FACTS).parts for word in every_word(part)]
    assert not [word for word in cards if "withheld" in word or "substance" in word]


def test_the_plans_own_ids_are_in_no_form_of_the_packet():
    told = list(every_word(packet(FACTS)))
    sheets = call_list_sheets(FACTS.combined_list, FACTS.agenda, FACTS.background)

    cells = [str(cell) for sheet in sheets for row in sheet.frame.iter_rows() for cell in row]
    assert not [word for word in (*told, *cells) if "P-1" in word or "P-2" in word]


@pytest.mark.clause("SHR-02")
def test_a_near_match_asks_whether_both_are_the_same_patient():
    combined = next(part for part in packet(FACTS).parts if part.heading == "The combined list")

    asked = {row[1].text: row[-1].text for row in combined.grid.rows}
    assert asked == {"Ana Ode": "", "Bo Lund": "Is this one patient on both lists?", "Cy Park": ""}


@pytest.mark.clause("SHR-03")
def test_each_tab_of_the_workbook_begins_with_the_patients_of_the_call():
    sheets = call_list_sheets(FACTS.combined_list, FACTS.agenda, FACTS.background)

    assert [sheet.name for sheet in sheets] == ["For the call", "Background", "Combined list"]
    assert [sheet.frame["case_id"][0] for sheet in sheets] == ["C3", "C3", "C3"]


def test_a_missing_cell_of_the_workbook_says_so_and_a_known_one_is_itself():
    background = call_list_sheets(FACTS.combined_list, FACTS.agenda, FACTS.background)[1]

    phone = dict(zip(background.frame["case_id"], background.frame["phone"], strict=True))
    absent = dict(zip(background.frame["case_id"], background.absent["phone"], strict=True))
    assert (phone["C1"], phone["C2"], absent["C2"]) == ("555-0100", None, "missing")


def calls(*given):
    return rows("calls", *given)


@pytest.mark.clause("INF-01")
@pytest.mark.parametrize(
    ("call", "said"),
    [
        ({"call_date": CALL, "state": "planned"}, ()),
        (
            {"call_date": date(2025, 3, 7), "state": "moved", "moved_to": CALL},
            ("The call of 2025-03-07 was moved to 2025-03-10.",),
        ),
        (
            {"call_date": CALL, "state": "planned", "reason": "holiday"},
            ("One side is off on the usual day, so the call is on 2025-03-10.",),
        ),
    ],
)
def test_the_packet_says_how_the_call_came_to_its_day(call, said):
    notes = call_notes(calls(call), CALL)

    assert len(notes) == len(said)
    assert all(note.startswith(words) for note, words in zip(notes, said, strict=True))
