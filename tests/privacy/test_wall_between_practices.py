"""Two practices' inputs mixed in every way: nothing of one reaches the other's record."""

from __future__ import annotations

import shutil
from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.desk import Job
from tandem_flows.privacy.files import text_of
from tandem_flows.rules.own_list import owners_of
from tandem_flows.steps.exchange import receive_care_plan, send_care_plan
from tandem_flows.worksheets.fill import fill_sheet
from tandem_validators.errors import InputRefused, RuleRefused
from tests.steps.conftest import fresh_template  # noqa: F401
from tests.steps.workspaces import AS_OF, FIRST_CALL, Practice, copied

DAY = timedelta(days=1)
PRACTICES = ("lakeside", "millbrook")
pytestmark = pytest.mark.clause("PIL-03")


@pytest.fixture(scope="module")
def both_template(fresh_template, tmp_path_factory):  # noqa: F811
    """Both practices stand before their first call."""
    folder = tmp_path_factory.mktemp("both")
    ours = copied(fresh_template, folder)
    for name in PRACTICES:
        practice = Practice(ours.workspace, name)
        call = first_call(practice)
        practice.run("identify")
        practice.run("share", AS_OF, call)
        practice.run("prework", call - 5 * DAY, call)
    return folder


def first_call(practice):
    practice.run("ready")
    return practice.rows("calls")["call_date"].min()


@pytest.fixture
def both(both_template, tmp_path):
    ours = copied(both_template, tmp_path)
    return ours, Practice(ours.workspace, "millbrook")


@pytest.fixture
def untouched(fresh_template, tmp_path):  # noqa: F811
    ours = copied(fresh_template, tmp_path)
    return ours, Practice(ours.workspace, "millbrook")


def people_of(practice):
    """Names and birth dates of everyone whom the plan attributes to a practice, and to no other."""
    plan = practice.workspace.folder / "plan"
    attributed = pl.read_parquet(plan / "attribution.parquet")
    ours = attributed.filter(pl.col("practice_id") == practice.practice_id).select("person_id")
    spans = pl.read_parquet(plan / "eligibility.parquet")
    return spans.join(ours.unique(), on="person_id", how="semi").unique("person_id")


def told_of(practice, people):
    """Which of the people any file of a practice's outbox tells of, by telephone number or id."""
    texts = [text_of(path) or "" for path in practice.outbox.rglob("*") if path.is_file()]
    text = "\n".join(texts)
    rows = people.select("person_id", "phone").drop_nulls().iter_rows()
    return [person for person, phone in rows if phone in text or person in text]


def strangers_to(own, other):
    """The other practice's people, without those who are on this one's own list."""
    listed = own.rows("practice_list")
    strangers = people_of(other).join(
        listed, on=["first_name", "last_name", "birth_date"], how="anti"
    )
    shared = [*listed["phone"].drop_nulls(), *people_of(own)["phone"].drop_nulls()]
    return strangers.filter(~pl.col("phone").is_in(shared))


def test_no_file_of_one_practice_tells_of_the_others_patients(both):
    for own, other in (both, both[::-1]):
        strangers = strangers_to(own, other)

        assert strangers.height > 100
        assert told_of(own, strangers) == []
        assert len(told_of(own, people_of(own))) > 20


def test_the_two_records_share_no_case_and_no_member(both):
    ours, theirs = (practice.rows("combined_list") for practice in both)

    assert set(ours["case_id"]).isdisjoint(theirs["case_id"])
    assert set(ours["person_id"].drop_nulls()).isdisjoint(theirs["person_id"].drop_nulls())


def swap(first, second):
    kept = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(kept)


def test_swapped_lists_are_refused_and_nothing_of_them_is_stored(untouched):
    ours, theirs = untouched
    swap(ours.inbox / "practice_list.csv", theirs.inbox / "practice_list.csv")

    for practice, owner in ((ours, "millbrook"), (theirs, "lakeside")):
        practice.run("ready")
        with pytest.raises(InputRefused, match=rf"patients of {owner} and \d+ of this practice"):
            practice.run("identify")
        assert practice.rows("practice_list").is_empty()
        assert practice.rows("plan_list").is_empty()
        assert "refusal" in practice.store.ledger()["action"].to_list()


def test_a_list_that_lies_in_both_inboxes_is_refused_in_both(untouched):
    ours, theirs = untouched
    shutil.copy(theirs.inbox / "practice_list.csv", ours.inbox / "practice_list.csv")

    for practice, other in ((ours, "millbrook"), (theirs, "lakeside")):
        practice.run("ready")
        with pytest.raises(InputRefused, match=f"the very file that lies in the inbox of {other}"):
            practice.run("identify")
        assert practice.rows("practice_list").is_empty()


