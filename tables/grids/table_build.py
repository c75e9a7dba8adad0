"""From a block of lines to a Table: columns with header paths, rows with codes and depth, a figure in every printed
cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from fiscal import late_patterns as re
from fiscal.budget import Budget, Level, Period, Stage
from fiscal.figure import Figure, Measure
from fiscal.numbers.cell_number import has_note, read_target
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import NUMBER, Unit
from fiscal.place import Place
from fiscal.table import Column, Row, Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import budget_in, level_in, period_in, side_in
from tables.cell_words import (
    is_blank,
    is_elision,
    measure_of,
    measure_of_path,
    named_unit,
    squeezed,
    stage_of,
    unit_in_header,
)
from tables.grids.attainment import judged_rows
from tables.grids.faults import doubtful_rows, is_unread, table_unit_name
from tables.grids.grid import Roles, is_caption_cell
from tables.grids.grid_rows import GridRow
from tables.grids.row_labels import is_padding, labels_and_codes
from tables.grids.splits import width
from tables.grids.table_blocks import TableBlock
from tables.layout import points

WHOLE_YEAR = ("year", "end", "start")
_OF_WHICH = re.compile(r"\s*其中\s*[:：]\s*")
_RATE_LABEL = re.compile(r"率[%％]$|[（(][%％][)）]$")
_LEVEL_ROW = re.compile(r"^(?:全|[省市区县州旗盟镇乡]?本?级|[省市区县]本?级).{0,16}(?:合计|总计|小计|收入|支出|$)")


class Heading(Struct, frozen=True):
    """A column as its header describes it, with the side of the figures in it."""

    column: Column
    measure: Measure
    budget: Budget | None
    level: Level | None


def build_table(block: TableBlock, document_id: str, table_id: str, report: int = 0) -> Table:
    """The Table of a block. Figure ids are `{table_id}.r{row}.c{column}`, both counted from 0.

    >>> from tables.grids.table_blocks import find_table_blocks
    >>> blocks = find_table_blocks(["收入表（单位：万元）", "项目\\t预算数", "税收\\t80", "合计\\t80"])
    >>> [row.label for row in build_table(blocks[0], "d", "d.t0").rows]
    ['税收', '合计']
    """
    block = replace(block, body=tuple(row for row in block.body if not is_padding(row, block.roles)) or block.body)
    caption = block.caption
    title = squeezed(caption.title)
    name = table_unit_name(caption.unit_name, block.header)
    unit = named_unit(name) if name else None
    period = period_in(title)
    headings = [_heading(block.header, i, unit, period) for i in block.roles.values]
    place = replace(place_of(block.body[0], block.roles.label, document_id, block.first), table=table_id, cell=None)
    stub = "".join(dict.fromkeys(row.cell(block.roles.label).strip() for row in block.header))
    table = Table(
        id=table_id,
        document=document_id,
        title=caption.title,
        number=caption.number,
        unit=unit,
        columns=tuple(heading.column for heading in headings),
        rows=(),
        place=place,
        stub=stub,
        budget=budget_in(title),
        level=level_in(title),
        period=period,
        side=_side(title, stub, block),
        report=report,
    )
    rows = tuple(_rows(block, table, headings))
    judged = tuple(judged_rows(block.header, block.body, block.roles))
    return replace(table, rows=rows, unread=_unread(block), strange=_strange(block), judged=judged)


def _side(title: str, stub: str, block: TableBlock) -> str | None:
    """The side that the title names; of two sides in one grid, the one the label column or its first rows name."""
    named = side_in(title)
    if named is not None:
        return named
    labels = [squeezed(row.cell(block.roles.label)) for row in block.body]
    totals = [label for label in labels if re.search("总计|合计|总量", label)]
    return next((side for text in (stub, *totals) if (side := side_in(squeezed(text))) is not None), None)


def _heading(header: Sequence[GridRow], index: int, unit: Unit | None, period: Period | None) -> Heading:
    path = _path(header, index)
    text = squeezed("".join(path))
    own = unit_in_header(text) or unit
    measure = measure_of_path(path, own)
    stage = stage_of(text, measure)
    named = period_in(text, period.year if period else None)
    if named is None and stage is Stage.PRIOR and period is not None and period.year is not None:
        named = Period(period.year - 1, period.span)
    if (
        named is None
        and period is not None
        and period.span not in WHOLE_YEAR
        and label_pattern("target-column").search(text)
    ):
        named = Period(period.year)  # half a year is held against the target of the whole
    return Heading(Column(path, own, stage, named or period), measure, budget_in(text), level_in(text))


def _path(header: Sequence[GridRow], index: int) -> tuple[str, ...]:
    """The header cells above a column, outermost first; a cell spread over several columns counts for all of them."""
    path: list[str] = []
    for depth, row in enumerate(header):
        text = row.cell(index).strip()
        below = any(other.cell(index).strip() for other in header[depth + 1 :])
        if not text and below:
            text = _spread(header, depth, index)
        if text and not is_caption_cell(text) and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)


def _spread(header: Sequence[GridRow], depth: int, index: int) -> str:
    """The nearest cell to the left in row `depth`, if the columns up to there all have a header of their own below.

    A cell does not reach out from under the cell that stands above it: the total column of a second group has no name
    of its own, and is not called by the last name of the first group.
    """
    row, below = header[depth], header[depth + 1 :]
    for left in range(index - 1, 0, -1):
        if not any(other.cell(left).strip() for other in below):
            return ""
        if row.cell(left).strip():
            same = not depth or _path(header[:depth], left) == _path(header[:depth], index)
            return row.cell(left).strip() if same else ""
    return ""


def _rows(block: TableBlock, table: Table, headings: Sequence[Heading]) -> list[Row]:
    printed = labels_and_codes(block.body, block.roles)
    levels = _levels(block.body, block.roles, [code for _, code in printed])
    rows = []
    for index, (row, (label, code)) in enumerate(zip(block.body, printed, strict=True)):
        unit = _row_unit(row, label, block.roles, table)
        cells = tuple(
            _figure(row, index, at, column, label, unit, table, heading)
            for at, (column, heading) in enumerate(zip(block.roles.values, headings, strict=True))
        )
        rows.append(Row(label, cells, levels[index], code, row.elided, row.line))
    return rows


def _levels(body: Sequence[GridRow], roles: Roles, codes: Sequence[str | None]) -> list[int | None]:
    """Printed depth: by the length of the codes, else by how far the labels are indented; None where nothing shows
    it.
    """
    known = {3: 1, 5: 2, 7: 3}
    lengths = [len(code) for code in codes if code and len(code) in known]
    if len(lengths) >= 2 and len(set(lengths)) > 1:
        return [known.get(len(code)) if code else None for code in codes]
    indents = _indents(body, roles.label)
    steps = sorted({indent for row, indent in zip(body, indents, strict=True) if not row.elided})
    if body and body[0].origins:
        steps = _apart(steps)
    if len(steps) < 2:
        return [known.get(len(code)) if code and len(lengths) > 1 else None for code in codes]
    return [None if row.elided else bisect_right(steps, indent) - 1 for row, indent in zip(body, indents, strict=True)]


def _indents(body: Sequence[GridRow], label: int) -> list[int]:
    """How many half-width blanks stand before each label.

    In a sheet 其中： is often set out to the left of the items it opens: where the next label stands as far in as the
    words behind it, these words count.
    """
    texts = [row.cell(label) for row in body]
    indents = [width(text) - width(text.lstrip()) for text in texts]
    for at, row in enumerate(body[:-1]):
        found, origin = _OF_WHICH.match(texts[at]), row.origin(label)
        if found and origin is not None and origin.page is None and indents[at + 1] - indents[at] >= 4:
            indents[at] = min(width(found[0]), indents[at + 1])
    return indents


def _apart(steps: Sequence[int]) -> list[int]:
    """The steps at least one Chinese character apart: labels squeezed into their cell begin a little early."""
    kept: list[int] = []
    for step in steps:
        if not kept or step - kept[-1] >= 2:
            kept.append(step)
    return kept


def _row_unit(row: GridRow, label: str, roles: Roles, table: Table) -> Unit | None:
    """The unit a row names for itself: in a unit column, by a percent sign, or in the label if the table has none."""
    if roles.unit is not None:
        return named_unit(squeezed(row.cell(roles.unit)))
    if table.unit is not None:
        return unit_in_header(label) if _RATE_LABEL.search(squeezed(label)) else None
    named = unit_in_header(label)
    if named is not None:
        return named
    printed = {quantity.unit for i in roles.values if (quantity := read_target(row.cell(i), NUMBER)) is not None}
    own = [found for found in printed if found != NUMBER and not found.is_rate]
    return own[0] if len(own) == 1 else None


def _figure(
    row: GridRow, index: int, at: int, column: int, label: str, unit: Unit | None, table: Table, heading: Heading
) -> Figure | None:
    cell = row.cell(column)
    if row.elided or is_blank(cell) or is_elision(cell):
        return None
    counted = heading.column.unit
    if unit is not None and (counted is None or not counted.is_rate):
        counted = unit
    quantity: Quantity | None = read_target(cell, counted or NUMBER)
    if quantity is None:
        return None
    title = heading.column.title
    own = level_in(squeezed(label)) if _LEVEL_ROW.match(squeezed(label)) else None
    return Figure(
        id=f"{table.id}.r{index}.c{at}",
        quantity=quantity,
        place=replace(place_of(row, column, table.document, row.line), table=table.id, row=label, column=title),
        label=label,
        source="cell",
        measure=_measure(cell, quantity, heading),
        budget=table.budget or heading.budget or budget_in(squeezed(label)),
        level=own or heading.level or table.level,
        period=heading.column.period,
        stage=heading.column.stage,
        report=table.report,
        confidence=origin.cell.confidence if (origin := row.origin(column)) else None,
        formula=origin.cell.formula if origin else None,
        adjusted=quantity.unit.is_rate and has_note(cell),
    )


def place_of(row: GridRow, column: int, document: str, line: int) -> Place:
    """Where a cell stands: page and box, sheet and cell, or the line of a text file."""
    origin = row.origin(column)
    if not row.origins:
        return Place(document, line=line)
    if origin is None:
        origin = row.first
        return Place(document, page=origin.page if origin else None, sheet=origin.sheet if origin else None)
    box = origin.cell.box
    return Place(
        document, page=origin.page, sheet=origin.sheet, cell=origin.cell.ref, bbox=points(box) if box else None
    )


def _measure(cell: str, quantity: Quantity, heading: Heading) -> Measure:
    """What the figure does: as its header says, but a target of growth (增长6%) among amounts is a rate of growth."""
    if heading.measure in (Measure.AMOUNT, Measure.DELTA) and re.match("(?:同比|比上年)?(?:增长|下降)", cell.strip()):
        return measure_of(cell, quantity.unit)
    if heading.measure is Measure.COMPLETION and not quantity.unit.is_rate:
        return Measure.AMOUNT
    return heading.measure


def _unread(block: TableBlock) -> frozenset[tuple[int, int]]:
    """Cells that say something nobody could read, and all cells of rows whose columns are in doubt."""
    doubtful = doubtful_rows(block.header, block.body, block.roles)
    return frozenset(
        (index, at)
        for index, row in enumerate(block.body)
        for at, column in enumerate(block.roles.values)
        if not row.elided and (index in doubtful or is_unread(row.cell(column)))
    )


def _strange(block: TableBlock) -> tuple[tuple[int, int, str], ...]:
    """What is printed in the cells that say something nobody could read as a figure."""
    return tuple(
        (index, at, squeezed(row.cell(column)))
        for index, row in enumerate(block.body)
        for at, column in enumerate(block.roles.values)
        if not row.elided and is_unread(row.cell(column))
    )
