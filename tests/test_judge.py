"""The judge: which relations hold exactly, which only by rounding, which are broken, and which cannot be decided."""

from __future__ import annotations

import json
import re
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.interval import EXACT
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import NUMBER, unit
from fiscal.place import Place
from fiscal.relation import Basis, Kind, Relation, Role, Term
from reconcile.judge.terms_read import read
from reconcile.judge.verdicts import judge, judge_all
from reconcile.review import Outcome, Verdict
from tests.counted_work import growth

GOLDEN = Path(__file__).resolve().parents[2] / "shared" / "golden"

TOTAL, PART, MEMBER, WHOLE, RATE = Role.TOTAL, Role.PART, Role.MEMBER, Role.WHOLE, Role.RATE
TO, FROM, DELTA, LESSER, GREATER = Role.TO, Role.FROM, Role.DELTA, Role.LESSER, Role.GREATER

Printed = tuple[Role, str] | tuple[Role, str, int]


def figure(name: str, printed: str, role: Role = MEMBER) -> Figure:
    """A figure from `347.26亿元`; a leading `-` on a rate or change is printed as 下降 or 减少, 约/超/不足 hedge it."""
    found = re.fullmatch(r"(约|超|不足|)([↓]?)(-?[\d,.]+)(.*)", printed)
    assert found is not None, printed
    hedges = {"约": Hedge.ABOUT, "超": Hedge.ABOVE, "不足": Hedge.BELOW, "": Hedge.EXACT}
    measures = {RATE: Measure.GROWTH, DELTA: Measure.DELTA}
    text = found[3]
    return Figure(
        name,
        Quantity(text, Decimal(text.replace(",", "")), unit(found[4]) if found[4] else NUMBER, hedges[found[1]]),
        Place("d"),
        name,
        "narrative",
        measure=measures.get(role, Measure.AMOUNT),
        sign=-1 if found[2] else 1,
    )


def verdict_on(kind: Kind, terms: list[Printed], partial: bool = False, constant: Decimal = Decimal(0)) -> Verdict:
    """The verdict on a relation of figures written as role and printed number."""
    figures = {f"f{i}": figure(f"f{i}", term[1], term[0]) for i, term in enumerate(terms)}
    made = tuple(Term(f"f{i}", term[0], term[2] if len(term) == 3 else 1) for i, term in enumerate(terms))
    return judge(Relation("T01", kind, Basis.STATED, made, partial=partial, constant=constant), figures)


BALANCES: list[tuple[str, list[Printed], Outcome]] = [
    ("a sum that adds up", [(TOTAL, "100700万元"), (PART, "81,200万元"), (PART, "19,500万元")], Outcome.EXACT),
    ("a sum 300 off", [(TOTAL, "101000万元"), (PART, "81200万元"), (PART, "19500万元")], Outcome.BROKEN),
    ("decimals that round", [(TOTAL, "891.32亿元"), (PART, "516.53亿元"), (PART, "374.80亿元")], Outcome.ROUNDING),
    ("totals in another unit", [(TOTAL, "10.07亿元"), (PART, "81200万元"), (PART, "19500万元")], Outcome.EXACT),
    ("a rounder total", [(TOTAL, "10.1亿元"), (PART, "81200万元"), (PART, "19500万元")], Outcome.ROUNDING),
    ("counts have no tolerance", [(TOTAL, "133件"), (PART, "120件"), (PART, "7件"), (PART, "5件")], Outcome.BROKEN),
    ("an increase", [(TO, "1395930万元"), (FROM, "1187004万元"), (DELTA, "208926万元")], Outcome.EXACT),
    ("a decrease by its words", [(TO, "90万元"), (FROM, "100万元"), (DELTA, "↓10万元")], Outcome.EXACT),
    ("a decrease by its sign", [(TO, "90万元"), (FROM, "100万元"), (DELTA, "-10万元")], Outcome.EXACT),
    ("a deduction by weight", [(TOTAL, "130.1亿元"), (PART, "141.4亿元"), (PART, "11.3亿元", -1)], Outcome.EXACT),
    ("percent and points", [(TO, "17.7%"), (FROM, "15.2%"), (DELTA, "2.5个百分点")], Outcome.EXACT),
    ("a missing total", [(PART, "5万元")], Outcome.UNDECIDED),
    ("money and people", [(TOTAL, "5万元"), (PART, "5人")], Outcome.UNDECIDED),
    ("about 300", [(TOTAL, "约300亿元"), (PART, "180亿元"), (PART, "60亿元")], Outcome.ROUNDING),
    ("more than 300", [(TOTAL, "超300亿元"), (PART, "280亿元")], Outcome.BROKEN),
    ("open on both sides", [(TOTAL, "超300亿元"), (PART, "超280亿元")], Outcome.UNDECIDED),
]


