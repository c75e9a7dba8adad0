"""Rises told with an amount (增收3.1亿元, 同比增长2%), and over what: last year's outturn, or its budget."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fiscal.figure import Figure, Measure
from fiscal.statement import Change, Moved
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier, once
from reconcile.linking.told import told_as
from tables.prose.followers import followers, other_base, over_years
from tables.prose.spans import between

_COMPARED = label_pattern("compared-with")
_DONE = label_pattern("carried-out-words")
_PLAN = label_pattern("base-is-planned")
_LAST_YEAR = label_pattern("base-is-last-year")


class ToldRise(Struct, frozen=True):
    """`amount` has risen by `rise`, an amount of money or a rate, over last year's budget (`planned`) or outturn."""

    amount: Figure
    rise: Figure
    planned: bool
    said: str


@once
def told_rises(dossier: Dossier) -> tuple[ToldRise, ...]:
    """Every rise over last year whose base is not printed beside it, in the order of the documents."""
    return tuple(_told_rises(dossier))


def _told_rises(dossier: Dossier) -> Iterator[ToldRise]:
    bound = {one.delta for one in told_as(dossier, Moved)}
    bound |= {each.figure for one in told_as(dossier, Change) if one.before for each in one.deltas}
    for passage in dossier.passages():
        for amount, rise in followers(passage):
            if amount is None or not amount.quantity.unit.is_money or rise.id in bound:
                continue
            if rise.measure not in (Measure.DELTA, Measure.GROWTH):
                continue
            money = rise.measure is Measure.DELTA
            fits = rise.quantity.unit.is_money if money else rise.quantity.unit.dimension == "percent"
            gap = between(passage, amount, rise)
            planned = _planned(gap)
            if fits and planned is not None and not (other_base(passage, rise) or over_years(passage, rise)):
                yield ToldRise(amount, rise, planned, passage.text[max(0, amount.start - 24) : rise.end])


def _planned(gap: str) -> bool | None:
    """True if the words compare with last year's budget, False if with its outturn, None if with something else."""
    compared = _COMPARED.findall(gap)
    if not compared:
        return False
    words = compared[-1]
    if not _LAST_YEAR.search(words):
        return None
    return _PLAN.search(words) is not None and not _DONE.search(words)
