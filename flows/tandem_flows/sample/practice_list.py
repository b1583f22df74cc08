"""The list that each practice sends: whom it names, in the practice's own words and headers.

Some rows are also among the plan's highest scores by construction; one resembles such a patient
and only a person can tell; one is unknown to the plan; the others are the practice's own choice.
"""

from __future__ import annotations

from tandem_flows.sample import listed
from tandem_flows.sample.author import Author, added_late, urgent
from tandem_flows.sample.chance import stream
from tandem_flows.sample.facts import COMMON_ROWS, LATE_ROWS, LIST_ROWS, ListFacts
from tandem_flows.sample.listed import ListedPatient, Slip
from tandem_flows.sample.plan import Plan
from tandem_flows.sample.traits import highest_scores

HEADERS = (
    "Rank", "First", "Last", "DOB", "Sex", "Phone", "Street", "City", "State", "ZIP", "Member #",
    "MRN", "High risk means", "Why high risk", "PCP", "Last seen", "Reason for visit", "Urgent",
    "Added late because",
)  # fmt: skip
MEANINGS = {
    "lakeside": "Two or more lasting conditions, and our team expects a hospital stay this year.",
    "millbrook": "Anyone our clinicians worry about: missed visits, hard home life, repeat ED use.",
}
LATE_REASONS = (
    "family called on 30 December: no longer coping at home",
    "records from an earlier clinic came in late",
)
COMMON_SLIPS: tuple[Slip, ...] = (
    listed.nickname,
    listed.swapped_day_and_month,
    listed.maiden_name,
    listed.no_member_id,
    listed.moved,
    *[listed.no_slip] * (COMMON_ROWS - 5),
)
NEAR_MATCH: dict[str, Slip] = {
    "lakeside": listed.middle_name,
    "millbrook": listed.other_birth_year,
}


def list_cells(plan: Plan, practice_id: str) -> list[tuple[str, ...]]:
    """The cells of a practice's list by rank, late additions last; without the header."""
    rng = stream(plan.seed, f"list of {practice_id}")
    rows = _rows(Author(rng, plan, practice_id))
    record_numbers = rng.sample(range(20_000, 60_000), len(rows))
    meaning = MEANINGS[practice_id]
    numbered = enumerate(zip(rows, record_numbers, strict=True), start=1)
    return [row.cells(rank, str(number), meaning) for rank, (row, number) in numbered]


def list_facts(plan: Plan, practice_id: str, file: str) -> ListFacts:
    """The counts of a practice's list, as constructed."""
    return ListFacts(
        practice_id=practice_id,
        file=file,
        attributed=sum(m.practice_id == practice_id for m in plan.members),
        rows=LIST_ROWS + LATE_ROWS[practice_id],
        common=COMMON_ROWS,
        to_confirm=1,
        not_members=1,
        urgent=1,
        added_late=LATE_ROWS[practice_id],
    )


def _rows(author: Author) -> list[ListedPatient]:
    top = highest_scores(author.plan.members, author.practice_id)
    author.rng.shuffle(top)
    rows = list(author.with_slips(top, (*COMMON_SLIPS, NEAR_MATCH[author.practice_id])).values())
    rows.append(author.stranger())
    late_rows = LATE_ROWS[author.practice_id]
    own = [author.write(m) for m in author.own_choice(LIST_ROWS - len(rows) + late_rows)]
    on_time, late = own[: len(own) - late_rows], own[len(own) - late_rows :]
    rows += [*on_time[:-1], urgent(on_time[-1])]
    author.rng.shuffle(rows)
    return rows + [added_late(r, why) for r, why in zip(late, LATE_REASONS, strict=False)]
