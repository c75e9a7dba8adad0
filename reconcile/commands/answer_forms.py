"""The answer to a question as a table on the screen, CSV, a workbook, Parquet, JSON; amounts keep every digit."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from fiscal.numbers.interval import EXACT
from reconcile.reports.machine.listings import unformulated
from reconcile.reports.quoted.places import visible
from reconcile.reports.quoted.written_numbers import plain
from reconcile.words.store_words import store_text

WIDEST = 48
"""Columns of the screen that a cell may take; what is longer is cut and marked."""
EXCEL_DIGITS = 15
EXCEL_ROWS = 1 << 20


def inexact_columns(answer: Any) -> list[str]:
    """The columns of the answer that are floating numbers, as divisions and averages make them."""
    return [field.name for field in answer.schema if pa.types.is_floating(field.type)]


def to_screen(answer: Any, _asked: str, lang: str) -> bytes:
    """Columns side by side, numbers to the right; how many rows at the end."""
    names = answer.column_names
    numeric = [_is_number(field.type) for field in answer.schema]
    rows = [[_cut(visible(_shown(value))) for value in row] for row in _rows(answer)]
    widths = [max([_width(name), *(_width(row[at]) for row in rows)]) for at, name in enumerate(names)]
    lines = [_line(names, widths, numeric), _line(["-" * width for width in widths], widths, numeric)]
    lines += [_line(row, widths, numeric) for row in rows]
    lines.append(store_text("query_rows", lang, n=len(rows)))
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def to_csv(answer: Any, _asked: str, _lang: str) -> bytes:
    """Comma-separated, UTF-8 with a byte order mark, as Excel wants it; no cell is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([unformulated(name) for name in answer.column_names])
    for row in _rows(answer):
        writer.writerow([unformulated(value) if isinstance(value, str) else _shown(value) for value in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def to_json(answer: Any, _asked: str, _lang: str) -> bytes:
    """A list of objects, one on each line; numbers with decimals are strings, so that no digit is lost."""
    names = answer.column_names
    lines = [
        json.dumps(dict(zip(names, map(_for_json, row), strict=True)), ensure_ascii=False) for row in _rows(answer)
    ]
    return ("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n").encode("utf-8")


def to_parquet(answer: Any, _asked: str, _lang: str) -> bytes:
    """A Parquet file with the types of the answer."""
    import pyarrow.parquet as pq

    target = io.BytesIO()
    pq.write_table(answer, target, compression="zstd")
    return target.getvalue()


def to_xlsx(answer: Any, asked: str, _lang: str) -> bytes:
    """A workbook: the answer on one sheet, the question on another. What has more digits than Excel keeps is text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    book.properties.creator = "fiscal"
    sheet = book.create_sheet("答案")
    for row in ([answer.column_names], _rows(answer)) if answer.num_rows < EXCEL_ROWS else ([answer.column_names],):
        for line in row:
            cells = []
            for value in line:
                cell = WriteOnlyCell(sheet, _for_excel(value))
                if isinstance(cell.value, str):
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
    said = WriteOnlyCell(book.create_sheet("问题"), asked)
    said.data_type = "s"
    book["问题"].append([said])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


FORMS: Mapping[str, Callable[[Any, str, str], bytes]] = {
    "table": to_screen,
    "csv": to_csv,
    "xlsx": to_xlsx,
    "parquet": to_parquet,
    "json": to_json,
}


def _rows(answer: Any) -> list[tuple[Any, ...]]:
    return list(zip(*(column.to_pylist() for column in answer.columns), strict=True))


def _is_number(kind: Any) -> bool:
    return bool(pa.types.is_decimal(kind) or pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _shown(value: Any) -> str:
    """A value as text: decimals without the zeros they are stored with.

    >>> _shown(Decimal("116400.500000000000")), _shown(None), _shown(True)
    ('116400.5', '', '是')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return plain(value.normalize(EXACT)) if value else "0"
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)


def _for_json(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list):
        return [_for_json(one) for one in value]
    if isinstance(value, dict):
        return {name: _for_json(one) for name, one in value.items()}
    return _shown(value)


def _for_excel(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal):
        number = value if isinstance(value, int) else Decimal(_shown(value))
        return number if len(Decimal(number).as_tuple().digits) <= EXCEL_DIGITS else _shown(value)
    return visible(_shown(value))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _cut(text: str) -> str:
    if _width(text) <= WIDEST:
        return text
    kept = ""
    for sign in text:
        if _width(kept + sign) > WIDEST - 2:
            break
        kept += sign
    return kept + "…"


def _line(cells: list[str], widths: list[int], numeric: list[bool]) -> str:
    padded = []
    for cell, width, right in zip(cells, widths, numeric, strict=True):
        room = " " * (width - _width(cell))
        padded.append(room + cell if right else cell + room)
    return "  ".join(padded).rstrip()
