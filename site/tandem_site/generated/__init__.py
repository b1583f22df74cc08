"""Pages that nobody writes: each function makes some of them from an edition, by their paths."""

from __future__ import annotations

from collections.abc import Callable

from tandem_site.edition import Edition
from tandem_site.generated.evidence import evidence_page
from tandem_site.generated.forms import forms_page
from tandem_site.generated.glossary import glossary_page
from tandem_site.generated.home import home_page
from tandem_site.generated.pictures import pictures_page
from tandem_site.generated.print import print_page
from tandem_site.generated.reference import dictionary_page, parameters_page
from tandem_site.generated.roles import role_pages
from tandem_site.generated.traceability import traceability_page

Pages = Callable[[Edition], dict[str, str]]

GENERATED: tuple[Pages, ...] = (
    home_page,
    role_pages,
    pictures_page,
    parameters_page,
    dictionary_page,
    traceability_page,
    glossary_page,
    evidence_page,
    print_page,
    forms_page,
)
