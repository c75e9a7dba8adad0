"""The sentences of findings, Chinese first.

A sentence says that places differ, by how much, and where; never who is to blame. English is the second language of
every text; a language nobody wrote falls back to Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from fiscal.figure import Figure
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import Unit
from fiscal.place import Place
from fiscal.relation import Kind
from fiscal.slips.misreading import REASONS
from fiscal.table import Table
from reconcile.judge.expression import MINUS, number, suffix
from reconcile.judge.terms_read import MARKS
from reconcile.review import Suspect

ZH: Mapping[str, str] = {
    "sum": "「{total}」与各项之和相差 {gap}：所列 {stated}，各项合计 {computed}",
    "increment": "「{total}」与增减计算的结果相差 {gap}：所列 {stated}，计算为 {computed}",
    "residue": "「{total}」与各项之和末位相差 {gap}：所列 {stated}，各项合计 {computed}，四舍五入可以解释",
    "known-foreign-loans": "「{total}」与按发行、还本推算的数相差 {gap}：所列 {stated}，推算为 {computed}；"
    "相差在已知幅度以内，多为外债汇率变动，表中没有列出，可请财政部门说明",
    "known-small-moves": "「{total}」与按发行、还本推算的数相差 {gap}：所列 {stated}，推算为 {computed}；"
    "相差在已知幅度以内，多为尾数取舍或零星核减，可请财政部门说明",
    "known-replacement": "一般债务、专项债务余额都大于按发行、还本推算的数：「{total}」所列 {stated}，推算为 {computed}，"
    "相差 {gap}；是否另有置换存量债务的债券没有列入发行额，可请财政部门说明",
    "partial": "「{total}」的部分项目之和超过其总数 {gap}：总数 {stated}，部分项目合计 {computed}",
    "same": "「{total}」前后不一致，相差 {gap}：{other}为 {computed}，{here}为 {stated}",
    "same-named": "「{total}」与「{second}」应为同一数字，相差 {gap}：{other}为 {computed}，{here}为 {stated}",
    "revised": "「{total}」的预计数（执行数）与决算数（实际数）不同，相差 {gap}：{other}为 {computed}，{here}为 {stated}",
    "ratio": "「{total}」与所列数字的计算结果相差 {gap}：所列 {stated}，计算为 {computed}",
    "growth": "「{total}」的增减幅度与所列数字的计算结果相差 {gap}：所列 {stated}，计算为 {computed}",
    "at-most": "「{second}」超过「{total}」{gap}：{computed} 大于 {stated}",
    "at": "（{where}）",
    "working": "计算：{expression}",
    "in-unit": "（单位：{unit}）",
    "slack": "四舍五入最多可解释 ±{slack}，实际相差 {gap}",
    "no-slack": "两处精度相同，四舍五入不能解释相差的 {gap}",
    "open": "含有约数，四舍五入可解释的范围没有上限或下限",
    "truncated": "按截尾（不四舍五入）计算则相符；按四舍五入计算不符",
    "terms": "所用数字：{terms}",
    "term": "{label} {amount}（{where}）",
    "said": "原文：{said}",
    "suspect": "如「{label}」由 {printed} 改为 {suggested}（{reason}），则可同时消除 {count} 处不一致；请核对原件",
    "folded": "同一情况另有 {count} 处：",
    "folded-one": "· {where}：{expression}",
    "folded-more": "· 其余 {count} 处从略",
    "and-folded": "；同一情况另有 {count} 处",
    "left-out": "各处相差的数都等于{line}所列的数，请核对是否应当计入",
    "left-out-once": "相差的数等于{line}所列的数，请核对是否应当计入",
    "candidates": "下列 {count} 个数只改其中一个即可相符，无法判断是哪一个，请逐一核对原件：{terms}",
    "others": "{terms}；等",
    "candidate": "「{label}」{printed} 改为 {suggested}（{reason}；{where}）",
    "agreeing": "另有 {count} 处写作 {amount}：{places}",
    "misreading": "「{label}」识别为 {printed}，原件如为 {suggested}（{reason}），则可同时消除 {count} 处不一致；请看原件",
    "look": "请看原件（数字由图像识别得到）：{message}",
    "doubtful": "识别把握较小的数字：{terms}",
    "doubted": "{label} {printed}（{percent}%）",
    "help": "请核对上述各处原文；说明：fiscal explain {code}",
    "document-help": "请检查该文件；说明：fiscal explain {code}",
    "page": "第{page}页",
    "sheet": "工作表「{sheet}」",
    "cell": "单元格{cell}",
    "line": "第{line}行",
    "table": "{number}《{title}》",
    "row": "行「{row}」",
    "column": "列「{column}」",
    "points": "个百分点",
    "thousandths": "个千分点",
    "comma": "；",
    "cell-name": "{label}」列「{column}",
    "nameless": "该数",
    "here": "文中",
    "digit": "有一位数字不同",
    "swap": "相邻两位数字前后互换",
    "lost": "少一位数字",
    "extra": "多一位数字",
    "zero": "多或少一个零",
    "power": "小数点位置不同",
    "unit": "万与亿的单位不同",
    "sign": "正负号不同",
    "majority": "与其他各处所列数字不同",
    "several": "只改这一处，各处计算即可相符",
    "beside": "与同一行另一栏的数字相同",
    "next-row": "与上一行或下一行的数字相同",
    "alike": "有一位数字字形相近，容易认错",
    "dropped": "可能漏认一位数字",
    "doubled": "可能重复认出一位数字",
    "sign-lost": "可能漏认 △ 或负号",
    "separator": "逗号与小数点容易认混",
    "point-lost": "可能漏认小数点",
}

EN: Mapping[str, str] = {
    "sum": "“{total}” and the sum of its items differ by {gap}: printed {stated}, items add up to {computed}",
    "increment": "“{total}” and the change worked out differ by {gap}: printed {stated}, computed {computed}",
    "residue": "“{total}” and the sum of its items differ by {gap} in the last place: printed {stated}, "
    "items add up to {computed}; rounding can explain it",
    "known-foreign-loans": "“{total}” and what bonds and repayment make of it differ by {gap}: printed {stated}, "
    "computed {computed}; as much is usual where exchange rates of foreign loans changed, please ask for the item",
    "known-small-moves": "“{total}” and what bonds and repayment make of it differ by {gap}: printed {stated}, "
    "computed {computed}; as much is usual for last digits and small amounts struck off, please ask for the item",
    "known-replacement": "both balances exceed what bonds and repayment make of them: “{total}” is printed {stated}, "
    "computed {computed}, apart by {gap}; please ask whether bonds that replace other debt are left out of the issue",
    "partial": "some items of “{total}” exceed it by {gap}: total {stated}, these items add up to {computed}",
    "same": "“{total}” is not the same everywhere, apart by {gap}: {other} has {computed}, {here} has {stated}",
    "same-named": "“{total}” and “{second}” should be one number, apart by {gap}: "
    "{other} has {computed}, {here} has {stated}",
    "revised": "“{total}”: what was expected (executed) and what was settled differ by {gap}: "
    "{other} has {computed}, {here} has {stated}",
    "ratio": "“{total}” and the quotient of the printed numbers differ by {gap}: printed {stated}, computed {computed}",
    "growth": "the growth of “{total}” and the printed numbers differ by {gap}: printed {stated}, computed {computed}",
    "at-most": "“{second}” exceeds “{total}” by {gap}: {computed} is more than {stated}",
    "at": " ({where})",
    "working": "working: {expression}",
    "in-unit": " (in {unit})",
    "slack": "rounding can explain at most ±{slack}; the difference is {gap}",
    "no-slack": "both are printed with the same precision; rounding cannot explain the difference of {gap}",
    "open": "a number is hedged, so that rounding has no upper or no lower limit",
    "truncated": "cutting digits off instead of rounding would make it agree",
    "terms": "numbers used: {terms}",
    "term": "{label} {amount} ({where})",
    "said": "text: {said}",
    "suspect": "if “{label}” read {suggested} instead of {printed} ({reason}), {count} differences would vanish; "
    "please look at the original",
    "folded": "the same happens in {count} more place(s):",
    "folded-one": "· {where}: {expression}",
    "folded-more": "· and {count} more",
    "and-folded": "; the same in {count} more place(s)",
    "left-out": "each difference is the number in {line}; please check whether it should be counted",
    "left-out-once": "the difference is the number in {line}; please check whether it should be counted",
    "candidates": "changing one of these {count} would make all agree, and nothing tells which; "
    "please look at the original: {terms}",
    "others": "{terms}; and others",
    "candidate": "“{label}” {printed} to {suggested} ({reason}; {where})",
    "agreeing": "{amount} also stands in {count} place(s): {places}",
    "misreading": "“{label}” was recognised as {printed}; if the original has {suggested} ({reason}), "
    "{count} differences would vanish; please look at the original",
    "look": "please look at the original (figures were read off a picture): {message}",
    "doubtful": "figures the recogniser was not sure of: {terms}",
    "doubted": "{label} {printed} ({percent}%)",
    "help": "please compare the places named; see: fiscal explain {code}",
    "document-help": "please look at this file; see: fiscal explain {code}",
    "page": "page {page}",
    "sheet": "sheet “{sheet}”",
    "cell": "cell {cell}",
    "line": "line {line}",
    "table": "{number} “{title}”",
    "row": "row “{row}”",
    "column": "column “{column}”",
    "points": "percentage points",
    "thousandths": "points per thousand",
    "comma": "; ",
    "cell-name": "{label}” column “{column}",
    "nameless": "this number",
    "here": "the text",
    "digit": "one digit differs",
    "swap": "two neighbouring digits exchanged",
    "lost": "one digit missing",
    "extra": "one digit too many",
    "zero": "one zero too many or too few",
    "power": "decimal point in another place",
    "unit": "万 and 亿 exchanged",
    "sign": "sign turned round",
    "majority": "differs from the other mentions",
    "several": "this change alone makes all of them agree",
    "beside": "the same as another column of its row",
    "next-row": "the same as the row above or below",
    "alike": "one digit looks like another",
    "dropped": "a digit may not have been seen",
    "doubled": "a digit may have been seen twice",
    "sign-lost": "△ or a minus may not have been seen",
    "separator": "a comma and a decimal point may have been exchanged",
    "point-lost": "a decimal point may not have been seen",
}

LANGUAGES: Mapping[str, Mapping[str, str]] = {"zh": ZH, "en": EN}

CODE_SENTENCE = {"YER05": "revised"}
"""Checks of which a difference is a change to be told, not two numbers for one thing."""

KIND_SENTENCE = {Kind.SAME: "same", Kind.RATIO: "ratio", Kind.GROWTH: "growth", Kind.AT_MOST: "at-most"}


def phrase(key: str, lang: str, **words: object) -> str:
    """The sentence `key` in `lang`, filled in.

    >>> phrase("page", "zh", page=12), phrase("page", "en", page=12)
    ('第12页', 'page 12')
    """
    return LANGUAGES.get(lang, ZH)[key].format(**words)


def read_otherwise(suspect: Suspect, figure: Figure) -> tuple[str, str]:
    """How a suspected figure is printed and how it would have to be, with units where the unit has to change."""
    if suspect.unit is None:
        return figure.quantity.text, suspect.suggested
    return figure.quantity.text + figure.quantity.unit.name, suspect.suggested + suspect.unit


def suspect_key(reason: str) -> str:
    """Which sentence names a suspect: a misreading of the recogniser is told otherwise than a slip of the pen.

    >>> suspect_key("alike"), suspect_key("swap")
    ('misreading', 'suspect')
    """
    return "misreading" if reason in REASONS else "suspect"


def with_unit(value: Decimal, unit: Unit) -> str:
    """An amount in `unit` as a reader wants it.

    >>> from fiscal.numbers.units import unit
    >>> with_unit(Decimal("-300"), unit("万元")), with_unit(Decimal("54.96"), unit("%"))
    ('−300 万元', '54.96%')
    """
    return number(value) + suffix(unit)


def gap_text(value: Decimal, unit: Unit, lang: str) -> str:
    """A difference between two amounts; two percentages differ by percentage points.

    >>> from fiscal.numbers.units import unit
    >>> gap_text(Decimal("-0.06"), unit("%"), "zh")
    '0.06 个百分点'
    """
    names = {"%": "points", "‰": "thousandths"}
    name = phrase(names[unit.name], lang) if unit.name in names else unit.name
    return f"{number(abs(value))} {name}".rstrip()


def printed_text(quantity: Quantity, sign: int = 1) -> str:
    """A figure as printed, with separators, hedge and unit.

    >>> from fiscal.numbers.units import unit
    >>> printed_text(Quantity("143930", Decimal("143930"), unit("万元")))
    '143,930 万元'
    """
    value = f"{abs(quantity.value):,f}"
    if quantity.upper is not None:
        value += f"–{abs(quantity.upper):,f}"
    minus = MINUS if (quantity.value < 0) != (sign < 0) else ""
    return MARKS.get(quantity.hedge, "") + minus + value + suffix(quantity.unit)


def where(place: Place, table: Table | None, path: str | None, lang: str) -> str:
    """A place as a reader finds it: document (if there are several), page or sheet, line or cell, table, row,
    column.
    """
    pieces = [path] if path else []
    if place.page is not None:
        pieces.append(phrase("page", lang, page=place.page))
    if place.line is not None:
        pieces.append(phrase("line", lang, line=place.line))
    if place.sheet is not None:
        pieces.append(phrase("sheet", lang, sheet=place.sheet))
    if place.cell is not None:
        pieces.append(phrase("cell", lang, cell=place.cell))
    if table is not None and (table.number or table.title):
        pieces.append(phrase("table", lang, number=table.number or "", title=table.title).strip())
    if place.row:
        pieces.append(phrase("row", lang, row=place.row))
    if place.column:
        pieces.append(phrase("column", lang, column=place.column))
    return " ".join(pieces) or phrase("here", lang)


def name_of(figure: Figure, lang: str) -> str:
    """What a figure measures, or a word that stands for it."""
    return figure.label or figure.place.row or phrase("nameless", lang)


def cell_name(figure: Figure, lang: str) -> str:
    """As `name_of`, with the column of a cell, for use between quotation marks: a row has several figures."""
    if figure.source != "cell" or not figure.place.column:
        return name_of(figure, lang)
    return phrase("cell-name", lang, label=name_of(figure, lang), column=figure.place.column)
