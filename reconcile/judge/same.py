"""One number stated several times (议案, 说明, 附表, 审查报告): do all the mentions agree?

Mentions printed with the same precision must show the same digits, even where their intervals touch; mentions of
different precision must have intervals that all meet (in one dimension, pairwise meeting is meeting of all).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from fiscal.figure import Measure
from fiscal.numbers.hedge import Hedge
from fiscal.relation import Relation
from reconcile.judge.expression import summed
from reconcile.judge.ruling import UNDECIDED, Ruling, Working, says_nothing
from reconcile.judge.terms_read import Addend, Bounds, Readings, common_unit, one_dimension, shared_unit
from reconcile.review import Outcome

TURNED = frozenset({Measure.GROWTH, Measure.POINTS, Measure.DELTA})
"""Measures whose words can turn the number round (减少, 下降)."""


def judge_same(relation: Relation, readings: Readings) -> Ruling:
    """All weight·member are one number; `computed` is what most mentions say, `stated` the one that differs."""
    members: list[Addend] = []
    for term in relation.terms:
        reading = readings[term.figure]
        if reading is None:
            return UNDECIDED
        sign = reading.figure.sign if reading.figure.measure in TURNED else 1
        members.append(Addend(reading, term.weight * sign))
    if len(members) < 2 or not one_dimension(members):
        return UNDECIDED
    spans = [member.span for member in members]
    reference, other = _two(spans)
    outcome, equal_precision = _compare(members, spans, reference)

    def working() -> Working:
        apart = outcome is Outcome.BROKEN
        against = _against(members, spans, reference, equal_precision) if apart else other
        expression = _written(members, spans, reference, outcome)
        return Working(
            expression, common_unit(members), spans[reference], spans[against], exact=equal_precision and apart
        )

    return Ruling(outcome, working)


def _two(spans: Sequence[Bounds]) -> tuple[int, int]:
    """The first mention of the commonest value, and the first mention of another value (or the second mention)."""
    if all(span.centre == spans[0].centre for span in spans):
        return 0, 1
    counts = Counter(span.centre for span in spans)
    most = max(counts.values())
    first = next(i for i, span in enumerate(spans) if counts[span.centre] == most)
    return first, next(i for i, span in enumerate(spans) if span.centre != spans[first].centre)


def _compare(members: Sequence[Addend], spans: Sequence[Bounds], reference: int) -> tuple[Outcome, bool]:
    """The outcome, and whether it is equal precision with different digits that broke it."""
    centre = spans[reference].centre
    if all(span.centre == centre for span in spans):
        return Outcome.EXACT, False
    if _same_precision_differs(members):
        return Outcome.BROKEN, True
    if max(span.low for span in spans) > min(span.high for span in spans):
        return Outcome.BROKEN, False
    firm = [span for span in spans if span.finite]
    if len(firm) < 2 and any(says_nothing(spans[0], span) for span in spans[1:]):
        return Outcome.UNDECIDED, False
    return Outcome.ROUNDING, False


def precision(member: Addend) -> tuple[Decimal, int] | None:
    """What makes two mentions equally precise: the size of the last printed place; None if hedged or a range."""
    quantity = member.reading.figure.quantity
    if quantity.hedge is not Hedge.EXACT or quantity.upper is not None:
        return None
    return quantity.step, abs(member.factor)


def _same_precision_differs(members: Sequence[Addend]) -> bool:
    seen: dict[tuple[Decimal, int], Decimal] = {}
    for member in members:
        key = precision(member)
        centre = member.span.centre
        if key is not None and seen.setdefault(key, centre) != centre:
            return True
    return False


def _against(members: Sequence[Addend], spans: Sequence[Bounds], reference: int, equal_precision: bool) -> int:
    """The first mention that contradicts the reference; failing that, the first that has another value."""
    base, key = spans[reference], precision(members[reference])
    for i, span in enumerate(spans):
        apart = span.low > base.high or base.low > span.high
        clash = equal_precision and key is not None and precision(members[i]) == key
        if apart or (clash and span.centre != base.centre):
            return i
    return next(i for i, span in enumerate(spans) if span.centre != base.centre)


def _written(members: Sequence[Addend], spans: Sequence[Bounds], reference: int, outcome: Outcome) -> str:
    """Every differing mention once: first those that agree with the reference, then those that do not."""
    with_unit = shared_unit(members) is None
    base, key = spans[reference], precision(members[reference])
    if outcome is Outcome.EXACT and len(members) == 2:
        return f"{summed(members[:1], with_unit)} = {summed(members[1:], with_unit)}"
    agreeing, apart = {summed([members[reference]], with_unit): ""}, {}
    for i, (member, span) in enumerate(zip(members, spans, strict=True)):
        text = summed([member], with_unit)
        equal = span.centre == base.centre
        clash = span.low > base.high or base.low > span.high or (key is not None and precision(member) == key)
        if not equal and clash:
            apart[text] = " ≠ "
        elif i != reference:
            agreeing.setdefault(text, " = " if equal else " ≈ ")
    if len(agreeing) == 1 and not apart:
        return " = ".join([*agreeing, *agreeing])
    if outcome is Outcome.BROKEN and not apart:
        # The mentions that contradict one another are both compatible with the commonest one.
        return " ≠ ".join(agreeing)
    return "".join(sign + text for text, sign in [*agreeing.items(), *apart.items()])
