"""Balances of the budget stabilisation fund (预算稳定调节基金) at a year's end, as several documents state them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from fiscal.budget import Level
from fiscal.figure import Figure
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold, level_in
from reconcile.dossier import Dossier, once
from reconcile.linking.years.document_years import About, about

_BALANCE = label_pattern("stabilisation-balance")
_START = label_pattern("opening-of-fund")
_EXPECTED = label_pattern("expected-words")


class FundBalance(Struct, frozen=True):
    """One statement, and the document it stands in; `looks_back` where the document is about a later year or final."""

    figure: Figure
    of: About
    looks_back: bool


@once
def fund_balances(dossier: Dossier) -> Mapping[tuple[Level | None, int], tuple[FundBalance, ...]]:
    """By level and year the statements of what the fund held at the end of that year."""
    found: dict[tuple[Level | None, int], list[FundBalance]] = defaultdict(list)
    for figure in dossier.figures.values():
        if not figure.quantity.unit.is_money or not _BALANCE.search(fold(figure.label)):
            continue
        of, year = about(dossier)[figure.place.document], _year_end(figure)
        if year is None or of.year is None:
            continue
        expected = _EXPECTED.search(_before(figure, of)) is not None
        back = not expected and (year < of.year or (of.final and year == of.year))
        level = level_in(figure.label) or figure.level
        found[level, year].append(FundBalance(figure, of, back))
    return {key: tuple(balances) for key, balances in found.items()}


def _year_end(figure: Figure) -> int | None:
    """The year at whose end the fund held the amount: 2023年初 is the end of 2022."""
    if figure.period is None or figure.period.year is None or figure.period.span not in ("end", "start", "year"):
        return None
    start = figure.period.span == "start" or _START.search(figure.label) is not None
    return figure.period.year - 1 if start else figure.period.year


def _before(figure: Figure, of: About) -> str:
    """The words of the clause before a narrative figure; the row and column of a cell."""
    if figure.place.paragraph is None:
        return f"{figure.place.row or ''}{figure.place.column or ''}"
    return label_pattern("clause-end").split(of.document.passages[figure.place.paragraph].text[: figure.start])[-1]
