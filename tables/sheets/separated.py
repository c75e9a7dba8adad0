"""Text whose cells a comma, a semicolon or a tab holds apart (.csv, .tsv), as the one sheet that Excel opens."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from fiscal import late_patterns as re
from tables.cell_words import is_amount, is_blank
from tables.decode import UnreadableDocument
from tables.sheets.sheet import MOST_CELLS, Sheet, SheetCell

_WORD = re.compile("[\u3400-\u9fff A-Za-z]")
_PROSE = re.compile("[，。；]")
_GAP = re.compile(r"\S[ \t\u3000]+\d{1,3}$", re.MULTILINE)
_LOOKED_AT = 400
_FORMULA = re.compile(r"""="([^"]*)"$""")


def separated_sheet(text: str) -> Sheet | None:
    """The sheet that `text` is, or None where it is no table of separated cells but prose.

    Most rows have the same number of cells, most of the cells behind the first hold numbers or nothing, and labels are
    words. A cell may be written ="00123", which keeps Excel from reading it as a number.
    """
    separators = [",", ";", *("\t" if '\t"' in text or '"\t' in text else "")]
    for separator in separators:
        if separator not in text[:20000]:
            continue
        rows = _rows(text, separator)
        if rows and _is_table(rows[:_LOOKED_AT]):
            return _sheet(rows)
    return None


def _rows(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return []


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    widths = Counter(len(row) for row in filled if len(row) > 1)
    if not widths:
        return False
    usual, times = max(widths.items(), key=lambda entry: (entry[1], entry[0]))
    alone = sum(len([cell for cell in row if cell.strip()]) <= 1 for row in filled)
    if times < 2 or 10 * times < 9 * (len(filled) - alone) or times < alone:
        return False
    body = [row for row in filled if len(row) == usual and any(map(_is_figure, row[1:]))]
    if len(body) < 2 or 2 * sum(bool(_PROSE.search("".join(row))) for row in body) > len(body):
        return False
    if 2 * sum(bool(_GAP.search("\n".join(row))) for row in body) > len(body):
        return False  # numbers stand behind blanks: the commas are separators of thousands
    cells = [cell for row in body for cell in row[1:]]
    plain = sum(_is_figure(cell) or is_blank(cell) for cell in cells)
    labels = sum(bool(_WORD.search(row[0])) and not row[0].strip()[-1:].isdigit() for row in body)
    return 2 * plain >= len(cells) and (2 * labels >= len(body) or usual > 2)


def _is_figure(cell: str) -> bool:
    """True for one figure; a blank inside parts two, of which a comma was a separator of thousands."""
    return is_amount(cell) and len(cell.split()) == 1


def _sheet(rows: Sequence[Sequence[str]]) -> Sheet:
    sheet = Sheet("", False)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text.strip():
                sheet.cells[number, column] = SheetCell(_FORMULA.sub(r"\1", text))
        if len(sheet.cells) > MOST_CELLS:
            raise UnreadableDocument("too-many-cells")
    return sheet
