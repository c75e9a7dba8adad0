"""Totals reached from an amount that the sentence only names: 一般公共预算收入加上A、B后，收入总计C."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Reached
from tables.prose.spans import between, depth_at, figures_within

_PLUS = re.compile(r"([^，。；：]{4,40}?(?:收入|支出))(?:合计)?，?加上")
_TOTAL = re.compile(r"后?，?(?:收入|支出)总[计量额](?:预计)?(?:为|达到?)?$")
_OTHER_LIST = re.compile("[。；]|其中|减|扣除")


def reached(passage: Passage) -> Iterator[Reached]:
    """Every total of a sentence that adds to a budget named without its amount."""
    for start, end in passage.sentences:
        found = _PLUS.search(passage.text, start, end)
        if found is not None:
            yield from _of_sentence(found[1], (found.end(), end), passage)


def _of_sentence(name: str, span: tuple[int, int], passage: Passage) -> Iterator[Reached]:
    figures = [
        figure
        for figure in figures_within(passage, span)
        if figure.quantity.unit.is_money and figure.measure is Measure.AMOUNT and depth_at(passage, figure.start) == 0
    ]
    at = next((i for i, figure in enumerate(figures) if _TOTAL.search(passage.text[span[0] : figure.start])), None)
    if at and _one_list(passage, figures[: at + 1]):
        said = passage.text[max(0, span[0] - len(name) - 2) : figures[at].end]
        yield Reached(name, tuple(figure.id for figure in figures[:at]), figures[at].id, said)


def _one_list(passage: Passage, figures: Sequence[Figure]) -> bool:
    """True if nothing but commas and names stands between the amounts."""
    return not any(_OTHER_LIST.search(between(passage, a, b)) for a, b in zip(figures, figures[1:], strict=False))
