"""What speaks for a difference: who bears a reading out, the look of the gap, what fills it, what everyone knows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import fields

from fiscal.figure import Figure
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from fiscal.place import Place
from fiscal.relation import Basis, Kind, Relation, Role, Term
from reconcile.explain.fillings import Fillings
from reconcile.explain.gap import gap_of
from reconcile.explain.gaps_told_once import GapsToldOnce
from reconcile.explain.witnesses import MOST_WITNESSES, Witnesses, Witnessing
from reconcile.judge.verdicts import judge
from reconcile.review import Outcome, Verdict
from tests.claimed import Case, cases, dossier_of, verdicts_of


def of(name: str) -> list[Any]:
    """The cases of a file as parameters."""
    return [pytest.param(case, id=case["name"]) for case in cases(name)]


def counted(found: Witnesses) -> dict[str, int]:
    """The fields that say something, lists by their length."""
    said = {field.name: getattr(found, field.name) for field in fields(found)}
    return {name: n for name, value in said.items() if (n := value if isinstance(value, int) else len(value))}


@pytest.mark.parametrize("case", of("witnesses"))
def test_witnesses(case: Case) -> None:
    """Other columns, rows, sister tables and checks that hold or break, and what breaks by the same amount."""
    dossier = dossier_of(case)
    verdicts = verdicts_of(case, dossier)
    assert verdicts[0].outcome is Outcome.BROKEN
    found = Witnessing(verdicts, dossier.figures, dossier.cells).of(verdicts[0])
    assert counted(found) == case["expect"]
    holding = {verdict.id for verdict in verdicts if verdict.outcome is Outcome.EXACT}
    assert set(found.named) <= holding


@pytest.mark.parametrize("case", of("witnesses"))
def test_the_order_of_verdicts_changes_no_witness(case: Case) -> None:
    """Witnesses are counted the same in whatever order the verdicts come."""
    dossier = dossier_of(case)
    verdicts = list(verdicts_of(case, dossier))
    wanted = counted(Witnessing(verdicts, dossier.figures, dossier.cells).of(verdicts[0]))
    shuffled = random.Random(5).sample(verdicts, len(verdicts))
    assert counted(Witnessing(shuffled, dossier.figures, dossier.cells).of(verdicts[0])) == wanted


def test_so_many_witnesses_are_named_and_no_more() -> None:
    """Those of the table come first."""
    found = Witnesses(lines=tuple(f"l{n}" for n in range(15)), sisters=tuple(f"s{n}" for n in range(15)))
    assert len(found.named) == MOST_WITNESSES
    assert found.named[:15] == found.lines


@pytest.mark.parametrize("case", of("fillings"))
def test_fillings(case: Case) -> None:
    """The row that is missing, and where it is printed; None where nothing says what belongs there."""
    dossier = dossier_of(case)
    (verdict, *_) = verdicts_of(case, dossier)
    assert verdict.outcome is Outcome.BROKEN
    found = Fillings(dossier.tables(), dossier.cells).of(verdict)
    if "row" not in case:
        assert found is None
        return
    assert found is not None
    printed = dossier.figures[found.figure].quantity.text if found.figure else None
    assert (found.label, printed, found.amount) == (case["row"], case.get("printed"), verdict.difference)


@pytest.mark.parametrize("case", of("known_gaps"))
def test_known_gaps(case: Case) -> None:
    """Gaps that everyone knows are named, their like that nobody knows are not."""
    dossier = dossier_of(case)
    (verdict, *_) = verdicts_of(case, dossier)
    assert verdict.outcome is Outcome.BROKEN
    assert GapsToldOnce([verdict], dossier).kind(verdict) == case.get("known")


def sum_of(total: str, parts: Sequence[str]) -> tuple[Verdict, dict[str, Figure]]:
    """The verdict on a sum of whole numbers in 万元, and its figures."""
    figures = {
        f"f{at}": Figure(
            f"f{at}", Quantity(text, Decimal(text), unit("万元")), Place("d", table="t", row=f"r{at}"), "x", "cell"
        )
        for at, text in enumerate((total, *parts))
    }
    roles = (Role.TOTAL, *(Role.PART for _ in parts))
    terms = tuple(Term(name, role) for name, role in zip(figures, roles, strict=True))
    return judge(Relation("TST01", Kind.BALANCE, Basis.STATED, terms), figures), figures


@pytest.mark.parametrize(
    ("total", "parts", "size"),
    [
        ("100090", ["50000", "50000"], 0),
        ("100400", ["50000", "50000"], 1),
        ("104000", ["50000", "50000"], 2),
        ("140000", ["50000", "50000"], 3),
        ("200000", ["50000", "50000"], 4),
        ("50000", ["50000", "50000"], 4),
        ("99910", ["50000", "50000"], 0),
    ],
)
def test_the_size_of_a_gap(total: str, parts: list[str], size: int) -> None:
    """In five steps of the larger side, whichever that is."""
    verdict, figures = sum_of(total, parts)
    assert gap_of(verdict, figures).size == size


@pytest.mark.parametrize(
    ("total", "parts", "slip"),
    [
        ("3472564", ["1187004", "2258560"], True),  # 85 and 58 swapped
        ("3742564", ["1187004", "2285560"], True),  # 47 and 74 swapped in the total
        ("3472564", ["1187004", "228556"], True),  # the last digit dropped
        ("3472565", ["1187004", "2258560"], True),  # swapped, and rounded parts are off by one
        ("3472564", ["1187004", "2012345"], False),  # nothing like it
    ],
)
def test_a_gap_that_one_slip_explains(total: str, parts: list[str], slip: bool) -> None:
    """Two digits swapped, one dropped, with rounded parts off by one; but not any difference."""
    verdict, figures = sum_of(total, parts)
    assert verdict.outcome is Outcome.BROKEN
    assert gap_of(verdict, figures).slip == slip


def test_parts_and_digits_are_counted() -> None:
    """The figures that are added up, and the digits of the longest figure."""
    verdict, figures = sum_of("1290", ["120", "70", "1000"])
    gap = gap_of(verdict, figures)
    assert (gap.parts, gap.digits) == (3, 4)
