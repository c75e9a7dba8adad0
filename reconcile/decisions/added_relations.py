"""Relations that a reviewer adds: stated by a person, judged by the one judge; and the exact sum of figures chosen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.numbers.units import Unit
from fiscal.relation import Basis, Kind, Relation, Role, Term
from reconcile.decisions.decided import Addition, Meaning
from reconcile.dossier import Dossier
from reconcile.explain.finding_text import ReportedVerdict, Teller
from reconcile.explain.findings import finding_id
from reconcile.explain.severity import severity
from reconcile.judge.expression import in_unit
from reconcile.judge.terms_read import Addend, common_unit, one_dimension, read, total
from reconcile.judge.verdicts import judge
from reconcile.review import Finding, Outcome, Severity, Verdict

CODE = "REV01"
"""The code of every relation that a reviewer added."""


def relation_of(addition: Addition, figures: Sequence[str]) -> Relation:
    """The relation that was added, over the figures that its terms are in this draft."""
    terms = tuple(Term(name, Role(term.role), term.weight) for name, term in zip(figures, addition.terms, strict=True))
    return Relation(CODE, Kind(addition.kind), Basis.STATED, terms, said=addition.reason)


def judged(relation: Relation, dossier: Dossier, lang: str) -> tuple[Verdict, Finding | None]:
    """The verdict on an added relation, and what to tell of it if it does not hold."""
    verdict = judge(relation, dossier.figures)
    grade = severity(verdict, dossier.figures)
    if verdict.outcome is not Outcome.BROKEN or grade is None:
        return verdict, None
    teller = Teller(dossier, lang, (verdict,))
    return verdict, teller.finding(ReportedVerdict(verdict, Severity(grade)), finding_id(verdict, dossier.figures))


def exact_sum(figures: Sequence[Figure]) -> tuple[Decimal, Unit] | None:
    """The sum of printed numbers in the unit most of them have; None where they do not measure one thing."""
    with localcontext(EXACT):
        readings = [read(figure) for figure in figures]
        addends = [Addend(one, one.figure.sign) for one in readings if one is not None]
        if not addends or len(addends) < len(figures) or not one_dimension(addends):
            return None
        unit = common_unit(addends)
        return in_unit(total(addends).centre, unit), unit


def same_relation(meaning: Meaning, relation: Relation, keys: dict[str, str]) -> bool:
    """True if `relation` is the one that is not meant, whatever its figures are called in this draft."""
    told = [(term.role, term.weight, term.key) for term in meaning.terms]
    here = [(term.role.value, term.weight, keys.get(term.figure, "")) for term in relation.terms]
    return meaning.code == relation.code and told == here
