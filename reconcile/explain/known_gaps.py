"""Kinds of gap that everyone who reads budgets knows: they are told once for a document, as a note, and accuse nobody.

"withheld": what is secret by law is counted in its 类 and 款 and not printed below (国家安全, 国防 …).
"last-digit": a number was cut off instead of rounded, or moved by one in its last place so that a sum comes out.
"""

from __future__ import annotations

import re
from decimal import Decimal

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Kind, Role
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier
from reconcile.judge.truncation import truncation_explains
from reconcile.review import Outcome, Verdict

SECRET = re.compile("公共安全|国防|外交|国家安全|一般公共服务")
"""类 of which 项 are withheld: 保守国家秘密法; 预算法 art. 14 exempts what is secret from publication."""

WITHHELD = 4
"""Less than one in so many of the whole is withheld."""


def known_gap(verdict: Verdict, dossier: Dossier) -> str | None:
    """The kind of gap a broken verdict shows, or None if it is none of these."""
    if verdict.outcome is not Outcome.BROKEN:
        return None
    if _last_digit(verdict, dossier) or truncation_explains(verdict, dossier.figures):
        return "last-digit"
    return "withheld" if _withheld(verdict, dossier) else None


def _last_digit(verdict: Verdict, dossier: Dossier) -> bool:
    """True if two mentions of one number, of different precision, differ by one in the coarser's last place."""
    relation = verdict.relation
    if relation.kind is not Kind.SAME or relation.basis is Basis.STATED or verdict.difference is None:
        return False
    steps = {dossier.figures[name].quantity.step for name in relation.figures()}
    return len(steps) > 1 and abs(verdict.difference) <= max(steps)


def _withheld(verdict: Verdict, dossier: Dossier) -> bool:
    """True if a secret 类 is more than what is printed below it, by a part of the whole."""
    relation, gap = verdict.relation, verdict.difference
    total = next((term for term in relation.terms if term.role is Role.TOTAL), None)
    if relation.kind is not Kind.BALANCE or total is None or gap is None or gap <= 0:
        return False
    whole = dossier.figures[total.figure]
    small = EXACT.multiply(gap, Decimal(WITHHELD)) < whole.quantity.centre
    return small and total.figure in dossier.cells and _secret(whole, dossier)


def _secret(whole: Figure, dossier: Dossier) -> bool:
    at = dossier.cells[whole.id]
    return bool(SECRET.search(fold(at.table.rows[at.row].label)))
