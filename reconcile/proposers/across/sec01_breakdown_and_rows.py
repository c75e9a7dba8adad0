"""A breakdown of the narrative against the rows under the same line of a table.

查什么: 正文把某一总数分成几项，附表在同一科目下也分成几行；两边总数相同、名称相应时，各项数字是否一致。
为什么: 总数相同而分项不同，说明正文与附表对资金用途的说法不一。
例: 说明“抗疫特别国债203000万元：基础设施143930、抗疫相关59070”，附表5为142,960和60,040。
怎么办: 核对正文各项与附表各行的对应关系，数字不同的说明口径。
依据: 预算法第四十八条、第六十九条。

What: parts that the narrative gives of a total, and the rows that a table prints under the same total, name by name.
Why: equal totals with different parts tell two stories of what the money is for.
Example: 143,930 and 59,070 in the text, 142,960 and 60,040 in the table.
Fix: See which row each item of the text is; where figures differ, say in what scope.
Source: Budget Law art. 48 and 69.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.claims import same
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from fiscal.table import Row, Table
from reconcile.dossier import Dossier
from reconcile.linking.matters import matters
from reconcile.structure.rows.announced_sums import announced_sums
from reconcile.structure.rows.row_roles import RowKind
from tables.measured.concepts import concept, likeness

CODE = "SEC01"
NAME = "breakdown-agrees-with-rows"
TITLE = {"zh": "正文分项与附表各行", "en": "Breakdown of the text and rows of the table"}

_ENDINGS = ("支出", "收入")

REACH = 12
"""How many rows under a line may be its parts."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """`same` relations between the parts of a breakdown and rows under an equal, alike-named total."""
    rows = _rows_by_value(dossier)
    matter = matters(dossier)
    for document in dossier.documents:
        for passage in document.passages:
            for breakdown in passage.breakdowns:
                whole = dossier.figures[breakdown.candidates[0]]
                parts = [dossier.figures[part] for part in breakdown.parts]
                for table, at, column in rows.get(whole.quantity.centre, ()):
                    together = matter.get((table.document, table.report)) == matter.get((document.id, passage.report))
                    if together and whole.quantity.unit.is_money and _alike(whole.label, table.rows[at].label):
                        yield from _pairs(parts, table, at, column)


def _rows_by_value(dossier: Dossier) -> dict[Decimal, list[tuple[Table, int, int]]]:
    found: dict[Decimal, list[tuple[Table, int, int]]] = defaultdict(list)
    for table in dossier.tables():
        for at, row in enumerate(table.rows):
            for column, cell in enumerate(row.cells):
                if cell is not None and cell.quantity.value:
                    found[cell.quantity.centre].append((table, at, column))
    return found


def _alike(one: str, other: str) -> bool:
    a, b = concept(one), concept(other)
    return likeness(a, b) >= 75 and min(len(a), len(b)) >= 3


def _pairs(parts: Sequence[Figure], table: Table, at: int, column: int) -> Iterator[Relation]:
    """Each part with the row under the total whose name fits it best, if at least one pair fits well."""
    below = list(_below(table, at, column, [concept(part.label) for part in parts]))
    pairs = [(part, row) for part in parts if (row := _best(part, below)) is not None]
    if not any(likeness(concept(part.label), concept(row.label)) >= 75 for part, row in pairs):
        return
    for part, row in pairs:
        cell = row.cells[column]
        if cell is not None:
            yield same(CODE, (part, cell), Basis.DERIVED, f"{part.label} / {row.label}")


def _below(table: Table, at: int, column: int, named: Sequence[str]) -> Iterator[Row]:
    """The rows behind row `at` that can be its parts: up to a total, to a row beside it, or to a larger one that bears
    none of the names of the parts.
    """
    lines, whole = announced_sums(table).lines, table.rows[at].cells[column]
    for line in lines[at + 1 : at + 1 + REACH]:
        row = table.rows[line.index]
        cell, above = row.cells[column], lines[at].depth
        beside = line.printed and line.depth is not None and above is not None and line.depth <= above
        larger = cell is not None and whole is not None and cell.quantity.centre > whole.quantity.centre
        if line.kind is RowKind.TOTAL or beside or (larger and not _is_named(row, named)):
            return
        if not row.elided and cell is not None:
            yield row


def _is_named(row: Row, named: Sequence[str]) -> bool:
    """True if the row bears one of the names, with 支出 or 收入 behind it or without."""
    return _stem(concept(row.label)) in set(map(_stem, named))


def _stem(name: str) -> str:
    """A concept without the word for its side, which a text leaves out."""
    return next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)


def _best(part: Figure, rows: Sequence[Row]) -> Row | None:
    """The row whose name is most like the part's: half of the shorter name at least, and like no other row as much."""
    name = concept(part.label)
    ranked = sorted(rows, key=lambda row: _fit(name, concept(row.label)), reverse=True)
    if not ranked:
        return None
    best = _fit(name, concept(ranked[0].label))
    rival = _fit(name, concept(ranked[1].label)) if len(ranked) > 1 else (0, 0)
    return ranked[0] if best[0] >= 50 and best > rival else None


def _fit(name: str, other: str) -> tuple[int, int]:
    """How alike two names are, and how much of their beginning they share (基础设施项目, 基础设施建设)."""
    shared = next((i for i, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), min(len(name), len(other)))
    return likeness(name, other), shared
