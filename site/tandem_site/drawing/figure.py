"""A picture on a page: the wide and the narrow form, each with its title, and the same in words."""

from __future__ import annotations

from html import escape

from tandem_site.drawing.shapes import Drawing


def figure(name: str, title: str, told: str, forms: dict[str, Drawing], in_words: str) -> str:
    """Return a figure as HTML: `forms` are its drawings, `in_words` the text alternative as HTML.

    `told` says in a sentence or two what can be seen. The style sheet shows one form at a time.
    """
    drawn = "\n".join(_svg(name, form, title, told, drawing) for form, drawing in forms.items())
    words = f"<details><summary>The picture in words</summary>\n{in_words}\n</details>"
    return f'<figure class="diagram" id="picture-{name}">\n{drawn}\n{words}\n</figure>'


def _svg(name: str, form: str, title: str, told: str, drawing: Drawing) -> str:
    anchor = f"picture-{name}-{form}"
    size = f'viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    named = f'role="img" aria-labelledby="{anchor}-title {anchor}-told"'
    width = f'style="max-width:{drawing.width * 1.05:.0f}px"'
    head = f'<title id="{anchor}-title">{escape(title)}</title>'
    head += f'<desc id="{anchor}-told">{escape(told)}</desc>'
    body = "\n".join(drawing.shapes)
    shown = f'class="dg dg-{form}" {size} {width}'
    return f"<svg {shown} {named} data-search-exclude>{head}\n{body}\n</svg>"
