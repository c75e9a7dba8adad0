"""What the pages of a site ask of the store, as plain records."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from msgspec import Struct

from reconcile.store.asking import Store

Record = dict[str, Any]

DOCUMENTS = "SELECT * FROM reliability WHERE state = 'judged' ORDER BY place, year, path"
NOT_JUDGED = "SELECT path, state, reason FROM documents WHERE state <> 'judged' ORDER BY state, path"
DEBT = "SELECT * FROM debt_by_place_and_year ORDER BY place, level, kind, year"
FINDINGS = """
SELECT place, year, path, severity, code, page, line, sheet, cell, message, confidence, finding FROM findings
WHERE NOT possible AND severity <> 'note'
ORDER BY place, year, severity, confidence DESC, path, code, finding, page, line, message
"""
COVERAGE = "SELECT * FROM coverage_by_check ORDER BY code"


class SiteAnswers(Struct, frozen=True):
    """All that the pages show."""

    documents: list[Record]
    not_judged: list[Record]
    debt: list[Record]
    findings: list[Record]
    coverage: list[Record]

    @classmethod
    def of(cls, store: Store) -> SiteAnswers:
        """What the store answers."""
        return cls(*(store.ask(sql).to_pylist() for sql in (DOCUMENTS, NOT_JUDGED, DEBT, FINDINGS, COVERAGE)))

    def places(self) -> list[str]:
        """Every place, those without a name last."""
        every = {str(one["place"] or "") for one in (*self.documents, *self.debt)}
        return sorted(every, key=lambda place: (not place, place))


def page_name(place: str, year: int | None = None) -> str:
    """The file of a place's page, or of one of its years: the same for the same place wherever the site is made.

    >>> page_name("甲河市", 2022)
    'places/2712c39f8681-2022.html'
    """
    name = blake2b(place.encode("utf-8", "backslashreplace"), digest_size=6).hexdigest()
    return f"places/{name}.html" if year is None else f"places/{name}-{year}.html"
