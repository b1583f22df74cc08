"""Families of invented people who look alike and are not one person: none may ever be matched.

Here: pairs of rows, by what they are to one another. Not here: any test.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.matching_people import BARE, ROSALBA, Row

_ID = replace(ROSALBA, member_id="W00417")
_OTIS = replace(ROSALBA, first_name="Otis", gender="M", last_name="Quintero")
_NURSING_HOME = replace(ROSALBA, first_name="Mary", last_name="Smith", birth_date=date(1931, 5, 2))

FAMILIES: dict[str, tuple[Row, Row]] = {
    "twins at one address": (ROSALBA, replace(ROSALBA, first_name="Benigna")),
    "twins under one member id": (_ID, replace(_ID, first_name="Benigna")),
    "twins with names a letter apart and other genders": (
        replace(ROSALBA, first_name="Nilberto", gender="M"),
        replace(ROSALBA, first_name="Nilberta", gender="F"),
    ),
    "twins whose known names are a letter apart": (
        replace(ROSALBA, first_name="Jayden"),
        replace(ROSALBA, first_name="Hayden"),
    ),
    "sisters whose names rhyme": (
        replace(ROSALBA, first_name="Darlene"),
        replace(ROSALBA, first_name="Charlene"),
    ),
    "brothers a letter apart": (
        replace(_OTIS, first_name="Cory"),
        replace(_OTIS, first_name="Cody"),
    ),
    "twins who share one of two given names": (
        replace(ROSALBA, first_name="Juan Carlos"),
        replace(ROSALBA, first_name="Juan Pablo"),
    ),
    "twins, one without a first name": (ROSALBA, replace(ROSALBA, first_name=None)),
    "twins, one with an initial": (
        replace(ROSALBA, first_name="Benita"),
        replace(ROSALBA, first_name="B."),
    ),
    "parent and child of one name at one address": (
        _OTIS,
        replace(_OTIS, birth_date=date(1978, 6, 21)),
    ),
    "parent and child whose birth dates are two digits apart": (
        _OTIS,
        replace(_OTIS, birth_date=date(1973, 3, 9)),
    ),
    "parent and child, one without a birth date": (_OTIS, replace(_OTIS, birth_date=None)),
    "father and son with suffixes": (
        replace(_OTIS, last_name="Quintero Sr"),
        replace(_OTIS, last_name="Quintero Jr."),
    ),
    "father and son with suffixes under one member id": (
        replace(_ID, first_name="Otis Sr"),
        replace(_ID, first_name="Otis Jr"),
    ),
    "namesakes elsewhere": (
        ROSALBA,
        replace(BARE, birth_date=date(1988, 11, 27), address="4 Pine Court"),
    ),
    "namesakes born a digit apart": (BARE, replace(BARE, birth_date=date(1951, 3, 8))),
    "namesakes born a digit apart in one town": (
        replace(ROSALBA, phone=None, address=None),
        replace(ROSALBA, phone=None, address="4 Pine Court", birth_date=date(1952, 3, 9)),
    ),
    "namesakes in one nursing home": (
        _NURSING_HOME,
        replace(_NURSING_HOME, birth_date=date(1931, 8, 27)),
    ),
    "strangers of one first name and birth date": (BARE, replace(BARE, last_name="Vance")),
    "strangers under one member id": (
        replace(_ID, first_name=None),
        replace(_ID, first_name=None, last_name="Vance", birth_date=date(1988, 11, 27)),
    ),
}
