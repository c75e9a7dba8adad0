"""Claims: the usual relations between figures, each put together from what takes part in it.

A figure may be given itself or by its id.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from fiscal.figure import Figure
from fiscal.relation import Basis, Kind, Relation, Role, Term

Named: TypeAlias = Figure | str
"""A figure or the id of one."""


def term(figure: Named, role: Role, weight: int = 1) -> Term:
    """`figure` in a relation.

    >>> term("d0.t1.r2.c3", Role.PART, -1)
    Term(figure='d0.t1.r2.c3', role=<Role.PART: 'part'>, weight=-1)
    """
    return Term(figure if isinstance(figure, str) else figure.id, role, weight)


def parts_of(parts: Iterable[Named], signs: Iterable[int] = ()) -> tuple[Term, ...]:
    """The parts of a sum, each with its weight of `signs`; without `signs` all are added."""
    known = tuple(parts)
    weights = tuple(signs) or (1,) * len(known)
    return tuple(term(part, Role.PART, weight) for part, weight in zip(known, weights, strict=True))


def same(
    code: str,
    members: Iterable[Named],
    basis: Basis,
    said: str = "",
    *,
    weights: Iterable[int] = (),
    certain: bool = False,
    known: str = "",
) -> Relation:
    """All `members` state one number; with `weights`, all products weight · member do.

    >>> [each.role.value for each in same("TAB06", ("a", "b"), Basis.DERIVED).terms]
    ['member', 'member']
    """
    listed = tuple(members)
    each = tuple(weights) or (1,) * len(listed)
    terms = tuple(term(member, Role.MEMBER, weight) for member, weight in zip(listed, each, strict=True))
    return Relation(code, Kind.SAME, basis, terms, said, certain=certain, known=known)


def total(
    code: str,
    whole: Named,
    parts: Iterable[Named],
    basis: Basis,
    said: str = "",
    *,
    signs: Iterable[int] = (),
    partial: bool = False,
    certain: bool = False,
) -> Relation:
    """The sum of `parts`, each times its weight of `signs`, is `whole`; if `partial`, it is at most `whole`.

    >>> total("SUM01", "whole", ("one", "two"), Basis.STATED, signs=(1, -1)).figures()
    ('whole', 'one', 'two')
    """
    terms = (term(whole, Role.TOTAL), *parts_of(parts, signs))
    return Relation(code, Kind.BALANCE, basis, terms, said, partial=partial, certain=certain)


def balance(
    code: str,
    terms: Iterable[Term],
    basis: Basis,
    said: str = "",
    *,
    certain: bool = False,
    constant: Decimal = Decimal(0),
) -> Relation:
    """A balance of terms that its check has put together one by one; see `fiscal.relation.Relation` for their roles."""
    return Relation(code, Kind.BALANCE, basis, tuple(terms), said, certain=certain, constant=constant)


def change(code: str, before: Named, after: Named, delta: Named, basis: Basis, said: str = "") -> Relation:
    """`before` and the change `delta` make `after`: 由100万元调整为120万元，增加20万元."""
    terms = (term(after, Role.TO), term(before, Role.FROM), term(delta, Role.DELTA))
    return Relation(code, Kind.BALANCE, basis, terms, said)


def points(code: str, before: Named, after: Named, delta: Named, basis: Basis, said: str = "") -> Relation:
    """From the percentage `before` to the percentage `after` it is `delta` percentage points (百分点)."""
    terms = (term(after, Role.TO), term(before, Role.FROM), term(delta, Role.DELTA))
    return Relation(code, Kind.GROWTH, basis, terms, said)


def growth(
    code: str, before: Named, after: Named, rate: Named, basis: Basis, said: str = "", *, years: int = 1
) -> Relation:
    """`after` is greater than `before` by `rate` (增长); over several `years`, by `rate` in each of them (年均增长)."""
    terms = (term(after, Role.TO), term(before, Role.FROM), term(rate, Role.RATE, years))
    return Relation(code, Kind.GROWTH, basis, terms, said)


def growth_by(code: str, delta: Named, after: Named, rate: Named, basis: Basis, said: str = "") -> Relation:
    """`after` has grown by the amount `delta`, which is `rate` of what it was before: 增加20万元，增长20%."""
    terms = (term(after, Role.TO), term(delta, Role.DELTA), term(rate, Role.RATE))
    return Relation(code, Kind.GROWTH, basis, terms, said)


def weighted_growth(
    code: str, whole: tuple[Named, Named], parts: Iterable[tuple[Named, Named]], basis: Basis, said: str = ""
) -> Relation:
    """Amount and rate of growth of a whole, and those of each of its parts, which make it up before and after."""
    terms = [term(whole[0], Role.TO), term(whole[1], Role.RATE)]
    for amount, rate in parts:
        terms += [term(amount, Role.PART), term(rate, Role.RATE)]
    return Relation(code, Kind.GROWTH, basis, tuple(terms), said)


def ratio(
    code: str,
    part: Named,
    wholes: Iterable[Named],
    rate: Named,
    basis: Basis,
    said: str = "",
    *,
    partial: bool = False,
) -> Relation:
    """`part` is `rate` of the sum of `wholes` (占…的比重, 完成预算的); if `partial`, they are only the rest beside it."""
    terms = (term(part, Role.PART), *(term(whole, Role.WHOLE) for whole in wholes), term(rate, Role.RATE))
    return Relation(code, Kind.RATIO, basis, terms, said, partial=partial)


def at_most(
    code: str,
    lesser: Named,
    greater: Named,
    basis: Basis,
    said: str = "",
    *,
    weights: tuple[int, int] = (1, 1),
) -> Relation:
    """`lesser` is no greater than `greater`, each times its one of `weights`."""
    terms = (term(lesser, Role.LESSER, weights[0]), term(greater, Role.GREATER, weights[1]))
    return Relation(code, Kind.AT_MOST, basis, terms, said)
