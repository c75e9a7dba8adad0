"""Splitting a line of text into table cells: at tabs, at the pipes of markdown, or at the blanks of aligned columns.

Aligned columns are found by where words stand on the page, a Chinese character being two places wide, so that a blank
cell in the middle of a row stays blank.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from fiscal import late_patterns as re
from tables.cell_words import is_number

MOST_CELLS = 256
"""Cells of one line that are read; a budget table has some dozens, an export of an empty sheet many thousands."""

_GAP = re.compile(r"(?:[ \u00a0]{2,}|\u3000+[ \u00a0]*)")
_TOKEN = re.compile(r"\S+")
_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?\s*)?$")


class Token(Struct, frozen=True):
    """A cell of an aligned line with the places [start, end) it takes up on the page."""

    text: str
    start: int
    end: int


def is_rule(line: str) -> bool:
    """True for the line of dashes under a markdown header.

    >>> is_rule("|---|---:|"), is_rule("| a | b |")
    (True, False)
    """
    return bool(_RULE.match(line))


def split_tabs(line: str) -> tuple[str, ...]:
    """The cells between tabs; the first keeps its leading blanks, which show its depth.

    >>> split_tabs("  总计\\t1,000\\t")
    ('  总计', '1,000', '')
    """
    first, *rest = line.rstrip("\r\n").split("\t", MOST_CELLS)[:MOST_CELLS]
    return (first.rstrip(), *(cell.strip() for cell in rest))


def split_pipes(line: str) -> tuple[str, ...]:
    """The cells between pipes, the outer ones dropped; leading blanks beyond the customary one are kept.

    >>> split_pipes("| 总计 | 1,000 |  |")
    ('总计', '1,000', '')
    """
    body = line.strip()
    body = body[1:] if body.startswith("|") else body
    body = body[:-1] if body.endswith("|") else body
    first, *rest = body.split("|", MOST_CELLS)[:MOST_CELLS]
    first = first[1:] if first.startswith(" ") else first
    return (_plain(first).rstrip(), *(_plain(cell).strip() for cell in rest))


def _plain(cell: str) -> str:
    return cell.replace("&nbsp;", " ").replace("**", "")


def width(text: str) -> int:
    """How many places `text` takes up: a Chinese character takes two.

    >>> width("总计 1")
    6
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def split_blanks(line: str) -> tuple[Token, ...]:
    """The words of an aligned line: apart by two blanks, a wide blank, or one blank in front of a number.

    >>> [t.text for t in split_blanks("总 计   1,000 2,000")]
    ['总 计', '1,000', '2,000']
    """
    found: list[Token] = []
    at = 0
    for piece in [*_GAP.finditer(line), None]:
        end = piece.start() if piece else len(line)
        if line[at:end].strip():
            found.extend(_numbers_apart(line, at, end))
        at = piece.end() if piece else end
    return tuple(found)


def _numbers_apart(line: str, start: int, end: int) -> list[Token]:
    """The piece line[start:end] as one token, or several where it ends in numbers."""
    words = [(m.start(), m.end()) for m in _TOKEN.finditer(line, start, end)]
    cut = len(words)
    while cut > 0 and is_number(line[slice(*words[cut - 1])]):
        cut -= 1
    spans = [(words[0][0], words[cut - 1][1])] if cut else []
    spans += words[cut:]
    return [Token(line[a:b], width(line[:a]), width(line[:b])) for a, b in spans]


def align(rows: Sequence[tuple[Token, ...]]) -> tuple[tuple[str, ...], ...]:
    """`rows` as cells of equal number: each token goes to the column above or below which it stands.

    The columns are taken from the fullest rows. A row that has them all keeps its order.
    """
    count = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == count]
    spans = [(min(row[i].start for row in full), max(row[i].end for row in full)) for i in range(count)]
    return tuple(tuple(t.text for t in row) if len(row) == count else _placed(row, spans) for row in rows)


def _placed(row: tuple[Token, ...], spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    cells = [""] * len(spans)
    for token in row:
        best = min(range(len(spans)), key=lambda i: (-_overlap(token, spans[i]), _distance(token, spans[i])))
        cells[best] = f"{cells[best]} {token.text}".strip()
    return tuple(cells)


def _overlap(token: Token, span: tuple[int, int]) -> int:
    return max(0, min(token.end, span[1]) - max(token.start, span[0]))


def _distance(token: Token, span: tuple[int, int]) -> int:
    return min(abs(token.start - span[0]), abs(token.end - span[1]))
