"""How far a law of debt may be missed for reasons that everybody knows, and what is told of it: data, in one place.

Of 128 official forms on balances 95 general balances miss the sum of their rows by up to 0.157 % (foreign loans change
with the exchange rate, and the form has no row for it), 34 special ones by up to 0.028 %; limits also move by what is
withdrawn, left over or added within the year, so that only a near miss is a slip.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from fiscal.debt.fact import DebtKind


class Telling(StrEnum):
    """What is told of a law that does not hold: that it is broken, a note on a known kind of gap, or nothing."""

    BROKEN = "broken"
    KNOWN = "known"
    SILENT = "silent"


FOREIGN_LOANS, SMALL_MOVES, REPLACEMENT = "foreign-loans", "small-moves", "replacement"
REVISED = "revised"
"""The known kinds of gap: exchange rates; last digits and small amounts struck off; bonds that replace other debt; a
balance expected (预计执行数) and the one settled later (决算数, 实际数)."""


class Band(Struct, frozen=True):
    """Up to `share` of what is stated, and below `most` yuan, a gap is `within`, above it `beyond`.

    `known` names the kind of gap for which the law may be missed so far, `source` where it is laid down or measured.
    """

    share: Fraction
    within: Telling
    beyond: Telling
    source: str
    known: str = ""
    most: Decimal | None = None

    def telling(self, gap: Decimal, stated: Decimal) -> Telling:
        """What is told of a gap of `gap` yuan in a statement of `stated` yuan; exact, no number is rounded.

        >>> ROLLED[DebtKind.GENERAL].telling(Decimal("0.2"), Decimal(100)).value
        'known'
        >>> ROLLED[DebtKind.GENERAL].telling(Decimal("-0.21"), Decimal(100)).value
        'broken'
        """
        near = abs(gap) * self.share.denominator <= abs(stated) * self.share.numerator
        return self.within if near and (self.most is None or abs(gap) < self.most) else self.beyond


_RATES = "财预〔2016〕154号（外债按汇率折算）；各省债务余额情况表128份实测"

ROLLED = {
    DebtKind.GENERAL: Band(Fraction(2, 1000), Telling.KNOWN, Telling.BROKEN, _RATES, FOREIGN_LOANS),
    DebtKind.SPECIAL: Band(
        Fraction(3, 10000), Telling.KNOWN, Telling.BROKEN, "财预〔2016〕155号；同上实测", SMALL_MOVES
    ),
    DebtKind.TOTAL: Band(Fraction(1, 1000), Telling.KNOWN, Telling.BROKEN, _RATES, FOREIGN_LOANS),
}
"""A balance rolled forward from the last: foreign loans are general debt, about half of all."""

RAISED = Band(
    Fraction(1, 1000),
    Telling.BROKEN,
    Telling.SILENT,
    "财预〔2017〕35号；限额也因收回、结存、年中追加而变动，实测242例中148例恰好相等",
    most=Decimal(100_000_000),
)
"""A limit that is the last limit and the new one: what misses by little is a slip, what misses by more has moved."""
