"""The words of a budget narrative by what they do: what a total is called, what adds, what is left."""

from __future__ import annotations

import re
from functools import cache

from fiscal.data_texts import data_text


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """Every class of `lexicon.txt` with its words, longest first.

    >>> "总来源" in lexicon()["total"], lexicon()["plus"][0]
    (True, '再加上')
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in data_text("tables.statements", "lexicon.txt").splitlines():
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            found[name] = tuple(sorted(words.split(), key=lambda word: (-len(word), word)))
    return found


@cache
def any_of(name: str) -> str:
    """A regular expression for any word of a class, the longest first.

    >>> any_of("limit")
    '(?:限额)'
    """
    return f"(?:{'|'.join(map(re.escape, lexicon()[name]))})"


def ends_with(name: str, words: str) -> str | None:
    """The longest word of a class with which `words` end, or None.

    >>> ends_with("total", "全市收入总来源"), ends_with("total", "来源")
    ('总来源', None)
    """
    return next((word for word in lexicon()[name] if words.endswith(word)), None)


def holds_any(name: str, words: str) -> bool:
    """True if a word of a class stands somewhere in `words`.

    >>> holds_any("left", "年终结余"), holds_any("left", "支出")
    (True, False)
    """
    return any(word in words for word in lexicon()[name])
