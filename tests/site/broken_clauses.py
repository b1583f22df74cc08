"""What is wrong with clauses: no evidence, no place on a page, or no existence at all."""

from __future__ import annotations

import pytest

from tests.site.agreeing import CODE, TESTS
from tests.site.breaking import (
    MODELS,
    READINGS,
    SHARE,
    TO_COME,
    adding,
    dropping_columns_of,
    replacing,
    together,
)

BROKEN_CLAUSES = [
    pytest.param(
        replacing(CODE, '@implements("SHR-02")\n', ""),
        ["guidelines/share.md, clause SHR-02", "is automated, but no code carries it"],
        '`@implements("SHR-02")` above the function',
        id="automated clause without code, though columns record it",
    ),
    pytest.param(
        together(replacing(CODE, '@implements("RDY-01")\n', ""), dropping_columns_of("RDY-01")),
        ["guidelines/ready.md, clause RDY-01", "is recorded, but no code carries it"],
        "or `clause=` at the column that records it",
        id="recorded clause without code and column",
    ),
    pytest.param(
        replacing(TESTS, '@pytest.mark.clause("SHR-02")\n', ""),
        ["guidelines/share.md, clause SHR-02", "is automated, but no test proves it"],
        '`@pytest.mark.clause("SHR-02")` above the test',
        id="clause without a test",
    ),
    pytest.param(
        replacing(TESTS, "def test_shr_02_holds", "def prepare_shr_02"),
        ["guidelines/share.md, clause SHR-02", "but no test proves it"],
        "above the test that proves it",
        id="mark on a function that is no test",
    ),
    pytest.param(
        replacing(SHARE, '{{ clause("SHR-02") }}', ""),
        ["clause SHR-02", "is shown on no page"],
        'Write `{{ clause("SHR-02") }}` where a reader looks for it',
        id="clause shown on no page",
    ),
    pytest.param(
        adding(SHARE, '\n{{ clause("SHR-02") }}\n'),
        ["clause SHR-02", "is shown 2 times (guidelines/share.md, line "],
        "Show it once and link to it",
        id="clause shown twice",
    ),
    pytest.param(
        together(
            replacing(SHARE, '{{ clause("SHR-02") }}', ""),
            adding("guidelines/call.md", '\n{{ clause("SHR-02") }}\n'),
        ),
        ["guidelines/call.md, line ", "shows clause SHR-02, which share.md states"],
        "Move it to that page",
        id="clause shown on another page than states it",
    ),
    pytest.param(
        adding(SHARE, '\n{{ clause("SHR-99") }}\n'),
        ["guidelines/share.md, line ", "shows the unknown clause SHR-99"],
        "Correct the name, or declare the clause first",
        id="page shows an unknown clause",
    ),
    pytest.param(
        adding(CODE, '\n\n@implements("SHR-99")\ndef more():\n    pass\n'),
        [f"{CODE}, line ", "names the unknown clause SHR-99"],
        "Correct the id, or state the clause on its page first",
        id="code names an unknown clause",
    ),
    pytest.param(
        adding(TESTS, '\n\n@pytest.mark.clause("SHR-99")\ndef test_more():\n    pass\n'),
        [f"{TESTS}, line ", "names the unknown clause SHR-99"],
        "Correct the id",
        id="test names an unknown clause",
    ),
    pytest.param(
        replacing(f"{MODELS}/share.py", '"Agreement", clause="SHR-02"', '"X", clause="SHR-99"'),
        [f"{MODELS}/share.py, line ", "column score", "names the unknown clause SHR-99"],
        "Correct the id",
        id="column names an unknown clause",
    ),
    pytest.param(
        replacing(READINGS, "clauses: [SUM-01, INF-06]", "clauses: [SUM-01, SUM-99]"),
        [f"{READINGS}, reading 1", "names the unknown clause SUM-99"],
        "Correct the id",
        id="reading tied to an unknown clause",
    ),
    pytest.param(
        replacing(SHARE, "clauses: [SHR-03, INF-05]", "clauses: [SHR-03, INF-99]"),
        [f"{SHARE}, parameter max_patients_per_call", "names the unknown clause INF-99"],
        "Correct the id",
        id="parameter tied to an unknown clause",
    ),
    pytest.param(
        replacing(CODE, '@implements("SHR-02")', "@implements(SHARED)"),
        [f"{CODE}, line ", "names a clause by something other than its id"],
        'Write each id in quotes, as in `"SHR-03"`',
        id="mark whose clause is not written out",
    ),
    pytest.param(
        adding(TO_COME, "- {id: SHR-02, page: share}\n"),
        [f"{TO_COME}, SHR-02", "is on a page, so it is no longer to come"],
        "Remove this line",
        id="published clause still listed as to come",
    ),
    pytest.param(
        replacing(SHARE, "up to {{ p.max_patients_per_call }} patients", "up to 10 patients"),
        ["guidelines/share.md, clause SHR-03", "holds the typed number 10"],
        "of this value are: max_patients_per_call",
        id="number typed in a clause",
    ),
]
