"""Mentions: figures as the linking sees them, and whether the settings of two of them contradict each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fiscal.budget import Level, Stage
from fiscal.debt import DebtFact
from fiscal.figure import Figure, Measure
from reconcile.dossier import Dossier
from reconcile.narrative.concepts import concept
from reconcile.narrative.facts import debt_facts, measured
from reconcile.narrative.matters import matters

CROWD = 40
"""A value or a label that more mentions share than this tells nothing and is left out."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure as the linking sees it. `counted` are the nouns a count stands next to (代表建议131件, 131件代表建议)."""

    figure: Figure
    core: str
    kind: str
    matter: int
    fact: DebtFact | None
    digits: int
    counted: frozenset[str] = frozenset()

    @property
    def is_cell(self) -> bool:
        """True for a table cell."""
        return self.figure.source == "cell"


def mentions(dossier: Dossier) -> list[Mention]:
    """Every figure that can be linked: zeros and lone digits of counts say too little."""
    matter = matters(dossier)
    facts = debt_facts(dossier)
    texts = {(document.id, p.index): p.text for document in dossier.documents for p in document.passages}
    found = []
    for figure in dossier.figures.values():
        digits = len(str(figure.quantity.value.copy_abs()).replace(".", "").lstrip("0").rstrip("0")) or 1
        core = concept(figure.label)
        if figure.quantity.value == 0 or (is_small(figure) and len(core) < 3):
            continue
        where = matter.get((figure.place.document, figure.report), -1)
        if core:
            counted = _counted(figure, texts) if figure.measure is Measure.COUNT else frozenset()
            found.append(Mention(figure, core, measured(figure), where, facts.get(figure.id), digits, counted))
    return found


def _counted(figure: Figure, texts: Mapping[tuple[str, int], str]) -> frozenset[str]:
    """The four characters before and behind a count, where they are all letters of a word."""
    text, span = texts.get((figure.place.document, figure.place.paragraph or 0), ""), figure.place.span or (0, 0)
    sides = (text[max(0, span[0] - 4) : span[0]], text[span[1] : span[1] + 4])
    return frozenset(side for side in sides if re.fullmatch(r"[\u4e00-\u9fff]{4}", side))


def is_small(figure: Figure) -> bool:
    """True for a count below ten, which many things have in common."""
    return figure.measure is Measure.COUNT and figure.quantity.value < 10


def same_setting(one: Mention, other: Mention) -> bool:
    """True if budget, level, stage and period do not contradict each other."""
    a, b = one.figure, other.figure
    if a.budget and b.budget and a.budget is not b.budget:
        return False
    if level_of(a) and level_of(b) and level_of(a) is not level_of(b):
        return False
    if a.stage and b.stage and a.stage is not b.stage and Stage.EXPECTED not in (a.stage, b.stage):
        adjusting = {Stage.BUDGET, Stage.ADJUSTED, Stage.PRIOR, Stage.CHANGED}
        if a.stage in adjusting and b.stage in adjusting:
            return False
    return _same_period(a, b)


def level_of(figure: Figure) -> Level | None:
    """A table that names no level is the whole area's; a sentence that names none may be either's."""
    return figure.level or (Level.WHOLE if figure.source == "cell" and figure.budget else None)


def _same_period(a: Figure, b: Figure) -> bool:
    one, other = a.period, b.period
    if one is None or other is None:
        return True
    if one.year is not None and other.year is not None and one.year != other.year:
        return False
    return one.span == other.span or "year" in (one.span, other.span)
