"""Totals reached from an amount told before: 一般公共预算收入加上A、B后，收入总计C; 收入D，加上转移性收入后，总收入C."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Reached, Signed, Source, Total
from tables.prose.spans import between, depth_at, figures_within, quoted, stretches

_PLUS = re.compile(r"([^，。；：、]{4,40}?(?:收入|支出)(?:预算)?)(?:合计)?，?加上")
_TOTAL = re.compile(r"(?:(?:收入|支出)总[计量额]|总(?:收入|支出|财力))(?:预计|安排)?(?:为|达到?)?$")
_OTHER_LIST = re.compile("[。；]|其中|减|扣除")
_UNTOLD = re.compile(r"(?:^|[，。])加上[^，。；：\d]{2,60}后?，?[^，。；：\d]{0,20}$")
"""What is added has no amount: ，加上转移性收入后总收入为."""


def reached(passage: Passage) -> Iterator[Reached]:
    """Every total of a stretch that adds to a budget named without its amount, or adds what has no amount."""
    for start, end in passage.sentences:
        found = _PLUS.search(passage.text, start, end)
        if found is not None:
            yield from _of_sentence(found[1], (found.end(), end), passage)
    for span in stretches(passage):
        amounts = _amounts(passage, span)
        for base, whole in zip(amounts, amounts[1:], strict=False):
            words = between(passage, base, whole)
            if _TOTAL.search(words) and _UNTOLD.search(words):
                yield Reached(base.label, (), whole.id, (base.id,), quoted(passage, base, whole))


def _amounts(passage: Passage, span: tuple[int, int]) -> list[Figure]:
    """The amounts of money of a stretch, those in brackets left out."""
    return [
        figure
        for figure in figures_within(passage, span)
        if figure.quantity.unit.is_money and figure.measure is Measure.AMOUNT and depth_at(passage, figure.start) == 0
    ]


def _of_sentence(name: str, span: tuple[int, int], passage: Passage) -> Iterator[Reached]:
    figures = _amounts(passage, span)
    at = next((i for i, figure in enumerate(figures) if _TOTAL.search(passage.text[span[0] : figure.start])), None)
    if at is not None and _one_list(passage, figures[: at + 1]):
        said = passage.text[max(0, span[0] - len(name) - 2) : figures[at].end]
        bases = tuple(figure.id for figure in _named(name, passage, span[0]))
        yield Reached(name, tuple(figure.id for figure in figures[:at]), figures[at].id, bases, said)


def _named(name: str, passage: Passage, before: int) -> list[Figure]:
    """The amounts of the passage told before an offset under just this name, whoever's they are; the nearest first."""
    earlier = reversed(_amounts(passage, (0, before)))
    return [figure for figure in earlier if figure.label.endswith(name)]


def _one_list(passage: Passage, figures: Sequence[Figure]) -> bool:
    """True if nothing but commas and names stands between the amounts."""
    return not any(_OTHER_LIST.search(between(passage, a, b)) for a, b in zip(figures, figures[1:], strict=False))


_IN_BRACKET = re.compile(r"[（(](?:再|另)?加上?(?![^（(）)]*[（(])[^）)]*[）)]")
_IN_ALL = re.compile(r"，(?:[^，。；：、\d]{0,8})?(?:共计?|总共|一共|合计)[^，。；：、\d]{0,8}$")


def bracketed_plus(passage: Passage) -> Iterator[Total]:
    """A(加上B，共C): what a bracket adds to the amount before it makes the amount at its end."""
    for found in _IN_BRACKET.finditer(passage.text):
        inside = [
            figure
            for figure in figures_within(passage, found.span())
            if figure.quantity.unit.is_money and figure.measure is Measure.AMOUNT
        ]
        before = [figure for figure in passage.figures if figure.end == found.start()]
        if len(inside) >= 2 and before and before[0].quantity.unit.is_money:
            head, parts, whole = before[0], inside[:-1], inside[-1]
            if _IN_ALL.search(between(passage, parts[-1], whole)):
                run = tuple(Signed(figure.id) for figure in (head, *parts))
                yield Total(whole.id, (run,), whole.label, Source.WORDED, True, True, said=quoted(passage, head, whole))
