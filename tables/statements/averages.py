"""Yearly averages over several years with both amounts: 从2021年的A增长至2025年的B，年均增长x%."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Grew, Rise
from fiscal.words.label_patterns import label_pattern
from tables.prose.spans import figures_within, quoted, sentence_start

PLAN = 5
"""Years of a plan (五年规划); the last of each is a multiple of it."""

_YEARLY = re.compile(r"年[均平](?:均)?(?:递增|递减|增长|下降|增速|增幅|增长率)(?:率|速度|幅度)?[了约为达到]*$")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_ENDS = (Measure.AMOUNT, Measure.COUNT, Measure.FROM, Measure.TO)
_FOOTING = label_pattern("other-footing")


def averaged(passage: Passage) -> Iterator[Grew]:
    """Every yearly average whose sentence prints two amounts with their years, the nearest two before the rate.

    It is firm where the base is the last year of a plan: 2021年增长至2025年 may speak of five years and leave the base out.
    """
    for i, rate in enumerate(passage.figures):
        if not is_yearly(passage, rate):
            continue
        start = sentence_start(passage, rate.start)
        here = [one for one in figures_within(passage, (start, rate.start)) if one.measure in _ENDS]
        dated = [(year, one) for one in here[-3:] if (year := _year_of(passage, one, start)) is not None]
        pair = dated[-2:]
        if len(pair) < 2 or pair[0][1].quantity.unit.dimension != pair[1][1].quantity.unit.dimension:
            continue
        (first, then), (last, now) = sorted(pair, key=lambda known: known[0])
        between = [one.measure for one in passage.figures[:i] if one.start > max(then.start, now.start)]
        if last - first < 2 or any(measure not in (Measure.DELTA, Measure.GROWTH) for measure in between):
            continue
        said = quoted(passage, min(then, now, key=lambda one: one.start), rate)
        words = passage.text[start : rate.start]
        firm = first % PLAN == 0 and not _FOOTING.search(words)
        yield Grew(rate.id, (Rise(now.id, before=then.id, firm=firm, said=said, years=last - first),))


def is_yearly(passage: Passage, rate: Figure) -> bool:
    """True for a rate of growth that is the average of several years (年均增长)."""
    is_growth = rate.measure is Measure.GROWTH and rate.quantity.unit.dimension == "percent"
    return is_growth and bool(_YEARLY.search(passage.text[max(0, rate.start - 14) : rate.start]))


def _year_of(passage: Passage, figure: Figure, start: int) -> int | None:
    """The year that stands last between the figure before this one, or the beginning of the sentence, and this one."""
    before = [one.end for one in passage.figures if one.end <= figure.start]
    found = _YEAR.findall(passage.text[max([start, *before[-1:]]) : figure.start])
    return int(found[-1]) if found else None
