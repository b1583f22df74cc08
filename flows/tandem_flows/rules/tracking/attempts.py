"""Which attempts to reach a patient are the further ones owed before the tracking list."""

from __future__ import annotations

from datetime import date

from tandem_flows.marks import implements


@implements("UNE-04", "TRK-02")
def is_owed_attempt(contact_on: date, purpose: str, since_on: date) -> bool:
    """Whether an attempt was made after `since_on`, the day from which it is owed.

    On that very day only an attempt recorded as the final one counts: any other may have been
    made before the call.
    """
    return contact_on > since_on or (contact_on == since_on and purpose == "final_attempt")
