"""A verdict as the page shows it: the working, the difference and what rounding explains in words."""

from __future__ import annotations

from decimal import Decimal

from fiscal.numbers.units import Unit
from reconcile.reports.quoted.places import shown, visible
from reconcile.reports.quoted.written_numbers import in_unit
from reconcile.review import Outcome, Verdict
from reconcile.web.shelf.shown_records import RelationShown, TermShown
from reconcile.words.wording import gap_text

LONGEST = 2000
"""Characters of a working that are shown; sixty addends take five hundred."""

MOST_PLACES = 12


def relation_shown(verdict: Verdict, lang: str) -> RelationShown:
    """The record of a verdict."""
    relation = verdict.relation
    rounding = verdict.outcome is Outcome.ROUNDING
    expression = visible(verdict.expression)
    return RelationShown(
        verdict.id,
        relation.code,
        relation.kind.value,
        relation.basis.value,
        verdict.outcome.value,
        expression if len(expression) <= LONGEST else expression[:LONGEST] + "……",
        _words(verdict.difference, verdict.unit, lang) if verdict.outcome is Outcome.BROKEN or rounding else "",
        _words(verdict.slack, verdict.unit, lang) if rounding else "",
        shown(relation.said, lang),
        tuple(TermShown(term.figure, term.role.value, term.weight) for term in relation.terms),
    )


def _words(value: Decimal | None, unit: Unit | None, lang: str) -> str:
    if value is None or unit is None:
        return ""
    amount = in_unit(value, unit)
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_PLACES:
        amount = Decimal(f"{amount:.{MOST_PLACES}f}")
    return gap_text(amount, unit, lang)
