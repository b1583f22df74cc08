"""Who is listed, waits or was removed, by group; few people are hidden."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.lists import list_shares
from tandem_flows.rules.lists.shares import Round
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.values import standard_values

OPENED, AS_OF, CALL = date(2026, 1, 5), date(2026, 2, 4), date(2026, 1, 13)
MEMBER = {"birth_date": date(1960, 1, 1), "gender": "female", "payer_type": "Medicaid",
          "primary_language": "English"}  # fmt: skip
TYPES = {"person_id": pl.String, "birth_date": pl.Date, "gender": pl.String,
         "payer_type": pl.String, "primary_language": pl.String}  # fmt: skip


def shares(members, listed=(), called=(), removed=(), most=0):
    """`members` are (person, changes); `listed` persons have the case of the same name."""
    rows = [{"person_id": person} | MEMBER | changes for person, changes in members]
    combined = pl.DataFrame(
        {"case_id": list(listed), "person_id": list(listed)},
        schema={"case_id": pl.String, "person_id": pl.String},
    )
    agendas = pl.DataFrame(
        {"case_id": list(called), "call_date": [CALL] * len(called)},
        schema={"case_id": pl.String, "call_date": pl.Date},
    )
    decisions = pl.DataFrame(
        {"case_id": list(removed), "outcome": ["removed"] * len(removed)},
        schema={"case_id": pl.String, "outcome": pl.String},
    )
    this_round = Round(combined, agendas, decisions, OPENED)
    values = standard_values(small_cell_max=most)
    return list_shares(pl.DataFrame(rows, schema=TYPES), this_round, AS_OF, values)


def groups(found, dimension, *columns):
    rows = found.filter(pl.col("dimension") == dimension).select("member_group", *columns).rows()
    return {row[0]: row[1:] if len(columns) > 1 else row[1] for row in rows}


def people(prefix, count, **changes):
    return [(f"{prefix}{n}", changes) for n in range(count)]


def names(prefix, count):
    return [f"{prefix}{n}" for n in range(count)]


def test_the_shares_are_a_valid_handoff():
    found = shares(people("A", 3), names("A", 2), names("A", 1), names("A", 1))

    assert validated(found, handoff("list_shares")).height == 4


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (date(2008, 2, 5), "under 18"),
        (date(2008, 2, 4), "18 to 44"),
        (date(1981, 2, 5), "18 to 44"),
        (date(1981, 2, 4), "45 to 64"),
        (date(1961, 2, 5), "45 to 64"),
        (date(1961, 2, 4), "65 and over"),
    ],
)
def test_age_groups_begin_on_the_birthday(born, group):
    found = shares([("A", {"birth_date": born})])

    assert list(groups(found, "age", "members")) == [group]


def test_a_practice_without_members_and_lists_has_no_groups():
    assert shares([]).is_empty()


def test_each_group_has_its_share_of_members_and_of_the_list():
    members = people("A", 3) + people("B", 1, primary_language="Somali")

    found = shares(members, [*names("A", 1), *names("B", 1)])

    columns = ("members", "members_percent", "listed", "listed_percent")
    assert groups(found, "language", *columns) == {
        "English": (3, 75.0, 1, 50.0),
        "Somali": (1, 25.0, 1, 50.0),
    }


def test_what_is_not_recorded_and_who_is_no_member_are_groups_of_their_own():
    found = shares(people("A", 1, primary_language=None), ["A0", "X"])

    assert groups(found, "language", "members", "listed") == {"not known": (1, 2)}
    assert groups(found, "sex", "members", "listed") == {"female": (1, 1), "not known": (0, 1)}


def test_waiting_runs_from_the_lists_to_the_first_call_or_to_the_day():
    found = shares(people("A", 3), names("A", 3), names("A", 1))

    assert groups(found, "sex", "waiting", "waited_median_days") == {"female": (2, 30.0)}
    called = shares(people("A", 1), names("A", 1), names("A", 1))
    assert groups(called, "sex", "waiting", "waited_median_days") == {"female": (0, 8.0)}


@pytest.mark.clause("LES-07")
def test_the_removed_are_counted_and_wait_no_more():
    found = shares(people("A", 2), names("A", 2), removed=names("A", 1))

    assert groups(found, "sex", "removed", "waiting") == {"female": (1, 1)}


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (10, None), (11, 11)])
def test_counts_up_to_the_limit_are_hidden_and_nought_may_show(count, shown):
    members = people("A", 40) + people("B", 40, gender="male") + people("C", 40, gender="other")
    listed = [*names("A", count), *names("B", 30), *names("C", 10), *names("X", 1)]

    found = groups(shares(members, listed, most=10), "sex", "listed")

    assert found["female"] == shown


def test_a_single_hidden_count_takes_the_smallest_of_the_others_with_it():
    members = people("A", 40) + people("B", 40, gender="male") + people("C", 40, gender="other")
    listed = [*names("A", 5), *names("B", 30), *names("C", 20)]

    found = shares(members, listed, most=10)

    assert groups(found, "sex", "listed") == {"female": None, "male": 30, "other": None}
    hidden = groups(found, "sex", "listed_percent", "waited_median_days", "is_suppressed")
    assert hidden["other"] == (None, None, True)
    assert groups(found, "sex", "members")["other"] == 40
