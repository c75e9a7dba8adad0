"""How a check claims what a sentence says of its figures, and which of several readings it stands by.

A check states its rule for one statement (`over`) and is handed a `Claiming`: what it claims bears its code and the
sentence's words, is taken for stated unless it says `derived` or `inferred`, and is told where it holds, or where one
slip of the pen explains that it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from itertools import chain
from typing import Any, TypeAlias, TypeVar

from msgspec import Struct

from fiscal import claims
from fiscal.claims import Named
from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation, Term
from fiscal.statement import Run
from reconcile.dossier import Dossier
from reconcile.judge.claim import Claim
from reconcile.linking.partitions import RARE, holds, near_miss, one_slip_away
from reconcile.linking.told import told_as
from tables.prose.outline import Item, outline
from tables.prose.share_lists import ShareList, share_lists

Proposed: TypeAlias = Iterator[Relation]
"""What a check proposes, in the order of the text."""

S = TypeVar("S")
P = TypeVar("P", Relation, Claim)


class Claiming(Struct, frozen=True):
    """What one check claims of a dossier: under its `code`, on one `basis`, of words that are shown as `said`."""

    code: str
    dossier: Dossier
    said: str = ""
    basis: Basis = Basis.STATED

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure by its id."""
        return self.dossier.figures

    @property
    def derived(self) -> Claiming:
        """The same for what follows from several places, or from law."""
        return Claiming(self.code, self.dossier, self.said, Basis.DERIVED)

    @property
    def inferred(self) -> Claiming:
        """The same for what wording or structure only suggests."""
        return Claiming(self.code, self.dossier, self.said, Basis.INFERRED)

    def of(self, said: str) -> Claiming:
        """The same of other words."""
        return Claiming(self.code, self.dossier, said, self.basis)

    def total(
        self,
        whole: Named,
        parts: Iterable[Named],
        signs: Iterable[int] = (),
        partial: bool = False,
        certain: bool = False,
    ) -> Relation:
        """The parts make the whole; those with a sign of −1 are taken off."""
        return claims.total(
            self.code, whole, parts, self.basis, self.said, signs=signs, partial=partial, certain=certain
        )

    def run(self, whole: Named, run: Run) -> Relation:
        """The amounts of the run, each with its sign, make the whole."""
        return self.total(whole, [each.figure for each in run], [each.sign for each in run])

    def balance(self, terms: Iterable[Term], constant: Decimal = Decimal(0)) -> Relation:
        """The terms, put together one by one, and the constant come out."""
        return claims.balance(self.code, terms, self.basis, self.said, constant=constant)

    def change(self, before: Named, after: Named, delta: Named) -> Relation:
        """`before` and `delta` make `after`."""
        return claims.change(self.code, before, after, delta, self.basis, self.said)

    def points(self, before: Named, after: Named, delta: Named) -> Relation:
        """From one percentage to the other it is `delta` percentage points."""
        return claims.points(self.code, before, after, delta, self.basis, self.said)

    def growth(self, before: Named, after: Named, rate: Named, years: int = 1) -> Relation:
        """`after` is greater than `before` by `rate`, over several `years` by so much in each of them."""
        return claims.growth(self.code, before, after, rate, self.basis, self.said, years=years)

    def growth_by(self, delta: Named, after: Named, rate: Named) -> Relation:
        """`after` has grown by the amount `delta`, which is `rate` of what was before."""
        return claims.growth_by(self.code, delta, after, rate, self.basis, self.said)

    def weighted_growth(self, whole: tuple[Named, Named], parts: Iterable[tuple[Named, Named]]) -> Relation:
        """The growth of a whole follows from that of its parts: amounts, each with its rate."""
        return claims.weighted_growth(self.code, whole, parts, self.basis, self.said)

    def ratio(self, part: Named, wholes: Iterable[Named], rate: Named, partial: bool = False) -> Relation:
        """`part` is `rate` of all `wholes`; if `partial`, of all of them and itself."""
        return claims.ratio(self.code, part, wholes, rate, self.basis, self.said, partial=partial)

    def at_most(self, lesser: Named, greater: Named) -> Relation:
        """`lesser` is no greater than `greater`."""
        return claims.at_most(self.code, lesser, greater, self.basis, self.said)

    def same(self, members: Iterable[Named], weights: Iterable[int] = (), certain: bool = False) -> Relation:
        """All members, each times its weight, are one number."""
        return claims.same(self.code, members, self.basis, self.said, weights=weights, certain=certain)

    def holds(self, made: Relation) -> bool:
        """True if what is claimed holds, exactly or by rounding."""
        return holds(made, self.figures)

    def slips(self, made: Relation, rarely: Fraction = RARE) -> bool:
        """True if one slip of the pen explains that a balance does not come out, and chance hardly would."""
        return near_miss(made, self.figures, rarely)

    def misprinted(self, made: Relation) -> bool:
        """True if anything claimed would hold but for one slip in one of its figures."""
        return one_slip_away(made, self.figures)

    def held(self, *readings: Relation) -> Proposed:
        """The first reading that holds, if one does."""
        return self.first(readings)

    def nearly(self, *readings: Relation) -> Proposed:
        """The first reading that holds, else the first that misses by a slip."""
        return self.first(readings, self.slips)

    def first(self, readings: Iterable[Relation], *instead: Callable[[Relation], bool]) -> Proposed:
        """The first reading that holds; else the first of which one of `instead`, taken in turn, is true."""
        known = tuple(readings)
        for meant in (self.holds, *instead):
            found = next(filter(meant, known), None)
            if found is not None:
                yield found
                return

    def borne_out(self, sums: Sequence[Relation], enough: int) -> Proposed:
        """The sums that hold; where `enough` of them do, also those that miss by a slip."""
        fitting = [made for made in sums if self.holds(made)]
        yield from fitting
        if len(fitting) >= enough:
            yield from (made for made in sums if made not in fitting and self.slips(made))


UNITS: Mapping[type, Callable[[Dossier], Iterable[Any]]] = {
    Document: lambda dossier: dossier.documents,
    Passage: lambda dossier: dossier.passages(),
    Item: lambda dossier: chain.from_iterable(map(outline, dossier.documents)),
    ShareList: lambda dossier: chain.from_iterable(map(share_lists, dossier.documents)),
}
"""What a rule may be about beside statements, and where it is found."""


def over(
    code: str, kind: type[S]
) -> Callable[[Callable[[S, Claiming], Iterator[P]]], Callable[[Dossier], Iterator[P]]]:
    """A check whose rule is about every statement of one kind, or every one of UNITS."""
    found: Callable[[Dossier], Iterable[S]] = UNITS.get(kind) or (lambda dossier: told_as(dossier, kind))

    def check(rule: Callable[[S, Claiming], Iterator[P]]) -> Callable[[Dossier], Iterator[P]]:
        @wraps(rule)
        def propose(dossier: Dossier) -> Iterator[P]:
            for one in found(dossier):
                yield from rule(one, Claiming(code, dossier, getattr(one, "said", "")))

        return propose

    return check
