"""Headline amounts of the narrative: a budget's receipts and outlays as a whole, by level and year, wherever told.

2025年全市一般公共预算收入810,969万元 stands pages before the sentence that says by how much next year grows over it.
"""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from fiscal.budget import Budget, Level
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import budget_in, level_in
from reconcile.dossier import Dossier, once
from reconcile.linking.anchors import FigureSetting, setting_of
from tables.measured.line_names import HEADS
from tables.prose.spans import between, is_base, of_several_years

Head = tuple[str, str, Budget | None, Level | None, int, str]
"""Document, part of the area (高新区) or "", budget, level, year and 收入, 支出 or a total."""

_HEADS = (*HEADS.values(), *(f"{word}总计" for word in HEADS.values()))
_PART = label_pattern("zone-total")
"""The same of a part of the area that the label itself names: 新区一般公共预算收入."""

_NAMED = label_pattern("share-of-named")


@once
def headline_amounts(dossier: Dossier) -> dict[Head, tuple[Figure, ...]]:
    """The amounts of the narrative that name their budget and level themselves, by what they speak of."""
    found: dict[Head, list[Figure]] = defaultdict(list)
    for passage in dossier.passages():
        for figure in passage.figures:
            amount = figure.measure in (Measure.AMOUNT, Measure.TO) and figure.quantity.unit.is_money
            if not amount or figure.quantity.hedge is not Hedge.EXACT or is_base(passage, figure):
                continue
            if of_several_years(passage, figure):
                continue
            said = setting_of(figure, passage) if budget_in(figure.label) is not None else None
            if said is None:
                continue
            whole = said.name in _HEADS and (said.level is not None or said.scope)
            if whole or _PART.fullmatch(said.name):
                found[head_of(said)].append(figure)
    return {head: tuple(figures) for head, figures in found.items()}


def head_of(said: FigureSetting, year: int | None = None) -> Head:
    """What `said` speaks of, in another year if one is given."""
    figure, name = said.figure, said.name
    if figure.budget is Budget.SOCIAL_INSURANCE and label_pattern("grand-side-total").search(figure.label):
        name = name.removesuffix("总计")  # 社会保险基金总收入 is that of all its funds
    scope = "" if _PART.fullmatch(name) else said.scope  # the name itself says which part
    return figure.place.document, scope, figure.budget, said.level, said.year if year is None else year, name


def headline_last_year(amount: Figure, rate: Figure, passage: Passage, dossier: Dossier) -> Figure | None:
    """The one number, most finely printed, that the same document tells of a headline amount's last year."""
    said = setting_of(amount, passage)
    if said is None or rate.quantity.unit.dimension != "percent" or is_base(passage, amount):
        return None
    base = told_once(said, dossier, said.year - 1)
    return base if base is not None and base.quantity.value != 0 else None


def told_once(said: FigureSetting | None, dossier: Dossier, year: int | None = None) -> Figure | None:
    """The amount of what `said` speaks of, in another year if one is given, wherever the document tells it, if it tells
    one only.
    """
    figures = headline_amounts(dossier).get(head_of(said, year), ()) if said is not None else ()
    return finest(figures) if of_one_value(figures) else None


def of_one_value(figures: tuple[Figure, ...]) -> bool:
    """True if all the figures can be one number."""
    if not figures:
        return False
    spans = [figure.quantity.interval() for figure in figures]
    return max(span.low for span in spans) <= min(span.high for span in spans)


def finest(figures: tuple[Figure, ...]) -> Figure:
    """The one printed with the most places."""
    return min(figures, key=lambda figure: figure.quantity.step)


def whole_named(amount: Figure, share: Figure, passage: Passage) -> FigureSetting | None:
    """What the words between an amount and its share name as the whole: 占一般公共预算支出的86.19%."""
    found = _NAMED.search(between(passage, amount, share))
    return setting_under(found[1], amount, passage) if found is not None else None


def setting_under(name: str, like: Figure, passage: Passage) -> FigureSetting | None:
    """What an amount like `like` speaks of if it bears this name; None where the name is that of no budget."""
    budget, level = budget_in(name), level_in(name) or like.level
    return setting_of(replace(like, label=name, budget=budget, level=level), passage) if budget is not None else None
