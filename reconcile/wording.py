"""The sentences of findings, Chinese first.

A sentence says that places differ, by how much, and where; never who is to blame. English is the second language of
every text; a language nobody wrote falls back to Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from fiscal.figure import Figure
from fiscal.misreading import REASONS
from fiscal.place import Place
from fiscal.quantity import Quantity
from fiscal.relation import Kind
from fiscal.table import Table
from fiscal.units import Unit
from reconcile.judging.expression import MINUS, number, suffix
from reconcile.judging.reading import MARKS
from reconcile.unread import BESIDE, GIVEN_UP, LEFT_OUT

ZH: Mapping[str, str] = {
    "sum": "「{total}」与各项之和相差 {gap}：所列 {stated}，各项合计 {computed}",
    "increment": "「{total}」与增减计算的结果相差 {gap}：所列 {stated}，计算为 {computed}",
    "residue": "「{total}」与各项之和末位相差 {gap}：所列 {stated}，各项合计 {computed}，四舍五入可以解释",
    "partial": "「{total}」的部分项目之和超过其总数 {gap}：总数 {stated}，部分项目合计 {computed}",
    "same": "「{total}」前后不一致，相差 {gap}：{other}为 {computed}，{here}为 {stated}",
    "same-named": "「{total}」与「{second}」应为同一数字，相差 {gap}：{other}为 {computed}，{here}为 {stated}",
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
    "partial": "some items of “{total}” exceed it by {gap}: total {stated}, these items add up to {computed}",
    "same": "“{total}” is not the same everywhere, apart by {gap}: {other} has {computed}, {here} has {stated}",
    "same-named": "“{total}” and “{second}” should be one number, apart by {gap}: "
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
    "alike": "one digit looks like another",
    "dropped": "a digit may not have been seen",
    "doubled": "a digit may have been seen twice",
    "sign-lost": "△ or a minus may not have been seen",
    "separator": "a comma and a decimal point may have been exchanged",
    "point-lost": "a decimal point may not have been seen",
}

NOTES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "DOC01": {
        **GIVEN_UP,
        "too-large": (
            "文件无法读取：文件过大（文本超过 32 MB，其他格式超过 256 MB）",
            "the file cannot be read: it is too large (text more than 32 MB, other formats more than 256 MB)",
        ),
        "empty": ("文件无法读取：没有文字", "the file cannot be read: there is no text in it"),
        "binary": ("文件无法读取：内容不是文本", "the file cannot be read: it is not a text"),
        "encoding": (
            "文件无法读取：文字编码无法识别，请另存为 UTF-8 或 GB18030",
            "the file cannot be read: unknown encoding; please save it as UTF-8 or GB18030",
        ),
        "format": (
            "文件无法读取：不是可以读取的格式，请另存为 PDF、.docx、.xlsx 或文本文件",
            "the file cannot be read: unknown format; please save it as PDF, .docx, .xlsx or text",
        ),
        "damaged": (
            "文件无法读取：文件已损坏或不完整，请重新保存或重新下载",
            "the file cannot be read: it is damaged or incomplete; please save or download it again",
        ),
        "password": (
            "文件无法读取：文件有密码，请先在原程序中取消密码再保存",
            "the file cannot be read: it is locked by a password; please save it without one",
        ),
        "bomb": (
            "文件无法读取：解压后的内容过大，不是正常的办公文件",
            "the file cannot be read: it unpacks to far more than an office file holds",
        ),
        "doctype": (
            "文件无法读取：内部含有外部定义（DOCTYPE），为安全起见不予读取，请重新保存",
            "the file cannot be read: it declares a DOCTYPE, which is refused for safety; please save it again",
        ),
        "nested": (
            "文件无法读取：表格或标签的嵌套层数过多，请重新保存",
            "the file cannot be read: its tables or tags are nested too deeply; please save it again",
        ),
        "too-many-cells": (
            "文件无法读取：单元格、工作表或合并区域过多，请只保留需要核对的部分",
            "the file cannot be read: too many cells, sheets or spans; please keep only what is to be checked",
        ),
        "needs-libreoffice": (
            "文件无法读取：旧格式需要 LibreOffice 转换，请安装 LibreOffice（writer 和 calc），或另存为 .docx、.xlsx 或 PDF",
            "the file cannot be read: this old format needs LibreOffice (writer and calc); "
            "please install it, or save the file as .docx, .xlsx or PDF",
        ),
        "conversion": (
            "文件无法读取：LibreOffice 没能转换，请检查是否装有 writer 和 calc 组件，或另存为 .docx、.xlsx 或 PDF",
            "the file cannot be read: LibreOffice could not convert it; please check that its writer and calc parts "
            "are installed, or save the file as .docx, .xlsx or PDF",
        ),
        "slow": (
            "文件无法读取：转换超过三分钟，请另存为 .docx、.xlsx 或 PDF",
            "the file cannot be read: its conversion took more than three minutes; "
            "please save it as .docx, .xlsx or PDF",
        ),
        "no-permission": (
            "文件无法读取：没有打开它的权限",
            "the file cannot be read: there is no permission to open it",
        ),
        "ocr-missing": (
            '文件无法读取：是扫描件或图片，需要图像识别；请运行 pip install "fiscal[ocr]"（在源码目录用 make ocr）后再试',
            'the file cannot be read: it is a scan or a picture; to read it run pip install "fiscal[ocr]" '
            "(in a checkout: make ocr) and try again",
        ),
        "image": (
            "文件无法读取：图片已损坏或格式不支持",
            "the file cannot be read: the picture is damaged or unsupported",
        ),
        "image-too-large": (
            "文件无法读取：图片超过 6000 万像素，请降低分辨率后再试",
            "the file cannot be read: the picture has more than 60 million pixels; please make it smaller",
        ),
        "system": ("文件无法读取：系统不能打开（{detail}）", "the file cannot be read: {detail}"),
    },
    "DOC30": {
        "ocr-missing": (
            '第{detail}页是扫描件或图片，没有读取；请运行 pip install "fiscal[ocr]"（在源码目录用 make ocr）后再试',
            'page(s) {detail} are scanned and were not read; run pip install "fiscal[ocr]" '
            "(in a checkout: make ocr) and try again",
        ),
    },
    "DOC31": {
        "recognised": (
            "第{detail}页的文字由图像识别得到，数字请与原件核对",
            "page(s) {detail} were read off a picture; please compare their figures with the original",
        ),
    },
    "DOC04": {
        "": ("该行超过 {detail} 个字，其后的部分未读取", "only the first {detail} characters of this line were read"),
    },
    "DOC30": LEFT_OUT,
    "DOC31": BESIDE,
}
"""What a reader's note in one word means; a note that is a sentence already is told as it is."""

