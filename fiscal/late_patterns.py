"""The module `re` for patterns that stand at the head of a module: they are compiled when they are first used.

There are six hundred of them, and one run needs a part. Compiling all took longer than checking a short document; those
that were compiled are kept for later runs. `from fiscal import late_patterns as re` and everything is written as with
`re`, but for patterns made of the words of a document: `compile_at_once` compiles and does not keep them.
"""

from __future__ import annotations

import re
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    I,
    Match,
    Pattern,
    error,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, AnyStr, cast

from fiscal import kept_patterns

_METHODS = (
    *("search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn"),
    *("pattern", "flags", "groups", "groupindex"),
)


class LatePattern:
    """A pattern not compiled yet. Once it is, it has the methods of the compiled one: callers pay nothing more."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._late_pattern = pattern
        self._late_flags = flags

    def _written(self) -> Any:
        """What is compiled."""
        return self._late_pattern

    def __getattr__(self, name: str) -> Any:
        """`name` of the compiled pattern. Raises re.error where the pattern is none."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = kept_patterns.compiled(self._written(), self._late_flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """`pattern`, compiled when it is first asked for something.

    >>> compile("[a-z]+").search("12 ab").group(), compile("a|b").pattern
    ('ab', 'a|b')
    """
    return cast("Pattern[AnyStr]", LatePattern(pattern, int(flags)))


compile_at_once = re.compile

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "I",
    "Match",
    "Pattern",
    "compile",
    "compile_at_once",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]
