"""The e-mail that tells care managers of a new care plan. It says nothing of any patient."""

from __future__ import annotations

from email.message import EmailMessage

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.ready.care_managers import CARE_MANAGERS

_SUBJECT = "A shared care plan was updated"
_BODY = """\
A care plan that plan and practice share was updated.

It waits where files with patients' data travel between the two:
{channel}.

This message holds nothing of the patient.
Please do not answer it with patients' data.
"""


@implements("ELC-05")
def people_to_tell(team: pl.DataFrame) -> pl.DataFrame:
    """Return the care managers of both sides, in the columns of `team`."""
    return team.filter(pl.col("role").is_in(CARE_MANAGERS)).sort("organisation", "person")


@implements("ELC-03", "ELC-05")
def notice(people: pl.DataFrame, channel: str) -> str:
    """Return the notice as an e-mail to `people` of the team, without patients' data in it."""
    message = EmailMessage()
    message["Subject"] = _SUBJECT
    message["To"] = ", ".join(people["email"])
    message.set_content(
        _BODY.format(channel="OpenPGP files" if channel == "openpgp" else channel.replace("_", " "))
    )
    return message.as_string()
