"""One line told in two sections: in other units (0.04亿元, 433万元), or without its name (投入资金73.28亿元，支持办好教育)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fiscal.budget import Budget
from fiscal.figure import Figure
from fiscal.words.label_patterns import label_pattern
from fiscal.words.subjects import by_name
from reconcile.dossier import Dossier
from reconcile.linking.links import groups
from reconcile.linking.sections.account_lines import Book, Line, account_lines
from tables.prose.spans import sentence_start
from tables.statements.running_totals import digits_of

DIGITS = 4
"""Digits from which equal amounts of one subject, one of them without its name, are one amount."""

PURPOSE = 40
"""So many characters behind an amount its purpose is named in."""

_MONEY_PUT_IN = label_pattern("money-put-in")


def told_twice(dossier: Dossier) -> Iterator[tuple[Figure, ...]]:
    """The figures of every line that several places tell and that no likeness of their labels brings together."""
    book = account_lines(dossier)
    group_of = {figure.id: i for i, group in enumerate(groups(dossier)) for figure in group.members}
    for lines in book.by_name.values():
        for planned in (False, True):
            yield from _in_other_units([line for line in lines if line.planned is planned], group_of)
    yield from _without_name(book, group_of)


def _in_other_units(lines: Sequence[Line], group_of: Mapping[str, int]) -> Iterator[tuple[Figure, ...]]:
    """One figure for each number of places of a line whose places agree, if not all of them are known to be one."""
    by_step = {line.figure.quantity.step: line.figure for line in reversed(lines)}
    finest = by_step[min(by_step)] if by_step else None
    if finest is None or len(by_step) < 2:
        return
    spans = [figure.quantity.interval() for figure in by_step.values()]
    known = {group_of.get(figure.id, -1) for figure in by_step.values()}
    if max(span.low for span in spans) <= min(span.high for span in spans) and (len(known) > 1 or known == {-1}):
        yield tuple(by_step[step] for step in sorted(by_step))


def _without_name(book: Book, group_of: Mapping[str, int]) -> Iterator[tuple[Figure, ...]]:
    """投入资金A，支持…教育…, with the outlays on education that another paragraph tells with the same digits."""
    by_value: dict[tuple[str, Decimal], list[Line]] = defaultdict(list)
    for line in book.of_figure.values():
        if digits_of(line.figure) >= DIGITS:
            by_value[line.account.document, line.figure.quantity.centre].append(line)
    for lines in by_value.values():
        nameless = [
            line for line in lines if _MONEY_PUT_IN.fullmatch(line.figure.label) and line.figure.id not in group_of
        ]
        named = [line for line in lines if _subject(line)]
        for line in nameless:
            found = [other for other in named if other.passage is not line.passage and _subject(other) in _around(line)]
            if found:
                yield line.figure, found[0].figure


def _subject(line: Line) -> str:
    """教育 of 教育支出, if that is a subject of the general budget; else "", which is no one's."""
    stem = line.name.removesuffix("支出")
    return stem if stem != line.name and len(stem) > 1 and by_name(line.name, Budget.GENERAL) else ""


def _around(line: Line) -> str:
    """The words of the sentence before an amount and those that name its purpose behind it."""
    text, figure = line.passage.text, line.figure
    return text[sentence_start(line.passage, figure.start) : figure.start] + text[figure.end : figure.end + PURPOSE]
