"""What labels, headers, titles and headings say (标签、栏名、表题用语), each kind by one name of `label_patterns.txt`."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias, cast

from fiscal import late_patterns as re
from fiscal.data_texts import data_text
from fiscal.late_patterns import LatePattern

_INCLUDED = re.compile(r"\{\{([a-z-]+)\}\}")

LabelPattern: TypeAlias = re.Pattern[str]


class _Named(LatePattern):
    """A pattern of `label_patterns.txt`: its entry is looked up when it is first used."""

    def __init__(self, name: str) -> None:
        """Only the name is kept: most checks never meet a document that asks for all their words."""
        super().__init__("", 0)
        self.name = name

    def _written(self) -> str:
        """The entry of that name. Raises KeyError if there is none."""
        return _whole(self.name)


def _whole(name: str) -> str:
    """The pattern with every {{name}} in it replaced by the pattern of that name."""
    pattern, _ = label_patterns()[name]
    return _INCLUDED.sub(lambda found: f"(?:{_whole(found[1])})", pattern)


@cache
def label_pattern(name: str) -> LabelPattern:
    """The pattern called `name`, compiled when it is first used. Raises KeyError, then, if there is none of that name.

    >>> bool(label_pattern("total-row").search("本年收入合计")), label_pattern("share-column").search("预算数")
    (True, None)
    """
    return cast("LabelPattern", _Named(name))


@cache
def label_patterns() -> dict[str, tuple[str, str]]:
    """Every name of `label_patterns.txt` with its pattern and the example in which it is found.

    >>> label_patterns()["of-which-column"]
    ('\\\\s*其中', '其中：本级')
    """
    lines = data_text("fiscal.words", "label_patterns.txt").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: (pattern, example) for name, pattern, example in rows}
