"""Who has background."""

import polars as pl
import pytest

from tandem_flows.rules.background import background
from tandem_flows.source.background import COLUMNS
from tests.rules.call_frames import agenda, rows
from tests.values import standard_values

LISTED = rows("combined_list", {"case_id": "C1"}, {"case_id": "C2"}, {"case_id": "C3"})
_TYPES = {"is_medicaid": pl.Boolean, "in_case_management": pl.Boolean}


@pytest.mark.clause("SHR-19")
@pytest.mark.parametrize(("scope", "cases"), [("all", ["C1", "C2", "C3"]), ("agenda", ["C2"])])
def test_all_listed_patients_have_background_unless_only_the_marked_were_agreed(scope, cases):
    nothing_known = pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String) | _TYPES)
    values = standard_values(background_scope=scope)

    found = background(LISTED, nothing_known, agenda("C2"), values)

    assert found["case_id"].to_list() == cases
