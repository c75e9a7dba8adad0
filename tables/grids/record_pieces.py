"""One row of a table printed a piece of a cell a line: its name, its unit, its figures, what is said behind them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from fiscal import late_patterns as re
from tables.cell_words import is_blank, named_unit

LONGEST_UNIT = 4
"""Pieces over which a unit may be broken."""

FIGURE = re.compile(r"[-－−]?\d")
HEDGE = re.compile("左右|以上|以下|以内")
_LEADS = re.compile("累计|约|超过|不低于|不超过|控制在|(?:同比)?(?:增长|下降|提高|减少)")


class Piece(Struct, frozen=True):
    """Words that stand together on a line: its 0-based index, and whether they open it."""

    text: str
    line: int
    opens: bool


class Record(Struct, frozen=True):
    """The pieces of one row: number and name, unit, cells in order, and what was said behind the last figure."""

    line: int
    name: str
    unit: str
    cells: tuple[str, ...]
    said: str


def record_of(pieces: Sequence[Piece], with_unit: bool) -> Record:
    """The row that begins with its number at the first of `pieces`."""
    words = _closed([piece.text for piece in pieces[1:]])
    start, end = _unit_span(words) if with_unit else (0, 0)
    if not with_unit:
        start = end = next((at for at, word in enumerate(words) if FIGURE.match(word)), len(words))
    cells, said = _values(words[end:])
    return Record(pieces[0].line, "".join(words[:start]), "".join(words[start:end]), cells, said)


def _closed(words: Sequence[str]) -> list[str]:
    """`words`, those within one pair of brackets joined."""
    found: list[str] = []
    for word in words:
        if found and found[-1].count("（") + found[-1].count("(") > found[-1].count("）") + found[-1].count(")"):
            found[-1] += word
        else:
            found.append(word)
    return found


def _unit_span(words: Sequence[str]) -> tuple[int, int]:
    """Where the unit stands: words, broken or not, that are one, or a dash, right before the first figure; else the
    first such words, which words in place of a figure follow.
    """
    figure = next((at for at, word in enumerate(words) if FIGURE.match(word)), len(words))
    spans = [(a, b) for a in range(1, figure) for b in range(min(figure, a + LONGEST_UNIT), a, -1)]
    units = [(a, b) for a, b in spans if named_unit(text := "".join(words[a:b])) is not None or is_blank(text)]
    touching = (span for span in units if span[1] == figure)
    return next(touching, units[0] if units else (figure, figure))


def _values(words: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The cells that hold a figure, with the words that belong to it, after one of words if any stand first; and what
    is said behind the last.
    """
    cells: list[str] = []
    lead, said = "", ""
    for word in words:
        if FIGURE.match(word):
            cells[-1:] = [cells[-1] + said] if said else cells[-1:]
            cells.append(lead + word)
            lead = said = ""
        elif _LEADS.fullmatch(word):
            lead = word
        elif cells and FIGURE.search(cells[-1]) and not said and (HEDGE.match(word) or word[0] in "（("):
            cells[-1] += word
        elif not cells or not FIGURE.search(cells[-1]):
            cells[-1:] = ["".join(cells[-1:]) + word]
        else:
            said += word
    return tuple(cells), lead + said


def row_cells(record: Record, number: int, count: int, with_unit: bool) -> tuple[str, ...]:
    """The cells of a record; those of one that does not fit stand together in the first column of figures."""
    fits = len(record.cells) == count
    values = record.cells if fits else ("".join(record.cells), *[""] * (count - 1))
    unit = (record.unit,) if with_unit else ()
    return (str(number), record.name, *unit, *values, record.said)
