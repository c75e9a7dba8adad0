"""Mentions: figures as the linking sees them, and whether the settings of two of them contradict each other."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from fiscal.budget import Level, Stage
from fiscal.debt import DebtFact
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.quantity import telling_digits
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.linking.contrasts import contrary
from reconcile.linking.debt_facts import debt_facts, measured
from reconcile.linking.matters import matters
from tables.measured.concepts import concept
from tables.measured.scopes import entity, names, narrow_columns, titles, widened

_STOCK = label_pattern("stock-words")

_NO_WORD = label_pattern("no-chinese-sign")
_QUOTES = label_pattern("quotation-mark")

CROWD = 40
"""A value or a label that more mentions share than this tells nothing and is left out."""

HEAD = 40
"""So many characters open a paragraph and may say of what level all of it tells."""

REACH = 300
"""How many characters back a list after 分别 may have begun."""


class Mention(Struct, frozen=True):
    """One figure as the linking sees it.

    `counted` are the nouns a count stands next to (代表建议131件, 131件代表建议); `scope` is the entity whose
    section it stands in; `part` what a cell's column is narrowed to; `said` the sentence and headings of a narrative
    figure; `nth` its place in a list after 分别, 0 outside such lists; `around` the words right before and behind it;
    `area` what the level it is told of is said to hold (市本级（含高新区）).
    """

    figure: Figure
    core: str
    kind: str
    matter: int
    fact: DebtFact | None
    digits: int
    counted: frozenset[str] = frozenset()
    scope: str = ""
    part: str = ""
    said: str = ""
    nth: int = 0
    around: tuple[str, str] = ("", "")
    area: str = ""

    @property
    def is_cell(self) -> bool:
        """True for a table cell."""
        return self.figure.source == "cell"

    @property
    def is_faint(self) -> bool:
        """True for a lone digit under a short name, which says nothing outside a list of several."""
        return is_small(self.figure) and len(self.core) < 3


def mentions(dossier: Dossier) -> list[Mention]:
    """Every figure that can be linked; zeros say too little."""
    matter = matters(dossier)
    facts = debt_facts(dossier)
    around = {**_around_prose(dossier), **_around_cells(dossier)}
    areas = {
        (document.id, passage.index): widened((passage.text[:HEAD], *reversed(passage.headings)))
        for document in dossier.documents
        for passage in document.passages
    }
    found = []
    for figure in dossier.figures.values():
        digits = telling_digits(figure.quantity.value)
        core = concept(figure.label)
        if figure.quantity.value == 0 or _says_nothing(figure):
            continue
        where = matter.get((figure.place.document, figure.report), -1)
        if core:
            words = (
                _words_around(figure, dossier.passage_at(figure.place)) if figure.source == "narrative" else ("", "")
            )
            counted = _fours(words) if figure.measure is Measure.COUNT else frozenset()
            fact = facts.get(figure.id)
            setting = around[figure.id]
            area = areas.get((figure.place.document, figure.place.paragraph or 0), "") if figure.start >= 0 else ""
            found.append(Mention(figure, core, measured(figure), where, fact, digits, counted, *setting, words, area))
    return found


def _says_nothing(figure: Figure) -> bool:
    """True for labels that name no thing: a torn row (5100 9月19日), 为, 预算数, a change named by its base alone."""
    if label_pattern("loose-digits").search(figure.label) or len(figure.label) < 2:
        return True
    if label_pattern("stage-name-alone").fullmatch(figure.label):
        return True
    return figure.measure is Measure.DELTA and label_pattern("compared-alone").fullmatch(figure.label) is not None


def _around_prose(dossier: Dossier) -> dict[str, tuple[str, str, str, int]]:
    """Scope, part (none), sentence with headings, and place in a list after 分别, of every narrative figure."""
    found = {}
    for document in dossier.documents:
        known = titles(document)
        for passage in document.passages:
            scope, above = entity(passage.headings, known), "\n".join(passage.headings)
            said = {span: f"{passage.text[slice(*span)]}\n{above}" for span in passage.sentences}
            starts = [a for a, _ in passage.sentences]
            counts: dict[int, int] = {}
            for figure in passage.figures:
                at = figure.start
                span = passage.sentences[bisect_right(starts, at) - 1] if starts and starts[0] <= at else (0, 0)
                reach = max(span[0], at - REACH)
                start = max(passage.text.rfind(mark, reach, at) for mark in ("分别", "；", ";"))
                nth = 0
                if start >= 0 and passage.text.startswith("分别", start):
                    nth = counts[start] = counts.get(start, 0) + 1
                found[figure.id] = (scope, "", said.get(span, above), nth)
    return found


def _around_cells(dossier: Dossier) -> dict[str, tuple[str, str, str, int]]:
    """Scope (none), part its column stands for, title and label of its row, and 0, of every cell."""
    found = {}
    for table in dossier.tables():
        narrow = narrow_columns(table)
        for row in table.rows:
            said = f"{row.label}\n{table.title}"
            for column, cell in enumerate(row.cells):
                if cell is not None:
                    found[cell.id] = ("", narrow.get(column, ""), said, 0)
    return found


def apart(one: Mention, other: Mention) -> bool:
    """True if words or place say that two mentions are of different things, whatever their numbers."""
    a, b = one.figure, other.figure
    if one.scope and other.scope and one.scope != other.scope:
        return True
    if one.area != other.area and not (one.is_cell or other.is_cell):
        return True  # of 市本级（含高新区） and of 市本级
    for here, there in ((one, other), (other, one)):
        if here.part and not names(there.said, here.part):
            return True
    if (a.whole is not None and a.whole == b.whole) or a.whole == b.id or b.whole == a.id:
        return True
    if a.measure is b.measure is Measure.COUNT and one.said is other.said and a.source == "narrative":
        return True
    if one.nth and other.nth and one.nth != other.nth:
        return True
    return contrary(a.label, b.label)


def scopes_agree(one: Mention, other: Mention) -> bool:
    """True if neither stands in the section of an entity that the other neither stands in nor names."""
    return one.scope == other.scope or (one.scope in other.said and other.scope in one.said)


def _words_around(figure: Figure, passage: Passage | None) -> tuple[str, str]:
    """The words right before and right behind a narrative figure, up to the next mark or digit."""
    text, span = passage.text if passage is not None else "", figure.place.span or (0, 0)
    before = _NO_WORD.split(_QUOTES.sub("", text[max(0, span[0] - 12) : span[0]]).rstrip())[-1]
    behind = _NO_WORD.split(_QUOTES.sub("", text[span[1] : span[1] + 14]).lstrip())[0]
    return before, behind


def _fours(sides: tuple[str, str]) -> frozenset[str]:
    """All stretches of four characters in the words around a count."""
    return frozenset(side[i : i + 4] for side in sides for i in range(len(side) - 3))


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
    if one.span == other.span or "year" in (one.span, other.span):
        return True
    # 截至6月底 a flow has come to what it came to in 1-6月; a stock is another thing at another time.
    stock = _STOCK.search(a.label) or _STOCK.search(b.label)
    return not stock and one.span.replace("end-", "1-") == other.span.replace("end-", "1-")
