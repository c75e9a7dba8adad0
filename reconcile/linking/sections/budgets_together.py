"""Claims about several budgets of one place, level and year: transfers, bonds and subsidies.

What a level gets of bonds is on-lent to it (转贷收入), and what it does not on-lend (转贷支出) it keeps; the bonds told in
the section on debt and the principal repaid are those of its budgets, and what comes from above in all is what each
budget tells of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TypeAlias

from msgspec import Struct

from fiscal.budget import Budget, Level
from fiscal.figure import Figure
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.linking.sections.account_lines import Account, Book, Line, account_lines
from tables.statements.running_totals import digits_of

Signed: TypeAlias = tuple[Figure, int]

TAKEN, GIVEN, SUBSIDY = "调入资金", "调出资金", "上级补助收入"
_KINDS = {Budget.GENERAL: "一般", Budget.FUNDS: "专项"}
_FROM_ABOVE = label_pattern("from-above")
_PRINCIPAL = label_pattern("principal-repaid")
_BONDS = label_pattern("bonds-of-year")
_NOT_ALL = label_pattern("bonds-in-part")
_STOCK = label_pattern("stock-of-debt")
_OWN = label_pattern("own-level-bare")
_BELOW = label_pattern("districts-and-counties")
LONG = 4
"""From so many digits on an amount of the section on debt may be the bonds of a year, whatever it is called."""


class Together(Struct, frozen=True):
    """`whole` is the sum of one of the `readings`; `kind` says which claims bear one another out."""

    whole: Figure
    readings: tuple[tuple[Signed, ...], ...]
    kind: str


def budgets_together(dossier: Dossier) -> Iterator[Together]:
    """Every such claim of a dossier, in the order of its accounts."""
    book = account_lines(dossier)
    for account in book.accounts:
        if account.budget in (Budget.GENERAL, Budget.FUNDS):
            yield from _transfers(account, book)
        elif account.budget is None and not account.part:
            for name in book.accounts[account]:
                for line in book.by_name[account, name]:
                    yield from _of_all_budgets(line, book)


def _transfers(account: Account, book: Book) -> Iterator[Together]:
    """调入资金 of the general budget from the other two; that of the funds from the general one."""
    general = account.budget is Budget.GENERAL
    givers = (Budget.FUNDS, Budget.STATE_CAPITAL) if general else (Budget.GENERAL,)
    for planned in (False, True):
        sides = [
            [(figure, 1) for figure in book.told(_giver(account, giver, book), GIVEN, planned=planned)]
            for giver in givers
        ]
        readings = tuple(product(*(side for side in sides if side)))
        for whole in book.told(account, TAKEN, planned=planned) if readings[0] else ():
            yield Together(whole, readings, TAKEN)


def _giver(account: Account, budget: Budget, book: Book) -> Account:
    """The account of another budget; what is told of a budget for the whole area alone is that of the own level."""
    own = account._replace(budget=budget)
    return own if account.part or own in book.accounts else own._replace(level=Level.WHOLE)


def _of_all_budgets(line: Line, book: Book) -> Iterator[Together]:
    if _FROM_ABOVE.search(line.figure.label) and line.figure.whole is None:
        sides = [_subsidies(line.account, budget, book) for budget in (*_KINDS, Budget.STATE_CAPITAL)]
        told = [side for side in sides if side]
        if len(told) > 1:
            yield Together(line.figure, tuple(product(*told)), SUBSIDY)
    if _PRINCIPAL.fullmatch(line.name):
        here = line.account
        each = (book.told(here._replace(budget=budget), f"{word}债务还本") for budget, word in _KINDS.items())
        repaid = [[(one, 1) for one in side] for side in each]
        if all(repaid):
            yield Together(line.figure, tuple(product(*repaid)), "principal")
    level = _level_of_bonds(line, book)
    if level is not None:
        readings = tuple(_bonds(line, level, book))
        if readings:
            yield Together(line.figure, readings, "bonds")


def _subsidies(account: Account, budget: Budget, book: Book) -> list[Signed]:
    """What a budget tells of subsidies: those of the whole area are what its own level gets."""
    for level in dict.fromkeys((account.level or Level.WHOLE, Level.WHOLE, Level.OWN)):
        told = book.told(account._replace(budget=budget, level=level), SUBSIDY)
        if told:
            return [(figure, 1) for figure in told]
    return []


def _level_of_bonds(line: Line, book: Book) -> Level | None:
    """Whose bonds of a year an amount may be; None where it is something else."""
    named = _is_bonds(line)
    level = line.account.level or Level.WHOLE
    if named:
        return level
    whole = book.of_figure.get(line.figure.whole or "")
    if whole is None or not _is_bonds(whole):
        return None
    own = _OWN.fullmatch(line.figure.label)
    return Level.BELOW if _BELOW.match(line.figure.label) else Level.OWN if own else None


def _is_bonds(line: Line) -> bool:
    """True for an amount called the bonds of a year, or for a long one that is called anything of debt but a stock."""
    named = _BONDS.search(line.name) and not _NOT_ALL.search(line.name)
    return bool(named or (digits_of(line.figure) >= LONG and "债" in line.name and not _STOCK.search(line.name)))


def _bonds(line: Line, level: Level, book: Book) -> Iterator[tuple[Signed, ...]]:
    """What the budgets tell of the bonds of a level and a kind, in every reading."""
    kinds = [budget for budget, word in _KINDS.items() if word in line.name] or list(_KINDS)
    per_budget = [list(_bonds_of(line.account, budget, level, book)) for budget in kinds]
    if all(per_budget):
        for chosen in product(*per_budget):
            yield tuple(signed for run in chosen for signed in run)


def _bonds_of(account: Account, budget: Budget, level: Level, book: Book) -> Iterator[tuple[Signed, ...]]:
    own = account._replace(budget=budget, level=Level.OWN)
    onlent = _told(own, "转贷支出", budget, book)
    if level is Level.BELOW:
        yield from (((figure, 1),) for figure in onlent)
        return
    here = account._replace(budget=budget, level=level)
    received = _told(here, "转贷收入", budget, book)
    for figure in received:
        if level is Level.OWN and onlent:
            yield from (((figure, 1), (less, -1)) for less in onlent)
        else:
            yield ((figure, 1),)


def _told(account: Account, ending: str, budget: Budget, book: Book) -> Sequence[Figure]:
    names = (f"{_KINDS[budget]}债务{ending}", f"债务{ending}", f"{_KINDS[budget]}债券{ending}")
    return next((told for name in names if (told := book.told(account, name, planned=False))), ())