@pytest.mark.parametrize(("name", "terms", "outcome"), BALANCES, ids=[case[0] for case in BALANCES])
def test_balance(name: str, terms: list[Printed], outcome: Outcome) -> None:
    """A balance adds its terms; it is broken only if no values the printed numbers stand for add up."""
    assert verdict_on(Kind.BALANCE, terms).outcome is outcome


def test_partial_balance_may_fall_short_but_not_exceed() -> None:
    """其中 that names only some parts is a balance with ≤."""
    parts: list[Printed] = [(PART, "60万元"), (PART, "39万元")]
    assert verdict_on(Kind.BALANCE, [(TOTAL, "120万元"), *parts], partial=True).outcome is Outcome.EXACT
    assert verdict_on(Kind.BALANCE, [(TOTAL, "98万元"), *parts], partial=True).outcome is Outcome.ROUNDING
    assert verdict_on(Kind.BALANCE, [(TOTAL, "90万元"), *parts], partial=True).outcome is Outcome.BROKEN


def test_constant_stands_for_the_total_where_none_is_printed() -> None:
    """Shares make up 100 % although no 100 % is printed."""
    shares: list[Printed] = [(PART, "75.9%"), (PART, "6.8%"), (PART, "17.3%")]
    assert verdict_on(Kind.BALANCE, shares, constant=Decimal(100)).outcome is Outcome.EXACT
    assert verdict_on(Kind.BALANCE, shares[:2], constant=Decimal(100)).outcome is Outcome.BROKEN


SAMES: list[tuple[str, list[str], Outcome]] = [
    ("repeated", ["98.98%", "98.98%"], Outcome.EXACT),
    ("two units", ["347.26亿元", "3472564万元"], Outcome.ROUNDING),
    ("two units, wrong", ["347.25亿元", "3472564万元"], Outcome.BROKEN),
    ("digits exchanged", ["3472564万元", "3472546万元"], Outcome.BROKEN),
    ("last digit, intervals touch", ["3472564万元", "3472565万元"], Outcome.BROKEN),
    ("same step in two units", ["0.2051亿元", "2050万元"], Outcome.BROKEN),
    ("one of five differs", ["5镇", "5镇", "4镇", "5镇", "5镇"], Outcome.BROKEN),
    ("three precisions", ["171.7亿元", "171.68亿元", "1716832万元"], Outcome.ROUNDING),
    ("about", ["约1926万元", "1927万元"], Outcome.ROUNDING),
    ("more than", ["超20亿元", "21.3亿元"], Outcome.ROUNDING),
    ("less than", ["不足20亿元", "21.3亿元"], Outcome.BROKEN),
    ("people and things", ["3人", "3件"], Outcome.UNDECIDED),
    ("alone", ["3人"], Outcome.UNDECIDED),
]


@pytest.mark.parametrize(("name", "members", "outcome"), SAMES, ids=[case[0] for case in SAMES])
def test_same(name: str, members: list[str], outcome: Outcome) -> None:
    """Mentions of one number agree; equal precision demands equal digits."""
    assert verdict_on(Kind.SAME, [(MEMBER, member) for member in members]).outcome is outcome


def test_same_with_weights() -> None:
    """Twelve months of a monthly number are the yearly one."""
    assert verdict_on(Kind.SAME, [(MEMBER, "9300元"), (MEMBER, "775元", 12)]).outcome is Outcome.EXACT


