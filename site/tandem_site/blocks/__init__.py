"""Parts of pages that are worked out from the code: each block is a name and what makes its text.

A page shows one by `{{ block("name") }}`. A release keeps the texts, so that its pages tell what
its own code did. A text is Markdown; a link in it begins with `@root/`, the folder of the edition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tandem_site.edition import Edition

Block = Callable[["Edition"], str]


def declared_blocks() -> Mapping[str, Block]:
    """Return what makes each block, by name."""
    return {}
