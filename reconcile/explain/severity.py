"""How much a verdict matters to the committee.

A relation that the document itself states, or the law or an accounting identity demands, is an error when broken; one
that was pieced together or guessed from labels is a warning: being wrong is worse than being silent. Rounding is told
only where figures of equal precision leave a residue in the document's own addition. What a recogniser read off a scan
accuses nobody: it sends the reader to the original. A gap of a kind that everybody knows is a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from fiscal.figure import Figure
from fiscal.numbers.hedge import Hedge
from fiscal.relation import Basis, Kind
from reconcile.explain.confidence import ERROR
from reconcile.review import Outcome, Severity, Verdict


def severity(verdict: Verdict, figures: Mapping[str, Figure]) -> Severity | None:
    """The severity that the basis of a verdict allows for, or None where there is nothing to tell."""
    relation = verdict.relation
    if verdict.outcome is Outcome.BROKEN and relation.known:
        return Severity.NOTE
    if verdict.outcome is Outcome.BROKEN:
        firm = relation.basis is Basis.STATED or (relation.basis is Basis.DERIVED and relation.certain)
        return Severity.ERROR if firm and not recognised(verdict, figures) else Severity.WARNING
    if verdict.outcome is Outcome.ROUNDING and residue(verdict, figures):
        return Severity.NOTE
    return None


def lighter(allowed: Severity, sure: Decimal | None) -> Severity:
    """The lower of the severity that the basis allows and that which the confidence does.

    What is less likely than a warning has to be stays a warning here: it is told apart as a possible difference.

    >>> lighter(Severity.ERROR, Decimal("0.7")).value, lighter(Severity.NOTE, Decimal("0.99")).value
    ('warning', 'note')
    """
    if sure is None or sure >= ERROR or allowed is not Severity.ERROR:
        return allowed
    return Severity.WARNING


def recognised(verdict: Verdict, figures: Mapping[str, Figure]) -> bool:
    """True if some figure of the relation was read off a picture, where 3 may have been taken for 8."""
    return any(figures[term.figure].confidence is not None for term in verdict.relation.terms)


def residue(verdict: Verdict, figures: Mapping[str, Figure]) -> bool:
    """True if a complete sum that the document itself states, of figures of equal precision, is off in its last place.

    Sums pieced together from several such sums only repeat their residues. A sum of differently rounded figures, a
    converted unit or a quotient is rounded by its nature and tells nothing.
    """
    relation = verdict.relation
    if relation.kind is not Kind.BALANCE or relation.partial or relation.basis is not Basis.STATED:
        return False
    quantities = [figures[term.figure].quantity for term in relation.terms]
    if any(quantity.hedge is not Hedge.EXACT or quantity.upper is not None for quantity in quantities):
        return False
    return len({quantity.step for quantity in quantities if quantity.value != 0}) == 1
