"""What one report sums up and another lists: 1377.32万元 handed in, and the four findings it was handed in for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.quantity import sum_of_centres
from reconcile.dossier import Dossier
from reconcile.linking.retold_passages import retellings
from tables.statements.running_totals import digits_of

IN_ONE_SENTENCE, IN_SEVERAL = 4, 5
"""Significant digits from which an amount that the amounts of one sentence, or of several, come to is no accident."""

LONGEST = 8
"""Amounts of one list."""


def sums_again(dossier: Dossier) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Every amount that whole sentences in a row of the passages it retells come to, to the digit."""
    beside: dict[tuple[str, int], dict[tuple[str, int], list[Passage]]] = defaultdict(lambda: defaultdict(list))
    known: dict[tuple[str, int], Passage] = {}
    for told in retellings(dossier):
        if not told.one_matter or not told.whole:
            continue
        for one, other in ((told.first, told.later), (told.later, told.first)):
            known[_key(one)] = one
            beside[_key(one)][_report(other)].append(other)
    for key, reports in beside.items():
        for passages in reports.values():
            lists = _lists(sorted(passages, key=lambda passage: passage.index))
            for whole in _amounts(known[key]):
                run = next((run for run, sentences in lists if _comes_to(whole, run, sentences)), None)
                if run is not None:
                    yield whole, run


def _key(passage: Passage) -> tuple[str, int]:
    return passage.figures[0].place.document, passage.index


def _report(passage: Passage) -> tuple[str, int]:
    return passage.figures[0].place.document, passage.report


def _amounts(passage: Passage) -> list[Figure]:
    return [figure for figure in passage.figures if figure.measure is Measure.AMOUNT and _exact_money(figure)]


def _exact_money(figure: Figure) -> bool:
    quantity = figure.quantity
    return quantity.unit.is_money and quantity.hedge is Hedge.EXACT and quantity.upper is None


def _lists(passages: Sequence[Passage]) -> list[tuple[tuple[Figure, ...], int]]:
    """The amounts of all runs of whole sentences, each with how many sentences it takes; short runs first."""
    sentences: list[tuple[Figure, ...]] = []
    for passage in passages:
        for start, end in passage.sentences:
            inside = tuple(figure for figure in _amounts(passage) if start <= figure.start < end)
            sentences += [inside] if inside else []
    found = []
    for length in range(1, len(sentences) + 1):
        for at in range(len(sentences) - length + 1):
            run = tuple(figure for sentence in sentences[at : at + length] for figure in sentence)
            if 2 <= len(run) <= LONGEST:
                found.append((run, length))
    return found


def _comes_to(whole: Figure, run: Sequence[Figure], sentences: int) -> bool:
    """True if the run comes to the whole exactly, hardly by accident, and is not one number again and again."""
    if digits_of(whole) < (IN_ONE_SENTENCE if sentences == 1 else IN_SEVERAL):
        return False
    if all(one.quantity.centre == other.quantity.centre for one, other in pairwise(run)):
        return False
    return sum_of_centres(each.quantity for each in run) == whole.quantity.centre
