"""Our templates laid out in a new workspace, to be copied and restyled by an organisation."""

from __future__ import annotations

from pathlib import Path

from tandem_flows.documents.template_files import OURS

_ENDINGS = (".html.j2", ".typ", ".txt.j2")
_README = """\
How the documents that go out look is yours to change. No code is touched.

The folder `originals` holds our templates:
  paper.html.j2   every page (HTML)
  paper.typ       every PDF (typst)
  paper.docx      every Word document; open it in a word processor
  email.txt.j2    the short e-mails, which hold no patient

Copy one into this folder and change the copy; it goes before ours from the next run on.
To restyle one kind of document only, name the copy after it: summary, packet, report, admissions,
follow-up or directory, as in summary.html.j2 or summary.docx.
A page can also build on ours and change its looks alone:
  {% extends "ours/paper.html.j2" %}
  {% block style %}{{ super() }} h1 { color: #204060 }{% endblock %}
Images for PDFs lie beside the template; fonts lie in the folder `fonts`.

A changed template changes the file, so a document that is made again counts as sent again.
Keep what must be said: names, dates, who does what, and the lines at the end.
"""


def lay_out(folder: Path) -> None:
    """Write the originals and a guide to them below `folder`; own templates there are kept."""
    from tandem_flows.documents.word_template import word_template

    originals = folder / "originals"
    originals.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in sorted(OURS.iterdir()):
        if path.name.startswith(("paper.", "email.")) and path.name.endswith(_ENDINGS):
            (originals / path.name).write_bytes(path.read_bytes())
    (originals / "paper.docx").write_bytes(word_template())
    (folder / "README.txt").write_text(_README, encoding="utf-8")
