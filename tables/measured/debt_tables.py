"""Facts of debt tables: what each cell states, by its row, its column and the rows it is set in under."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from fiscal import late_patterns as re
from fiscal.budget import Level, Stage
from fiscal.debt import DebtConcept, DebtFact, recognise
from fiscal.debt.government_level import level_named
from fiscal.document import Document
from fiscal.table import Column, Table
from fiscal.words.vocabulary import fold
from tables.measured.scopes import narrow_columns

_C = DebtConcept
_ITEM = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|附[:：])")
_BELOW = re.compile("区县|县区|县市区|市县|区县级|县区级|下级|所属县市区.{0,4}")
_OF_ALL = re.compile("(?:合计)?(?:[年期][初末]余额|当[期年](?:新增|减少))")
_LIMITS = frozenset({_C.LIMIT, _C.NEW_LIMIT, _C.SURPLUS_LIMIT, _C.SWAP_LIMIT})
_STOCKS = frozenset({_C.LIMIT, _C.BALANCE, _C.SURPLUS_LIMIT})
_LATER = {
    Stage.BUDGET: (Stage.ADJUSTED, Stage.CHANGED, Stage.EXPECTED, Stage.EXECUTED, Stage.FINAL),
    Stage.ADJUSTED: (Stage.EXPECTED, Stage.EXECUTED, Stage.FINAL),
    Stage.CHANGED: (Stage.EXPECTED, Stage.EXECUTED, Stage.FINAL),
}

StagesTold = Collection[tuple[Stage | None, int | None]]
"""The stages of which a document has figures, with their years."""


def stages_told(document: Document) -> StagesTold:
    """The (stage, year) of every column of amounts in the tables of `document`."""
    return {
        (column.stage, column.period.year)
        for table in document.tables
        for column in table.columns
        if column.period is not None and not re.search("[%％]|增[长减幅]|比", column.title)
    }


def _superseded(column: Column, stages: StagesTold) -> bool:
    """True for a budget column where the document also tells what became of that year: 2025年预算数 beside 执行数.

    What was planned for a year that is over does not state what was borrowed or repaid in it.
    """
    year = column.period.year if column.period else None
    if year is None or column.stage not in _LATER:
        return False
    over = any(then is not None and then > year and stage in _LATER for stage, then in stages)
    return over or any((stage, year) in stages for stage in _LATER[column.stage])


def facts_of_table(table: Table, rank: int, places: Collection[str], stages: StagesTold) -> dict[str, DebtFact]:
    """The facts of the cells of `table` by the ids of the cells.

    A table in which no cell names a level is that of the whole area; a row set in under another is part of it.
    """
    found: dict[str, DebtFact] = {}
    levelled = any(cell is not None and cell.level for row in table.rows for cell in row.cells)
    parents = parents_of(table)
    parts = {at: part for at, part in narrow_columns(table).items() if part not in places}
    contexts = [_context(table, column) for column in table.columns]
    for index, row in enumerate(table.rows):
        parent = parents[index]
        above = table.rows[parent].cells if parent is not None else ()
        label = _label(row.label, table)
        for at, (column, cell) in enumerate(zip(table.columns, row.cells, strict=False)):
            if cell is not None and cell.quantity.unit.is_money:
                year = cell.period.year if cell.period else None
                whole = above[at] if above else None
                part_of = found.get(whole.id) if whole is not None else None
                if whole is not None and part_of is None and "债" in whole.label:
                    continue  # part of something else about debt (提前下达的新增限额), whatever its own words say
                fact = recognise(label, part_of, year, contexts[at])
                if fact is not None and _fits(fact, column, stages):
                    below = Level.BELOW if _BELOW.fullmatch(fold(column.title)) else None
                    level = level_named(row.label, rank) or below or cell.level or (None if levelled else Level.WHOLE)
                    found[cell.id] = replace(fact, level=parts.get(at) or (level.value if level else ""))
    return _filled(table, found)


def _filled(table: Table, found: Mapping[str, DebtFact]) -> dict[str, DebtFact]:
    """`found` without the limits that were not filled in: one of 0 beside the same of another year that is not 0."""
    cells = [c for row in table.rows for c in row.cells if c is not None and c.id in found]
    stocks = {c.id: replace(found[c.id], year=None, when="") for c in cells if found[c.id].concept in _STOCKS}
    filled = {stocks[c.id] for c in cells if c.id in stocks and c.quantity.value != 0}
    empty = {cell.id for cell in cells if cell.quantity.value == 0 and stocks.get(cell.id) in filled}
    return {name: fact for name, fact in found.items() if name not in empty}


def _label(label: str, table: Table) -> str:
    """The label of a row; 合计期末余额 in a table on debt is the balance of all debt."""
    plain = fold(label)
    if "债务" in table.title and _OF_ALL.fullmatch(plain):
        return "政府债务" + plain.removeprefix("合计")
    return label


def _fits(fact: DebtFact, column: Column, stages: StagesTold) -> bool:
    """True unless the column says that its figures are balances of bonds, or plans that were overtaken."""
    if fact.concept not in _STOCKS and "余额" in column.title and "限额" not in column.title:
        return False
    return fact.concept in _LIMITS or not _superseded(column, stages)


def parents_of(table: Table) -> list[int | None]:
    """For every row the one that it is part of: the nearest above that is set in less.

    Where nothing is set in, it is the item (一、) above a row that begins with 其中, for this row and those up to the
    next item.
    """
    parents: list[int | None] = []
    stack: list[int] = []
    item, parted = None, False
    for index, row in enumerate(table.rows):
        if row.level is None:
            begins = _ITEM.match(row.label)
            item, parted = (index, False) if begins else (item, parted or row.label.lstrip().startswith("其中"))
            parents.append(item if parted and not begins else None)
            continue
        while stack and (table.rows[stack[-1]].level or 0) >= row.level:
            stack.pop()
        parents.append(stack[-1] if stack else None)
        stack.append(index)
    return parents


def _context(table: Table, column: Column) -> str:
    """What a cell is about: its column where that names a limit or a balance, else the table."""
    return column.title if re.search("限额|余额|还本|付息", column.title) else table.title
