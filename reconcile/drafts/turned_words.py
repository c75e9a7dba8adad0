"""Sentences that say the opposite in the new draft: 增长 became 下降, 约 became 超过, a 未 came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from fiscal import late_patterns as re
from fiscal.data_texts import data_text
from fiscal.figure import Figure
from reconcile.drafts.draft_sentences import FIGURE, Sentence
from reconcile.drafts.order_alignment import aligned, gaps


@cache
def poles() -> Mapping[str, tuple[int, int]]:
    """Every word of `opposite_words.txt` with the number of its line and the side of the bar it stands on.

    >>> poles()["增长"][0] == poles()["下降"][0], poles()["增长"][1] == poles()["下降"][1]
    (True, False)
    """
    found: dict[str, tuple[int, int]] = {}
    lines = data_text("reconcile.drafts", "opposite_words.txt").splitlines()
    for number, line in enumerate(lines):
        if line and not line.startswith("#"):
            for side, words in enumerate(line.split("|")):
                found.update((word, (number, side)) for word in words.split())
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, poles()), key=len, reverse=True)) + f"|{FIGURE}")


def turned(old: Sentence, new: Sentence, figures: Sequence[tuple[Figure, Figure]]) -> bool:
    """True if a word of `new` is the opposite of the word in its place in `old`, or a figure is hedged otherwise."""
    if any(one.quantity.hedge is not other.quantity.hedge for one, other in figures):
        return True
    if old.skeleton == new.skeleton:
        return False
    return opposite(old.skeleton, new.skeleton)


def opposite(old: str, new: str) -> bool:
    """True if some word of one text stands where its opposite stands in the other.

    >>> opposite("收入增长\\ue000支出减少\\ue000", "收入增长\\ue000支出增加\\ue000"), opposite("比上年增长", "同比增长")
    (True, False)
    """
    one, other = _pattern().findall(old), _pattern().findall(new)
    pairs = aligned(one, other)
    return any(
        (left := poles().get(before)) is not None
        and (right := poles().get(after)) is not None
        and left[0] == right[0]
        and left[1] != right[1]
        for a, b, c, d in gaps(pairs, len(one), len(other))
        for before, after in zip(one[a:b], other[c:d], strict=False)
    )
