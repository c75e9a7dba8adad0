"""Claims about the own level and the zones of one place, budget and year: what they make together or hand over.

A line of the whole area is that of its own level with those of all zones and districts told apart; what comes from
above or goes there passes through the own level alone. What is handed between the levels both tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from fiscal.budget import Level
from fiscal.figure import Figure
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.linking.sections.account_lines import Account, Book, account_lines
from reconcile.linking.sections.budgets_together import Signed, Together

MADE, HANDED = "levels", "between-levels"
_NOT_ADDED = label_pattern("grand-total-named")
_THROUGH = label_pattern("through-own-level")
_HANDED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("补助下级支出", ("上级补助收入", "转移性收入")),
    ("下级上解收入", ("上解支出", "转移性支出")),
    ("债务转贷支出", ("债务转贷收入", "一般债务转贷收入", "专项债务转贷收入")),
)
"""What the own level tells of money between levels, and what the others call the same, the likeliest first."""


def levels_together(dossier: Dossier) -> Iterator[Together]:
    """Every such claim of a dossier, in the order of its accounts."""
    book = account_lines(dossier)
    parts: dict[Account, list[Account]] = defaultdict(list)
    for account in book.accounts:
        if account.part:
            parts[account._replace(part="", level=Level.OWN)].append(account)
    for account in book.accounts:
        if account.part or account.budget is None:
            continue
        own = account._replace(level=Level.OWN)
        if account.level is Level.WHOLE and own in book.accounts:
            yield from _made(account, own, parts[own], book)
        elif account.level is Level.OWN:
            yield from _handed(account, parts[own], book)


def _made(whole: Account, own: Account, parts: Sequence[Account], book: Book) -> Iterator[Together]:
    """Every line that the whole area and its own level tell: with the zones that tell it, too, or alone."""
    for name in book.accounts[whole]:
        if _NOT_ADDED.search(name):
            continue
        for planned in (False, True):
            mine = book.told(own, name, planned=planned)
            theirs = [told for part in parts if (told := book.told(part, name, planned=planned))]
            together = [_added(run) for run in product(mine, *theirs)] if theirs and mine else []
            alone = [_added((figure,)) for figure in mine]
            if _THROUGH.search(name):
                readings = alone + together
            else:
                readings = together + (alone if len(theirs) < len(parts) or not parts else [])
            for figure in book.told(whole, name, planned=planned) if readings else ():
                yield Together(figure, tuple(readings), MADE)


def _handed(own: Account, parts: Sequence[Account], book: Book) -> Iterator[Together]:
    """What the own level hands to zones, or they to it, that both tell."""
    for name, others in _HANDED:
        for planned in (False, True):
            told = (tuple(book.told(part, other, planned=planned) for other in others) for part in parts)
            theirs = [next(filter(None, names)) for names in told if any(names)]
            readings = tuple(_added(run) for run in product(*theirs)) if theirs else ()
            for figure in book.told(own, name, planned=planned) if readings else ():
                yield Together(figure, readings, HANDED)


def _added(figures: Sequence[Figure]) -> tuple[Signed, ...]:
    return tuple((figure, 1) for figure in figures)
