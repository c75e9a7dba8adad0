"""How likely a reviewer, page in hand, would call a broken relation a true difference: a probability, not a feeling.

What speaks for and against it are small whole numbers (`signals`); weights fitted on judged documents and on figures
spoilt on purpose (reconcile/explain/confidence.csv, made by `make calibrate`) turn them into a probability by the
logistic function. Every weight has the sign that the signal must have; the table can be read by anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from csv import DictReader
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache

from fiscal.data_texts import data_text
from fiscal.figure import Figure
from fiscal.relation import Basis, Kind, Role
from fiscal.words.vocabulary import fold
from reconcile.explain.gap import gap_of
from reconcile.explain.witnesses import Witnesses
from reconcile.linking.partitions import is_partition
from reconcile.review import Verdict

ERROR, WARNING = Decimal("0.9"), Decimal("0.5")
"""From these probabilities on a finding may be an error, a warning; below, it is a possible difference."""

CLOSE = Context(prec=20, rounding=ROUND_HALF_EVEN)
"""How exactly probabilities are worked out; they are told with three digits."""

WHOLE = Decimal(100)
"""The rate, in percent, above which forms of performance (绩效) count no more."""

SEVERAL_TIMES = 2

MOST = 3
"""More witnesses than so many say no more."""


def signals(
    verdict: Verdict,
    witnesses: Witnesses,
    repairs: int,
    filled: bool,
    figures: Mapping[str, Figure],
    exchanged: bool = False,
) -> dict[str, int]:
    """What speaks for and against a broken verdict, each 0 or a small whole number.

    `other_base` and `main_parts` are left to who knows the document (other_base.py, list_habits.py). `repairs` is
    how many broken relations one change of a single figure would mend; `filled` is True if a row or cell that is
    missing would; `exchanged` if the one change is that of a unit.
    """
    gap = gap_of(verdict, figures)
    relation = verdict.relation
    place = _family(verdict, figures)
    known = witnesses.table_held + witnesses.table_broken
    odd = _odd_unit(verdict, figures) or (exchanged and relation.kind is Kind.BALANCE)
    return {
        "lines_held": min(len(witnesses.lines), MOST),
        "lines_broken": min(len(witnesses.lines_broken), MOST),
        "sisters_held": min(len(witnesses.sisters), MOST),
        "sisters_broken": min(len(witnesses.sisters_broken), MOST),
        "peers_held": _grade(witnesses.peers_held),
        "peers_broken": _grade(max(0, witnesses.peers_broken - 1)),
        "peers_sound": int(witnesses.peers_held >= PEERS * max(1, witnesses.peers_broken)),
        "odd_unit": int(odd),
        "other_base": 0,
        "main_parts": 0,
        "far_apart": int(_far_apart(verdict, figures)),
        "other_scale": int(relation.kind is Kind.GROWTH and _other_scale(verdict)),
        "moved": int(relation.kind is Kind.SAME and witnesses.same_gap == 1),
        "all_verified": int(witnesses.figures > 0 and witnesses.verified == witnesses.figures),
        "same_verified": int(relation.kind is Kind.SAME and 0 < witnesses.figures == witnesses.verified),
        "total_verified_only": int(0 < witnesses.verified < witnesses.figures),
        **{f"gap_{size}": int(gap.size == size) for size in range(1, 5)},
        "counted_twice": int(
            gap.computed_more and _may_be_misread(verdict, figures) and not odd and not (gap.slip and repairs)
        ),
        "part_is_total": int(_part_is_total(verdict, figures)),
        "rate_far": int(place == "rate" and gap.size >= 3),
        "rate_capped": int(place == "rate" and _capped(verdict, figures)),
        "rate_near": int(place == "rate" and gap.size <= 2 and relation.basis is Basis.STATED),
        "slip": int(gap.slip),
        "filled": int(filled),
        "partition": int(_named_as_whole(verdict, figures)),
        "repairs": min(repairs, MOST),
        "one_part": int(gap.parts == 1 and relation.kind is Kind.BALANCE),
        "short": int(gap.digits < 4),
        "lawful": int(_lawful(verdict) and not (gap.computed_more and _told(relation.figures(), figures))),
        "stated": int(relation.basis is Basis.STATED),
        "inferred": int(relation.basis is Basis.INFERRED),
        "table_doubtful": int(known > 0 and 5 * (witnesses.table_broken - 1) > known),
        "table_sound": int(known >= 10 and 20 * (witnesses.table_broken - 1) <= known),
        **{f"in_{name}": int(place == name) for name in FAMILIES},
    }


PEERS = 12
"""A check is sound in a table where so many times as many of its relations hold as break."""


def _grade(count: int) -> int:
    """0 for none, 1 for a few, 2 for some, 3 for many."""
    return sum(count >= step for step in (1, 4, 16))


FAMILIES = ("rows", "columns", "row_twice", "tables", "text", "both", "rate", "order", "debt")
"""Where the figures stand: in one column, in one row, twice in one row as one number, in two tables, in the text, in
both; a rate; an order; or what a law of debt says of them, whose policy (fiscal/debt/law.py) has left aside what need
not hold.
"""
DEBT = ("DBT", "YER03")
"""The checks that state laws of debt."""


def _may_be_misread(verdict: Verdict, figures: Mapping[str, Figure]) -> bool:
    """True for a sum, and for an order told in the text: there a side twice the other is another thing than was meant.
    In a row that prints limit and balance it is what it says.
    """
    relation = verdict.relation
    told = _told(relation.figures(), figures)
    return relation.kind is Kind.BALANCE or (relation.kind is Kind.AT_MOST and told)


def _part_is_total(verdict: Verdict, figures: Mapping[str, Figure]) -> bool:
    """True for a sum too large in which one part alone is the total: the others stand beside it, not below."""
    relation = verdict.relation
    wholes = [figures[term.figure].quantity.centre for term in relation.terms if term.role is Role.TOTAL]
    parts = [figures[term.figure].quantity.centre for term in relation.terms if term.role is Role.PART]
    if relation.kind is not Kind.BALANCE or len(wholes) != 1 or len(parts) < 2 or verdict.difference is None:
        return False
    return wholes[0] in parts and verdict.difference * wholes[0] < 0


def _far_apart(verdict: Verdict, figures: Mapping[str, Figure]) -> bool:
    """True for a sum or a rate over figures of several paragraphs: no wording binds them, only what they are called."""
    told = [figures[name].place for name in verdict.relation.figures() if figures[name].source == "narrative"]
    compared = verdict.relation.kind in (Kind.BALANCE, Kind.RATIO, Kind.GROWTH)
    return compared and len({(place.document, place.paragraph) for place in told}) > 1


def _other_scale(verdict: Verdict) -> bool:
    """True if amounts are several times as large as those compared with, and the rate says nothing of the kind."""
    computed, stated = verdict.computed_centre, verdict.stated_centre
    return computed is not None and stated is not None and abs(computed) > SEVERAL_TIMES * max(abs(stated), WHOLE)


def _capped(verdict: Verdict, figures: Mapping[str, Figure]) -> bool:
    """True if 100 % is printed where more was done than was planned: what exceeds the plan earns no more."""
    rate = next((figures[term.figure] for term in verdict.relation.terms if term.role is Role.RATE), None)
    if verdict.relation.kind is not Kind.RATIO or rate is None or verdict.difference is None:
        return False
    return rate.quantity.unit.name == "%" and rate.quantity.value == WHOLE and verdict.difference < 0


def _lawful(verdict: Verdict) -> bool:
    """True for a bound that the law sets: a balance within its limit."""
    return verdict.relation.kind is Kind.AT_MOST and verdict.relation.certain


def _told(names: Iterable[str], figures: Mapping[str, Figure]) -> bool:
    """True if one of the figures stands in the narrative."""
    return any(figures[name].source == "narrative" for name in names)


def _odd_unit(verdict: Verdict, figures: Mapping[str, Figure]) -> bool:
    """True if one figure of a sum of three or more is printed in another unit than all others: 亿元 among 万元."""
    names = Counter(figures[name].quantity.unit.name for name in verdict.relation.figures())
    several = verdict.relation.kind is Kind.BALANCE and len(names) == 2 and sum(names.values()) > 2
    return several and 1 in names.values()


def _named_as_whole(verdict: Verdict, figures: Mapping[str, Figure]) -> bool:
    """True if the parts are named as all there is (税收 and 非税): then no other part can be missing."""
    relation = verdict.relation
    if relation.kind is not Kind.BALANCE or relation.partial:
        return False
    parts = [fold(figures[term.figure].label) for term in relation.terms if term.role is Role.PART]
    wholes = [fold(figures[term.figure].label) for term in relation.terms if term.role is Role.TOTAL]
    if any(whole and part.endswith(whole) for whole in wholes for part in parts):
        return False  # what bears the name of the whole is the whole of something else
    return is_partition(parts)


def _family(verdict: Verdict, figures: Mapping[str, Figure]) -> str:
    relation = verdict.relation
    ordered = relation.kind is Kind.AT_MOST and _told(relation.figures(), figures)
    if relation.code.startswith(DEBT) and not ordered:
        return "debt"
    sources = {figures[name].source for name in relation.figures()}
    if relation.kind in (Kind.RATIO, Kind.GROWTH):
        return "rate"
    if relation.kind is Kind.AT_MOST:
        return "order"
    if len(sources) > 1:
        return "both"
    if "narrative" in sources:
        return "text"
    places = [figures[name].place for name in relation.figures()]
    if len({place.table for place in places}) > 1:
        return "tables"
    if len({place.column for place in places}) == 1:
        return "rows"
    return "row_twice" if relation.kind is Kind.SAME else "columns"


def confidence(found: Mapping[str, int]) -> Decimal:
    """The probability for these signals, with three digits behind the point.

    >>> confidence({"lines_held": 3, "stated": 1}) > confidence({"lines_broken": 3, "stated": 1})
    True
    """
    table = weights()
    total = table["constant"]
    for name, value in found.items():
        total = CLOSE.add(total, CLOSE.multiply(table.get(name, Decimal(0)), Decimal(value)))
    odds = CLOSE.exp(total)
    return CLOSE.divide(odds, CLOSE.add(odds, Decimal(1))).quantize(Decimal("0.001"), context=CLOSE)


@cache
def weights() -> dict[str, Decimal]:
    """The fitted weight of every signal, and the constant."""
    text = data_text("reconcile.explain", "confidence.csv")
    rows = DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["signal"]: Decimal(row["weight"]) for row in rows}
