"""Lists that no 其中 announces: A，B用于甲，C用于乙; A，B用于甲，其余C; A，特别是同类的B; 计划分配：甲B、乙C, told before; A。…包括B、C."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure
from fiscal.statement import Listed, Run, Signed, Source, Total
from fiscal.words.vocabulary import common_suffix
from tables.prose.spans import between, plain_amounts, quoted, sentence_start
from tables.statements.lexicon import any_of
from tables.statements.running_totals import adds_up

_USED = re.compile(r"(?:已|将|拟|计划)?用于")
_NEXT = re.compile(r"[^。；]{0,40}[，：]|[，：；、]")
_GOES_ON = re.compile(r"[^。；]{2,60}[，；、]")
_REST = re.compile(rf"[^。；]{{2,60}}[，；]{any_of('remaining')}[^，。；：\d]{{0,6}}")
_ABOVE_ALL = re.compile(r"[^。；]{0,60}，(?:特别是|尤其是)[^。；]{2,60}")
_SHARED_OUT = re.compile(r"(?:分配|下达|安排|分解|切块)[^，。；：\d]{0,8}：[^，。；：\d]{2,12}$")
_COLON = re.compile(r"[^，。；：、]{0,12}：[^，。；：\d]{2,24}")
_ITEM_NEXT = re.compile(r"[^，。；、]{0,6}[、，；][^，。；：、\d]{2,24}")
"""What may stand between two such amounts: a count of projects and the next name."""

_INCLUDED = re.compile(r"包括[^，。；：、\d]{2,24}$")
_NAMED_NEXT = re.compile(r"[、，；][^，。；：、\d]{2,24}")

SAME_NOUN = 4
"""Characters at the end of two names from which both speak of one thing: 新增债券资金."""

FEWEST = 3
FEWEST_SHARES = {_SHARED_OUT: FEWEST, _INCLUDED: 2}
LEAST_STEPS = 1000
"""A sum of so many units of the last place is hardly met by chance among the amounts of a paragraph."""


def unannounced(passage: Passage) -> Iterator[Listed | Total]:
    """Every such list of the passage with its whole."""
    amounts = plain_amounts(passage, (0, len(passage.text)))
    yield from _uses(passage, amounts)
    yield from _above_all(passage, amounts)
    yield from _shared_out(passage, amounts)
    yield from _behind_colon(passage, amounts)


def _uses(passage: Passage, amounts: Sequence[Figure]) -> Iterator[Listed]:
    """A，B用于甲，C用于乙: amounts of which each is told with its use, right behind the one that they are taken from."""
    at = 1
    while at < len(amounts):
        run = _run(passage, amounts, at)
        rest = amounts[at + len(run)] if run and at + len(run) < len(amounts) else None
        left = rest is not None and bool(_REST.fullmatch(between(passage, run[-1], rest)))
        whole = amounts[at - 1]
        if run and (left or len(run) >= 2) and _NEXT.fullmatch(between(passage, whole, run[0])):
            said = quoted(passage, whole, run[-1])
            parts = tuple(figure.id for figure in run)
            yield Listed(whole.id, parts, "用于", rest=rest.id if left and rest is not None else None, said=said)
        at += max(1, len(run))


def _run(passage: Passage, amounts: Sequence[Figure], at: int) -> list[Figure]:
    """The amounts from number `at` on that are told with their uses right behind them, one after the other."""
    run: list[Figure] = []
    for figure in amounts[at:]:
        if not _USED.match(passage.text, figure.end):
            break
        if run and not _GOES_ON.fullmatch(between(passage, run[-1], figure)):
            break
        run.append(figure)
    return run


def _above_all(passage: Passage, amounts: Sequence[Figure]) -> Iterator[Listed]:
    """A，特别是B: a part of A if both bear one name."""
    for whole, part in zip(amounts, amounts[1:], strict=False):
        alike = common_suffix(whole.label, part.label) >= SAME_NOUN
        if alike and _ABOVE_ALL.fullmatch(between(passage, whole, part)):
            yield Listed(whole.id, (part.id,), "特别是", open=True, said=quoted(passage, whole, part))


def _shared_out(passage: Passage, amounts: Sequence[Figure]) -> Iterator[Total]:
    """计划分配：甲B、乙C、丙D; 包括甲B、乙C: shares that make an amount told before in the passage, to the digit."""
    for start, told in groupby(amounts, key=lambda figure: sentence_start(passage, figure.start)):
        here = list(told)
        for opening, fewest in FEWEST_SHARES.items():
            first = next((i for i, one in enumerate(here) if opening.search(passage.text[start : one.start])), None)
            shares = here[first:] if first is not None else []
            if len(shares) >= fewest and _listed(passage, shares):
                yield from _made_before(passage, shares, amounts)


def _listed(passage: Passage, shares: Sequence[Figure]) -> bool:
    """True if only a mark and a name stand between each two."""
    return all(_NAMED_NEXT.fullmatch(between(passage, a, b)) for a, b in zip(shares, shares[1:], strict=False))


def _made_before(passage: Passage, shares: Sequence[Figure], amounts: Sequence[Figure]) -> Iterator[Total]:
    """The nearest amount told before the shares that they make to the digit."""
    run: Run = tuple(Signed(figure.id) for figure in shares)
    known = {figure.id: figure for figure in shares}
    step = min(figure.quantity.step for figure in shares)
    for whole in reversed([figure for figure in amounts if figure.start < shares[0].start]):
        if whole.quantity.centre >= LEAST_STEPS * step and adds_up(whole, run, known, exactly=True):
            said = quoted(passage, whole, shares[-1])
            yield Total(whole.id, (run,), whole.label, Source.COUNTED, ahead=True, said=said)
            return


def _behind_colon(passage: Passage, amounts: Sequence[Figure]) -> Iterator[Total]:
    """专项资金共计A：甲B、乙C、丙D: names and amounts right behind a colon that make the amount before it, to the digit."""
    for at, whole in enumerate(amounts[:-FEWEST]):
        if not _COLON.fullmatch(between(passage, whole, amounts[at + 1])):
            continue
        shares = [amounts[at + 1]]
        for figure in amounts[at + 2 :]:
            if not _ITEM_NEXT.fullmatch(between(passage, shares[-1], figure)):
                break
            shares.append(figure)
        run: Run = tuple(Signed(figure.id) for figure in shares)
        if len(shares) >= FEWEST and adds_up(whole, run, {one.id: one for one in shares}, exactly=True):
            said = quoted(passage, whole, shares[-1])
            yield Total(whole.id, (run,), whole.label, Source.COUNTED, ahead=True, said=said)
