"""What labels, headers, titles and headings say (标签、栏名、表题用语), each kind by one name of `label_patterns.txt`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from fiscal import late_patterns as re

_INCLUDED = re.compile(r"\{\{([a-z-]+)\}\}")
_CALLED = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer")


class LabelPattern:
    """A pattern of `label_patterns.txt`, called as a compiled regular expression is; it is compiled when first called.

    Raises KeyError, when first called, if there is no pattern of that name.
    """

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    sub: Callable[..., str]
    split: Callable[..., list[str | Any]]
    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[re.Match[str]]]

    def __init__(self, name: str) -> None:
        """Only the name is kept: most checks never meet a document that asks for all their words."""
        self.name = name

    def __getattr__(self, called: str) -> Any:
        """The call asked for, from the compiled pattern; from then on all calls go to it directly."""
        if called not in _CALLED:
            raise AttributeError(called)
        compiled = re.compile(_whole(self.name))
        for each in _CALLED:
            setattr(self, each, getattr(compiled, each))
        return getattr(self, called)


def _whole(name: str) -> str:
    """The pattern with every {{name}} in it replaced by the pattern of that name."""
    pattern, _ = label_patterns()[name]
    return _INCLUDED.sub(lambda found: f"(?:{_whole(found[1])})", pattern)


@cache
def label_pattern(name: str) -> LabelPattern:
    """The pattern called `name`.

    >>> bool(label_pattern("total-row").search("本年收入合计")), label_pattern("share-column").search("预算数")
    (True, None)
    """
    return LabelPattern(name)


@cache
def label_patterns() -> dict[str, tuple[str, str]]:
    """Every name of `label_patterns.txt` with its pattern and the example in which it is found.

    >>> label_patterns()["of-which-column"]
    ('\\\\s*其中', '其中：本级')
    """
    lines = files("fiscal.words").joinpath("label_patterns.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: (pattern, example) for name, pattern, example in rows}
