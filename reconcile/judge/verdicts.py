"""The one judge: decides for every relation whether the printed figures agree.

A verdict is `exact` where the printed numbers agree as they stand, `rounding` where they agree only because each
printed number stands for all values that round to it, `broken` where no such values agree, and `undecided` where a
figure is missing or unreadable or its unit does not fit. There is no tolerance anywhere (Calculations 1.1, XBRL
International 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import localcontext

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Kind, Relation
from reconcile.judge.rates import judge_growth, judge_ratio
from reconcile.judge.ruling import UNDECIDED, Ruling, verdict_of
from reconcile.judge.same import judge_same
from reconcile.judge.sums import judge_at_most, judge_balance
from reconcile.judge.terms_read import Readings
from reconcile.review import Outcome, Verdict
from reconcile.stable_ids import StableIds, id_of

JUDGES: dict[Kind, Callable[[Relation, Readings], Ruling]] = {
    Kind.BALANCE: judge_balance,
    Kind.SAME: judge_same,
    Kind.RATIO: judge_ratio,
    Kind.GROWTH: judge_growth,
    Kind.AT_MOST: judge_at_most,
}


def judge(relation: Relation, figures: Mapping[str, Figure]) -> Verdict:
    """The verdict on one relation. Never raises: what cannot be decided is undecided.

    >>> from decimal import Decimal
    >>> from fiscal.figure import Figure; from fiscal.place import Place; from fiscal.numbers.quantity import Quantity
    >>> from fiscal.relation import Basis, Role, Term; from fiscal.numbers.units import unit
    >>> figures = {
    ...     name: Figure(name, Quantity(text, Decimal(text), unit("亿元")), Place("d"), name, "narrative")
    ...     for name, text in {"合计": "891.32", "甲": "516.53", "乙": "374.80"}.items()
    ... }
    >>> terms = Term("合计", Role.TOTAL), Term("甲", Role.PART), Term("乙", Role.PART)
    >>> verdict = judge(Relation("SUM01", Kind.BALANCE, Basis.STATED, terms), figures)
    >>> print(verdict.outcome, verdict.expression)
    rounding 516.53 + 374.80 = 891.33 ≈ 891.32
    """
    return judge_all((relation,), figures)[0]


def outcome_of(relation: Relation, figures: Mapping[str, Figure]) -> Outcome:
    """What `judge` would decide, without the working."""
    return Bench(figures).outcome(relation)


def judge_all(relations: Iterable[Relation], figures: Mapping[str, Figure]) -> tuple[Verdict, ...]:
    """One verdict per relation, in their order, with ids that depend on nothing but the relation itself."""
    bench = Bench(figures)
    return tuple(bench.verdict(relation) for relation in relations)


class Bench:
    """Where relations over one set of figures are judged: every figure is read once, every relation gets its id once.

    `outcome` decides a relation that may not be kept, `verdict` one that is, whose id no other verdict has.
    """

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        self._readings = Readings(figures)
        self._ids = StableIds()

    def outcome(self, relation: Relation) -> Outcome:
        """What the verdict would say, without its working: many readings are tried for one that is told."""
        with localcontext(EXACT):
            try:
                return JUDGES[relation.kind](relation, self._readings).outcome
            except ArithmeticError:
                return Outcome.UNDECIDED

    def verdict(self, relation: Relation) -> Verdict:
        """The verdict, with an id of its own."""
        with localcontext(EXACT):
            name = self._ids.another(relation_id(relation))
            try:
                return verdict_of(name, relation, JUDGES[relation.kind](relation, self._readings))
            except ArithmeticError:
                # Beyond four hundred digits nothing can be worked out exactly; a document that prints such a number is
                # unreadable at that place, and coverage says so.
                return verdict_of(name, relation, UNDECIDED)


def relation_id(relation: Relation) -> str:
    """A short name that stays the same as long as code, kind and terms of the relation do."""
    parts = [relation.code, relation.kind]
    for term in relation.terms:
        parts += (term.role, str(term.weight), term.figure)
    return id_of(parts)
