"""The unit over a table makes its figures absurd: ten thousand times what the text and other tables say.

查什么: 一张表至少有三个项目，与正文或另一张表的同名项目数字相同而相差 10 的三、四、五或八次方（元、千元、万元、亿元之间的倍数），
    且没有一个项目原样相符；一张表中有超过全国财政规模的金额（20万亿元；标题为区、县、乡镇、街道的，3万亿元）。
为什么: 单位写错，整张表的数都差一万倍，而表内的合计仍然都对，只看一张表看不出来。
例: 附表3标“单位：亿元”，列 税收收入 812,346；正文写税收收入81.23亿元，另有两个项目也差一万倍。
怎么办: 核对表头单位与数字的数量级；与正文或其他表相差万倍、千倍的，更正单位。
依据: 附表应当注明金额单位；本项只提示核对单位，不判定数字有误。
What: at least three lines of a table have the digits of the same lines in the text or in another table, but 10^3, 10^4,
    10^5 or 10^8 times as large or as small (what lies between 元, 千元, 万元, 亿元), and no line agrees as it stands; a
    table with an amount beyond the finances of the whole country.
Why: with a wrong unit every figure is wrong by the same factor, and all totals of the table still agree.
Example: a table in 亿元 lists 812,346 where the text says 81.23亿元, and two more lines are as far apart.
Fix: Check the unit of the table against the size of its figures, and correct it.
Source: tables name their unit; this only asks to look at it, no figure is called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.observe.completeness.placeholders import forms
from reconcile.observe.observation import Observation, of_table
from reconcile.observe.plausibility.unit_evidence import Pair, against_prose, against_tables
from reconcile.review import Severity, Verdict
from reconcile.words.wording import printed_text

CODE = "PLA01"
NAME = "absurd-unit"
TITLE = {"zh": "金额单位使数字大得或小得离谱", "en": "a unit that makes figures absurd"}

COUNTRY = Decimal(20).scaleb(12)
"""More than any government below the country's own handles: the country's general budget is some 30万亿元."""
DISTRICT = Decimal(3).scaleb(12)
_DISTRICT = label_pattern("district-government")
_COUNTRY = label_pattern("country-government")
SHOWN = 3


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One observation for every table whose unit does not fit."""
    tables = dossier.table_by_id
    told: set[str] = set()
    prose, pairs = against_prose(dossier), against_tables(dossier)
    confirmed = {name for name, comparison in prose.items() if comparison.pairs.get(0)}
    confirmed |= {name for both, comparison in pairs.items() if comparison.agrees() for name in both}
    for name, comparison in prose.items():
        found = comparison.verdict()
        if found is not None:
            told.add(name)
            yield _against_prose(tables[name], *found)
    for (one, other), comparison in pairs.items():
        found = comparison.verdict()
        if found is None or {one, other} & told:
            continue
        # Of two tables, the one that nothing else confirms is the one to look at.
        suspect, base = (other, one) if one in confirmed and other not in confirmed else (one, other)
        told.add(suspect)
        yield _against_table(tables[suspect], tables[base], *found)
    for document in dossier.documents:
        if document.id not in forms(dossier):
            yield from _beyond(document, told)


def _against_prose(table: Table, power: int, pairs: Sequence[Pair]) -> Observation:
    unit, much = table.unit.name if table.unit else "", ("大", "large") if power > 0 else ("小", "small")
    return Observation(
        CODE,
        Severity.WARNING,
        of_table(table),
        (
            f"此表的单位（{unit}）可能有误：{len(pairs)} 个项目的数字与正文相同，金额却{much[0]} 10^{abs(power)} 倍",
            f"the unit of this table ({unit}) may be wrong: {len(pairs)} lines have the digits that the text has, "
            f"10^{abs(power)} times as {much[1]}",
        ),
        (f"本表／正文：{_shown(pairs)}", f"this table / the text: {_shown(pairs)}"),
        related=tuple(other.place for _, other in pairs[:SHOWN]),
        key=(table.number or "", table.title),
    )


def _against_table(table: Table, base: Table, power: int, pairs: Sequence[Pair]) -> Observation:
    name, unit = base.number or base.title, table.unit.name if table.unit else ""
    of = base.unit.name if base.unit else ""
    ordered = [(one, other) if one.place.table == table.id else (other, one) for one, other in pairs]
    return Observation(
        CODE,
        Severity.WARNING,
        of_table(table),
        (
            f"此表（{unit}）与{name}（{of}）有 {len(pairs)} 个项目数字相同，金额却相差 10^{abs(power)} 倍，其中一张表的单位可能有误",
            f"{len(pairs)} lines have the same digits in this table ({unit}) and in {name} ({of}), but are "
            f"10^{abs(power)} times apart: the unit of one of the two may be wrong",
        ),
        (f"本表／{name}：{_shown(ordered)}", f"this table / {name}: {_shown(ordered)}"),
        related=tuple(other.place for _, other in ordered[:SHOWN]),
        key=(table.number or "", table.title),
    )


def _shown(pairs: Sequence[Pair]) -> str:
    return "；".join(f"{one.label} {_printed(one)}／{_printed(other)}" for one, other in pairs[:SHOWN])


def _beyond(document: Document, told: set[str]) -> Iterator[Observation]:
    """Tables with an amount that no government of this size has."""
    titles = "".join([*(report.title for report in document.reports), *(table.title for table in document.tables)])
    if _COUNTRY.search(titles):
        return
    limit = DISTRICT if _DISTRICT.search(titles) else COUNTRY
    for table in document.tables:
        cells = [cell for row in table.rows for cell in row.cells if cell is not None and cell.quantity.unit.is_money]
        largest = max(cells, key=lambda cell: cell.quantity.centre, default=None)
        if table.id not in told and largest is not None and largest.quantity.centre > limit:
            amount = _printed(largest)
            yield Observation(
                CODE,
                Severity.WARNING,
                largest.place,
                (
                    f"金额大得不合常理，请核对此表的单位：“{largest.label}”{amount}",
                    f"this amount is beyond belief, please look at the unit of the table: “{largest.label}” {amount}",
                ),
                key=(table.number or "", table.title, "beyond"),
            )


def _printed(figure: Figure) -> str:
    return printed_text(figure.quantity, figure.sign)
