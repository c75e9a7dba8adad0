"""Diagnosis: which single figure explains what is broken, and when nobody can tell."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from fiscal.place import Place
from fiscal.relation import Basis, Kind, Relation, Role, Term
from fiscal.table import Column, Row, Table
from reconcile.dossier import Cells
from reconcile.explain.diagnose import Diagnosis, diagnose
from reconcile.judge.verdicts import judge_all
from reconcile.review import Suspect
from tests.counted_work import growth

Claim = tuple[Kind, str]
"""A kind and its figures: `total = part part`, `member member`, `part / whole = rate`, `lesser <= greater`."""

BALANCE, SAME, RATIO, AT_MOST = Kind.BALANCE, Kind.SAME, Kind.RATIO, Kind.AT_MOST


def relation(kind: Kind, text: str) -> Relation:
    """The relation written as in `Claim`."""
    if kind is SAME:
        terms = [Term(name, Role.MEMBER) for name in text.split()]
    elif kind is BALANCE:
        total, parts = text.split(" = ")
        terms = [Term(total, Role.TOTAL), *(Term(name, Role.PART) for name in parts.split())]
    elif kind is RATIO:
        quotient, rate = text.split(" = ")
        part, whole = quotient.split(" / ")
        terms = [Term(part, Role.PART), Term(whole, Role.WHOLE), Term(rate, Role.RATE)]
    else:
        lesser, greater = text.split(" <= ")
        terms = [Term(lesser, Role.LESSER), Term(greater, Role.GREATER)]
    return Relation("T", kind, Basis.STATED, tuple(terms))


def suspects(printed: str, *claims: Claim) -> dict[str, Suspect]:
    """Suspects by figure, of figures written `a=100 b=60万元`; without a unit they are 万元."""
    figures = {}
    for pair in printed.split():
        name, text = pair.split("=")
        digits = text.rstrip("亿元万%件")
        quantity = Quantity(digits, Decimal(digits.replace(",", "")), unit(text[len(digits) :] or "万元"))
        figures[name] = Figure(name, quantity, Place("d"), name, "cell")
    found = diagnose(judge_all([relation(*claim) for claim in claims], figures), figures, Cells({}, figures)).suspects
    return {suspect.figure: suspect for suspect in found.values()}


CASES: list[tuple[str, str, list[Claim], tuple[str, str, str] | None]] = [
    (
        "a cell wrong in its row and its column",
        "t=100700 a=18200 b=19500 c=200000 d=118800",
        [(BALANCE, "t = a b"), (BALANCE, "c = a d")],
        ("a", "81200", "swap"),
    ),
    (
        "repaired in two places by a value nobody could have mistyped",
        "t=100700 a=55555 b=19500 c=200000 d=118800",
        [(BALANCE, "t = a b"), (BALANCE, "c = a d")],
        ("a", "81200", "several"),
    ),
    (
        "a lone sum with one explanation",
        "t=3472564 a=1187004 b=2258560",
        [(BALANCE, "t = a b")],
        ("b", "2285560", "swap"),
    ),
    (
        "a lone sum of small counts, where any of them may be wrong",
        "t=133件 a=120件 b=7件 c=5件",
        [(BALANCE, "t = a b c")],
        None,
    ),
    (
        "a lone sum that no slip explains",
        "t=101000 a=81200 b=19500",
        [(BALANCE, "t = a b")],
        None,
    ),
    (
        "the same number, three against one",
        "a=142960 b=142960 c=142960 d=143930",
        [(SAME, "a b c d")],
        ("d", "142960", "majority"),
    ),
    ("two mentions, either may be wrong", "a=3472546 b=3472564", [(SAME, "a b")], None),
    (
        "two mentions, one of them held by a sum",
        "a=3472546 b=3472564 c=3000000 d=472564",
        [(SAME, "a b"), (BALANCE, "b = c d")],
        ("a", "3472564", "swap"),
    ),
    (
        "two mentions, a sum holds the other",
        "a=3472546 b=3472564 c=3000000 d=472546",
        [(SAME, "a b"), (BALANCE, "a = c d")],
        ("b", "3472546", "swap"),
    ),
    (
        "unit taken for another, in prose and in a sum",
        "t=100700亿元 a=81200 b=19500 p=10.07亿元",
        [(BALANCE, "t = a b"), (SAME, "t p")],
        ("t", "10.07", "unit"),
    ),
    (
        "a rate with two digits exchanged, where rounding leaves two rates",
        "p=1309 w=866 r=115.1%",
        [(RATIO, "p / w = r")],
        ("r", "151.1", "swap"),
    ),
    (
        "the amount of a rate, held by nothing else",
        "p=167837 w=711948 r=97.6%",
        [(RATIO, "p / w = r")],
        ("w", "171948", "swap"),
    ),
    (
        "a sum mended by one slip of a figure that something else contradicts",
        "t=203000 a=1439300 b=59070 c=142960",
        [(BALANCE, "t = a b"), (SAME, "a c")],
        ("a", "143930", "zero"),
    ),
    (
        "a sign lost in a sum that is off in its last place besides",
        "t=361201 a=155605 b=50000 c=103945 d=-51650",
        [(BALANCE, "t = a b c d")],
        ("d", "51650", "sign"),
    ),
    (
        "a change would break what holds",
        "t=101000 a=81200 b=19500 p=101000 q=81200 r=19500",
        [(BALANCE, "t = a b"), (SAME, "t p"), (SAME, "a q"), (SAME, "b r")],
        None,
    ),
    (
        "a coarser mention finds the slip",
        "a=3742564 b=347.26亿元 c=400.00亿元 d=52.74亿元",
        [(SAME, "a b"), (BALANCE, "c = b d")],
        ("a", "3472564", "swap"),
    ),
    ("an order alone tells nothing", "a=90 b=80", [(AT_MOST, "a <= b")], None),
    (
        "a share that no slip explains",
        "r=54.9% p=72件 w=131件 q=59件",
        [(RATIO, "p / w = r"), (BALANCE, "w = p q")],
        None,
    ),
    (
        "a share fitted in its last place",
        "r=14.6% p=19件 w=131件 q=112件",
        [(RATIO, "p / w = r"), (BALANCE, "w = p q")],
        None,
    ),
    (
        "of two mentions the one with which sums come out that else hold but for rounding",
        "a=701424 b=701425 c=100000 d=801425",
        [(SAME, "a b"), (BALANCE, "d = a c")],
        ("a", "701425", "digit"),
    ),
    (
        "a share with one wrong digit",
        "r=45.0% p=72件 w=131件 q=59件",
        [(RATIO, "p / w = r"), (BALANCE, "w = p q")],
        ("r", "55.0", "digit"),
    ),
]


@pytest.mark.parametrize(("name", "printed", "claims", "expected"), CASES, ids=[case[0] for case in CASES])
def test_suspect(name: str, printed: str, claims: list[Claim], expected: tuple[str, str, str] | None) -> None:
    """A figure is suspected if its change repairs all that is broken around it, and is believable; ties are not."""
    found = suspects(printed, *claims)
    if expected is None:
        assert not found
    else:
        assert [(s.figure, s.suggested, s.reason) for s in found.values()] == [expected]


def grid(*rows: str) -> Table:
    """A table of 万元, one row per text, one column per number; its figures are called r0c0, r0c1 and so on."""
    made = []
    for y, row in enumerate(rows):
        cells = []
        for x, text in enumerate(row.split()):
            quantity = Quantity(text, Decimal(text), unit("万元"))
            cells.append(Figure(f"r{y}c{x}", quantity, Place("d", table="t"), f"r{y}", "cell"))
        made.append(Row(f"r{y}", tuple(cells)))
    columns = tuple(Column((str(x),)) for x in range(len(made[0].cells)))
    return Table("t", "d", "", None, unit("万元"), columns, tuple(made), Place("d"))


def in_table(table: Table, *claims: Claim) -> Diagnosis:
    """The diagnosis of relations over the figures of one table."""
    figures = {cell.id: cell for row in table.rows for cell in row.cells if cell is not None}
    return diagnose(
        judge_all([relation(*claim) for claim in claims], figures), figures, Cells({table.id: table}, figures)
    )


def test_parts_that_exceed_their_whole_by_a_slip_that_makes_them_all() -> None:
    """88,000 and 21,000 are more than 100,000; 12,000 would make just all of it."""
    printed = {"t": "100000", "a": "88000", "b": "21000", "c": "41200", "d": "44400", "e": "2400"}
    figures = {
        name: Figure(name, Quantity(text, Decimal(text), unit("万元")), Place("d"), name, "cell")
        for name, text in printed.items()
    }
    claims = [replace(relation(BALANCE, "t = a b"), partial=True), relation(BALANCE, "a = c d e")]
    found = diagnose(judge_all(claims, figures), figures, Cells({}, figures)).suspects
    assert {(one.figure, one.suggested) for one in found.values()} == {("b", "12000")}


COLUMN: Claim = (BALANCE, "r3c1 = r0c1 r1c1 r2c1")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # each of r0, r1, r2 could have one wrong digit; only r1 would then be near last year's amount
        (("4100 4200", "5050 9050", "6140 6300", "15290 15550"), ("r1c1", "5050", "digit")),
        # r1 repeats last year's amount, and nothing else explains the difference
        (("4100 4217", "5050 5050", "6140 6332", "15290 16238"), ("r1c1", "5689", "beside")),
        # the figure of the row above
        (("4200 4217", "5700 4217", "6140 6332", "16040 16238"), ("r1c1", "5689", "next-row")),
        # 40 more in any of three figures: nobody can tell
        (("4110 4107", "5040 5053", "6138 6141", "15290 15341"), None),
        # no other figure of the column is below 0: the row is rather no part
        (("1000 1000", "1000 1000", "3000 3000", "3000 3000"), None),
    ],
)
def test_figures_beside_it_tell_which(rows: tuple[str, ...], expected: tuple[str, str, str] | None) -> None:
    """Among figures that one slip each explains, the one that looks strange in its row or column is suspected."""
    found = in_table(grid(*rows), COLUMN)
    suspected = [(one.figure, one.suggested, one.reason) for one in found.suspects.values()]
    assert suspected == ([] if expected is None else [expected])


def test_rows_that_often_repeat_are_no_slip() -> None:
    """Where a column prints many numbers twice, one below the other, a repeated number is meant: the digit is wrong."""
    pairs = " ".join(f"{n}" for n in (1216, 2140, 2106, 2740, 3113) for _ in range(2)).split()
    rows = [*pairs, "98", "23617"]
    column: Claim = (BALANCE, f"r11c0 = {' '.join(f'r{y}c0' for y in range(11))}")
    found = in_table(grid(*rows), column)
    leading = [one for listed in found.candidates.values() for one in listed] or list(found.suspects.values())
    assert leading
    assert leading[0].reason != "next-row"


def test_a_long_sum_is_tried_to_its_end() -> None:
    """The figure in the last of two hundred rows is found, however many were tried before it."""
    rows = [str(10_007 + 13 * y) for y in range(200)]
    total = sum(map(int, rows))
    column: Claim = (BALANCE, f"r200c0 = {' '.join(f'r{y}c0' for y in range(200))}")
    found = in_table(grid(*rows[:-1], f"-{rows[-1]}", str(total)), column)
    assert [(one.figure, one.reason) for one in found.suspects.values()] == [("r199c0", "sign")]


def test_a_tie_is_listed() -> None:
    """All figures that come into question are kept, and each says what it would have to be."""
    found = in_table(grid("4110 4107", "5040 5053", "6138 6141", "15290 15341"), COLUMN)
    (listed,) = found.candidates.values()
    assert {(one.figure, one.suggested) for one in listed} == {
        ("r0c1", "4147"),
        ("r1c1", "5093"),
        ("r2c1", "6181"),
        ("r3c1", "15301"),
    }


def test_repairs_names_every_relation() -> None:
    """The suspect lists all relations that its change repairs."""
    _, printed, claims, _ = CASES[0]
    (suspect,) = suspects(printed, *claims).values()
    assert len(suspect.repairs) == 2


def test_suggestion_is_printed_like_the_original() -> None:
    """Thousands separators stay where they were."""
    found = suspects("a=3,472,546 b=3472564 c=3000000 d=472564", (SAME, "a b"), (BALANCE, "b = c d"))
    assert found["a"].suggested == "3,472,564"


def test_effort_is_bounded() -> None:
    """Where everything is broken, and all of it hangs together, diagnosis grows with what there is, not faster."""

    def work(size: int) -> Callable[[], object]:
        names = [f"n{i}" for i in range(size)]
        printed = " ".join(f"{name}={i + 10}" for i, name in enumerate(names))
        pairs: list[Claim] = [(SAME, f"n0 {name}") for name in names[1:]]
        return lambda: suspects(printed, (BALANCE, f"n0 = {' '.join(names[1:])}"), (SAME, " ".join(names)), *pairs)

    assert growth(work, 200) <= 60


def test_nothing_broken_nothing_suspected() -> None:
    """Relations that hold give no suspects."""
    assert not suspects("t=3 a=1 b=2", (BALANCE, "t = a b"))
