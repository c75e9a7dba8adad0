"""The budget stabilisation fund holds at the start of a year what it held at the end of the last.

查什么: 同一地区不同年度文件所列同一年末的预算稳定调节基金余额是否一致（年初余额即上年末余额），按级次对应。年度中的预计余额只在与后来
    所列相同时记录。
为什么: 预算稳定调节基金跨年使用，补充、动用和余额要逐年衔接，才能核实动用是否经过批准。
例: 2022年决算年末余额18,000万元，2023年决算所列2022年末余额也应为18,000万元。
怎么办: 请与上年决算核对；年度中补充或动用的，请写明时间和批准依据。
依据: 预算法第四十一条；财预〔2018〕35号（预算稳定调节基金管理暂行办法）。

What: the balance of the budget stabilisation fund at one year's end is one number in the documents of several years of
    one place, by level; what was only expected is recorded where it came true.
Why: the fund is used over the years; without the same opening its use cannot be verified.
Example: 18,000 at the end of 2022 in both final accounts.
Fix: Compare with last year's final account; say when and by whose approval the fund was used.
Source: Budget Law art. 41; Caiyu [2018] 35.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.claims import same
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from reconcile.linking.years.fund_balances import FundBalance, fund_balances
from reconcile.linking.years.versions import versions

CODE = "YER04"
NAME = "stabilisation-fund-from-year-to-year"
TITLE = {"zh": "预算稳定调节基金跨年衔接", "en": "The stabilisation fund from year to year"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for what documents of one place that look back say, and one for each expectation that came true."""
    works = versions(dossier)
    for balances in fund_balances(dossier).values():
        for group in _of_one_place(balances):
            back = _one_for_each_work([each for each in group if each.looks_back], works)
            if len(back) > 1:
                yield _same(back)
            for each in group:
                others = [other for other in back if works[other.of.document.id] != works[each.of.document.id]]
                if not each.looks_back and others:
                    relation = _same([each, others[0]])
                    if holds(relation, dossier.figures):
                        yield relation


def _of_one_place(balances: Sequence[FundBalance]) -> list[list[FundBalance]]:
    """The statements by the organisation whose documents they stand in; those of nobody known are left out."""
    groups: list[list[FundBalance]] = []
    for each in balances:
        if each.of.whose is None:
            continue
        fits = (g for g in groups if g[0].of.whose is not None and g[0].of.whose.same(each.of.whose))
        group = next(fits, None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return groups


def _one_for_each_work(balances: Sequence[FundBalance], works: dict[str, int]) -> list[FundBalance]:
    """Of the mentions and versions of one work the one that another work confirms, else the first."""
    chosen: dict[int, FundBalance] = {}
    for each in balances:
        work, centre = works[each.of.document.id], each.figure.quantity.centre
        elsewhere = {o.figure.quantity.centre for o in balances if works[o.of.document.id] != work}
        if work not in chosen or (centre in elsewhere and chosen[work].figure.quantity.centre not in elsewhere):
            chosen[work] = each
    return list(chosen.values())


def _same(balances: Sequence[FundBalance]) -> Relation:
    """Sure where all of them stand in final accounts."""
    sure = all(each.of.final and each.looks_back for each in balances)
    return same(CODE, (each.figure for each in balances), Basis.DERIVED, balances[-1].figure.label, certain=sure)
