"""Subjects of the classification that the text names are at most the budget that they belong to.

查什么: 正文写出的科目（教育支出、增值税、国有土地使用权出让收入等）不超过同一文件所述同一预算、级次、年度的收入（支出）；一句之内连着写出的几个
    科目，其和也不超过。只记录相符的关系。
为什么: 科目是全部收入（支出）的一部分，部分不能大于全部。
例: 全市一般公共预算支出997.6亿元，其后写有教育支出127.4亿元、科学技术支出67亿元。
怎么办: 核对科目数与收支总数的级次、年度和单位。
依据: 《政府收支分类科目》。

What: subjects that the text names (education, value added tax, sales of land) within receipts or outlays of the same
    budget, level and year, wherever the document tells these; several told in one sentence together. What holds is
    recorded.
Why: a subject is part of the whole.
Example: 127.4 for education and 67 for science within outlays of 997.6.
Fix: Check level, year and unit of the subject and of the whole.
Source: classification of government receipts and outlays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fiscal.budget import Level
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.words.subjects import Subject, by_name, is_ancestor
from reconcile.judge.claim import Claim, Policy
from reconcile.linking.anchors import setting_of
from reconcile.linking.claiming import Claiming, over
from reconcile.linking.headline_amounts import Head, finest, head_of, headline_amounts, of_one_value
from tables.measured.line_names import HEADS
from tables.prose.spans import is_base, sentence_start

CODE = "ORD06"
NAME = "subjects-within-budget"
TITLE = {"zh": "科目不超过所属预算的收支", "en": "Subjects within their budget"}

_SIDES = {"1": "receipts", "2": "outlays"}
"""The first digit of a code tells the side."""

_BEYOND = ("105", "110", "111", "230", "231")
"""Transfers and debt: subjects that stand beside the receipts and outlays of a budget."""


class _Item(NamedTuple):
    """An amount that is a subject's, and what its whole is called."""

    figure: Figure
    subject: Subject
    whole: Head
    sentence: int


@over(CODE, Passage)
def propose(passage: Passage, claim: Claiming) -> Iterator[Claim]:
    """One order for every run of subjects told in one sentence whose whole the document tells in one number."""
    told = headline_amounts(claim.dossier)
    for run in _runs(passage):
        wholes = told.get(run[0].whole, ())
        if of_one_value(wholes):
            made = claim.inferred.total(finest(wholes), [item.figure for item in run], partial=True)
            yield Claim((made,), Policy.COUNT)


def _runs(passage: Passage) -> Iterator[list[_Item]]:
    """Subjects of one whole that follow one another in a sentence, none of them part of another."""
    run: list[_Item] = []
    for figure in passage.figures:
        if figure.measure is Measure.AMOUNT and figure.quantity.unit.is_money:
            item = _item(figure, passage)
            goes_on = item is not None and bool(run) and item[2:] == run[0][2:]
            if item is None or not goes_on or any(_overlap(item.subject, other.subject) for other in run):
                yield from [run] if run else []
                run = []
            run += [item] if item is not None else []
    yield from [run] if run else []


def _item(figure: Figure, passage: Passage) -> _Item | None:
    """The figure as a subject's amount, if its name is that of a subject and its year is known."""
    exact = figure.quantity.hedge is Hedge.EXACT and not is_base(passage, figure)
    said = setting_of(figure, passage) if exact else None
    found = by_name(figure.concept, year=said.year) if said is not None else ()
    subject = next((one for one in found if figure.budget in (None, one.budget)), None)
    side = _SIDES.get(subject.code[0]) if subject is not None else None
    if said is None or subject is None or side is None or subject.code.startswith(_BEYOND):
        return None
    if said.side not in (None, "", side):
        return None
    document, scope, _, level, year, _ = head_of(said)
    # a subject of no level is at most what the whole area spends, whichever level it is of
    head = document, scope, subject.budget, level or Level.WHOLE, year, HEADS[side]
    return _Item(figure, subject, head, sentence_start(passage, figure.start))


def _overlap(one: Subject, other: Subject) -> bool:
    return one.code == other.code or is_ancestor(one.code, other.code) or is_ancestor(other.code, one.code)
