"""The invented clinicians and hospitals: who works for which practice, who works outside.

NPIs begin with 9, which is never issued, so that none can be a real clinician's.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tandem_flows.sample.facts import PRACTICE_SHARES
from tandem_flows.sample.names import BOYS, GIRLS, SURNAMES

PRIMARY_CARE = ("Family medicine", "Internal medicine", "Family medicine", "Nurse practitioner")
SPECIALTIES = (
    "Addiction medicine",
    "Cardiology",
    "Endocrinology",
    "Hematology",
    "Nephrology",
    "Neurology",
    "Oncology",
    "Orthopedics",
    "Psychiatry",
    "Pulmonology",
)
HOSPITALS = ("Tarn Harbor General Hospital", "Lake Orrin Medical Center", "Saint Brannoc Hospital")
NURSING_HOMES = ("Heron Cove Rehabilitation",)


@dataclass(frozen=True)
class Provider:
    """One row of the plan's provider directory; `practice_id` is None outside primary care."""

    npi: str
    name: str
    specialty: str
    practice_id: str | None


@dataclass(frozen=True)
class Directory:
    """All providers of the sample."""

    providers: tuple[Provider, ...]

    def of_practice(self, practice_id: str) -> list[Provider]:
        """The primary care clinicians of one practice."""
        return [p for p in self.providers if p.practice_id == practice_id]

    def of_specialty(self, specialty: str) -> list[Provider]:
        """The clinicians and facilities of one specialty outside the practices."""
        return [p for p in self.providers if p.practice_id is None and p.specialty == specialty]


def draw_directory(rng: Random) -> Directory:
    """Clinicians for every practice, two of each specialty, emergency physicians, facilities."""
    jobs = [(work, practice) for practice in PRACTICE_SHARES for work in PRIMARY_CARE]
    outside = [*SPECIALTIES, *SPECIALTIES, *["Emergency medicine"] * 4, *["Hospital medicine"] * 3]
    rows: list[tuple[str, str, str | None]] = []
    rows += [(_clinician(rng, work), work, practice) for work, practice in jobs]
    rows += [(_clinician(rng, work), work, None) for work in outside]
    rows += [(name, "Hospital", None) for name in HOSPITALS]
    rows += [(name, "Skilled nursing facility", None) for name in NURSING_HOMES]
    return Directory(
        tuple(Provider(f"9{number:09d}", *row) for number, row in enumerate(rows, start=1001))
    )


def _clinician(rng: Random, work: str) -> str:
    title = "NP" if work == "Nurse practitioner" else "MD"
    return f"{rng.choice(GIRLS + BOYS)} {rng.choice(SURNAMES)}, {title}"
