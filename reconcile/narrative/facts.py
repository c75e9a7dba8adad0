"""Facts: what a figure measures — the kind of measure, and for debt the fact that the law speaks of."""

from __future__ import annotations

from functools import lru_cache

from fiscal.debt import DebtFact, recognise
from fiscal.document import Document, Passage
from fiscal.figure import Figure, Measure
from fiscal.table import Table
from reconcile.dossier import Dossier

_KINDS = {
    Measure.AMOUNT: "amount",
    Measure.FROM: "amount",
    Measure.TO: "amount",
    Measure.COUNT: "amount",
    Measure.DELTA: "delta",
    Measure.GROWTH: "growth",
    Measure.SHARE: "share",
    Measure.COMPLETION: "completion",
    Measure.RATE: "rate",
    Measure.POINTS: "points",
    Measure.RANK: "rank",
}


def measured(figure: Figure) -> str:
    """The kind of number: amounts compare with amounts, growth rates with growth rates."""
    kind = _KINDS[figure.measure]
    return kind if kind == "amount" or figure.sign > 0 else kind + "-"


@lru_cache(maxsize=4)
def debt_facts(dossier: Dossier) -> dict[str, DebtFact]:
    """The debt fact of every money figure that states one beyond doubt, by figure id."""
    found: dict[str, DebtFact] = {}
    for document in dossier.documents:
        for passage in document.passages:
            _of_passage(document, passage, found)
        for table in document.tables:
            _of_table(table, found)
    return found


def _of_passage(document: Document, passage: Passage, found: dict[str, DebtFact]) -> None:
    """Wholes before their parts, so that a part (其中：专项债务) can take over what its whole measures."""
    figures = [figure for figure in passage.figures if figure.quantity.unit.is_money]
    twins = {figure.id: _twin(figure, passage) for figure in figures}
    for figure in sorted(figures, key=lambda f: (twins[f.id] is not None, f.whole is not None)):
        if figure.measure not in (Measure.AMOUNT, Measure.TO):
            continue
        span = figure.place.span or (0, 0)
        start = max((a for a, b in passage.sentences if a <= span[0]), default=0)
        twin = twins[figure.id]
        if twin is not None and twin.id in found:
            found[figure.id] = found[twin.id]
            continue
        whole = found.get(figure.whole) if figure.whole else None
        year = figure.period.year if figure.period else document.reports[figure.report].year
        named = f"{year}年" if year and f"{year}年" in passage.text[max(start, span[0] - 30) : span[0]] else ""
        fact = recognise(named + figure.label, whole, year, passage.text[start : span[0]])
        if fact is not None:
            found[figure.id] = fact


def _twin(figure: Figure, passage: Passage) -> Figure | None:
    """The figure right before that prints the same words and number: 专项债券3.2亿元（专项债券3.2亿元中，使用…）."""
    at = next((i for i, f in enumerate(passage.figures) if f.id == figure.id), 0)
    before = passage.figures[at - 1] if at else None
    if before is not None and before.label == figure.label and before.quantity == figure.quantity:
        return before
    return None


def _of_table(table: Table, found: dict[str, DebtFact]) -> None:
    for row in table.rows:
        for cell in row.cells:
            if cell is not None and cell.quantity.unit.is_money:
                year = cell.period.year if cell.period else None
                fact = recognise(row.label, None, year, table.title)
                if fact is not None:
                    found[cell.id] = fact
