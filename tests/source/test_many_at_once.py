"""Asked for everyone at once, again, or for another day: the answers are those of each alone."""

from __future__ import annotations

import pytest

from tandem_flows.source.activity import claims_activity
from tandem_flows.source.background import background_facts
from tandem_flows.source.care_facts import care_facts
from tandem_flows.source.gathered import expect, expect_panels
from tandem_flows.source.measure_facts import measure_facts
from tandem_flows.source.members import (
    high_risk_members,
    make_lists_ahead,
)
from tests.source.plans import (
    AS_OF,
    attributed,
    day,
    ed_line,
    fill,
    line,
    member,
    opened,
    provider,
    stay_line,
)
from tests.values import standard_values

PRACTICES = {"A": "north", "B": "north", "C": "south", "D": "south"}
VALUES = standard_values(list_size=2)


def score(person_id, points, model="M1"):
    return {"person_id": person_id, "score": points, "model": model}


def two_practices(**views):
    """North is scored by one model and south by another; each is seen at its own practice."""
    given = {
        "eligibility": [member(person) for person in PRACTICES],
        "attribution": [attributed(person, practice) for person, practice in PRACTICES.items()],
        "risk_score": [score("A", 1.0), score("B", 2.0), score("C", 5.0, "M2"),
                       score("D", 4.0, "M2"), score("D", 9.0)],
        "provider": [provider("1", practice_id="north"), provider("2", practice_id="south")],
        "medical_claim": [
            line("2025-05-01", "A"),
            line("2025-05-02", "B", rendering_npi="2", diagnosis_code_1="I50.9"),
            line("2025-05-03", "C", rendering_npi="2", diagnosis_code_1="E11.9"),
            stay_line("2025-03-01", "2025-03-04", "C", diagnosis_code_1="I50.9"),
            ed_line("2025-06-01", "D", diagnosis_code_1="J45.901"),
            line("2025-06-02", "D", paid_amount=-100.0),
        ],
        "pharmacy_claim": [fill("2025-05-20", person) for person in PRACTICES],
    }  # fmt: skip
    return given | views


def period(source, *persons, as_of=AS_OF):
    found = claims_activity(source, list(persons), day("2025-01-01"), as_of, as_of, None)
    return dict(found.select("person_id", "paid_amount").iter_rows())


def gathered(source):
    rows = source.connection.execute("FROM gathered.persons ORDER BY ALL").fetchall()
    return [person_id for (person_id,) in rows]


@pytest.mark.clause("IDN-01", "IDN-04")
@pytest.mark.parametrize("asked", [
    ("south", AS_OF, VALUES, "score"),
    ("south", day("2025-05-31"), VALUES, "score"),
    ("south", AS_OF, standard_values(list_size=1), "score"),
    ("south", AS_OF, VALUES, "another score"),
    ("west", AS_OF, VALUES, "score"),
])  # fmt: skip
def test_lists_made_ahead_are_handed_out_for_the_same_question_only(tmp_path, asked):
    plan = two_practices()
    plan["eligibility"].append(member("E"))
    plan["attribution"].append(attributed("E", "west"))
    plan["risk_score"].append(score("E", 1.0))
    with opened(tmp_path, **plan) as source:
        alone = high_risk_members(source, *asked)
        make_lists_ahead(source, ["north", "south"], AS_OF, VALUES, "score")

        assert alone["score_source"].unique().to_list() == ["M2" if asked[0] == "south" else "M1"]
        assert high_risk_members(source, *asked).equals(alone)


def test_without_scores_no_list_is_made_ahead(tmp_path):
    plan = two_practices()
    del plan["risk_score"]

    with opened(tmp_path, **plan) as source:
        make_lists_ahead(source, ["north", "south"], AS_OF, VALUES, "score")

        assert source.standing.lists is None


def test_the_rows_of_the_expected_come_with_the_next_look(tmp_path):
    with opened(tmp_path, **two_practices()) as source:
        expect(source.connection, ["A", "C", "C"])
        expect(source.connection, ["C"])
        before = gathered(source)
        first = period(source, "A")

        assert (before, gathered(source)) == ([], ["A", "C"])
        assert first | period(source, "C") == {"A": 110.0, "C": 210.0}


def test_panels_are_expected_by_practice_and_forgotten_together(tmp_path):
    with opened(tmp_path, **two_practices()) as source:
        expect_panels(source.connection, ["south"])
        first = period(source, "A")
        together = gathered(source)
        source.forget()

        assert (together, gathered(source)) == (["A", "C", "D"], [])
        assert period(source, "A") == first


def test_facts_of_all_practices_are_the_facts_of_each(tmp_path):
    with opened(tmp_path, **two_practices()) as source:
        of_all = background_facts(source, list("ABCD"), None, AS_OF, VALUES)
        north = background_facts(source, list("AB"), "north", AS_OF, VALUES)
        south = background_facts(source, list("CD"), "south", AS_OF, VALUES)

    assert of_all.equals(north.vstack(south))


def test_costs_and_stays_of_all_are_those_of_each(tmp_path):
    with opened(tmp_path, **two_practices()) as source:
        of_all = measure_facts(source, list("ABCD"), None, AS_OF, VALUES)
        north = measure_facts(source, [], "north", AS_OF, VALUES)
        south = measure_facts(source, [], "south", AS_OF, VALUES)

    assert of_all.costs.equals(north.costs.vstack(south.costs))
    assert of_all.stays.equals(north.stays.vstack(south.stays))
    assert of_all.panel == ()


def test_whoever_is_asked_about_again_is_not_counted_twice(tmp_path):
    with opened(tmp_path, **two_practices()) as source:
        alone = period(source, "A")
        together = period(source, "A", "B")
        again = period(source, "A")

    assert alone == again == {"A": 110.0}
    assert together == {"A": 110.0, "B": 110.0}


def test_another_day_is_asked_of_the_same_source(tmp_path):
    with opened(tmp_path, **two_practices()) as source:
        paid = [period(source, "D", as_of=day(on))["D"] for on in ("2025-06-30", "2025-05-31")]

    assert paid == [10.0, 10.0]
    with opened(tmp_path, **two_practices()) as source:
        paid = [period(source, "A", as_of=day(on))["A"] for on in ("2025-05-10", "2025-04-30")]
    assert paid == [100.0, 0.0]


def test_the_same_person_may_be_asked_about_as_another_practice_s(tmp_path):
    with opened(tmp_path, **two_practices()) as source:
        seen = [
            care_facts(source, ["B"], practice, AS_OF, VALUES)["last_seen_practice_on"][0]
            for practice in ("north", "south")
        ]

    assert seen == [None, day("2025-05-02")]


def test_more_persons_than_are_worked_out_at_once_are_all_answered(tmp_path):
    unknown = [f"unknown-{number}" for number in range(20_000)]

    with opened(tmp_path, **two_practices()) as source:
        found = period(source, "A", *unknown, "B")

    assert (found["A"], found["B"], sum(found.values())) == (110.0, 110.0, 220.0)


def test_ids_with_blanks_around_them_are_the_same_persons(tmp_path):
    blanks = [line("2025-05-01", " A "), line("2025-05-02", "A"), line("2025-05-03", "AA")]

    with opened(tmp_path, **two_practices(medical_claim=blanks)) as source:
        assert period(source, "A") == {"A": 210.0}