RATIOS: list[tuple[str, list[Printed], Outcome]] = [
    ("rounded", [(PART, "1264个"), (WHOLE, "1277个"), (RATE, "98.98%")], Outcome.ROUNDING),
    ("cut off", [(PART, "72件"), (WHOLE, "131件"), (RATE, "54.9%")], Outcome.BROKEN),
    ("rounded up", [(PART, "72件"), (WHOLE, "131件"), (RATE, "55.0%")], Outcome.ROUNDING),
    ("wrong base", [(PART, "120件"), (WHOLE, "133件"), (RATE, "96%")], Outcome.BROKEN),
    ("exact", [(PART, "50件"), (WHOLE, "100件"), (RATE, "50%")], Outcome.EXACT),
    ("tenths", [(PART, "50件"), (WHOLE, "100件"), (RATE, "5成")], Outcome.EXACT),
    ("times", [(PART, "370件"), (WHOLE, "100件"), (RATE, "3.7倍")], Outcome.EXACT),
    ("per thousand", [(PART, "3件"), (WHOLE, "1000件"), (RATE, "3‰")], Outcome.EXACT),
    ("a rate printed as 0.0", [(PART, "3件"), (WHOLE, "10000件"), (RATE, "0.0%")], Outcome.ROUNDING),
    ("several wholes", [(PART, "120件"), (WHOLE, "120件"), (WHOLE, "5件"), (RATE, "96%")], Outcome.EXACT),
    ("nothing to divide by", [(PART, "3件"), (WHOLE, "0件"), (RATE, "3%")], Outcome.UNDECIDED),
    ("no rate", [(PART, "3件"), (WHOLE, "10件")], Outcome.UNDECIDED),
    ("a rate of unknown unit", [(PART, "3件"), (WHOLE, "10件"), (RATE, "0.3")], Outcome.UNDECIDED),
]


@pytest.mark.parametrize(("name", "terms", "outcome"), RATIOS, ids=[case[0] for case in RATIOS])
def test_ratio(name: str, terms: list[Printed], outcome: Outcome) -> None:
    """A rate is judged by multiplying: part = rate × whole for some of the values the numbers stand for."""
    assert verdict_on(Kind.RATIO, terms).outcome is outcome


GROWTHS: list[tuple[str, list[Printed], Outcome]] = [
    ("3.7 times more", [(TO, "470亿元"), (FROM, "100亿元"), (RATE, "3.7倍")], Outcome.EXACT),
    ("rounded", [(TO, "171.7亿元"), (FROM, "166.5亿元"), (RATE, "3.1%")], Outcome.ROUNDING),
    ("wrong", [(TO, "171.7亿元"), (FROM, "166.5亿元"), (RATE, "4.1%")], Outcome.BROKEN),
    ("down, by its words", [(TO, "160亿元"), (FROM, "166.5亿元"), (RATE, "↓3.9%")], Outcome.ROUNDING),
    ("up where it went down", [(TO, "160亿元"), (FROM, "166.5亿元"), (RATE, "3.9%")], Outcome.BROKEN),
    ("by the increment", [(TO, "9338元"), (DELTA, "775元"), (RATE, "9.05%")], Outcome.ROUNDING),
    ("by a wrong increment", [(TO, "9338元"), (DELTA, "757元"), (RATE, "9.05%")], Outcome.BROKEN),
    ("increment and base", [(FROM, "100亿元"), (DELTA, "↓5亿元"), (RATE, "↓5%")], Outcome.EXACT),
    ("points", [(TO, "17.7%"), (FROM, "15.2%"), (DELTA, "2.6个百分点")], Outcome.ROUNDING),
    ("points, wrong", [(TO, "17.7%"), (FROM, "15.2%"), (DELTA, "3.6个百分点")], Outcome.BROKEN),
    ("points downwards", [(TO, "15.2%"), (FROM, "17.7%"), (DELTA, "↓2.5个百分点")], Outcome.EXACT),
    ("from nothing", [(TO, "5亿元"), (FROM, "0亿元"), (RATE, "100%")], Outcome.UNDECIDED),
    ("each of two years", [(TO, "121亿元"), (FROM, "100亿元"), (RATE, "10%", 2)], Outcome.EXACT),
    ("each of five years", [(TO, "213.5亿元"), (FROM, "88.23亿元"), (RATE, "19.33%", 5)], Outcome.ROUNDING),
    ("five years taken for four", [(TO, "213.5亿元"), (FROM, "88.23亿元"), (RATE, "19.33%", 4)], Outcome.BROKEN),
    ("the whole rise over the years", [(TO, "213.5亿元"), (FROM, "88.23亿元"), (RATE, "28.40%", 5)], Outcome.BROKEN),
    ("down in each of three years", [(TO, "72.9亿元"), (FROM, "100亿元"), (RATE, "↓10%", 3)], Outcome.EXACT),
    ("years without an amount then", [(TO, "5亿元"), (DELTA, "1亿元"), (RATE, "10%", 2)], Outcome.UNDECIDED),
    ("years from nothing", [(TO, "5亿元"), (FROM, "0亿元"), (RATE, "10%", 2)], Outcome.UNDECIDED),
    ("more years than anybody compounds", [(TO, "5亿元"), (FROM, "1亿元"), (RATE, "10%", 999)], Outcome.UNDECIDED),
]


