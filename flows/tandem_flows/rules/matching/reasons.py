"""Why a pair is a match, or why a person must look at it: the coded words of every answer.

Here: the words. Not here: when each of them is given (`guards`, `score`, `assign`).
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a pair is a match, or why a person must look at it."""

    MEMBER_ID_AND_NAME = "member id and name"
    MEMBER_ID_AND_BIRTH_DATE = "member id and birth date"
    NAME_AND_BIRTH_DATE = "name and birth date"
    NAME_AND_NEAR_BIRTH_DATE = "name and near birth date"
    FIRST_NAMES_DISAGREE = "first names disagree"
    GENERATIONS_DISAGREE = "generations disagree"
    MEMBER_ID_ONLY = "member id only"
    FIRST_NAME_MISSING = "first name missing"
    LAST_NAMES_DISAGREE = "last names disagree"
    LAST_NAME_MISSING = "last name missing"
    BIRTH_DATES_DISAGREE = "birth dates disagree"
    BIRTH_DATE_MISSING = "birth date missing"
    GENDERS_DISAGREE = "genders disagree"
    TOO_LITTLE_AGREES = "too little agrees"
    SEVERAL_CANDIDATES = "several candidates"
