"""A remark to be written into a copy of a document: what to say, how weighty it is, and about which figure."""

from __future__ import annotations

from msgspec import Struct

from fiscal.figure import Figure

AUTHOR = "fiscal"


class Remark(Struct, frozen=True):
    """What to say of one figure. `weight` is "error", "warning", "note", or "term" for one that only takes part;
    `number` is that of the first question it belongs to, which stands beside the figure, or None; `titles` name the
    findings that are about this very figure, a line each.
    """

    figure: Figure
    text: str
    weight: str
    number: int | None = None
    titles: tuple[str, ...] = ()
