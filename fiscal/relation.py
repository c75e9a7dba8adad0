"""A relation: what a document claims (or the law demands) of its figures, as data.

Five kinds are enough for everything seen in real documents; a proposer states them, the one judge decides them.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """The five kinds of relation."""

    BALANCE = "balance"  # Σ weight·part = total (complete) or ≤ total (partial)
    SAME = "same"  # all members state one number
    RATIO = "ratio"  # Σ part ÷ Σ whole = rate
    GROWTH = "growth"  # now ÷ then − 1 = rate, or a difference in percentage points
    AT_MOST = "at-most"  # Σ weight·lesser ≤ Σ weight·greater


class Basis(StrEnum):
    """Why the relation must hold."""

    STATED = "stated"  # one passage or table says it
    DERIVED = "derived"  # must hold by combining places, or by law
    INFERRED = "inferred"  # structure or label matching suggests it


class Role(StrEnum):
    """What a figure does in its relation."""

    TOTAL = "total"
    PART = "part"
    FROM = "from"
    TO = "to"
    DELTA = "delta"
    RATE = "rate"
    WHOLE = "whole"
    MEMBER = "member"
    LESSER = "lesser"
    GREATER = "greater"


class Term(Struct, frozen=True):
    """One figure in a relation; `weight` is a whole number (−1 for a deduction, 12 for months in a year)."""

    figure: str
    role: Role
    weight: int = 1


class Relation(Struct, frozen=True):
    """A claim about figures.

    How each kind reads its terms (weights apply everywhere):

    * balance: Σ of `total` terms = Σ of all other terms; if `partial`, Σ of the others ≤ Σ of `total` terms.
      An increment is written total=`to`, parts=`from` and `delta`. Terms of role `to` count as total.
    * same: every `member` states the same number. With weights: all weight·member are equal.
    * ratio: Σ part ÷ Σ whole = rate; if `partial`, the whole terms are only the rest, and the parts count among the
      whole. A rate is a percentage, ‰ or 倍 figure.
    * growth: Σ to ÷ Σ from − 1 = rate, or, with a rate of weight n, to ÷ from = (1 + rate)ⁿ (年均, over n years);
      or, where `delta` stands instead of `from`: delta ÷ (to − delta) = rate;
      or, all three being percentages: to − from = delta (points);
      or, with parts: pairs amount, rate, first the whole as `to`, then every `part`:
      to ÷ (1 + rate) = Σ part ÷ (1 + rate).
    * at-most: Σ lesser ≤ Σ greater.

    `certain` is True where the law or an accounting identity leaves no doubt, so that a derived relation that is broken
    is an error and not a warning. `constant` (base units) is added to the parts; where no total is printed it is the
    total. `said` is the passage or row that says it, `place` a figure id whose place is shown. `known` names the kind
    of gap that everybody knows, if the figures are apart by one (汇率, 置换): then it is a note and no alarm.
    """

    code: str
    kind: Kind
    basis: Basis
    terms: tuple[Term, ...]
    said: str = ""
    partial: bool = False
    certain: bool = False
    constant: Decimal = Decimal(0)
    known: str = ""

    def figures(self) -> tuple[str, ...]:
        """Ids of its figures, in order of the terms."""
        return tuple([term.figure for term in self.terms])
