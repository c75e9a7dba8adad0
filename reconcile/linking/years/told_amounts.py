"""Amounts of the narrative as statements of a year: of which year and stage, at which level, by the words around them.

So that a sentence (结转下年支出200,757万元, 为预算的56.5%) meets the tables and sentences of another document.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fiscal.budget import Level, Stage
from fiscal.document import Document, Passage
from fiscal.figure import Figure, Measure
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import stage_in
from reconcile.dossier import Dossier, once
from reconcile.linking.anchors import level_before
from reconcile.linking.years.document_years import About, about
from tables.measured.line_names import BEFORE_SETTLING
from tables.prose.spans import sentence_start

_ADJUSTED = (Stage.ADJUSTED, Stage.CHANGED)
_DONE = label_pattern("told-done")
_PLAN = label_pattern("told-plan")
_JOINED_ON = label_pattern("joined-on")
_SEVERAL = label_pattern("several-things")
_YEAR = label_pattern("year-before-sign")
_SETTLED = label_pattern("step-settled")


class ToldAmount(Struct, frozen=True):
    """One amount of the narrative.

    `sure` where its own words name its level, and the headings or the title of its report its year: a remark
    (2024年增发国债退坡) may have left another year behind.
    """

    figure: Figure
    year: int
    stage: Stage
    level: Level
    sure: bool
    of: About


@once
def told_amounts(dossier: Dossier) -> tuple[ToldAmount, ...]:
    """Every amount of money in the prose that names a concept and of which year and stage can be told."""
    return tuple(each for known in about(dossier).values() for each in _of_document(known))


def _of_document(known: About) -> Iterator[ToldAmount]:
    for passage in known.document.passages:
        for before, figure in zip((None, *passage.figures), passage.figures, strict=False):
            if not figure.quantity.unit.is_money or not figure.concept or _of_several(passage, before, figure):
                continue
            if figure.measure not in (Measure.AMOUNT, Measure.FROM, Measure.TO):
                continue
            year, stage = year_of(figure, known.document), stage_of(figure, passage, known.document)
            if year is None or stage is None:
                continue
            level = figure.level or level_before(figure, passage)
            sure = figure.level is not None and year in _years_above(passage, known.document)
            yield ToldAmount(figure, year, stage, level or Level.WHOLE, sure, known)


def _years_above(passage: Passage, document: Document) -> set[int]:
    """The years that the headings above a passage and the title of its report name."""
    report = document.reports[passage.report] if passage.report < len(document.reports) else None
    texts = (*passage.headings, report.title if report is not None else "")
    named = {int(year) for text in texts for year in _YEAR.findall(text)}
    return named | ({report.year} if report is not None and report.year is not None else set())


def _of_several(passage: Passage, before: Figure | None, figure: Figure) -> bool:
    """True where one amount is told of several things together: 上级补助收入、上年结转等7.34亿元."""
    start = max(before.end if before is not None else 0, sentence_start(passage, figure.start))
    words = _JOINED_ON.sub("", label_pattern("clause-or-colon").split(passage.text[start : figure.start])[-1])
    return _SEVERAL.search(BEFORE_SETTLING.sub("", words)) is not None


def year_of(figure: Figure, document: Document) -> int | None:
    """The year a figure speaks of, that of its report's title where its own words name none."""
    if figure.period is not None and figure.period.year is not None:
        return figure.period.year
    return document.reports[figure.report].year if figure.report < len(document.reports) else None


def stage_of(figure: Figure, passage: Passage, document: Document) -> Stage | None:
    """The stage that a figure's own words name, else the headings above it, else the title of its report.

    The 上年 of 上年结转 and the 预算 of 预算稳定调节基金 belong to the name and say nothing of the stage.
    """
    if figure.measure is Measure.FROM:
        return Stage.BUDGET
    own = None if figure.stage is not None and figure.stage is stage_in(figure.concept) else figure.stage
    if own is Stage.PRIOR:
        return None if not figure.concept.startswith("上年") else _of_headings(passage, document, figure)
    return own or _of_headings(passage, document, figure)


def _of_headings(passage: Passage, document: Document, figure: Figure) -> Stage | None:
    title = document.reports[passage.report].title if passage.report < len(document.reports) else ""
    for text in (*reversed(passage.headings), title):
        if _SETTLED.search(text):
            return Stage.FINAL
        done, plan = _DONE.search(text), _PLAN.search(text)
        if done and plan:  # 2024年预算执行情况和2025年预算草案
            year = document.reports[passage.report].year
            own = year_of(figure, document)
            return Stage.BUDGET if own == year else Stage.EXECUTED if own is not None else None
        if done or plan:
            return Stage.EXECUTED if done else Stage.BUDGET
        if "调整" in text:
            return Stage.ADJUSTED
    return None