def test_of_the_others_patients_on_a_list_the_plan_tells_nothing(untouched):
    ours, theirs = untouched
    foreign = people_of(theirs).drop_nulls(["last_name", "first_name"]).sort("person_id").head(5)
    path = ours.inbox / "practice_list.csv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    names = head.split(",")
    for number, row in enumerate(foreign.iter_rows(named=True), start=900):
        cells = dict.fromkeys(names, "")
        cells |= {"Rank": str(number), "First": row["first_name"], "Last": row["last_name"]}
        cells |= {name: row["birth_date"].isoformat() for name in names if name in ("DOB", "Birth")}
        lines.append(",".join(cells[name] for name in names))
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")

    ours.until_share()

    listed = ours.rows("combined_list").join(
        foreign.select("first_name", "last_name", "birth_date"),
        on=["first_name", "last_name", "birth_date"],
        how="semi",
    )
    assert listed.height == 5
    facts = ours.rows("background").join(listed, on="case_id", how="semi")
    known = ("address", "phone", "diagnoses", "prescriptions", "providers", "risk_score")
    assert facts.select(known).null_count().row(0) == (5,) * len(known)


@pytest.mark.parametrize("kind", ["prework_practice", "prework_plan"])
def test_a_sheet_of_one_practice_is_refused_in_the_others_inbox(both, kind):
    ours, theirs = both
    call = theirs.rows("agenda")["call_date"].min()
    sheet = theirs.sheet(kind, call)
    ours.run("share", AS_OF, FIRST_CALL)
    fill_sheet(sheet, ours.inbox / sheet.name, {})
    head = ours.store.ledger().filter(pl.col("action") != "refusal").height

    with pytest.raises(InputRefused):
        ours.run("record_prework", call - DAY, call)

    assert ours.rows("prework").is_empty()
    assert ours.store.ledger().filter(pl.col("action") != "refusal").height == head


def test_a_sheet_of_the_other_practice_does_not_pass_under_the_name_of_ones_own(both):
    ours, theirs = both
    call = FIRST_CALL if FIRST_CALL in theirs.rows("agenda")["call_date"] else None
    own = ours.sheet("prework_practice", FIRST_CALL)
    foreign = theirs.sheet("prework_practice", call or theirs.rows("agenda")["call_date"].min())
    shutil.copy(foreign, ours.inbox / own.name)

    with pytest.raises(InputRefused):
        ours.run("record_prework", FIRST_CALL - DAY, FIRST_CALL)

    assert ours.rows("prework").is_empty()


def test_a_care_plan_of_one_practice_is_refused_by_the_other(both, tmp_path):
    ours, theirs = both
    case_id = theirs.rows("agenda")["case_id"][0]
    sent = send_care_plan(
        theirs.workspace, Job("millbrook", AS_OF + DAY, operator="tester"), case_id
    )
    path = shutil.copy(theirs.outbox / sent, tmp_path / "back.json")

    with pytest.raises(InputRefused, match="is another practice"):
        receive_care_plan(ours.workspace, Job("lakeside", AS_OF + DAY, operator="tester"), path)

    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("millbrook", "lakeside"), encoding="utf-8")
    with pytest.raises(InputRefused, match="is no case of this practice"):
        receive_care_plan(ours.workspace, Job("lakeside", AS_OF + DAY, operator="tester"), path)


def test_survey_answers_of_the_others_patients_are_refused(both):
    ours, theirs = both
    case_id = theirs.rows("combined_list")["case_id"][0]
    head = "survey,case_id,due_on,answered_on,answer,comment\n"
    row = f"health,{case_id},{FIRST_CALL},{FIRST_CALL},2,\n"
    (ours.inbox / "survey_answers.csv").write_text(head + row, encoding="utf-8")

    with pytest.raises((InputRefused, RuleRefused)):
        ours.run("evaluation", FIRST_CALL)

    assert case_id not in ours.rows("surveys")["case_id"].to_list()


def test_with_swapped_team_files_still_no_patient_crosses(untouched):
    """Staff are named in them, no patient; who is named sees it when the team is shown."""
    ours, theirs = untouched
    swap(ours.inbox / "team.csv", theirs.inbox / "team.csv")
    for practice in untouched:
        call = first_call(practice)
        practice.run("identify")
        practice.run("share", AS_OF, call)

    for own, other in ((ours, theirs), (theirs, ours)):
        assert told_of(own, strangers_to(own, other)) == []


def members(*practices):
    return pl.DataFrame(
        {
            "first_name": ["Ada", "Bo", "Cy"][: len(practices)],
            "last_name": ["Quist"] * len(practices),
            "birth_date": [AS_OF] * len(practices),
            "attributed_practice": practices,
        },
        schema_overrides={"attributed_practice": pl.String},
    )


@pytest.mark.parametrize(
    ("practices", "first"),
    [
        (("ours", "ours", "theirs"), ("ours", 2)),
        (("ours", "theirs", "theirs"), ("theirs", 2)),
        (("elsewhere", "elsewhere", None), None),
    ],
)
def test_whose_list_it_is_follows_from_the_attribution_of_its_patients(practices, first):
    known = members(*practices)

    owners = owners_of(known.drop("attributed_practice"), known, ("ours", "theirs"))

    assert (owners.row(0) if owners.height else None) == first
