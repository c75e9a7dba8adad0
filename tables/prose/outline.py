"""The outline of a report: items under items (一、（一）1.（1）①——), each with the amount it opens with.

A budget explained item by item runs over many paragraphs; what belongs to what shows in the marks alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from fiscal import late_patterns as re
from fiscal.document import Document, Passage
from fiscal.figure import Figure, Measure
from tables.prose.spans import depth_at, figures_within

_MARK = re.compile(
    r"(?:^|(?<=[。；：]))(?:(?P<a>[一二三四五六七八九十]{1,3}、)|(?P<b>[（(][一二三四五六七八九十]{1,3}[)）])|(?P<c>\d{1,2}[.．、](?!\d))|"
    r"(?P<d>[（(]\d{1,2}[)）])|(?P<e>[①-⑳])|(?P<f>——|—))"
)
_CUT = re.compile("。|其中|主要|包括|用于")
_ANNOUNCED = re.compile("(?:其中|具体|如下|分别|包括|构成|分为)[^。；]{0,8}[：:]?$|[：:]$")
DASH = "f"
"""The style of ——, which has no items of its own."""

MOST_ITEMS = 60
"""An outline item with more items under it than this is a list of something else."""


class Item(Struct):
    """One item: its style of mark, the amounts it opens with, the items under it, and whether it announces them."""

    passage: Passage
    span: tuple[int, int]
    style: str
    amounts: list[Figure]
    announced: bool = False
    items: list[Item] = field(default_factory=list)


def outline(document: Document) -> Iterator[Item]:
    """Every item of the document that has items under it, in order; a new report begins a new outline."""
    report = -1
    stack: list[Item] = []
    found: list[Item] = []
    for passage in document.passages:
        if passage.report != report:
            report, stack = passage.report, []
        for item in _items(passage):
            if not item.style:
                _lead(item, stack)
                continue
            while stack and (stack[-1].style == DASH or any(open_item.style == item.style for open_item in stack)):
                stack.pop()
            if stack:
                stack[-1].items.append(item)
            stack.append(item)
            found.append(item)
    yield from (item for item in found if item.items)


def _items(passage: Passage) -> Iterator[Item]:
    """The items that the passage opens or consists of; what stands before the first mark has no style."""
    marks = list(_MARK.finditer(passage.text))
    starts = [mark.start() for mark in marks]
    if not starts or starts[0] > 0:
        yield _item(passage, (0, starts[0] if starts else len(passage.text)), "")
    ends = [*starts[1:], len(passage.text)]
    for mark, end in zip(marks, ends, strict=False):
        yield _item(passage, (mark.start(), end), mark.lastgroup or "")


def _item(passage: Passage, span: tuple[int, int], style: str) -> Item:
    text = passage.text[span[0] : span[1]]
    cut = _CUT.search(text)
    opening = (span[0], span[0] + cut.start() if cut else span[1])
    amounts = [
        figure
        for figure in figures_within(passage, opening)
        if figure.quantity.unit.is_money and figure.measure is Measure.AMOUNT and depth_at(passage, figure.start) == 0
    ]
    return Item(passage, span, style, amounts, bool(_ANNOUNCED.search(text)))


def _lead(item: Item, stack: Sequence[Item]) -> None:
    """A plain paragraph right below a heading gives the heading its amount: （一）总收入 / 资金总来源为530,066万元."""
    if stack and not stack[-1].items and not stack[-1].amounts and len(item.amounts) == 1:
        stack[-1].amounts, stack[-1].announced = item.amounts, item.announced
