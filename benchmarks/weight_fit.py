"""Fits the weights of the signals of confidence: a logistic model in which every signal keeps the sign it must have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

SIGNS = {
    "lines_held": 1,
    "lines_broken": -1,
    "sisters_held": 1,
    "sisters_broken": -1,
    "peers_held": 1,
    "peers_sound": 1,
    "peers_broken": -1,
    "odd_unit": 1,
    "other_base": 1,
    "main_parts": -1,
    "far_apart": -1,
    "other_scale": -1,
    "moved": 1,
    "all_verified": -1,
    "same_verified": -1,
    "gap_1": -1,
    "gap_2": -1,
    "gap_3": -1,
    "gap_4": -1,
    "counted_twice": -1,
    "part_is_total": -1,
    "rate_far": -1,
    "rate_capped": -1,
    "rate_near": 1,
    "slip": 1,
    "filled": 1,
    "partition": 1,
    "repairs": 1,
    "one_part": -1,
    "short": -1,
    "lawful": 1,
    "stated": 1,
    "inferred": -1,
    "table_doubtful": -1,
    "table_sound": 1,
}
"""1: speaks for a true difference, −1: against; signals that are not named here may do either."""

LEAST = {"partition": 3.0, "moved": 3.0, "odd_unit": 2.0, "lawful": 2.0, "other_base": 2.0}
"""Signals that are met too rarely to be fitted and that leave no doubt by themselves: the wording names all parts, what
one place has too much another lacks, the law sets a bound, the number is the share of what stands beside the whole.
Their weight is at least so much.
"""

MOST = {"counted_twice": -2.0, "part_is_total": -2.0, "rate_capped": -2.0, "main_parts": -2.0, "other_scale": -2.0}
"""Signals whose weight is at most so much. A part that is the total by itself leaves no room for others; what exceeds
a plan is often told as 100 %; one more list that stops short, where others do, is a list of main parts; an amount that
is several times its base is compared with that of another level. Figures spoilt on purpose by a wrong power of ten look
as if counted twice; but of judged sums that are more than half apart eight in 72 were true, and of those more than
twice the total none.
"""

ROUNDS, STEP, SHRINK = 4000, 0.03, 0.04
SPOILT_WEIGHT = 0.25
"""Figures spoilt on purpose count together as a quarter of the judged findings."""


@dataclass(frozen=True, slots=True)
class Example:
    """One broken relation: its document, what was said of it, the kind of its cause, and its signals.

    `mended` if it is no longer read so: it stays in the fit, for its kind comes again elsewhere, and tests nothing.
    """

    document: str
    true: bool
    cause: str
    signals: dict[str, int]
    spoilt: bool = False
    mended: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """A constant and a weight for every signal."""

    names: tuple[str, ...]
    constant: float
    weights: Matrix

    def probabilities(self, examples: Sequence[Example]) -> Matrix:
        """How likely each of `examples` is a true difference."""
        found: Matrix = 1 / (1 + np.exp(-(_matrix(examples, self.names) @ self.weights + self.constant)))
        return found


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> Matrix:
    return np.array([[one.signals.get(name, 0) for name in names] for one in examples], dtype=float)


def _importance(examples: Sequence[Example]) -> Matrix:
    """Alike findings of one document, of one cause, count as the root of their number: they are one reading."""
    alike = Counter((one.document, one.cause, one.true) for one in examples if not one.spoilt)
    judged, spoilt = sum(not one.spoilt for one in examples), sum(one.spoilt for one in examples)
    each = [
        SPOILT_WEIGHT * judged / max(spoilt, 1) if one.spoilt else alike[(one.document, one.cause, one.true)] ** -0.5
        for one in examples
    ]
    return np.array(each) / sum(each)


def fitted(examples: Sequence[Example]) -> Model:
    """The model under which `examples` are likeliest, with weights shrunk a little and held to their signs."""
    names = tuple(examples[0].signals)
    signs = np.array([SIGNS.get(name, 0) for name in names])
    matrix, wanted = _matrix(examples, names), np.array([float(one.true) for one in examples])
    importance = _importance(examples)
    least = np.array([LEAST.get(name, 0.0) for name in names])
    most = np.array([MOST.get(name, 0.0) for name in names])
    weights, constant = least + most, 0.0
    first, second = np.zeros(len(names) + 1), np.zeros(len(names) + 1)
    for turn in range(1, ROUNDS + 1):
        missed = importance * (1 / (1 + np.exp(-(matrix @ weights + constant))) - wanted)
        slope = np.append(matrix.T @ missed + SHRINK * weights / len(examples) ** 0.5, missed.sum())
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        move = STEP * first / (1 - 0.9**turn) / (np.sqrt(second / (1 - 0.999**turn)) + 1e-8)
        weights, constant = weights - move[:-1], constant - float(move[-1])
        weights = np.where(
            signs > 0, np.maximum(weights, least), np.where(signs < 0, np.minimum(weights, most), weights)
        )
    return Model(names, constant, weights)


def left_out(examples: Sequence[Example]) -> list[tuple[float, Example]]:
    """Every judged example with the probability that a model fitted without its document gives it."""
    found = []
    for document in sorted({one.document for one in examples if not (one.spoilt or one.mended)}):
        rest = [one for one in examples if one.document != document]
        tested = [one for one in examples if one.document == document and not (one.spoilt or one.mended)]
        found += list(zip((float(p) for p in fitted(rest).probabilities(tested)), tested, strict=True))
    return found
