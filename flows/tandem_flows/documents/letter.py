"""The short e-mails that go with files, as text to paste: neutral, without any patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tandem_flows.documents.file import About
from tandem_flows.documents.template_files import filled
from tandem_flows.marks import implements


@dataclass(frozen=True)
class LetterFile:
    """Writes an e-mail: its subject, and its paragraphs."""

    subject: str
    paragraphs: tuple[str, ...]

    def __call__(self, path: Path, about: About) -> None:
        """Write the text to `path`."""
        path.write_bytes(self.content(about))

    def content(self, about: About) -> bytes:
        """Return the text."""
        data = {"subject": self.subject, "paragraphs": self.paragraphs}
        return filled(about.templates, "email", ".txt.j2", data).encode("utf-8")


@implements("SUM-01", "INF-03")
def summary_letter(
    call_date: date, channel: str, corrected_on: date | None, next_call_on: date | None
) -> LetterFile:
    """Return the e-mail that says where the summary waits; of a corrected one, that it is."""
    way = f"waits for you in our {channel.replace('_', ' ')}"
    if channel == "openpgp":
        way = "comes to you as an encrypted and signed file (OpenPGP)"
    subject = f"Summary of the care coordination call of {call_date}"
    said = [f"The summary of the call of {call_date} {way}."]
    if corrected_on is not None:
        subject = f"Corrected: {subject[0].lower()}{subject[1:]}"
        said.append(
            f"It was corrected on {corrected_on} and replaces the one you have. "
            "Please use the new one only."
        )
    said.append("Please say if something in it is wrong.")
    if next_call_on is not None:
        said.append(f"The next call is on {next_call_on}.")
    return LetterFile(subject, tuple(said))


@implements("INF-01")
def changed_call_letter(call_date: date, moved_to: date | None, next_on: date | None) -> LetterFile:
    """Return the e-mail on a call that will not be held on its day; its reason is left out.

    `next_on` is the next call that is still to be held. People write a reason in their own words.
    """
    became = f"is moved to {moved_to}" if moved_to else "is cancelled"
    said = [f"The care coordination call of {call_date} {became}."]
    if next_on is not None and moved_to is None:
        said.append(f"The next call is on {next_on}.")
    said.append("The calendar files replace the ones you have: please open them again.")
    return LetterFile(f"The care coordination call of {call_date} {became}", tuple(said))
