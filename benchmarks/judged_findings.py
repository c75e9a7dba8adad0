"""Findings that people judged page in hand, and whether a relation judged now is the same accusation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fiscal.figure import Figure
from fiscal.relation import Relation

Printed = frozenset[tuple[int | None, str]]
"""Figures as (page, number without separators); the page is None where only the working was kept."""


_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Judged:
    """One judged finding of a document: `verdict` is TRUE, ARGUABLE or FALSE, `cause` a kind in two or three words."""

    document: str
    verdict: str
    cause: str
    figures: Printed

    def is_about(self, figures: Printed) -> bool:
        """True if `figures` share at least two with it, and half of the shorter of the two."""
        if all(page is None for page, _ in self.figures):
            figures = frozenset((None, value) for _, value in figures)
        common, shorter = len(self.figures & figures), min(len(self.figures), len(figures))
        return shorter > 0 and 2 * common >= shorter and common >= min(2, shorter)


def judged_in(folder: Path) -> Iterator[Judged]:
    """Every judged finding of the files NAME.jsonl in `folder`, one a line with `class`, `cause`, and `terms` or the
    `expression`.
    """
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            if "terms" in one:
                figures = frozenset((page, number(str(value))) for _, page, value, *_ in one["terms"])
            else:
                figures = frozenset((None, number(each)) for each in _NUMBER.findall(one["expression"] or ""))
            yield Judged(one.get("document", path.stem), one["class"], one["cause"], figures)


def printed(relation: Relation, figures: Mapping[str, Figure]) -> Printed:
    """The figures of a relation as they stand on their pages."""
    found = (figures[name] for name in relation.figures())
    return frozenset((figure.place.page, number(str(figure.quantity.value))) for figure in found)


def number(text: str) -> str:
    """A number without separators and without zeros that end its decimals.

    >>> number("1,024.50"), number("300")
    ('1024.5', '300')
    """
    bare = text.replace(",", "")
    return bare.rstrip("0").rstrip(".") if "." in bare else bare
