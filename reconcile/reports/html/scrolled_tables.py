"""Tables of the HTML report: a caption, heads that say what their columns hold, and a frame the keyboard can scroll."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.reports.html.elements import Markup, element


def data_table(name: str, heads: Sequence[str], rows: Sequence[Markup], caption: str = "", kind: str = "") -> Markup:
    """A table called `name`, which is its caption too unless there is another."""
    made = element(
        "table",
        element("caption", caption or name),
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", *rows),
        class_=kind or None,
    )
    return element("div", made, class_="wide", role="region", aria_label=name, tabindex=0)


def row(*cells: Markup) -> Markup:
    """A row of cells."""
    return element("tr", *cells)


def cell(text: str) -> Markup:
    """A cell of words."""
    return element("td", text)


def number(text: str) -> Markup:
    """A cell with a number."""
    return element("td", text, class_="number")


def head(text: str, kind: str = "") -> Markup:
    """The first cell of a row, which names it."""
    return element("th", text, scope="row", class_=kind or None)
