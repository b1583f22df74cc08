"""What goes out with a summary: its other forms, the e-mail, the directory, the calendars."""

from __future__ import annotations

import json

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.directory import DirectoryFacts, directory_paper, directory_sheets
from tandem_flows.documents.file import Writer
from tandem_flows.documents.letter import summary_letter
from tandem_flows.documents.page import PageFile
from tandem_flows.documents.pdf import PdfFile
from tandem_flows.documents.summary import Corrected, summary_paper
from tandem_flows.documents.word import WordFile
from tandem_flows.documents.workbook import workbook
from tandem_flows.marks import implements
from tandem_flows.rules.summary import SummaryFacts
from tandem_flows.steps.calendars import publish_calendars


@implements("SUM-02")
def corrections(desk: Desk, file_name: str) -> tuple[Corrected, ...]:
    """Return the decisions of the run's call that were corrected after the summary first went out.

    They are read from the ledger, so that a run repeated says the same.
    """
    ledger = desk.store.ledger().filter(call_date=desk.call_date)
    sent = [
        sequence
        for sequence, details in ledger.filter(action="disclosure")
        .select("sequence", "details")
        .iter_rows()
        if json.loads(details)["file"] == file_name
    ]
    if not sent:
        return ()
    since = ledger.filter(
        pl.col("sequence") > min(sent), pl.col("as_of") <= desk.as_of, action="correction"
    )
    told = since.drop_nulls("case_id").select("case_id", "as_of", "code")
    return tuple(Corrected(*row) for row in told.iter_rows())


def summary_forms(facts: SummaryFacts, corrected: tuple[Corrected, ...]) -> dict[str, Writer]:
    """Return the summary to print and to edit, beside the page."""
    paper = summary_paper(facts, corrected)
    return {".pdf": PdfFile(paper), ".docx": WordFile(paper)}


def publish_beside(desk: Desk, facts: SummaryFacts, corrected: tuple[Corrected, ...]) -> None:
    """Plan what goes out with the summary and holds no patient."""
    corrected_on = max((said.corrected_on for said in corrected), default=None)
    letter = summary_letter(desk.call_date, desk.practice.channel, corrected_on, facts.next_call_on)
    desk.draft_letter(f"email-summary-{desk.call_date.isoformat()}.txt", letter)
    known = DirectoryFacts(
        *(desk.read(name) for name in ("team", "programs", "services", "attendance"))
    )
    paper = directory_paper(known)
    forms: dict[str, Writer] = {".pdf": PdfFile(paper), ".xlsx": workbook(directory_sheets(known))}
    desk.publish("directory.html", PageFile(paper), forms=forms)
    publish_calendars(desk)
