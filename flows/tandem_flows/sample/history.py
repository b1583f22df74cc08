"""What each member does in three years, put together from its parts in a fixed order."""

from __future__ import annotations

from tandem_flows.sample.ambulatory import ed_visits, office_visits, specialist_visits
from tandem_flows.sample.stays import stays
from tandem_flows.sample.visits import Calendar, Visit


def visits_of(calendar: Calendar) -> list[Visit]:
    """All visits of one member."""
    return [
        *office_visits(calendar),
        *specialist_visits(calendar),
        *ed_visits(calendar),
        *stays(calendar),
    ]
