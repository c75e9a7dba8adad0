"""The one place where the reading of a claim is chosen.

A relation that does not hold has two explanations: a figure is wrong, which is rare, or our reading is. So the readings
of a claim compete: the likeliest that holds is taken; if none of its own does, a rival that the structure offers is
taken where it holds exactly and with digits enough to exclude chance. Only what is broken in every reading is told,
and what was tried is kept with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext

from msgspec import Struct
from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from reconcile.judge.claim import Claim, Policy, Rival
from reconcile.judge.odd_unit import vanishes
from reconcile.judge.processor_time import Allowance, OutOfTime
from reconcile.judge.verdicts import Bench
from reconcile.review import HOLDS, Outcome, Verdict

CLAIMS_SHARE = 2
"""Judging takes one in so many seconds of those left; the others are for explaining."""

MOST_RIVALS = 400
"""So many other readings of one claim are tried, and no more."""

Rivals = Callable[[Verdict], Iterable[Rival]]
"""The other readings of what is broken, likeliest first; each has been shown to be more than chance."""


class Choice(Struct, frozen=True):
    """The verdicts of the readings chosen, in the order of the claims; and what was otherwise read than proposed.

    `instead` tells, by the id of a verdict, why that reading was taken instead of the likeliest; `tried` how many
    rivals of a broken one were tried in vain; `silent` counts the claims of which no reading fits and nothing is told.
    `cut` if the time allowed ended before all claims were judged: then what is broken at first sight, and was not
    looked at in every reading, is left out.
    """

    verdicts: tuple[Verdict, ...]
    instead: Mapping[str, str]
    tried: Mapping[str, int]
    silent: int = 0
    cut: bool = False


def choose(
    claims: Iterable[Claim],
    figures: Mapping[str, Figure],
    rivals: Callable[[Sequence[Verdict]], Rivals] = lambda _: lambda __: (),
    allowance: Allowance | None = None,
) -> Choice:
    """Every claim judged in the reading that is meant, as far as `allowance` goes.

    `rivals`, given the verdicts of the likeliest readings, answers what else a broken one may mean.
    """
    bench = Bench(figures)
    first: list[Verdict] = []
    chosen: dict[int, Verdict] = {}
    instead: dict[str, str] = {}
    tried: dict[str, int] = {}
    silent: set[int] = set()
    cut = False
    try:
        with allowance.limited(CLAIMS_SHARE) if allowance else nullcontext():
            for claim in claims:
                first.append(_first_that_holds(claim, bench))
                counted = claim.policy is Policy.COUNT
                if first[-1].outcome is Outcome.BROKEN and (counted or adjusted(first[-1].relation, figures)):
                    silent.add(len(first) - 1)
            other = rivals(first)
            for at, verdict in enumerate(first):
                if verdict.outcome is Outcome.BROKEN and at not in silent:
                    better, count = _rival_that_holds(verdict, other, bench, figures)
                    chosen[at], why = better or (verdict, "")
                    if better is not None:
                        instead[chosen[at].id] = why
                    else:
                        tried[verdict.id] = count
    except OutOfTime:
        cut = True
    verdicts = (
        chosen.get(at, one) for at, one in enumerate(first) if at in chosen or one.outcome is not Outcome.BROKEN
    )
    return Choice(tuple(verdicts), instead, tried, len(silent), cut)


def adjusted(relation: Relation, figures: Mapping[str, Figure]) -> bool:
    """True if a rate is on another footing than the amounts printed beside it: then they need not give it."""
    members = (figures.get(name) for name in relation.figures())
    return any(figure is not None and figure.adjusted for figure in members)


def _first_that_holds(claim: Claim, bench: Bench) -> Verdict:
    """The verdict of the first of a claim's own readings that holds; of the likeliest where none does."""
    if len(claim.readings) > 1 and bench.outcome(claim.likeliest) is Outcome.BROKEN:
        for reading in claim.readings[1:]:
            if bench.outcome(reading) in HOLDS:
                return bench.verdict(reading)
    return bench.verdict(claim.likeliest)


def _rival_that_holds(
    verdict: Verdict, other: Rivals, bench: Bench, figures: Mapping[str, Figure]
) -> tuple[tuple[Verdict, str] | None, int]:
    count = 0
    for rival in other(verdict):
        count += 1
        relation = _guessed(rival.relation)
        if bench.outcome(relation) in HOLDS and not vanishes(relation, figures):
            return (bench.verdict(relation), rival.why), count
        if count >= MOST_RIVALS:
            break
    return None, count


def _guessed(relation: Relation) -> Relation:
    """A reading that nobody stated is inferred, whatever it is a rival of."""
    return replace(relation, basis=Basis.INFERRED, certain=False)
