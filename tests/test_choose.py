"""Choosing a reading: the first that holds is taken, a rival only on evidence, and nothing changes for what holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from fiscal.place import Place
from fiscal.relation import Basis, Kind, Relation, Role, Term
from reconcile.judge.choose import MOST_RIVALS, choose
from reconcile.judge.claim import Claim, Rival, claims
from reconcile.judge.verdicts import judge_all
from reconcile.linking.rivals import rivals_in
from reconcile.review import Outcome, Verdict
from tests.claimed import Case, cases, dossier_of, printed, relation_of


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in cases("rivals")])
def test_a_rival_is_taken_only_on_evidence(case: Case) -> None:
    """Where structure offers a reading that holds, it is taken and inferred; where none does, the claim is told."""
    dossier = dossier_of(case)
    claim = relation_of(case, dossier)
    assert judge_all([claim], dossier.figures)[0].outcome is Outcome.BROKEN
    choice = choose([Claim((claim,))], dossier.figures, rivals_in(dossier))
    (verdict,) = choice.verdicts
    if "why" not in case:
        assert (verdict.relation, verdict.outcome, dict(choice.instead)) == (claim, Outcome.BROKEN, {})
        return
    assert choice.instead == {verdict.id: case["why"]}
    total, *parts = printed(verdict.relation, dossier)
    assert (total, sorted(parts)) == (case["reads"][0], sorted(case["reads"][1:]))
    assert verdict.outcome in (Outcome.EXACT, Outcome.ROUNDING)
    assert verdict.relation.basis is Basis.INFERRED


def test_every_kind_of_rival_is_taken_once_and_refused_once() -> None:
    """The cases of each kind, by the first word of their names, have both."""
    kinds: dict[str, set[bool]] = {}
    for case in cases("rivals"):
        kinds.setdefault(case["name"].partition(" — ")[0], set()).add("why" in case)
    assert [kind for kind, seen in kinds.items() if seen != {True, False}] == []


def figures_of(values: Sequence[int]) -> dict[str, Figure]:
    """Figures called f0, f1 and so on."""
    return {
        f"f{at}": Figure(f"f{at}", Quantity(str(value), Decimal(value), unit("件")), Place("d"), f"f{at}", "narrative")
        for at, value in enumerate(values)
    }


def sum_of(total: int, parts: Iterable[int]) -> Relation:
    """The claim that figure `total` is the sum of `parts`."""
    terms = (Term(f"f{total}", Role.TOTAL), *(Term(f"f{at}", Role.PART) for at in parts))
    return Relation("TST01", Kind.BALANCE, Basis.STATED, terms)


def refused(_: Sequence[Verdict]) -> object:
    """Rivals that nobody may ask for."""

    def of(verdict: Verdict) -> Iterable[Rival]:
        raise AssertionError(verdict.expression)

    return of


VALUES = st.lists(st.integers(1, 40), min_size=4, max_size=7)
READINGS = st.lists(st.sets(st.integers(1, 3), min_size=1), min_size=1, max_size=4)


@given(VALUES, READINGS)
def test_the_first_reading_that_holds_wins(values: list[int], readings: list[set[int]]) -> None:
    """A claim is read as the first of its readings that holds; if none does, as the likeliest."""
    figures = figures_of(values)
    claim = Claim(tuple(sum_of(0, sorted(parts)) for parts in readings))
    (verdict,) = choose([claim], figures).verdicts
    holding = [one for one in claim.readings if judge_all([one], figures)[0].outcome is not Outcome.BROKEN]
    assert verdict.relation == (holding[0] if holding else claim.likeliest)


@given(VALUES, READINGS)
def test_choosing_without_rivals_is_judging(values: list[int], readings: list[set[int]]) -> None:
    """Claims of one reading come out as the judge has them, in their order."""
    figures = figures_of(values)
    relations = [sum_of(0, sorted(parts)) for parts in readings]
    assert list(choose(claims(relations), figures).verdicts) == list(judge_all(relations, figures))


def test_nothing_else_is_tried_for_what_holds() -> None:
    """A claim that holds, or that cannot be decided, has no rivals."""
    figures = figures_of([5, 2, 3])
    undecided = Relation("TST01", Kind.SAME, Basis.STATED, (Term("f0", Role.MEMBER), Term("gone", Role.MEMBER)))
    choice = choose(claims([sum_of(0, (1, 2)), undecided]), figures, refused)  # type: ignore[arg-type]
    assert [verdict.outcome for verdict in choice.verdicts] == [Outcome.EXACT, Outcome.UNDECIDED]
    assert (choice.instead, choice.tried) == ({}, {})


def test_what_was_tried_in_vain_is_counted() -> None:
    """A broken claim keeps its likeliest reading, and so many rivals are tried and no more."""
    figures = figures_of([9, 2, 3])
    asked = []

    def endless(_: Verdict) -> Iterable[Rival]:
        while True:
            asked.append(1)
            yield Rival(sum_of(0, (1,)), "run")

    claim = sum_of(0, (1, 2))
    choice = choose([Claim((claim,))], figures, lambda _: endless)
    (verdict,) = choice.verdicts
    assert (verdict.relation, choice.tried) == (claim, {verdict.id: MOST_RIVALS})
    assert len(asked) == MOST_RIVALS


def test_the_first_rival_that_holds_is_taken_and_certain_of_nothing() -> None:
    """Whatever the claim was, a reading that nobody stated is inferred."""
    figures = figures_of([9, 2, 3, 7, 6])
    offered = [Rival(sum_of(0, (1,)), "run"), Rival(sum_of(0, (1, 3)), "level"), Rival(sum_of(0, (2, 4)), "totals")]
    claim = replace(sum_of(0, (1, 2)), certain=True)
    choice = choose([Claim((claim,))], figures, lambda _: lambda __: offered)
    (verdict,) = choice.verdicts
    assert choice.instead == {verdict.id: "level"}
    assert (verdict.relation.basis, verdict.relation.certain) == (Basis.INFERRED, False)
