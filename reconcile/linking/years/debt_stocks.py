"""Debt limits and balances of one year's end as the documents of several years of one place state them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from fiscal.budget import Stage
from fiscal.debt import APPROVED, DebtConcept, DebtFact
from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier, once
from reconcile.linking.debt_facts import debt_facts
from reconcile.linking.years.document_years import About, about
from reconcile.linking.years.versions import versions
from tables.measured.organisations import Organisation
from tables.prose.spans import sentence_start
from tables.statements.lexicon import holds_any

_NOT_SETTLED = label_pattern("not-settled")


class Stock(Struct, frozen=True):
    """One statement of a limit or balance, and whether it tells what came of the year, not what was expected of it.

    `final` is True where it stands in final accounts or is called 实际数 or 决算数; `document_year` is that of its
    document.
    """

    figure: Figure
    document_year: int
    settled: bool
    final: bool


class StockGroup(Struct, frozen=True):
    """What documents of several years say of one stock: one statement for each work, in the order of the documents."""

    fact: DebtFact
    stocks: tuple[Stock, ...]

    @property
    def settled(self) -> tuple[Stock, ...]:
        """The statements that look back."""
        return tuple(stock for stock in self.stocks if stock.settled)

    @property
    def expected(self) -> tuple[Stock, ...]:
        """The statements that look ahead."""
        return tuple(stock for stock in self.stocks if not stock.settled)


@once
def stocks_told(dossier: Dossier) -> dict[str, Stock]:
    """Every limit and balance whose year and level are known, by the id of its figure."""
    known = about(dossier)
    told = {
        name: _stock(dossier.figures[name], fact, known[dossier.figures[name].place.document])
        for name, fact in debt_facts(dossier).items()
    }
    return {name: stock for name, stock in told.items() if stock is not None}


@once
def stock_groups(dossier: Dossier) -> tuple[StockGroup, ...]:
    """Every limit and balance of which documents of two years or more of one organisation speak."""
    if len(dossier.documents) < 2:
        return ()
    works = versions(dossier)
    found: dict[tuple[int, DebtFact], dict[int, list[Stock]]] = defaultdict(lambda: defaultdict(list))
    known: list[Organisation] = []
    for identifier, fact in debt_facts(dossier).items():
        figure = dossier.figures[identifier]
        of = about(dossier)[figure.place.document]
        for then in (fact, *_as_last_year(figure, fact, dossier)):
            stock = _stock(figure, then, of)
            if of.whose is not None and stock is not None:
                whose = of.whose
                number = next((i for i, other in enumerate(known) if other.same(whose)), len(known))
                known += [whose] if number == len(known) else []
                found[number, _plain(then)][works[of.document.id]].append(stock)
    groups = (StockGroup(fact, tuple(_chosen(by_work))) for (_, fact), by_work in found.items())
    return tuple(group for group in groups if len({stock.document_year for stock in group.stocks}) > 1)


def _stock(figure: Figure, fact: DebtFact, of: About) -> Stock | None:
    """The statement of a limit or balance whose year and level are known; None for every other figure."""
    end, year = _at_end(fact), of.year
    if fact.concept not in (DebtConcept.LIMIT, DebtConcept.BALANCE) or not fact.level:
        return None
    if fact.qualifier and (fact.concept is not DebtConcept.LIMIT or fact.qualifier != APPROVED):
        return None
    if end.year is None or year is None:
        return None
    said = _said(figure, of.document)
    final = label_pattern("settled-number").search(said) is not None or (of.final and end.year <= year)
    if fact.qualifier:  # 核定: the limit fixed above, which the one adopted here may stay below
        return Stock(figure, year, False, False)
    settled = final or (end.year < year and not _NOT_SETTLED.search(said) and figure.stage is not Stage.EXPECTED)
    return Stock(figure, year, settled, final)


def _as_last_year(figure: Figure, fact: DebtFact, dossier: Dossier) -> tuple[DebtFact, ...]:
    """A limit that is said to stay what it was (仍按上年数) is also that of the year before, and so are its parts."""
    whole = dossier.figures.get(figure.whole or "")
    said = figure.label + (whole.label if whole is not None else "")
    if fact.concept is not DebtConcept.LIMIT or fact.year is None or not holds_any("as-last-year", said):
        return ()
    return (replace(fact, year=fact.year - 1),)


def _plain(fact: DebtFact) -> DebtFact:
    """What several documents of one place may state alike: the stock at a year's end, whoever fixed it."""
    return replace(_at_end(fact), qualifier="")


def _at_end(fact: DebtFact) -> DebtFact:
    """The same stock, that of the beginning of a year taken as that of the end of the year before."""
    if fact.when == "start" and fact.year is not None:
        return replace(fact, year=fact.year - 1, when="end")
    return fact


def _said(figure: Figure, document: Document) -> str:
    """The words around a figure that tell whether it is expected: its row, or its clause."""
    if figure.place.paragraph is None:
        return f"{figure.place.row or ''}{figure.place.column or ''}"
    passage = document.passages[figure.place.paragraph]
    return label_pattern("clause-mark").split(passage.text[sentence_start(passage, figure.start) : figure.start])[-1]


def _chosen(by_work: dict[int, list[Stock]]) -> Iterator[Stock]:
    """One statement for each work: of its versions and mentions the one that most other works confirm."""
    values: Counter[object] = Counter()
    for stocks in by_work.values():
        values.update({stock.figure.quantity.centre for stock in stocks})
    for stocks in by_work.values():
        yield max(stocks, key=lambda stock: values[stock.figure.quantity.centre])
