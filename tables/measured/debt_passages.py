"""Facts of debt in prose: what each amount states of limits, balances, bonds and repayment, and whose debt it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from fiscal.debt import DebtFact, DebtKind, recognise
from fiscal.debt.debt_names import is_bare
from fiscal.debt.government_level import (
    highest_rank,
    is_of_superior,
    level_before,
    level_named,
    level_of_headings,
    rank_of_title,
)
from fiscal.document import Document, Passage
from fiscal.figure import Figure, Measure
from tables.measured.debt_tables import facts_of_table, stages_told
from tables.measured.organisations import Organisation
from tables.prose.spans import sentence_start


def facts_of_document(document: Document, whose: Organisation | None) -> dict[str, DebtFact]:
    """The debt fact of every money figure that states one beyond doubt, by figure id, with its level where named."""
    found: dict[str, DebtFact] = {}
    ranks = _ranks(document)
    places = whose.places if whose else ()
    parts = _parts(document, places)
    for passage in document.passages:
        found |= _of_passage(document, passage, ranks.get(passage.report, 0), parts)
    stages = stages_told(document)
    for table in document.tables:
        found |= facts_of_table(table, ranks.get(table.report, 0), places, stages)
    return found


def _ranks(document: Document) -> dict[int, int]:
    """For each report of `document` the rank of the area it reports on, as far as passages on debt tell."""
    found: dict[int, int] = {}
    for passage in document.passages:
        if "债" in passage.text:
            found[passage.report] = max(found.get(passage.report, 0), highest_rank(passage.text))
    return found


def _of_passage(document: Document, passage: Passage, rank: int, parts: frozenset[str]) -> dict[str, DebtFact]:
    """The facts of one passage by the ids of its figures.

    Wholes before their parts, so that a part (其中：专项债务) can take over what its whole measures.
    """
    found: dict[str, DebtFact] = {}
    figures = [figure for figure in passage.figures if figure.quantity.unit.is_money]
    twins = _twins(passage)
    own = rank_of_title(document.reports[passage.report].title)
    for figure in sorted(figures, key=lambda f: (f.id in twins, f.whole is not None)):
        if figure.measure not in (Measure.AMOUNT, Measure.TO):
            continue
        twin = twins.get(figure.id)
        if twin is not None and twin in found:
            found[figure.id] = found[twin]
            continue
        span = figure.place.span or (0, 0)
        start = sentence_start(passage, span[0])
        whole = found.get(figure.whole) if figure.whole else _whole_before(passage, start, found)
        if _is_base(passage.text[start : span[0]]) or (whole is None and _of_other_things(figure, passage)):
            continue  # 较年初预算时3亿元; 安排省本级支出3亿元（一般债券1亿元、专项债券2亿元）
        year = figure.period.year if figure.period else document.reports[figure.report].year
        near = passage.text[max(start, span[0] - 30) : span[0]]
        apart = whole is None or year != whole.year
        named = f"{year}年" if year and apart and f"{year}年" in near else ""
        part, label = _part_named(figure, parts)
        fact = recognise(named + label, whole, year, passage.text[start : span[0]], _topic(passage, start))
        if fact is None or is_of_superior(passage.text[max(start, span[0] - 30) : span[0]], own):
            continue
        fact = replace(fact, level=part or _level(figure, passage, rank, whole))
        if fact != whole:  # a part (其中：甲县债务限额) never states the fact of its whole
            found[figure.id] = fact
    return found


def _parts(document: Document, home: Sequence[str]) -> frozenset[str]:
    """The parts of the area of whose debt the prose tells twice or more; a name that stands once may be none."""
    told = Counter(
        figure.place_of
        for passage in document.passages
        for figure in passage.figures
        if figure.place_of and figure.label.startswith(figure.place_of) and "债" in figure.label
    )
    return frozenset(part for part, times in told.items() if times > 1 and part not in home)


def _part_named(figure: Figure, parts: frozenset[str]) -> tuple[str, str]:
    """The part of the area whose debt a figure's own words name (甲县债务限额), and what they call it without."""
    part = figure.place_of or ""
    if part not in parts or not figure.label.startswith(part) or figure.label == part:
        return "", figure.label
    return part, figure.label.removeprefix(part)


def _twins(passage: Passage) -> dict[str, str]:
    """The figure right before that prints the same words and number: 专项债券3.2亿元（专项债券3.2亿元中，使用…）."""
    pairs = zip(passage.figures, passage.figures[1:], strict=False)
    return {b.id: a.id for a, b in pairs if a.label == b.label and a.quantity == b.quantity}


def _whole_before(passage: Passage, start: int, found: dict[str, DebtFact]) -> DebtFact | None:
    """The last fact of all debt before a sentence that begins with 其中 and gives its parts."""
    if not passage.text[start:].lstrip().startswith("其中"):
        return None
    before = [figure for figure in passage.figures if figure.end <= start]
    fact = found.get(before[-1].id) if before else None
    return fact if fact is not None and fact.kind is DebtKind.TOTAL else None


def _of_other_things(figure: Figure, passage: Passage) -> bool:
    """True for a bare 一般债券 that is part of a figure whose words are not about debt: outlays paid from bonds.

    And for a limit that is part of one handed down in advance (提前批), which says nothing of the year.
    """
    whole = next((other for other in passage.figures if other.id == figure.whole), None)
    if whole is not None and re.search(r"提前|[第首][一二三\d]?批|批次", whole.label):
        return True
    return whole is not None and is_bare(figure.label) and re.search("债|额度", whole.label) is None


def _is_base(before: str) -> bool:
    """True if the words right before a figure only say with what something is compared: ，较预算调整时.

    >>> _is_base("债务限额5亿元，较预算调整时"), _is_base("债务限额5亿元，较上年债务限额")
    (True, False)
    """
    clause = re.split("[，；。：（(]", before)[-1]
    return re.match("[较比]", clause) is not None and "债" not in clause


def _topic(passage: Passage, start: int) -> str:
    """What the sentence that begins at `start` is about: the sentence before it if without digits, else its heading."""
    earlier = sentence_start(passage, start - 1) if start else start
    before = passage.text[earlier:start]
    if before and not any(char.isdecimal() for char in before):
        return before
    return "" if before else next(reversed(passage.headings), "")


def _level(figure: Figure, passage: Passage, rank: int, whole: DebtFact | None) -> str:
    """The level named by the figure's own words, else by its whole, the clauses before it, or the headings."""
    named = level_named(figure.label, rank)
    if named is None and whole is not None and whole.level:
        return whole.level
    before = passage.text[: figure.start]
    level = named or level_before(before, rank) or level_of_headings(passage.headings, rank)
    return level.value if level else ""
