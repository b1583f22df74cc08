"""One spelling for each person field, so that two lists can be compared.

Here: polars expressions that fold case, accents, punctuation, titles and suffixes (last names as
CAQH CORE 258 asks). Not here: any judgement whether two people are the same.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from tandem_flows.rules.matching.agreement import Person

FIELDS = (
    "first_name",
    "last_name",
    "birth_date",
    "gender",
    "zip_code",
    "city",
    "address",
    "phone",
    "member_id",
)
# Letters that Unicode does not take apart into a base letter and an accent.
_WHOLE_LETTERS = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"}
# What people write where no member id is known.
_NOT_AN_ID = ["NA", "NONE", "NULL", "UNKNOWN", "UNK", "PENDING", "TBD"]
# Accents, full stops and every kind of apostrophe (straight, curly, modifier, grave, acute).
_DROPPED = r"[\p{M}.'\u{2018}\u{2019}\u{02BC}\u{0060}\u{00B4}]"
_TITLES = r"^(?:(?:mr|mrs|ms|miss|dr|rev) )+"
# CAQH CORE 258 drops these at the end of a last name; `i` and `v` alone are middle initials too.
_SUFFIXES = r"(?: (?:jr|sr|junior|senior|i|ii|iii|iv|v|md|rn|phd|esq))+$"
_GENERATION = r" (jr|sr|junior|senior|ii|iii|iv)\b"
_STREET_WORDS = {
    "street": "st",
    "avenue": "ave",
    "road": "rd",
    "drive": "dr",
    "lane": "ln",
    "court": "ct",
    "place": "pl",
    "boulevard": "blvd",
    "crescent": "cres",
    "circle": "cir",
    "highway": "hwy",
    "parkway": "pkwy",
    "apartment": "apt",
    "suite": "ste",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
}


def words(column: str) -> pl.Expr:
    """Lower-case words without accents or punctuation, one blank between them; "" when missing."""
    folded = pl.col(column).str.normalize("NFKD").str.to_lowercase()
    folded = folded.str.replace_all(_DROPPED, "")
    folded = folded.str.replace_many(list(_WHOLE_LETTERS), list(_WHOLE_LETTERS.values()))
    return folded.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars().fill_null("")


def name(column: str) -> pl.Expr:
    """The words of a name without titles and suffixes (CAQH CORE 258)."""
    return words(column).str.replace(_TITLES, "").str.replace(_SUFFIXES, "")


def generation() -> pl.Expr:
    """The suffix that tells father from son (`jr`, `sr`, `ii` …); "" when none is written."""
    both_names = pl.concat_str(words("last_name"), words("first_name"), separator=" , ")
    found = both_names.str.extract(_GENERATION).fill_null("")
    return found.replace({"junior": "jr", "senior": "sr"})


def digits(column: str, last: int) -> pl.Expr:
    """The `last` digits of a number, other characters dropped; "" when missing."""
    return pl.col(column).str.replace_all(r"\D", "").str.slice(-last).fill_null("")


def zip_code() -> pl.Expr:
    """The first five digits of a ZIP code; "" when missing."""
    return pl.col("zip_code").str.replace_all(r"\D", "").str.slice(0, 5).fill_null("")


def phone() -> pl.Expr:
    """The ten digits of a phone number, without the country's code; "" when missing."""
    return digits("phone", last=10)


def member_id() -> pl.Expr:
    """A member id in capitals without separators or leading zeros; "" when missing."""
    plain = pl.col("member_id").str.to_uppercase().str.replace_all("[^A-Z0-9]", "")
    bare = plain.str.strip_chars_start("0").fill_null("")
    return pl.when(bare.is_in(_NOT_AN_ID)).then(pl.lit("")).otherwise(bare)


def gender() -> pl.Expr:
    """`f` or `m`; "" for anything else, which then counts neither for nor against."""
    first_letter = words("gender").str.slice(0, 1).replace({"w": "f"})
    return pl.when(first_letter.is_in(["f", "m"])).then(first_letter).otherwise(pl.lit(""))


def address() -> pl.Expr:
    """The words of an address, street words abbreviated as the post office writes them."""
    short = words("address")
    for word, abbreviation in _STREET_WORDS.items():
        short = short.str.replace_all(rf"\b{word}\b", abbreviation)
    return short


def with_all_fields(people: pl.DataFrame) -> pl.DataFrame:
    """`id` and every field of `FIELDS` as text (birth date as a date); an absent field is null."""
    as_text = [
        (pl.col(field) if field in people.columns else pl.lit(None)).cast(pl.String).alias(field)
        for field in FIELDS
        if field != "birth_date"
    ]
    born = pl.col("birth_date") if "birth_date" in people.columns else pl.lit(None)
    return people.select("id", born.cast(pl.Date).alias("birth_date"), *as_text)


def normalised(people: pl.DataFrame) -> pl.DataFrame:
    """The people with one spelling a field: the columns of `agreement.Person`, in its order."""
    return people.select(
        name("first_name").alias("first_name"),
        name("last_name").alias("last_name"),
        generation().alias("generation"),
        pl.col("birth_date"),
        gender().alias("gender"),
        zip_code().alias("zip_code"),
        words("city").alias("city"),
        address().alias("address"),
        phone().alias("phone"),
        member_id().alias("member_id"),
    )


def people_of(people: pl.DataFrame, rows: Iterable[int]) -> dict[int, Person]:
    """The people of some rows (by row number, from 0 on), in one spelling."""
    wanted = sorted(rows)
    spelled = normalised(people[wanted]).iter_rows()
    return {row: Person(*fields) for row, fields in zip(wanted, spelled, strict=True)}
