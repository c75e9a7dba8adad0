"""What the documents of a review are called in a report: as short as tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from fiscal.document import Document


def names_of(documents: Iterable[Document]) -> dict[str, str]:
    """The name of each document by its id, as `short_names` shortens their paths."""
    held = tuple(documents)
    return dict(zip((one.id for one in held), short_names([one.path for one in held]), strict=True))


def short_names(paths: list[str]) -> list[str]:
    """The file name of each path, after as many of its folders as no other path shares; the same on every machine.

    >>> short_names(["data/区/01-议案.txt", "data/区/02-说明.txt"])
    ['01-议案.txt', '02-说明.txt']
    >>> short_names(["甲/议案.txt", "乙/议案.txt", "乙/说明.txt"])
    ['甲/议案.txt', '乙/议案.txt', '说明.txt']
    """
    parts = [tuple(part for part in Path(path).parts if part != Path(path).anchor) for path in paths]
    depths = [1] * len(parts)
    while True:
        names = ["/".join(part[-depth:]) for part, depth in zip(parts, depths, strict=True)]
        counts = Counter(names)
        longer = [
            min(depth + 1, max(1, len(part))) if counts[name] > 1 else depth
            for part, depth, name in zip(parts, depths, names, strict=True)
        ]
        if longer == depths:
            return names
        depths = longer