@pytest.mark.parametrize(("name", "terms", "outcome"), GROWTHS, ids=[case[0] for case in GROWTHS])
def test_growth(name: str, terms: list[Printed], outcome: Outcome) -> None:
    """Growth is judged from the two amounts, from one and the increment, or in points between percentages."""
    assert verdict_on(Kind.GROWTH, terms).outcome is outcome


ORDERS: list[tuple[str, list[Printed], Outcome]] = [
    ("below the limit", [(LESSER, "130.1亿元"), (GREATER, "132.0亿元")], Outcome.EXACT),
    ("at the limit", [(LESSER, "130.1亿元"), (GREATER, "130.1亿元")], Outcome.EXACT),
    ("over by rounding", [(LESSER, "130.1亿元"), (GREATER, "1300600万元")], Outcome.ROUNDING),
    ("over", [(LESSER, "130.1亿元"), (GREATER, "129.9亿元")], Outcome.BROKEN),
    ("a reserve of at most 3 %", [(LESSER, "4亿元", 100), (GREATER, "100亿元", 3)], Outcome.BROKEN),
    ("nothing greater", [(LESSER, "4亿元")], Outcome.UNDECIDED),
]


@pytest.mark.parametrize(("name", "terms", "outcome"), ORDERS, ids=[case[0] for case in ORDERS])
def test_at_most(name: str, terms: list[Printed], outcome: Outcome) -> None:
    """An order is broken only if the smallest value of the lesser side exceeds the largest of the greater."""
    assert verdict_on(Kind.AT_MOST, terms).outcome is outcome


EXPRESSIONS: list[tuple[Kind, list[Printed], str]] = [
    (Kind.BALANCE, BALANCES[0][1], "81,200 + 19,500 = 100,700"),
    (Kind.BALANCE, BALANCES[1][1], "81,200 + 19,500 = 100,700 ≠ 101,000"),
    (Kind.BALANCE, BALANCES[4][1], "81,200 万元 + 19,500 万元 = 100,700 万元 ≈ 10.1 亿元"),
    (Kind.BALANCE, BALANCES[7][1], "100 − 10 = 90"),
    (Kind.RATIO, RATIOS[1][1], "72 ÷ 131 = 54.962% ≠ 54.9%"),
    (Kind.RATIO, RATIOS[9][1], "120 ÷ (120 + 5) = 96%"),
    (Kind.GROWTH, GROWTHS[3][1], "160 ÷ 166.5 − 1 = −3.904% ≈ −3.9%"),
    (Kind.GROWTH, GROWTHS[13][1], "(213.5 ÷ 88.23)^(1/5) − 1 = 19.3318% ≈ 19.33%"),
    (Kind.GROWTH, GROWTHS[16][1], "(72.9 ÷ 100)^(1/3) − 1 = −10%"),
    (Kind.GROWTH, GROWTHS[8][1], "17.7% − 15.2% = 2.5 个百分点 ≈ 2.6 个百分点"),
    (Kind.SAME, [(MEMBER, "347.26亿元"), (MEMBER, "3472564万元")], "347.26 亿元 ≈ 3,472,564 万元"),
    (Kind.SAME, [(MEMBER, "5镇"), (MEMBER, "4镇"), (MEMBER, "5镇")], "5 ≠ 4"),
    (Kind.AT_MOST, ORDERS[3][1], "130.1 > 129.9"),
    (Kind.AT_MOST, ORDERS[4][1], "100×4 = 400 > 3×100 = 300"),
]


@pytest.mark.parametrize(("kind", "terms", "expression"), EXPRESSIONS, ids=[case[2] for case in EXPRESSIONS])
def test_expression(kind: Kind, terms: list[Printed], expression: str) -> None:
    """The working is written with the printed numbers, with units where they differ."""
    assert verdict_on(kind, terms).expression == expression


