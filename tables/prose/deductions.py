"""What is left of a total without some of it: 支出总计A，剔除还本支出B后，支出C."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from tables.prose.spans import between, depth_at, quoted

_TAKEN = re.compile("[，,](?:剔除|扣除|减去|减除)[^，。；：\\d]{2,40}$")
_MORE = re.compile("[、和及与]?[^，。；：\\d]{2,30}")
_REST = re.compile("(?:元)?(?:因素|部分)?(?:之?后|外)[，,]?[^，。；：\\d]{0,30}?(?:收入|支出)[^，。；：\\d]{0,8}")
_SIDE = re.compile("收入|支出")
MOST = 4
"""So many amounts are taken off one after another."""


@dataclass(frozen=True, slots=True)
class Deduction:
    """`whole` less all that is `taken` is `rest`, in one sentence."""

    whole: Figure
    taken: tuple[Figure, ...]
    rest: Figure
    said: str


def deductions(passage: Passage) -> Iterator[Deduction]:
    """Every total of the passage from which amounts are taken, with what is said to be left."""
    amounts = [figure for figure in passage.figures if _plain(passage, figure)]
    for at, whole in enumerate(amounts[:-2]):
        taken: list[Figure] = []
        if not _TAKEN.fullmatch(_lead(passage, whole, amounts[at + 1])):
            continue
        for figure, behind in zip(amounts[at + 1 :], amounts[at + 2 : at + 3 + MOST], strict=False):
            taken.append(figure)
            words = between(passage, figure, behind)
            if _REST.fullmatch(words):
                if _one_side(whole, behind, words):
                    yield Deduction(whole, tuple(taken), behind, quoted(passage, whole, behind))
                break
            if not _MORE.fullmatch(words):
                break


def _plain(passage: Passage, figure: Figure) -> bool:
    money = figure.quantity.unit.is_money and figure.quantity.hedge is Hedge.EXACT
    return money and figure.measure in (Measure.AMOUNT, Measure.TO) and depth_at(passage, figure.start) == 0


def _lead(passage: Passage, whole: Figure, first: Figure) -> str:
    """The words between a total and what is taken from it, without a bracket behind the total."""
    return re.sub(r"^\([^()]*\)", "", between(passage, whole, first))


def _one_side(whole: Figure, rest: Figure, words: str) -> bool:
    """True if both are receipts, or both outlays: 收入 without something is no 支出."""
    one = _SIDE.findall(whole.label)
    return bool(one) and one[-1] == _SIDE.findall(words)[-1] and rest.quantity.unit == whole.quantity.unit
