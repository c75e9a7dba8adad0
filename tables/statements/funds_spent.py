"""Funds that were set aside, raised or called in, and what of them was spent: 安排预备费A，年度执行中动用B."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Measure
from fiscal.statement import Listed, Ordered, Why
from tables.prose.spans import between, depth_at, is_base, quoted, words_before
from tables.statements.lexicon import any_of

_FUNDS = re.compile(r"安排|统筹|盘活|收回|筹集|争取|归集|设立|预备费|收到|获得|下达")
_SPENT = re.compile(
    r"[，；](?:[^。；]{0,60}[，；])?(?:全年|当年|年度?执行中|全年执行中|年内|目前|已|实际|其中)+(?:已|共|实际|安排)*"
    r"(?:使用|支出|动用|拨付|支付|兑付|下达|分配)[^，。；：\d]{0,6}"
)

_REST = re.compile(rf"[^。；]{{0,30}}[，；](?:{any_of('remaining')}|结余|尚余)[^，。；：\d]{{0,6}}")


def spent(passage: Passage) -> Iterator[Ordered | Listed]:
    """Every amount spent with the amount right before it that it was taken from, and with what is left of that."""
    amounts = [
        figure
        for figure in passage.figures
        if figure.quantity.unit.is_money and figure.measure is Measure.AMOUNT and depth_at(passage, figure.start) == 0
    ]
    for at, (funds, used) in enumerate(zip(amounts, amounts[1:], strict=False)):
        said = _SPENT.fullmatch(between(passage, funds, used)) and not is_base(passage, funds)
        if said and _FUNDS.search(words_before(passage, funds, 30, "。；，")):
            rest = amounts[at + 2] if at + 2 < len(amounts) else None
            if rest is not None and _REST.fullmatch(between(passage, used, rest)):
                yield Listed(funds.id, (used.id,), "使用", rest=rest.id, said=quoted(passage, funds, rest))
            else:
                yield Ordered(used.id, (funds.id,), Why.HANDLED, quoted(passage, funds, used))
