"""Local government debt (地方政府债务): what its figures are called, and the laws by which they hang together.

The parts: `fact` says what a figure can state, `debt_names` reads it from the figure's name, `government_level` reads
whose debt it is, `law` holds the identities, `known_gaps` how far they may be missed and what is told then, `instance`
finds where all figures of one are known and `stock_names` reads the heads of tables of limits and balances. National
bonds (国债) are never local debt.
Sources: 预算法 (2018) art. 35; 财预〔2015〕225号 (limits); 财预〔2017〕35号 (new limits, limits left over);
财预〔2016〕154号 and 155号 (general and special debt: onlending, principal and interest by kind).
"""

from __future__ import annotations

from fiscal.debt.debt_names import recognise
from fiscal.debt.fact import APPROVED, REPLACING, USED, DebtConcept, DebtFact, DebtKind
from fiscal.debt.instance import Instance, instances
from fiscal.debt.known_gaps import REPLACEMENT, REVISED, Band, Telling
from fiscal.debt.law import Identity, LawTerm, identities

__all__ = [
    "APPROVED",
    "REPLACEMENT",
    "REPLACING",
    "REVISED",
    "USED",
    "Band",
    "DebtConcept",
    "DebtFact",
    "DebtKind",
    "Identity",
    "Instance",
    "LawTerm",
    "Telling",
    "identities",
    "instances",
    "recognise",
]
