"""A mail server that keeps what it gets."""

from __future__ import annotations

import email
from email.message import Message

from aiosmtpd.controller import Controller

from tests.orchestrate.serving import free_port


class Mailbox:
    """Every mail that came, as text."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> Mailbox:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    async def handle_DATA(self, server, session, envelope) -> str:
        self.messages.append(email.message_from_bytes(envelope.content))
        return "250 kept"

    def about(self, words: str) -> list[str]:
        """Return the texts of the mails whose subject has these words."""
        found = [mail for mail in self.messages if words in mail["Subject"]]
        return [mail.get_payload(decode=True).decode() for mail in found]

    def block(self) -> str:
        """Return the lines of profile.yaml that name this server."""
        return (
            f"mail:\n  host: 127.0.0.1\n  port: {self.port}\n  security: none\n"
            "  sender: tandem@plan.example\n  receivers: [admin@plan.example]\n"
        )
