"""Confidence: monotone in every signal, of weights that the fit keeps to their signs, told with three digits."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.weight_fit import SIGNS, Example, fitted, left_out
from reconcile.explain.confidence import MOST, confidence, signals, weights
from reconcile.explain.witnesses import Witnesses
from tests.claimed import cases, dossier_of, verdicts_of

NAMES = tuple(name for name in weights() if name != "constant")
SIGNALS = st.fixed_dictionaries({name: st.integers(0, MOST) for name in NAMES})


@given(SIGNALS)
@pytest.mark.parametrize("name", SIGNS)
def test_confidence_is_monotone(name: str, told: dict[str, int]) -> None:
    """More of what speaks for a difference never makes it less likely, more of what speaks against it never more."""
    less, more = confidence(told), confidence(told | {name: told[name] + 1})
    assert SIGNS[name] * (more - less) >= 0


@given(SIGNALS)
def test_confidence_is_a_probability_of_three_digits(told: dict[str, int]) -> None:
    """From 0 to 1, exact to a thousandth, the same however the signals are ordered."""
    found = confidence(told)
    assert 0 <= found <= 1
    assert found.as_tuple().exponent == -3
    assert confidence(dict(reversed(told.items()))) == found


def test_every_weight_has_its_sign() -> None:
    """No fitted weight speaks against its signal."""
    assert [name for name, sign in SIGNS.items() if sign * weights()[name] < 0] == []


def test_every_signal_has_a_weight() -> None:
    """The table of weights names the signals that are looked at, and no other."""
    case = cases("witnesses")[0]
    dossier = dossier_of(case)
    verdict = verdicts_of(case, dossier)[0]
    told = signals(verdict, Witnesses(), 0, False, dossier.figures)
    assert set(NAMES) == set(told)
    assert set(SIGNS) <= set(told)


def examples(source: np.random.Generator, count: int) -> list[Example]:
    """Invented examples of four documents: true where witnesses hold, with some noise."""
    found = []
    for at in range(count):
        told = {name: int(source.integers(0, 2)) for name in ("lines_held", "lines_broken", "slip", "in_rows")}
        likely = 2 * told["lines_held"] - 2 * told["lines_broken"] + told["slip"]
        found.append(Example(f"d{at % 4}", bool(likely + source.normal() > 0), f"c{at % 7}", told, at % 5 == 0))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_a_fit_keeps_the_signs(seed: int) -> None:
    """Whatever the examples say, a witness that holds does not speak against a difference."""
    source = np.random.default_rng(seed)
    model = fitted(examples(source, 200))
    signed = dict(zip(model.names, model.weights, strict=True))
    assert signed["lines_held"] > 0 > signed["lines_broken"]
    against = [Example("d", not one.true, one.cause, one.signals) for one in examples(source, 200)]
    turned = fitted(against)
    assert all(SIGNS.get(name, 0) * weight >= 0 for name, weight in zip(turned.names, turned.weights, strict=True))


def test_every_judged_example_is_tested_on_a_fit_without_its_document() -> None:
    """Spoilt figures only help to fit; the probability of one document's examples does not depend on what was said."""
    found = examples(np.random.default_rng(9), 120)
    tested = left_out(found)
    assert len(tested) == sum(not one.spoilt for one in found)
    turned = [
        Example(e.document, not e.true if e.document == "d1" else e.true, e.cause, e.signals, e.spoilt) for e in found
    ]
    before = [p for p, one in tested if one.document == "d1"]
    assert [p for p, one in left_out(turned) if one.document == "d1"] == pytest.approx(before)


def test_three_witnesses_say_as_much_as_thirty() -> None:
    """More witnesses than so many add nothing."""
    case = cases("witnesses")[0]
    dossier = dossier_of(case)
    verdict = verdicts_of(case, dossier)[0]
    some, many = (Witnesses(lines=tuple(f"v{n}" for n in range(count))) for count in (MOST, 10 * MOST))
    told = [confidence(signals(verdict, one, 0, False, dossier.figures)) for one in (some, many)]
    assert told[0] == told[1] >= Decimal(0)