def test_numbers_of_a_verdict() -> None:
    """Difference and slack are in base units: 300 万元 off where rounding explains 1.5 万元."""
    verdict = verdict_on(Kind.BALANCE, BALANCES[1][1])
    assert verdict.difference == Decimal(3_000_000)
    assert verdict.slack == Decimal(15_000)
    assert verdict.unit == unit("万元")


def test_unknown_figure_is_undecided() -> None:
    """A relation over a figure that does not exist decides nothing."""
    relation = Relation("T01", Kind.SAME, Basis.STATED, (Term("a", MEMBER), Term("b", MEMBER)))
    assert judge(relation, {}).outcome is Outcome.UNDECIDED


def test_ids_are_stable_and_unique() -> None:
    """An id depends on the relation alone; a relation proposed twice is told apart by a counter."""
    figures = {name: figure(name, "5万元") for name in "ab"}
    one = Relation("T01", Kind.SAME, Basis.STATED, (Term("a", MEMBER), Term("b", MEMBER)))
    two = Relation("T02", Kind.SAME, Basis.STATED, (Term("a", MEMBER), Term("b", MEMBER)))
    ids = [verdict.id for verdict in judge_all((one, two, one), figures)]
    assert len(set(ids)) == 3
    assert ids[2] == f"{ids[0]}-2"
    assert [ids[1], ids[0]] == [verdict.id for verdict in judge_all((two, one), figures)]


UNITS = [unit(name) for name in ("万元", "亿元", "元", "%", "‰", "倍", "成", "个百分点", "件", "人", "亩")] + [NUMBER]
decimals = st.decimals(allow_nan=True, allow_infinity=True) | st.decimals(-(10**9), 10**9, places=2)
quantities = st.builds(
    Quantity, st.just("?"), decimals, st.sampled_from(UNITS), st.sampled_from(Hedge), st.none() | decimals
)
any_figures = st.builds(
    Figure,
    st.just("x"),
    quantities,
    st.just(Place("d")),
    st.just("x"),
    st.just("cell"),
    measure=st.sampled_from(Measure),
    sign=st.sampled_from((1, -1)),
)


@given(
    st.lists(any_figures, min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from(Role), st.integers(-3, 12)), max_size=5),
    st.sampled_from(Kind),
    st.booleans(),
)
def test_never_raises(figures: list[Figure], terms: list[tuple[int, Role, int]], kind: Kind, partial: bool) -> None:
    """Whatever is proposed about whatever figures, there is a verdict, and it does not depend on the order of terms."""
    named = {str(i): one for i, one in enumerate(figures)}
    made = [Term(str(i), role, weight) for i, role, weight in terms]
    forward = judge(Relation("T", kind, Basis.STATED, tuple(made), partial=partial), named)
    backward = judge(Relation("T", kind, Basis.STATED, tuple(reversed(made)), partial=partial), named)
    assert forward.outcome is backward.outcome


@given(quantities)
def test_short_way_to_the_interval_agrees_with_the_quantity(quantity: Quantity) -> None:
    """The judge's own reading of a plain number is the interval the quantity states."""
    with localcontext(EXACT):
        reading = read(Figure("x", quantity, Place("d"), "x", "cell"))
    if reading is not None:
        assert reading.span.interval == quantity.interval()
        assert reading.span.centre == quantity.centre


amounts = st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=8)


@given(amounts, st.integers(0, 6))
def test_rounded_true_numbers_are_never_broken(cents: list[int], places: int) -> None:
    """A sum of true amounts, each printed in 亿元 to some places, is exact or rounding, never broken."""
    step = Decimal(1).scaleb(-places)

    def show(value: int) -> str:
        return f"{(Decimal(value).scaleb(-8)).quantize(step, ROUND_HALF_EVEN):f}"

    figures = {str(i): figure(str(i), show(value) + "亿元") for i, value in enumerate([sum(cents), *cents])}
    # A printed 0 is meant exactly by definition; true amounts that round to it are another matter.
    if any(one.quantity.value == 0 for one in figures.values()):
        return
    terms = tuple(Term(name, TOTAL if name == "0" else PART) for name in figures)
    verdict = judge(Relation("T", Kind.BALANCE, Basis.STATED, terms), figures)
    assert verdict.outcome in (Outcome.EXACT, Outcome.ROUNDING)


