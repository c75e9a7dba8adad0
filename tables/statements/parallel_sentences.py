"""Sentences that say of one level of government what the sentence before said of the whole area."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.budget import Level
from fiscal.document import Passage
from fiscal.statement import Within
from fiscal.words.vocabulary import level_in
from tables.statements.running_totals import digits_of, items, name_of
from tables.statements.skeleton import Piece

LEAST_NAME = 4
"""Characters that two names must share at the end: 年末余额."""

_LEVEL_WORDS = (
    "市本级",
    "区本级",
    "县本级",
    "省本级",
    "州本级",
    "全市",
    "全区",
    "全县",
    "全省",
    "全州",
    "市级",
    "区级",
    "县级",
)


def bare_name(name: str) -> str:
    """A name without year and level.

    >>> bare_name("2025年全市地方政府债务限额"), bare_name("年末余额")
    ('地方政府债务限额', '年末余额')
    """
    plain = name.lstrip("0123456789")
    plain = plain if plain == name else plain.removeprefix("年")
    for word in _LEVEL_WORDS:
        plain = plain.removeprefix(word)
    return plain


def within(before: tuple[Passage, Piece], after: tuple[Passage, Piece]) -> Iterator[Within]:
    """The amounts of the own level in one sentence, each with that of the whole area in the sentence before."""
    (first, one), (second, two) = before, after
    if first.headings != second.headings or first.report != second.report:
        return
    if level_in(one.text) is not Level.WHOLE or level_in(two.text) is not Level.OWN:
        return
    wholes = [item for item in items(one) if not item.listed]
    for part in items(two):
        name = bare_name(name_of(part.lead))
        fitting = [item for item in wholes if _alike(bare_name(name_of(item.lead)), name)]
        if len(fitting) == 1 and not part.listed and digits_of(part.figure) > 1:
            yield Within(part.figure.id, fitting[0].figure.id, name)


def _alike(one: str, two: str) -> bool:
    shorter, longer = sorted((one, two), key=len)
    return len(shorter) >= LEAST_NAME and longer.endswith(shorter)
