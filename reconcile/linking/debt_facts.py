"""Facts: what a figure measures — the kind of measure, and for debt the fact that the law speaks of."""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from fiscal.budget import Level
from fiscal.debt import DebtFact
from fiscal.figure import Figure, Measure
from fiscal.statement import Change
from reconcile.dossier import Dossier, once
from reconcile.linking.matters import matters
from reconcile.linking.told import told_as
from tables.measured.debt_passages import facts_of_document
from tables.measured.organisations import organisation

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


@once
def debt_facts(dossier: Dossier) -> dict[str, DebtFact]:
    """The debt fact of every money figure that states one beyond doubt, by figure id, with its level where known."""
    found: dict[str, DebtFact] = {}
    bases = {
        change.before for change in told_as(dossier, Change)
    }  # 较调整时701万元减少: an earlier state, not this one
    for document in dossier.documents:
        found |= facts_of_document(document, organisation(document))
    return _settled(dossier, {name: fact for name, fact in found.items() if name not in bases})


def _settled(dossier: Dossier, found: dict[str, DebtFact]) -> dict[str, DebtFact]:
    """`found`, where a figure whose level nothing names has the only level that its matter speaks of.

    The prose decides for itself, by its own levels; where it names none, its tables do; where they name none or
    several, it speaks of the whole area.
    """
    matter = matters(dossier)
    spoken: dict[tuple[int, str], set[str]] = defaultdict(set)
    for identifier, fact in found.items():
        figure = dossier.figures[identifier]
        spoken[matter.get((figure.place.document, figure.report), -1), figure.source] |= {fact.level} - {""}
    result: dict[str, DebtFact] = {}
    for identifier, fact in found.items():
        figure = dossier.figures[identifier]
        number = matter.get((figure.place.document, figure.report), -1)
        prose, cells = spoken[number, "narrative"], spoken[number, "cell"]
        known = prose if prose or len(cells) != 1 else cells
        if not fact.level and figure.source == "narrative" and len(known) <= 1:
            fact = replace(fact, level=next(iter(known), Level.WHOLE.value))
        result[identifier] = fact
    return result
