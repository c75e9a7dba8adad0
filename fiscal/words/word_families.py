"""Words that belong together (`word_families.txt`): what tells things apart, makes up a whole, names a phase."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from fiscal import late_patterns as re
from fiscal.data_texts import data_text

Family: TypeAlias = "tuple[re.Pattern[str], ...]"


@cache
def families(purpose: str) -> tuple[Family, ...]:
    """Every family of one purpose, in the order of the file.

    >>> [bool(word.search("市级专项债务")) for word in families("whole")[0]]
    [False, True]
    """
    lines = data_text("fiscal.words", "word_families.txt").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(tuple(map(re.compile, words)) for name, *words in rows if name == purpose)


def said_of(family: Family, text: str) -> frozenset[int]:
    """Which words of a family stand in `text`, by their places.

    >>> sorted(said_of(families("contrary")[2], "职工基本养老保险和失业保险"))
    [0, 2]
    """
    return frozenset(i for i, word in enumerate(family) if word.search(text))
