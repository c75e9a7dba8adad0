"""Kinds of gap that everyone who reads budgets knows: they are told once for a document, as a note, and accuse nobody.

"withheld": what is secret by law is counted in its 类 and 款 and not printed below (国家安全, 国防 …); or rows are left out
of every table alike, so that the same row is short of its parts by the same amount in several of them.
"prior-year": a list prints the rows of its own year; what only the year before had is counted in that column's totals.
"last-digit": a number was cut off instead of rounded, or moved by one in its last place so that a sum comes out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from fiscal.budget import Stage
from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Kind, Role
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold
from reconcile.dossier import At, Dossier
from reconcile.judge.truncation import truncation_explains
from reconcile.review import HOLDS, Outcome, Verdict

SECRET = label_pattern("may-be-withheld")
"""类 of which 项 are withheld: 保守国家秘密法; 预算法 art. 14 exempts what is secret from publication."""

PART = 4
"""Less than one in so many of the whole is withheld, or belongs to rows of the year before alone."""


class GapsToldOnce:
    """Recognises known kinds of gap among the verdicts of a dossier."""

    def __init__(self, verdicts: Sequence[Verdict], dossier: Dossier) -> None:
        self._dossier = dossier
        self._short: dict[tuple[str, str], list[tuple[str, Decimal]]] = defaultdict(list)
        self._held = {v.relation.figures()[0] for v in verdicts if v.outcome in HOLDS}
        for verdict in verdicts:
            at, gap = self._total_at(verdict), verdict.difference
            if verdict.outcome is Outcome.BROKEN and at is not None and gap is not None and gap > 0:
                key = (at.table.document, fold(at.table.rows[at.row].label))
                self._short[key].append((at.table.id, gap))

    def kind(self, verdict: Verdict) -> str | None:
        """The kind of gap a broken verdict shows, or None if it is none of these."""
        if verdict.outcome is not Outcome.BROKEN:
            return None
        if (found := self.last_digit(verdict)) is not None:
            return found
        at, gap = self._total_at(verdict), verdict.difference
        if at is None or gap is None or gap <= 0:
            return None
        if self._prior_year(at):
            return "prior-year"
        return "withheld" if self._withheld(verdict, at, gap) else None

    def last_digit(self, verdict: Verdict) -> str | None:
        """ "last-digit" if only the last place differs, else None."""
        apart = _last_digit(verdict, self._dossier) or truncation_explains(verdict, self._dossier.figures)
        return "last-digit" if apart else None

    def _total_at(self, verdict: Verdict) -> At | None:
        """The cell of the total of a sum of rows, or None for any other relation."""
        relation = verdict.relation
        total = next((term for term in relation.terms if term.role is Role.TOTAL), None)
        if relation.kind is not Kind.BALANCE or relation.partial or total is None:
            return None
        places = self._dossier.cells.of(relation.figures())
        if places is None or len({(at.table.id, at.column) for at in places}) != 1:
            return None
        return self._dossier.cells.at(total.figure)

    def _prior_year(self, at: At) -> bool:
        """True if the same row adds up in a column of the table's own year, and this is a column of the year before."""
        columns = at.table.columns
        years = [column.period.year for column in columns if column.period is not None and column.period.year]
        period = columns[at.column].period
        before = columns[at.column].stage is Stage.PRIOR or (
            period is not None and period.year is not None and period.year < max(years, default=0)
        )
        cells = (cell for x, cell in enumerate(at.table.rows[at.row].cells) if x != at.column and cell is not None)
        return before and any(cell.id in self._held for cell in cells)

    def _withheld(self, verdict: Verdict, at: At, gap: Decimal) -> bool:
        """True if a secret 类 exceeds what is printed below it, or a row is as much short of its parts elsewhere."""
        whole = at.table.rows[at.row].cells[at.column]
        if whole is None or not _is_part(gap, whole):
            return False
        label = fold(at.table.rows[at.row].label)
        if SECRET.search(label):
            return True
        others = [other for table, other in self._short[at.table.document, label] if table != at.table.id]
        pairs = {EXACT.subtract(one, two) for one in others for two in others} | {
            EXACT.add(one, two) for i, one in enumerate(others) for two in others[i + 1 :]
        }
        return gap in others or gap in pairs


def _is_part(gap: Decimal, whole: Figure) -> bool:
    return EXACT.multiply(gap, Decimal(PART)) < whole.quantity.centre


def _last_digit(verdict: Verdict, dossier: Dossier) -> bool:
    """True if two mentions of one number, of different precision, differ by one in the last place of the coarser."""
    relation = verdict.relation
    if relation.kind is not Kind.SAME or relation.basis is Basis.STATED or verdict.difference is None:
        return False
    steps = {dossier.figures[name].quantity.step for name in relation.figures()}
    return len(steps) > 1 and abs(verdict.difference) <= max(steps)
