"""Receipts less outlays leave the balance: 收支相抵，结余C.

查什么: “收入A，支出B，收支相抵，结余（结转）C”中，A−B是否等于C。
为什么: 结余结转是下年预算的来源，必须由收支得出。
例: 收入3409万元，支出2280万元，当期结余1129万元：3409 − 2280 = 1129。
怎么办: 对照收支平衡表，核对收入总量、支出总量与结余是否取自同一张表、同一口径。
依据: 预算法第六十六条（结余、结转的处理）；决算报告的收支平衡口径。

What: receipts less outlays equal the surplus or carry-over stated after 收支相抵.
Why: the surplus is a source of next year's budget.
Example: 3409 - 2280 = 1129.
Fix: Hold receipts, outlays and balance against the balance table: one table, one scope.
Source: Budget Law art. 66.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fiscal.claims import total
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds, near_miss
from reconcile.linking.words_before import words_before
from tables.prose.spans import between, figures_within

CODE = "BAL01"
NAME = "receipts-less-outlays-leave-balance"
TITLE = {"zh": "收支相抵与结余", "en": "Receipts, outlays and the balance left"}

_NET = re.compile(r"收支(?:相抵|相减|平衡)后?|当[年期]结余|年终结余")
REACH = 2000
"""Characters before 收支相抵 in which its receipts and outlays are looked for."""

_CURRENT = re.compile("收支结余|[当本][年期](?:收支)?结余")
_SHORT = re.compile("，(?:[当本][年期])?(?:收支)?(?:收不抵支|赤字)(?:为|达)?")
_LEFT = re.compile(r"结余|结转|盈余|赤字")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every 收支相抵 with receipts and outlays before it, where it holds or misses by one slip."""
    for passage in dossier.passages():
        told: set[str] = set()
        for found in _NET.finditer(passage.text):
            left = next(iter(figures_within(passage, (found.start(), found.start() + 40))), None)
            if (
                left is None
                or left.id in told
                or not left.quantity.unit.is_money
                or not _LEFT.search(left.label + found.group())
            ):
                continue
            near = figures_within(passage, (max(0, found.start() - REACH), found.start()))
            before = [f for f in near if _sums(f)]
            offered = list(_balances(left, before, passage))
            kept = [r for r in offered if holds(r, dossier.figures)] or [r for r in offered if _slipped(r, dossier)]
            if kept:
                told.add(left.id)
                yield kept[0]
        for relation in _side_by_side(passage):
            if relation.terms[-1].figure not in told:
                told.add(relation.terms[-1].figure)
                yield relation
        for relation in _rolled(passage):
            if _fits(relation, dossier):
                yield relation
        for relation in _spent(passage):
            if relation.terms[-1].figure not in told and _fits(relation, dossier):
                yield relation


def _fits(relation: Relation, dossier: Dossier) -> bool:
    return holds(relation, dossier.figures) or near_miss(relation, dossier.figures)


def _slipped(relation: Relation, dossier: Dossier) -> bool:
    """True if the relation misses by one slip and the receipts are no small part: a fund's interest is no receipts."""
    income, *parts = (dossier.figures[name] for name in relation.figures())
    least = min(income.quantity.centre, *(part.quantity.centre for part in parts[:1]))
    most = max(income.quantity.centre, *(part.quantity.centre for part in parts[:1]))
    return near_miss(relation, dossier.figures) and (_is_total(income) or 4 * least >= most)


def _side_by_side(passage: Passage) -> Iterator[Relation]:
    """收入A，支出B，当年收支结余C right behind one another: nothing else can be meant."""
    amounts = [f for f in passage.figures if _sums(f)]
    for income, spending, left in zip(amounts, amounts[1:], amounts[2:], strict=False):
        words = between(passage, spending, left)
        named = "收入" in income.label and "支出" in spending.label and "支出" not in income.label
        current = re.search(r"(?:[当本][年期])?收支结余|[当本][年期]结余", words)
        alike = not _listed(passage, income) and income.budget is spending.budget
        alike = alike and spending.level in (None, income.level)
        if named and current and alike and not re.search("滚存|累计|年末|年终|缺口", words) and "加" not in words:
            yield _left_over(passage, income, spending, left, 1)
        elif named and alike and _SHORT.fullmatch(words) and left.quantity.value > 0:
            yield _left_over(passage, income, spending, left, -1)


def _left_over(passage: Passage, income: Figure, spending: Figure, left: Figure, sign: int) -> Relation:
    """Receipts = outlays + what is left over; with a `sign` of −1 what is left is a deficit."""
    return total(
        CODE, income, (spending, left), Basis.STATED, passage.text[income.start : left.end][:160], signs=(1, sign)
    )


def _rolled(passage: Passage) -> Iterator[Relation]:
    """滚存结余 = 上年结余 + 本年收支结余, in one passage."""
    amounts = [f for f in passage.figures if _sums(f)]
    for i, closing in enumerate(amounts):
        if not re.search("滚存结余|累计结余|年末结余", closing.label):
            continue
        before = amounts[max(0, i - 6) : i]
        opening = next((f for f in before[::-1] if re.search("上年(?:末)?(?:滚存|累计)?结余|年初结余", f.label)), None)
        current = next(
            (f for f in before[::-1] if _CURRENT.search(words_before(passage, f, 12, "，。；：") + f.label)), None
        )
        if opening is not None and current is not None:
            yield total(
                CODE, closing, (opening, current), Basis.STATED, passage.text[opening.start : closing.end][:160]
            )


def _spent(passage: Passage) -> Iterator[Relation]:
    """安排A，支出B，结余C side by side in one sentence."""
    for start, end in passage.sentences:
        here = [f for f in figures_within(passage, (start, end)) if _sums(f)]
        for fund, spent, left in zip(here, here[1:], here[2:], strict=False):
            if re.search("支出|使用", spent.label) and re.search("结余|剩余", left.label) and "收入" not in fund.label:
                yield total(CODE, fund, (spent, left), Basis.STATED, passage.text[start:end][:160])


def _balances(left: Figure, before: Sequence[Figure], passage: Passage) -> Iterator[Relation]:
    """Receipts and outlays nearest to 收支相抵, totals (总计, 总量) first."""
    whole = [f for f in before if not _listed(passage, f)]
    receipts = sorted((f for f in whole if "收入" in f.label), key=lambda f: (not _is_total(f), -f.start))
    outlays = sorted((f for f in before if "支出" in f.label), key=lambda f: (not _is_total(f), -f.start))
    for income in receipts[:2]:
        for spending in outlays[:2]:
            yield total(
                CODE, income, (spending, left), Basis.STATED, passage.text[income.start : left.start + 16][:160]
            )


def _listed(passage: Passage, figure: Figure) -> bool:
    """True if 其中 stands before the figure in its clause: a part is not the receipts."""
    clause = words_before(passage, figure, 200, "。；")
    return "其中" in clause


def _is_total(figure: Figure) -> bool:
    return bool(re.search(r"总[计量额]|合计|总收入|总支出", figure.label))


def _sums(figure: Figure) -> bool:
    return figure.quantity.unit.is_money and figure.measure in (Measure.AMOUNT, Measure.TO)