TRANSLATED: Mapping[str, Sequence[tuple[str, str]]] = {
    "DOC05": (
        (
            r"(\d+)行的格数与表头不符，未用于核对：(.*)",
            r"\1 row(s) have more or fewer cells than the header and were left out: \2",
        ),
    ),
    "DOC06": (
        (
            r"表的单位「(.*)」不认识，各数按无单位处理",
            r"the unit “\1” of the table is unknown; its figures are read without one",
        ),
        (r"表没有写明单位，各数按无单位处理", r"the table names no unit; its figures are read without one"),
    ),
    "DOC08": (
        (r"有表名和单位，没有读到表格：(.*)", r"a caption and a unit stand here, but no table was read below them: \1"),
    ),
    "DOC20": (
        (r"隐藏的内容没有读取，其中有数字：(.*)", r"hidden parts were left out, and figures stand in them: \1"),
        (r"隐藏的内容没有读取：(.*)", r"hidden parts were left out: \1"),
    ),
    "DOC21": (
        (r"打印区域以外的内容没有读取：工作表(.*)", r"what lies outside the printed areas was left out: sheets \1"),
    ),
    "DOC22": (
        (
            r"(\d+)个公式没有保存计算结果，没有读取：(.*)",
            r"\1 formula(s) have no stored result and were left out: \2",
        ),
    ),
    "DOC23": (
        (
            r"(\d+)个公式引用文件以外的内容，只读取文件中保存的结果：(.*)",
            r"\1 formula(s) refer to something outside the file; only the stored results were read: \2",
        ),
    ),
    "DOC24": (
        (
            r"有修订标记：删除的(\d+)处没有读取，插入的(\d+)处按接受修订后的文字读取",
            r"tracked changes: \1 deletion(s) were left out, \2 insertion(s) read as accepted",
        ),
    ),
    "DOC07": (
        (r"(\d+)个单元格读不出数，未用于核对：(.*)", r"\1 cell(s) hold no readable figure and were left out: \2"),
    ),
}
"""How the sentences of the table reader (tables/faults.py) read in English, by code: pattern and what stands for it."""

LANGUAGES: Mapping[str, Mapping[str, str]] = {"zh": ZH, "en": EN}

KIND_SENTENCE = {Kind.SAME: "same", Kind.RATIO: "ratio", Kind.GROWTH: "growth", Kind.AT_MOST: "at-most"}


def phrase(key: str, lang: str, **words: object) -> str:
    """The sentence `key` in `lang`, filled in.

    >>> phrase("page", "zh", page=12), phrase("page", "en", page=12)
    ('第12页', 'page 12')
    """
    return LANGUAGES.get(lang, ZH)[key].format(**words)


def suspect_key(reason: str) -> str:
    """Which sentence names a suspect: a misreading of the recogniser is told otherwise than a slip of the pen.

    >>> suspect_key("alike"), suspect_key("swap")
    ('misreading', 'suspect')
    """
    return "misreading" if reason in REASONS else "suspect"


def note_sentence(code: str, message: str, lang: str) -> str:
    """A reader's note as a sentence.

    >>> note_sentence("DOC01", "empty", "zh"), note_sentence("DOC05", "3行的格数与表头不符", "zh")
    ('文件无法读取：没有文字', '3行的格数与表头不符')
    >>> note_sentence("DOC06", "表没有写明单位，各数按无单位处理", "en")
    'the table names no unit; its figures are read without one'
    """
    reason, _, detail = message.partition(": ")
    sentences = NOTES.get(code, {})
    words = sentences.get(reason) or sentences.get("")
    if words:
        return words[lang == "en"].format(detail=detail or message)
    for pattern, english in TRANSLATED.get(code, ()) if lang == "en" else ():
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(english)
    return message


def with_unit(value: Decimal, unit: Unit) -> str:
    """An amount in `unit` as a reader wants it.

    >>> from fiscal.units import unit
    >>> with_unit(Decimal("-300"), unit("万元")), with_unit(Decimal("54.96"), unit("%"))
    ('−300 万元', '54.96%')
    """
    return number(value) + suffix(unit)


def gap_text(value: Decimal, unit: Unit, lang: str) -> str:
    """A difference between two amounts; two percentages differ by percentage points.

    >>> from fiscal.units import unit
    >>> gap_text(Decimal("-0.06"), unit("%"), "zh")
    '0.06 个百分点'
    """
    names = {"%": "points", "‰": "thousandths"}
    name = phrase(names[unit.name], lang) if unit.name in names else unit.name
    return f"{number(abs(value))} {name}".rstrip()


def printed_text(quantity: Quantity, sign: int = 1) -> str:
    """A figure as printed, with separators, hedge and unit.

    >>> from fiscal.units import unit
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
