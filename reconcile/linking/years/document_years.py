"""What is known of each document of a dossier: whose it is, of which year, and how its tables are titled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from fiscal.document import Document
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed
from reconcile.dossier import Dossier, once
from tables.measured.organisations import Organisation, organisation

_YEAR = label_pattern("year-of-document")
_ON_BUDGETS = label_pattern("on-budgets")
_ON_AUDITS = label_pattern("on-audits")
_OWN_LEVEL = label_pattern("own-level-with-self")


class About(Struct, frozen=True):
    """One document.

    `year` is the last year that its titles name, else the commonest of its tables; `final` is True for final accounts;
    `two_own_levels` where its tables tell 市级 from 市本级 (with and without districts that have no budget of their own);
    `drafted` are the years of which a table is called a draft.
    """

    document: Document
    whose: Organisation | None
    year: int | None
    final: bool
    two_own_levels: bool
    drafted: frozenset[int]


@once
def about(dossier: Dossier) -> Mapping[str, About]:
    """What is known of every document, by its id."""
    return {document.id: _about(document) for document in dossier.documents}


def _about(document: Document) -> About:
    tables = [squeezed(table.title) for table in document.tables]
    titles = budget_titles(document) or tables
    levels = {hit["itself"] for title in tables for hit in [_OWN_LEVEL.search(title)] if hit}
    drafts = (table.period.year for table in document.tables if table.period and "草案" in table.title)
    return About(
        document,
        organisation(document),
        _year(document),
        bool(titles) and "决算" in titles[0],
        len(levels) == 2,
        frozenset(year for year in drafts if year is not None),
    )


def budget_titles(document: Document) -> list[str]:
    """The titles of the reports on budgets, accounts and debt; of all reports where none is on these.

    A gazette also prints plans up to 2035 and what was done about an audit: they say nothing of its year.
    """
    titles = [squeezed(report.title) for report in document.reports if report.title]
    return [title for title in titles if _ON_BUDGETS.search(title) and not _ON_AUDITS.search(title)] or titles


def _year(document: Document) -> int | None:
    """A report on the execution of 2023 and the draft of 2024 is about 2024."""
    named = [int(year) for title in budget_titles(document) for year in _YEAR.findall(title)]
    if named:
        return max(named)
    counted = Counter(t.period.year for t in document.tables if t.period is not None and t.period.year is not None)
    return max(counted, key=lambda year: (counted[year], year), default=None)
