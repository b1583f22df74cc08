"""Documents of invented people, and what the tests read out of a written file."""

import subprocess
import zipfile
from datetime import date

from tandem_flows.documents.file import About
from tandem_flows.documents.paper import CARD, Column, Fact, Grid, Paper, Part, Words

DAY = date(2026, 1, 14)
ABOUT = About(("North Practice: summary", "Record head abc"), DAY)


def paper(said="Walk to the park", kind="summary"):
    """A document that says `said` in every place that can hold a person's words."""
    grid = Grid(
        said, (Column("Next step", share=3), Column("Who", "who")), ((Words(said), Words(said)),)
    )
    part = Part(
        said,
        under=said,
        look=CARD,
        tags=(said,),
        sentences=(("Goal:", said),),
        facts=(Fact("Address", Words(said)), Fact("Telephone", Words("missing", "missing"))),
        entries=(said,),
        grid=grid,
        closing=said,
    )
    return Paper(kind, f"Summary: {said}", (said,), (part,), notes=(said,))


def written(write, path, about=ABOUT):
    write(path, about)
    return path.read_bytes()


def pdf_words(path):
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def archive_texts(path):
    """Return the text of every XML part of an office file, by name."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
