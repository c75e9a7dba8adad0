"""What of a workbook was not read or not worked out, as notes: hidden parts, parts not printed, formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal import late_patterns as re
from fiscal.document import Note
from tables.cell_words import is_number, squeezed
from tables.sheets.sheet import Sheet, column_name, ranges

MOST_NAMED = 6
_OUTWARD = re.compile(
    r"\[\d+\]|\[[^\]]+\.xl\w*\]|\b(?:WEBSERVICE|HYPERLINK|RTD|DDE|CALL|REGISTER)\(|^=\s*\w+\|", re.IGNORECASE
)


def notes_of(sheets: Sequence[Sheet]) -> Iterator[Note]:
    """DOC20 for hidden parts, DOC21 for parts that are not printed, DOC22 and DOC23 for formulas."""
    hidden = [text for sheet in sheets if (text := _hidden(sheet))]
    if hidden:
        amounts = "，其中有数字" if any(map(_hides_amounts, sheets)) else ""
        yield Note("DOC20", f"隐藏的内容没有读取{amounts}：{_listed(hidden)}")
    aside = [f"“{sheet.name}”" for sheet in sheets if not sheet.hidden and _leaves_aside(sheet)]
    if aside:
        yield Note("DOC21", f"打印区域以外的内容没有读取：工作表{_listed(aside)}")
    unread = [f"“{s.name}”{name}" for s in sheets if not s.hidden for name in _cells(s, unread=True)]
    if unread:
        yield Note("DOC22", f"{len(unread)}个公式没有保存计算结果，没有读取：{_listed(unread)}")
    outward = [f"“{s.name}”{name}" for s in sheets if not s.hidden for name in _cells(s, unread=False)]
    if outward:
        yield Note("DOC23", f"{len(outward)}个公式引用文件以外的内容，只读取文件中保存的结果：{_listed(outward)}")


def _hidden(sheet: Sheet) -> str:
    """What of a sheet is hidden, in short: “02”第7至11行、A列."""
    if sheet.hidden:
        return f"工作表“{sheet.name}”" if sheet.cells else ""
    used = {row for row, _ in sheet.cells}
    rows = [f"第{a + 1}行" if a == b else f"第{a + 1}至{b + 1}行" for a, b in ranges(used & sheet.hidden_rows)]
    columns = [
        f"{column_name(a)}列" if a == b else f"{column_name(a)}至{column_name(b)}列"
        for a, b in ranges(sheet.columns_hidden())
    ]
    if not rows and not columns:
        return ""
    more = [f"等{len(rows)}处"] if len(rows) > 3 else []
    return (
        f"“{sheet.name}”{'、'.join([*rows[:3]])}{''.join(more)}{'、' if rows and columns else ''}{'、'.join(columns)}"
    )


def _listed(names: Sequence[str]) -> str:
    """The first few of many names."""
    more = f"等{len(names)}处" if len(names) > MOST_NAMED else ""
    return "，".join(names[:MOST_NAMED]) + more


def _hides_amounts(sheet: Sheet) -> bool:
    """True if a hidden place holds a number with decimals or separators, or of more digits than a row number has."""
    columns = sheet.columns_hidden()
    return any(
        is_number(cell.text) and re.search(r"[.,]|\d{4}", squeezed(cell.text)) is not None
        for (row, column), cell in sheet.cells.items()
        if sheet.hidden or row in sheet.hidden_rows or column in columns
    )


def _leaves_aside(sheet: Sheet) -> bool:
    """True if something stands outside the printed areas."""
    return any(cell.text.strip() and not sheet.prints(row, column) for (row, column), cell in sheet.cells.items())


def _cells(sheet: Sheet, unread: bool) -> Iterator[str]:
    """The names of the cells whose formula has no stored result, or of those that look outside the file."""
    for (row, column), cell in sheet.cells.items():
        if cell.formula is None or cell.unread != unread or not sheet.prints(row, column):
            continue
        if unread or _OUTWARD.search(re.sub(r'"[^"]*"', '""', cell.formula)):
            yield f"{column_name(column)}{row + 1}"
