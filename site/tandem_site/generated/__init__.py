"""Pages that nobody writes: each function makes some of them from an edition, by their paths."""

from __future__ import annotations

from collections.abc import Callable

from tandem_site.edition import Edition
from tandem_site.generated.home import home_page
from tandem_site.generated.reference import dictionary_page, parameters_page
from tandem_site.generated.traceability import traceability_page

Pages = Callable[[Edition], dict[str, str]]

GENERATED: tuple[Pages, ...] = (
    home_page,
    parameters_page,
    dictionary_page,
    traceability_page,
)
