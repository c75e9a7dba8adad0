"""The places where all figures of a law of debt are known, within one level of government and year by year."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct
from msgspec.structs import replace

from fiscal.debt.fact import DebtConcept, DebtFact, DebtKind
from fiscal.debt.law import Identity, LawTerm, identities
from fiscal.relation import Role

_C, _K = DebtConcept, DebtKind


class Instance(Struct, frozen=True):
    """An identity for which a year has all facts: (role, fact, weight) for each figure."""

    identity: Identity
    year: int | None
    terms: tuple[tuple[Role, DebtFact, int], ...]

    @property
    def binding(self) -> bool:
        """False where the law is worth a word only if it holds."""
        until = self.identity.until
        return until is None or (self.year is not None and self.year <= until)


def instances(facts: Iterable[DebtFact]) -> tuple[Instance, ...]:
    """Every identity for which `facts` of one level hold all terms, year by year, in order of the identities.

    A total that is not among the facts is replaced by general + special where the law still has another total in it.
    """
    groups: dict[str, set[DebtFact]] = {}
    for fact in facts:
        groups.setdefault(fact.level, set()).add(fact)
    years = {level: sorted({f.year for f in known if f.year is not None}) for level, known in groups.items()}
    spoken_of = {level: {fact.concept for fact in known} for level, known in groups.items()}
    found = (
        _instance(identity, year, level, groups[level])
        for identity in identities()
        for level in sorted(groups)
        if all(term.concept in spoken_of[level] for term in identity.terms)
        for year in (*years[level], None)
    )
    return tuple(instance for instance in found if instance is not None)


def _instance(identity: Identity, year: int | None, level: str, known: Collection[DebtFact]) -> Instance | None:
    if any(_fact(term, year, level, known) for term in identity.unless):
        return None
    chosen: list[tuple[Role, DebtFact, int]] = []
    direct = False
    for term in identity.terms:
        fact = _fact(term, year, level, known)
        direct = direct or fact is not None
        facts = [fact] if fact else _both_kinds(term, year, level, known) if identity.expand else []
        if not facts:
            return None
        chosen.extend((term.role, each, term.weight) for each in facts)
    distinct = len({fact for _, fact, _ in chosen}) == len(chosen)
    return Instance(identity, year, tuple(chosen)) if direct and distinct else None


def _fact(term: LawTerm, year: int | None, level: str, known: Collection[DebtFact]) -> DebtFact | None:
    """The fact of `term` in `known`; a balance or a limit may be that at the start of the next year."""
    if year is None and term.offset:
        return None
    places = [(term.offset, term.when)]
    if term.concept in (_C.BALANCE, _C.LIMIT):
        places.append((term.offset + 1, "start"))
    elif term.concept is _C.SURPLUS_LIMIT:
        places.append((term.offset + 1, term.when))
    for qualifier in term.qualifiers:
        for offset, when in places:
            then = None if year is None else year + offset
            fact = DebtFact(term.concept, term.kind, then, when, qualifier, level)
            if fact in known:
                return fact
    return None


def _both_kinds(term: LawTerm, year: int | None, level: str, known: Collection[DebtFact]) -> list[DebtFact]:
    found = [_fact(replace(term, kind=kind), year, level, known) for kind in (_K.GENERAL, _K.SPECIAL)]
    return [fact for fact in found if fact] if all(found) and term.kind is _K.TOTAL else []
