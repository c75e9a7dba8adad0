"""The marks on one page: characters with their boxes and ruled lines, upright, in hundredths of a point.

PDF and recognised scans give the same marks, so that everything after this is written once.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

CERTAIN = 100
"""The confidence of text that was text, in percent."""


class Glyph(NamedTuple):
    """One printed character. `size` is the font size; `confidence` a recogniser's, in percent, 100 for real text."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    baseline: int
    size: int
    confidence: int = CERTAIN


class Rule(NamedTuple):
    """One straight rule along the page: a horizontal one lies at the height `at` and runs from `start` to `end` across,
    a vertical one lies at `at` across and runs from `start` down to `end`.
    """

    at: int
    start: int
    end: int


class PageMarks(Struct, frozen=True):
    """Everything on one page; `number` counts from 1. `recognised` tells that the characters were read off a picture,
    `unread` why something on the page is not among its marks (see tables/pages/unread_parts.py), `seen` what of it was
    read in another way. `blind` are the words that are printed and of whose characters the file does not say which they
    are, each as one glyph with the text of as many U+FFFE; they are not among `glyphs`.
    """

    number: int
    width: int
    height: int
    glyphs: tuple[Glyph, ...]
    horizontals: tuple[Rule, ...] = ()
    verticals: tuple[Rule, ...] = ()
    recognised: bool = False
    unread: tuple[str, ...] = ()
    blind: tuple[Glyph, ...] = ()
    seen: tuple[str, ...] = ()
