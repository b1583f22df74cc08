"""Conditions, reasons for care, medicines and social needs of the invented people.

Codes with their plain words: ICD-10-CM without the point, MS-DRG, generic medicine names.
NDC codes are made up (no labeler has this number). How often things happen is in `visits`.
"""

from __future__ import annotations

from dataclasses import dataclass

NDC_LABELER = "99901"


@dataclass(frozen=True)
class Condition:
    """A lasting condition: how it shows in office, emergency department and hospital."""

    label: str
    code: str
    ed_code: str
    inpatient_code: str
    ms_drg_code: str
    specialty: str
    medicines: tuple[str, ...]
    for_children: bool = False

    @property
    def is_substance_use(self) -> bool:
        """Whether the records fall in ICD-10 F10 to F19."""
        return self.code.startswith("F1")


CONDITIONS = (
    Condition("type 2 diabetes", "E1165", "E11649", "E1110", "638", "Endocrinology",
              ("metformin 1000 mg", "insulin glargine 100 units/mL")),
    Condition("heart failure", "I5022", "I509", "I5033", "291", "Cardiology",
              ("furosemide 40 mg", "carvedilol 12.5 mg")),
    Condition("COPD", "J449", "J441", "J441", "190", "Pulmonology",
              ("tiotropium 18 mcg", "albuterol inhaler")),
    Condition("asthma", "J45909", "J45901", "J45901", "203", "Pulmonology",
              ("albuterol inhaler", "fluticasone 110 mcg"), for_children=True),
    Condition("hypertension", "I10", "I160", "I160", "305", "Cardiology",
              ("lisinopril 20 mg", "amlodipine 5 mg")),
    Condition("chronic kidney disease", "N1830", "N179", "N179", "683", "Nephrology",
              ("sodium bicarbonate 650 mg",)),
    Condition("depression", "F331", "R45851", "F332", "885", "Psychiatry",
              ("sertraline 50 mg", "bupropion 150 mg"), for_children=True),
    Condition("anxiety", "F411", "F419", "F419", "880", "Psychiatry",
              ("buspirone 10 mg",), for_children=True),
    Condition("schizoaffective disorder", "F259", "F259", "F250", "885", "Psychiatry",
              ("risperidone 2 mg",)),
    Condition("back pain", "M5450", "M5450", "M5416", "552", "Orthopedics",
              ("naproxen 500 mg",)),
    Condition("atrial fibrillation", "I4891", "I4891", "I4891", "309", "Cardiology",
              ("apixaban 5 mg",)),
    Condition("seizure disorder", "G40909", "R569", "G40901", "101", "Neurology",
              ("levetiracetam 500 mg",), for_children=True),
    Condition("sickle cell disease", "D571", "D5700", "D5700", "812", "Hematology",
              ("hydroxyurea 500 mg",), for_children=True),
    Condition("breast cancer", "C50919", "R112", "D701", "809", "Oncology",
              ("anastrozole 1 mg",)),
)  # fmt: skip
SUBSTANCE_USE = (
    Condition("alcohol use disorder", "F1020", "F10129", "F10230", "897", "Addiction medicine",
              ("naltrexone 50 mg",)),
    Condition("opioid use disorder", "F1120", "F1123", "F1123", "897", "Addiction medicine",
              ("buprenorphine-naloxone 8-2 mg",)),
    Condition("stimulant use disorder", "F1520", "F15129", "F15120", "897", "Addiction medicine",
              ()),
)  # fmt: skip

# Reasons that anyone may have, without a lasting condition behind them.
ED_REASONS = ("J069", "N390", "R0789", "L03115", "K0889", "S93401A", "R109", "A084", "H6690")
INPATIENT_REASONS = (("J189", "194"), ("N390", "690"), ("A419", "872"), ("K5720", "392"))
OFFICE_REASONS = ("Z0000", "Z0001", "J069", "R5383", "M25561", "R0602", "Z23")
ED_LEVELS = ("99283", "99284", "99285")
OFFICE_LEVELS = ("99213", "99214")
# Release of the urinary bladder, insertion of a stent, drainage: a few stays hold a procedure.
PROCEDURES = ("0TJB8ZZ", "027034Z", "0W9G3ZZ")

SOCIAL_NEEDS = (
    "transportation",
    "food",
    "housing",
    "heating and utilities",
    "phone or internet access",
    "childcare",
    "help reading health information",
    "lives alone without support",
)
LANGUAGES = ("Spanish", "Portuguese", "Vietnamese", "Somali", "Arabic", "French", "Mandarin")
PROGRAMS = ("complex care", "diabetes care", "heart failure care", "transitions of care")


def ndc_code(medicine: str) -> str:
    """The made-up 11-digit NDC of a medicine: labeler, product by its place, package."""
    return f"{NDC_LABELER}{MEDICINES.index(medicine) + 101:04d}01"


MEDICINES = tuple(
    sorted({name for group in (CONDITIONS, SUBSTANCE_USE) for c in group for name in c.medicines})
)
