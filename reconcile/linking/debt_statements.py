"""The laws of debt as a dossier's figures state them: for each matter the relations, and the mentions they use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from fiscal.debt import DebtFact, DebtKind, Instance, instances
from fiscal.figure import Figure
from fiscal.relation import Basis, Kind, Relation, Role, Term
from reconcile.dossier import Dossier
from reconcile.judge.verdicts import judge
from reconcile.linking.debt_facts import debt_facts
from reconcile.linking.matters import matters
from reconcile.review import Verdict

CODE = "DBT01"

Mentions = Mapping[DebtFact, Sequence[Figure]]
Term3 = tuple[Role, DebtFact, int]


class Statement(Struct, frozen=True):
    """One law, of one year and level, held against the figures that state it, and what the judge says of it."""

    instance: Instance
    verdict: Verdict

    @property
    def relation(self) -> Relation:
        """The relation that was judged."""
        return self.verdict.relation

    @property
    def kind(self) -> DebtKind:
        """The kind of debt of which the law speaks."""
        return self.instance.terms[0][1].kind

    @property
    def when(self) -> tuple[int | None, str]:
        """The year and the level of which it speaks."""
        return self.instance.year, self.instance.terms[0][1].level


def statements(dossier: Dossier) -> Iterator[tuple[Statement, ...]]:
    """For every matter all laws whose figures are all there, a statement for each report that prints them."""
    for mentions in facts_by_matter(dossier):
        yield tuple(
            Statement(instance, judge(relation, dossier.figures))
            for instance in instances(mentions)
            for relation in _relations(instance, mentions)
        )


def facts_by_matter(dossier: Dossier) -> Iterator[Mentions]:
    """The facts of every matter; what could be of any level stays within its passage or its column."""
    matter = matters(dossier)
    found: dict[tuple[object, ...], dict[DebtFact, list[Figure]]] = {}
    for identifier, fact in debt_facts(dossier).items():
        figure = dossier.figures[identifier]
        place = figure.place
        number = matter.get((place.document, figure.report), -1)
        alone = () if fact.level else (place.document, place.paragraph, place.table, place.column)
        found.setdefault((number, *alone), defaultdict(list))[fact].append(figure)
    yield from found.values()


def _relations(instance: Instance, mentions: Mentions) -> Iterator[Relation]:
    """One relation per report that states any of the figures, each with the mentions nearest to one another.

    A flow may be stated in total or by kind (新增一般5.6、专项3.2): the law is held to both, and to what one passage states.
    """
    reports = sorted({_where(figure) for _, fact, _ in instance.terms for figure in mentions[fact]})
    whole = [r for r in reports if all(any(_where(f) == r for f in mentions[fact]) for _, fact, _ in instance.terms)]
    for report in whole or reports[:1]:
        anchor = next((f for f in mentions[instance.terms[0][1]] if _where(f) == report), None)
        for variant in _variants(instance, mentions, report, anchor):
            figures = [_nearest(mentions[fact], report, anchor) for _, fact, _ in variant]
            if len({figure.id for figure in figures}) == len(figures):
                terms = tuple(Term(f.id, role, weight) for f, (role, _, weight) in zip(figures, variant, strict=True))
                yield _relation(instance, terms, figures)


def _variants(
    instance: Instance, mentions: Mentions, report: tuple[str, int], anchor: Figure | None
) -> Iterator[Sequence[Term3]]:
    """The law as it is; with every total split by kind; with the totals split that the anchor's passage gives by
    kind.
    """
    yield instance.terms
    if instance.identity.kind is not Kind.BALANCE:
        return

    def stated(fact: DebtFact, near: bool) -> bool:
        return any(_where(f) == report and (not near or _together(f, anchor)) for f in mentions.get(fact, ()))

    for near in (True, False):
        terms: list[Term3] = [instance.terms[0]]
        for role, fact, weight in instance.terms[1:]:
            kinds = [replace(fact, kind=kind) for kind in (DebtKind.GENERAL, DebtKind.SPECIAL)]
            split = fact.kind is DebtKind.TOTAL and all(stated(kind, near) for kind in kinds)
            if split and not (near and stated(fact, near)):
                terms.extend((role, kind, weight) for kind in kinds)
            else:
                terms.append((role, fact, weight))
        yield terms


def _relation(instance: Instance, terms: tuple[Term, ...], figures: Sequence[Figure]) -> Relation:
    law = instance.identity
    together = len({(_where(f), f.place.paragraph, f.place.table) for f in figures}) == 1
    basis = Basis.STATED if together and law.certain and law.kind is Kind.BALANCE else Basis.DERIVED
    return Relation(CODE, law.kind, basis, terms, said=law.source, certain=law.certain and together)


def _nearest(figures: Sequence[Figure], report: tuple[str, int], anchor: Figure | None) -> Figure:
    """The mention in the anchor's passage, else the first in the report, else the first anywhere."""

    def distance(figure: Figure) -> tuple[bool, bool]:
        return (_where(figure) != report, not _together(figure, anchor))

    return min(figures, key=distance)


def spot(figure: Figure) -> tuple[str, int | None, str | None]:
    """Where a figure stands: its document, and its passage or its table."""
    return figure.place.document, figure.place.paragraph, figure.place.table


def _together(figure: Figure, anchor: Figure | None) -> bool:
    """True if both stand in one passage, or in one column of one table."""
    if anchor is None or figure.place.document != anchor.place.document:
        return False
    if figure.place.paragraph is not None or figure.place.table is None:
        return figure.place.paragraph is not None and figure.place.paragraph == anchor.place.paragraph
    return (figure.place.table, figure.place.column) == (anchor.place.table, anchor.place.column)


def _where(figure: Figure) -> tuple[str, int]:
    return figure.place.document, figure.report
