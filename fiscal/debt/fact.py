"""What a figure about local government debt can state: a concept, a kind of debt, a year, a moment and a level.

Source of the concepts: 预算法 (2018) art. 35; 财预〔2015〕225号 (limits); 财预〔2017〕35号 (new limits).
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class DebtConcept(StrEnum):
    """What a figure about debt measures."""

    LIMIT = "limit"  # 债务限额
    BALANCE = "balance"  # 债务余额
    NEW_LIMIT = "new-limit"  # 新增债务限额
    SWAP_LIMIT = "swap-limit"  # 置换存量隐性债务的限额, handed down beside the new limit since 2024
    SURPLUS_LIMIT = "surplus-limit"  # 结存限额: what the balance leaves of the limit
    ISSUED = "issued"  # 债务发行额: all bonds and loans of the year, in the forms on balances
    NEW_BONDS = "new-bonds"  # 新增债券
    REFINANCING_BONDS = "refinancing-bonds"  # 再融资债券
    BOND_QUOTA = "bond-quota"  # 债券额度: new and refinancing bonds together
    BONDS = "bonds"  # all bonds of one kind, new and refinancing, as listed beside other funds
    MATURING_PRINCIPAL = "maturing-principal"  # 到期本金, 还本
    STRUCK_OFF = "struck-off"  # 采取其他方式化解、调减、核减: leaves the balance without being repaid by bonds
    INTEREST = "interest"  # 付息
    REPAYMENT_AND_INTEREST = "repayment-and-interest"  # 还本付息
    SPECIAL_TREASURY = "special-treasury"  # 抗疫特别国债, 超长期特别国债: national, never local debt
    ONLENDING_RECEIPTS = "onlending-receipts"  # 债务转贷收入


class DebtKind(StrEnum):
    """General debt (一般债务, repaid from the general budget), special debt (专项债务, from funds), or both."""

    TOTAL = "total"
    GENERAL = "general"
    SPECIAL = "special"


_NAMES = {
    DebtConcept.LIMIT: "{debt}限额",
    DebtConcept.BALANCE: "{debt}余额",
    DebtConcept.NEW_LIMIT: "新增{debt}限额",
    DebtConcept.SWAP_LIMIT: "置换存量隐性债务{debt}限额",
    DebtConcept.SURPLUS_LIMIT: "{debt}结存限额",
    DebtConcept.ISSUED: "{debt}发行额",
    DebtConcept.NEW_BONDS: "新增{bonds}",
    DebtConcept.REFINANCING_BONDS: "再融资{bonds}",
    DebtConcept.BOND_QUOTA: "{bonds}额度",
    DebtConcept.BONDS: "{bonds}",
    DebtConcept.MATURING_PRINCIPAL: "{debt}还本",
    DebtConcept.STRUCK_OFF: "其他方式化解{debt}",
    DebtConcept.INTEREST: "{debt}付息",
    DebtConcept.REPAYMENT_AND_INTEREST: "{debt}还本付息",
    DebtConcept.SPECIAL_TREASURY: "特别国债",
    DebtConcept.ONLENDING_RECEIPTS: "{debt}转贷收入",
}
_KIND_NAMES = {DebtKind.TOTAL: "", DebtKind.GENERAL: "一般", DebtKind.SPECIAL: "专项"}

APPROVED, USED, REPLACING = "核定", "使用", "置换"
"""Qualifiers: a limit fixed by the government above (not yet the one adopted here); the part of a limit drawn on;
refinancing bonds that do not repay bonds falling due but replace other debt or add to funds (置换, 补充财力)."""


class DebtFact(Struct, frozen=True):
    """What one figure states about debt; two figures with equal facts should state one number — 债务事实.

    `when` is "start" or "end" of the year for stocks, "flow" for what happens within it. `year` is None if unknown.
    `level` is a value of `fiscal.budget.Level`, the name of a part of the area, or "" if nothing says whose debt it is.
    """

    concept: DebtConcept
    kind: DebtKind
    year: int | None
    when: str = "flow"
    qualifier: str = ""
    level: str = ""

    @property
    def name(self) -> str:
        """What the figure measures, by the usual name of the concept and the kind; year, moment and level apart.

        >>> DebtFact(DebtConcept.NEW_LIMIT, DebtKind.SPECIAL, 2024).name
        '新增专项债务限额'
        """
        kind = _KIND_NAMES[self.kind]
        return _NAMES[self.concept].format(debt=f"{kind or '政府'}债务", bonds=f"{kind or '政府'}债券")


_STOCKS = frozenset({DebtConcept.LIMIT, DebtConcept.BALANCE, DebtConcept.SURPLUS_LIMIT})


def moment(concept: DebtConcept) -> str:
    """When a figure of `concept` holds if nothing else is said: "end" of its year for stocks, else "flow"."""
    return "end" if concept in _STOCKS else "flow"
