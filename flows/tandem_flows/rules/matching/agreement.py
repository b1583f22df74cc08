"""What is compared and what can come out: a person's fields, and how a pair of each agrees.

Here: the values that the steps of matching hand to one another. Not here: how to compare.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Agreement(StrEnum):
    """How the same field of two people agrees."""

    SAME = "same"
    NICKNAME = "nickname"
    SWAPPED = "swapped"
    SLIP = "slip"
    NEAR = "near"
    PART = "part"
    INITIAL = "initial"
    MISSING = "missing"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Person:
    """One person's fields in one spelling; "" (birth date: None) is a field nobody filled in."""

    first_name: str
    last_name: str
    generation: str
    birth_date: date | None
    gender: str
    zip_code: str
    city: str
    address: str
    phone: str
    member_id: str


@dataclass(frozen=True, slots=True)
class Agreements:
    """How each field of a pair agrees."""

    first_name: Agreement
    last_name: Agreement
    generation: Agreement
    birth_date: Agreement
    member_id: Agreement
    gender: Agreement
    zip_code: Agreement
    city: Agreement
    address: Agreement
    phone: Agreement
