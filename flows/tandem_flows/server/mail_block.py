"""Prefect's own notification block, sending by the organisation's mail server.

Prefect keeps the block with its password encrypted; its automations send by it. What is sent holds
a run's name and a count, never a patient.
"""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import quote

from prefect.blocks.notifications import AppriseNotificationBlock

from tandem_flows.workspace.serving import Mail

_SCHEMES = {"none": "mailto", "starttls": "mailtos", "ssl": "mailtos"}
_MODES = {"none": "insecure", "starttls": "starttls", "ssl": "ssl"}


class StaffMail(AppriseNotificationBlock):
    """Mail to the staff named in profile.yaml."""

    _block_type_name = "Staff mail"
    _block_type_slug = "staff-mail"
    _description: ClassVar[str] = "Notifies staff by the organisation's own mail server."


def mail_url(mail: Mail, password: str | None) -> str:
    """Return the address that says to the block how to send; it holds the password."""
    login = f"{quote(mail.user, safe='')}:{quote(password or '', safe='')}@" if mail.user else ""
    receivers = ",".join(quote(address, safe="@") for address in mail.receivers)
    sender = quote(mail.sender, safe="@")
    scheme, mode = _SCHEMES[mail.security], _MODES[mail.security]
    return (
        f"{scheme}://{login}{mail.host}:{mail.port}/?from={sender}&to={receivers}"
        f"&smtp={mail.host}&mode={mode}&format=text"
    )
