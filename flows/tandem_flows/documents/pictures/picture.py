"""A drawn chart: SVG that anyone can read, the same for the same numbers, with its text beside it.

Letters are drawn as paths, so that a chart looks the same on every machine. Colour is never the
only carrier: what is apart is hatched, what is not known is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, SOFT, LINE, BRAND, LIGHT, GROUND = (
    "#1f2a30", "#53616a", "#c9d4da", "#1d5266", "#dbe7ec", "#ffffff",
)  # fmt: skip
WIDTH_INCHES = 3.8
SMALL, PLAIN_SIZE = 8.5, 9.5
_LOOK: Any = {
    "svg.hashsalt": "caretandem",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": PLAIN_SIZE,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "hatch.color": SOFT,
    "hatch.linewidth": 0.7,
}


@dataclass(frozen=True)
class Picture:
    """A chart: its SVG, its title, and what can be seen in it, in a sentence or two."""

    svg: str
    title: str
    told: str


@contextmanager
def sheet(height_inches: float) -> Iterator[tuple[Figure, Axes]]:
    """Yield an empty sheet in the look of all charts, with room for one drawing."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_LOOK):
        drawn = Figure(figsize=(WIDTH_INCHES, height_inches), facecolor=GROUND)
        axes = drawn.add_axes((0.02, 0.02, 0.96, 0.96))
        for side in ("top", "right", "left", "bottom"):
            axes.spines[side].set_visible(False)
        yield drawn, axes


def finished(drawn: Figure, name: str, title: str, told: str) -> Picture:
    """Return the sheet as a picture; `name` sets its ids apart from those of other pictures."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    written = StringIO()
    FigureCanvasSVG(drawn).print_svg(  # type: ignore[no-untyped-call]
        written, metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
    )
    return Picture(_readable(written.getvalue(), name, title, told), title, told)


def _readable(svg: str, name: str, title: str, told: str) -> str:
    """Return the drawing alone, named and described, its ids and its style its own."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", body, flags=re.DOTALL)
    body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", body, flags=re.DOTALL)
    body = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', body)
    body = re.sub(r'href="#([^"]+)"', rf'href="#{name}-\1"', body)
    body = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", body)
    size = re.search(r'viewBox="([^"]+)"', body)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{size[1] if size else ""}" role="img" stroke-linejoin="round" '
        f'aria-labelledby="{name}-title {name}-told">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-told">{escape(told)}</desc>'
    )
    inner = body[body.index(">") + 1 :]
    return head + re.sub(r"\n\s*", "\n", inner).strip()