@given(amounts)
def test_printing_in_another_unit_keeps_exactness(values: list[int]) -> None:
    """万元 printed exactly as 亿元 is the same number: a sum stays exact, and off by one stays not exact."""
    numbers = [sum(values), *values]
    for error in (0, 1):
        figures = {}
        for i, value in enumerate(numbers):
            shown = value + (error if i == 0 else 0)
            text = f"{Decimal(shown).scaleb(-4):f}亿元" if i % 2 else f"{shown}万元"
            figures[str(i)] = figure(str(i), text)
        terms = tuple(Term(name, TOTAL if name == "0" else PART) for name in figures)
        verdict = judge(Relation("T", Kind.BALANCE, Basis.STATED, terms), figures)
        assert (verdict.outcome is Outcome.EXACT) == (error == 0)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_rate_worked_out_by_rounding_is_never_broken(part: int, whole: int, places: int) -> None:
    """A share printed to any number of places from whole counts is exact or rounding."""
    rate = (Decimal(100 * part) / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    verdict = verdict_on(Kind.RATIO, [(PART, f"{part}件"), (WHOLE, f"{whole}件"), (RATE, f"{rate:f}%")])
    assert verdict.outcome in (Outcome.EXACT, Outcome.ROUNDING)


LINEAR = re.compile(r"([+-]?)(?:(\d+)\*)?m(\d+)")
HOLDS = {"exact": Outcome.EXACT, "rounding": Outcome.ROUNDING, "fails": Outcome.BROKEN}


def linear(side: str, role: Role, sign: int = 1) -> list[Term]:
    """The terms of `m1+m2-2*m3`."""
    assert LINEAR.sub("", side) == "", side
    found = LINEAR.finditer(side)
    return [Term(f"m{m[3]}", role, sign * (-1 if m[1] == "-" else 1) * int(m[2] or 1)) for m in found]


def relation_of(check: str, members: int) -> Relation | None:
    """A golden formula as a relation, or None where it is none of the kinds tried here."""
    share = re.fullmatch(r"m0 == 100\*m1/\(?([m\d+]+)\)?", check)
    if check == "same":
        terms = [Term(f"m{i}", MEMBER) for i in range(members)]
        return Relation("G", Kind.SAME, Basis.STATED, tuple(terms))
    if share:
        terms = [Term("m0", RATE), Term("m1", PART), *linear(share[1], WHOLE)]
        return Relation("G", Kind.RATIO, Basis.STATED, tuple(terms))
    if re.fullmatch(r"[m\d+*-]+ == [m\d+*-]*m[m\d+*-]*", check):
        left, right = check.split(" == ")
        return Relation("G", Kind.BALANCE, Basis.STATED, (*linear(left, TOTAL), *linear(right, PART)))
    if re.fullmatch(r"[m\d+-]+ <= [m\d+-]+", check):
        left, right = check.split(" <= ")
        return Relation("G", Kind.AT_MOST, Basis.STATED, (*linear(left, LESSER), *linear(right, GREATER)))
    return None


@pytest.mark.skipif(not GOLDEN.is_dir(), reason="the hand-read relations are kept outside the repository")
def test_golden_relations() -> None:
    """Relations read by hand from real documents get the verdict the reader gave them."""
    wrong, decided = [], 0
    for path in sorted(GOLDEN.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            relation = relation_of(row["check"], len(row["members"]))
            if relation is None:
                continue
            try:
                figures = {f"m{i}": figure(f"m{i}", m["value"] + m["unit"]) for i, m in enumerate(row["members"])}
            except KeyError:
                continue  # a unit nobody knows
            verdict = judge(relation, figures)
            if verdict.outcome is Outcome.UNDECIDED:
                assert len({one.quantity.unit.dimension for one in figures.values()}) > 1
                continue
            decided += 1
            if verdict.outcome is not HOLDS[row["holds"]]:
                wrong.append((row["id"], row["expr"], row["holds"], verdict.outcome.value, verdict.expression))
    assert not wrong
    assert decided > 400


def test_work_grows_with_the_number_of_relations() -> None:
    """Four times the relations are at most five times the work."""
    figures = {str(i): figure(str(i), f"{i + 10}万元") for i in range(3000)}
    relations = [
        Relation("T", Kind.BALANCE, Basis.STATED, (Term(str(i % 2990), TOTAL), Term(str((i * 7) % 2990), PART)))
        for i in range(2_000)
    ]
    assert growth(lambda size: lambda: judge_all(relations[:size], figures), 500) <= 50
