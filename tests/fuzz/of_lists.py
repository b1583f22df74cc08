"""Lists that partners keep themselves: patients, people, programmes, answers, codes, claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tandem_flows.cli.person_list import read_person_list
from tandem_flows.inbox.practice_list import read_practice_list
from tandem_flows.inbox.register import read_register
from tandem_flows.inbox.survey_answers import read_survey_answers
from tandem_flows.inbox.team import read_team
from tandem_flows.source.code_sets import load_code_sets
from tandem_flows.source.open import open_source
from tests.broken.files import GOOD, HEADINGS, OTHER, with_headings, xlsx_file
from tests.fuzz.hostile import CANARY
from tests.fuzz.parsers import Change, Parser

_AS_OF = date(2026, 1, 5)
_TEAM = (
    "person,organisation,name,position,email,phone,role,is_core,is_designee\n"
    f"p1,plan,{CANARY},Director,a@b.example,555-0101,director_of_care_management,yes,no\n"
)
_PROGRAMS = (
    "program,organisation,nature,duration,need_category,vendor,description\n"
    'Rides,plan,"Rides, to visits",always,logistical,Heron,two days ahead\n'
)
_SURVEY = (
    "survey,case_id,due_on,answered_on,answer,comment\n"
    f"health,C-1,2026-01-01,2026-01-03,good,{CANARY}\n"
)
_PEOPLE = f"id,first_name,last_name,birth_date\n1,Ana,{CANARY},1950-01-02\n2,Bert,Hill,2/28/1961\n"
_CODES = "family,codes\nhypertension,I10 I11.9\n"
_MEMBERS = (
    "person_id,member_id,birth_date,gender,enrollment_start_date,enrollment_end_date,last_name\n"
    f"P1,M1,1950-01-02,female,2025-01-01,2026-12-31,{CANARY}\n"
)
_CLAIMS = (
    "claim_id,claim_line_number,person_id,claim_start_date,claim_end_date,paid_amount\n"
    "K1,1,P1,2025-03-01,2025-03-02,120.50\n"
)
_PHARMACY = "claim_id,claim_line_number,person_id,ndc_code,dispensing_date,paid_amount\n"


def parsers(archive: Change) -> Sequence[Parser]:
    """Return the parsers of lists."""
    return (
        Parser("practice list, CSV", "practice_list.csv", _lists, _practice_list),
        Parser("practice list, XLSX", "practice_list.xlsx", _books, _practice_list, archive),
        Parser("team list", "team.csv", _one(_TEAM), read_team),
        Parser("register of programmes", "programs.csv", _one(_PROGRAMS), _programs),
        Parser("answers to surveys", "survey_answers.csv", _one(_SURVEY), read_survey_answers),
        Parser("person list", "left.csv", _one(_PEOPLE), read_person_list),
        Parser("code sets", "code_sets/ahrq_pqi_2030.csv", _one(_CODES), _code_sets),
        Parser("roster of the plan", "members.csv", _one(_MEMBERS), _source, share=2),
        Parser("claims of the plan", "claims.csv", _one(_CLAIMS), _source, share=2),
    )


def _one(text: str) -> Any:
    return lambda: [text.encode()]


def _lists() -> list[bytes]:
    return [with_headings(GOOD, OTHER), with_headings(GOOD, OTHER).replace(b"\r\n", b"\n")]


def _books() -> list[bytes]:
    return [xlsx_file(List=(HEADINGS, GOOD, OTHER))]


def _practice_list(path: Path) -> object:
    return read_practice_list(path, None, _AS_OF)


def _programs(path: Path) -> object:
    return read_register(path, "programs")


def _code_sets(path: Path) -> object:
    return load_code_sets(path.parent.parent, 2031)


def _source(path: Path) -> object:
    """Open a plan source over CSV files of which one is hostile."""
    folder, views = path.parent, []
    for view, name, text in (
        ("eligibility", "members.csv", _MEMBERS),
        ("medical_claim", "claims.csv", _CLAIMS),
        ("pharmacy_claim", "pharmacy.csv", _PHARMACY),
        ("attribution", "attributed.csv", "person_id,practice_id\nP1,lakeside\n"),
    ):
        if name != path.name:
            (folder / name).write_text(text, encoding="utf-8")
        views.append(
            f"CREATE VIEW {view} AS FROM read_csv('{{folder}}/{name}', all_varchar = true);"
        )
    sql = folder / "source.sql"
    sql.write_text("\n".join(views), encoding="utf-8")
    with open_source(sql, folder) as source:
        return source.digest()
