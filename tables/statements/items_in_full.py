"""Amounts of items named in full: 某支出（类）某事务（款）某项（项），支出决算为A."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.document import Passage
from fiscal.figure import Measure
from fiscal.statement import Itemised
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold
from tables.prose.spans import figures_within, words_before

_ITEM = label_pattern("item-named-in-full")
_AMOUNT = label_pattern("item-amount-follows")


def itemised(passage: Passage) -> Iterator[Itemised]:
    """Every amount of money of such an item, up to the next one, whose words say which it is."""
    found = list(_ITEM.finditer(passage.text))
    ends = [*(item.start() for item in found[1:]), len(passage.text)]
    for item, end in zip(found, ends, strict=False):
        for figure in figures_within(passage, (item.end(), end)):
            said = _AMOUNT.search(words_before(passage, figure, 16))
            if said is not None and figure.measure is Measure.AMOUNT and figure.quantity.unit.is_money:
                year = int(said["year"]) if said["year"] else None
                words = passage.text[item.start() : figure.end]
                yield Itemised(figure.id, fold(item[1]), fold(item[2]), bool(said["done"]), year, words)
