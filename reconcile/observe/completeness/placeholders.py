"""Words that hold a place for something not yet written: XX局, ____万元, 比年增长, （待补充）, #REF!; and forms full of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from fiscal.document import Document

_UNIT = r"(?:[多余]?(?:万元|亿元|元)|[%％]|个?百分点|[年月日号期届次个项户人家平])"
_OFFICE = r"(?:局|委|办|中心|部门|单位|[省市区县镇乡]|街道)"
_X = r"(?<![A-Za-z\d×xX])(?:[XＸ]{2,}|[xｘ]{2,}|[×✕]{2,})"
_CERTAIN = (
    re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!)"),
    re.compile(_X + "(?=" + _UNIT + ")"),
    re.compile(r"(?<![A-Za-z\d×)）])[XＸ×](?=(?:万元|亿元|[%％]|年[^级代]|月[^份]|个百分点))"),
    re.compile(r"(?<=[为约达计的比出入额])[_＿]{2,}\s?(?=" + _UNIT + ")"),
    re.compile(
        r"(?<=[比较])年(?:预算数?|决算数?|执行数?|完成数?)?(?=(?:增长|下降|增加|减少|上升)[\d一二三四五六七八九十])"
    ),
    re.compile(r"[（(【\[](?:此处|待补|待填|待核|待更新|请填|请补|请插入)[^（）()【】\[\]]{0,20}[)）】\]]"),
)
_LIKELY = (
    re.compile(r"(?<![A-Za-z\d×xX])(?:[XＸ]{2,}|[×✕]{2,})(?![A-Za-z\d])"),
    re.compile(r"(?<![一二三四五六七八九十零〇○\d])[〇○]{2,}(?![一二三四五六七八九十零〇○])"),
    re.compile(r"(?<=[\u4e00-\u9fff\d])[_＿]{2,}(?=[\u4e00-\u9fff\d])"),
    re.compile(r"(?<!\d)(?:19|20)\d\d年(?:\d{1,2}月日|月日|月\d{1,2}日)"),
    re.compile(r"(?<=[\u4e00-\u9fff])(?:（\s*）|\(\s*\))"),
    re.compile(r"(?:增加|增长|上升|减少|下降)[（(](?:减少|下降|降低|增加|增长)[)）](?=\d)"),
)
_HEADING = re.compile(_X + "(?=" + _OFFICE + ")")
"""In a heading the name of an office was not put in; in prose it may have been left out on purpose."""
LONGEST_HEADING = 60
_CELL = re.compile(r"#{3,}")
"""What a spreadsheet prints where a column is too narrow for its number."""

_MARKS = re.compile(r"[XＸxｘ×✕_＿#〇○年（(【\[]")
"""No placeholder is without one of these."""

LEAST_IN_FORM = 3
MOST_IN_TEXT = 50
"""Of one kind in one passage; more are not told apart."""
MOST_FIGURES = 200
"""A document with more figures is no form."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Where one stands in its text; `certain` tells that it can hardly be meant."""

    start: int
    end: int
    text: str
    certain: bool


def placeholders(text: str, cell: bool = False) -> list[Placeholder]:
    """Every placeholder in `text`, in order; in a `cell` #### is one too.

    >>> [found.text for found in placeholders("全区XX局2024年收入____万元，比年增长3%")]
    ['XX', '____', '年']
    >>> placeholders("二〇〇八年发行3×5亿元，联系人ljxx@example.org")
    []
    """
    found: list[Placeholder] = []
    if not _MARKS.search(text):
        return found
    firm = [*_CERTAIN, *([_CELL] if cell else []), *([_HEADING] if len(text) <= LONGEST_HEADING else [])]
    for certain, patterns in ((True, firm), (False, _LIKELY)):
        for pattern in patterns:  # the certain ones first: what they take is not taken again
            for match in islice(pattern.finditer(text), MOST_IN_TEXT):
                if not any(one.start < match.end() and match.start() < one.end for one in found):
                    found.append(Placeholder(match.start(), match.end(), match[0], certain))
    return sorted(found, key=lambda one: one.start)


def texts(document: Document) -> Iterator[str]:
    """Every passage, and of every table the title, the headers and labels, and the cells that are no figures."""
    yield from (passage.text for passage in document.passages)
    for table in document.tables:
        yield table.title
        yield from (part for column in table.columns for part in column.path)
        yield from (row.label for row in table.rows)
        yield from (text for _, _, text in table.strange)


def is_form(document: Document) -> bool:
    """True for a form to fill in: it holds more places left open than figures, and is complete as it is."""
    figures = len(list(islice((one for one in document.figures() if one.quantity.value), MOST_FIGURES + 1)))
    if figures > MOST_FIGURES:
        return False
    left = sum(len(placeholders(text)) for text in texts(document))
    return left >= LEAST_IN_FORM and left > figures
