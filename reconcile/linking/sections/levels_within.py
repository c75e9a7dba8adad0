"""Lines of the own level that stay within those of the whole area, account by account.

Where a report tells its own level with a zone and without it, 市本级（含开发区）, the smaller is within the larger and
that within the whole area.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fiscal.budget import Level
from fiscal.figure import Figure
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier, once
from reconcile.linking.sections.account_lines import Account, Book, account_lines

_HEADS = label_pattern("line-within-whole")
"""Lines of which each level has its share: an amount behind a list of names (…等) does not bear one of these."""


@once
def levels_within(dossier: Dossier) -> dict[str, list[tuple[Figure, Figure]]]:
    """By document: the smaller and the larger figure of every line that both levels tell with one number each."""
    book = account_lines(dossier)
    found: dict[str, list[tuple[Figure, Figure]]] = defaultdict(list)
    for account in book.accounts:
        if account.level is Level.OWN and not account.part:
            for larger in _around(account, book):
                found[account.document].extend(_pairs(account, larger, book))
    return found


def _around(own: Account, book: Book) -> Iterator[Account]:
    """The accounts next above one of the own level: with a zone where there are such, else that of the whole area."""
    beside = [] if own.along else [one for one in book.accounts if one.along and one._replace(along="") == own]
    yield from beside or [own._replace(level=Level.WHOLE, along="")]


def _pairs(own: Account, larger: Account, book: Book) -> Iterator[tuple[Figure, Figure]]:
    for name in filter(_HEADS.search, book.accounts[own]):
        for planned in (False, True):
            mine, theirs = (book.told(account, name, planned=planned) for account in (own, larger))
            if len(mine) == len(theirs) == 1:
                yield mine[0], theirs[0]
