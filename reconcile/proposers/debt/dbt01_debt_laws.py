"""The laws of government debt: limits, balances, new and refinancing bonds, repayment.

查什么: 债务限额=一般+专项；余额按“上年末余额+新增+再融资−到期本金”推算；余额不超过限额；再融资不超过到期本金；还本付息=还本+付息；
转贷收入与债券额度一致；附表还本支出与到期本金一致等。各项数字可以来自同一事项的不同文件和附表。
为什么: 限额是法律红线，余额推算不平说明债券、还本或余额至少有一个数字有误。
例: 2022年末余额126.8 + 新增5.6 + 3.2 + 再融资5.8 − 到期11.3 = 2023年末余额130.1（亿元）。
怎么办: 对照债务限额下达文件、债券发行与还本台账，核对各项；有外债、核销等其他增减的，请在文中写明。
依据: 预算法第三十五条；财预〔2015〕225号；财预〔2016〕154号、155号；财预〔2017〕35号。

What: limit = general + special; balances roll forward; balance within limit; refinancing within maturing principal;
and so on.
Why: the limit is set by law, and a balance that does not roll forward hides a wrong figure.
Example: 126.8 + 5.6 + 3.2 + 5.8 - 11.3 = 130.1 (100 million yuan).
Fix: Hold each item against the documents on limits and the ledgers of bonds; other moves (foreign loans,
    write-offs) should be stated.
Source: Budget Law art. 35; Caiyu [2015] 225, [2016] 154 and 155, [2017] 35.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from fiscal.debt import DebtConcept, DebtFact, DebtKind, Instance, instances
from fiscal.figure import Figure
from fiscal.relation import Basis, Kind, Relation, Role, Term
from reconcile.dossier import Dossier
from reconcile.linking.debt_facts import debt_facts
from reconcile.linking.debt_moves import is_unknown_item, more_moves
from reconcile.linking.matters import matters
from reconcile.linking.partitions import holds, near_miss

CODE = "DBT01"
NAME = "debt-obeys-its-laws"
TITLE = {"zh": "政府债务勾稽", "en": "Laws of government debt"}

SCATTERED = 3
"""From so many passages and tables on, the figures of a law are pieced together."""

Mentions = Mapping[DebtFact, Sequence[Figure]]
Term3 = tuple[Role, DebtFact, int]


def propose(dossier: Dossier) -> Iterator[Relation]:
    """For every matter and law whose figures are all there, a relation per report that prints them.

    Splits that a sentence lists (其中) are left to SUM01 where they hold. A doubtful law that fails in total is not
    reported again for its kinds.
    """
    listed = _listed(dossier)
    for mentions in _by_matter(dossier):
        seen: set[frozenset[str]] = set()
        failed: set[tuple[str, int | None, str]] = set()
        for instance in instances(mentions):
            law = instance.identity
            cause = (law.name.rsplit(" (", 1)[0], instance.year, instance.terms[0][1].level)
            for relation in _relations(instance, mentions):
                key = frozenset(relation.figures())
                good = holds(relation, dossier.figures)
                doubtful = not good and (not instance.binding or (not law.certain and cause in failed))
                doubtful = doubtful or (not good and _explained(relation, instance, dossier))
                if key in seen or doubtful or (good and key in listed):
                    continue
                seen.add(key)
                yield relation
                if not good and instance.terms[0][1].kind is DebtKind.TOTAL:
                    failed.add(cause)


def _explained(relation: Relation, instance: Instance, dossier: Dossier) -> bool:
    """True if a law that does not hold need not: something else moves the debt, or its figures are pieced together.

    Of figures from three places or more (执行情况表, 收支表, 说明) one may mean something else than its name says; then
    only what one slip of the pen explains is worth a word.
    """
    scattered = len({_spot(dossier.figures[i]) for i in relation.figures()}) >= SCATTERED
    if scattered and not (relation.kind is Kind.BALANCE and near_miss(relation, dossier.figures)):
        return True
    borrowed = any(fact.concept is DebtConcept.ISSUED for _, fact, _ in instance.terms)
    return is_unknown_item(relation, dossier) or more_moves(relation, dossier, loans_known=borrowed)


def _listed(dossier: Dossier) -> frozenset[frozenset[str]]:
    """The figures of every list of parts with its whole, as the sentence gives them."""
    return frozenset(
        frozenset((breakdown.candidates[0], *breakdown.parts))
        for passage in dossier.passages()
        for breakdown in passage.breakdowns
        if len(breakdown.parts) >= 2
    )


def _by_matter(dossier: Dossier) -> Iterator[Mentions]:
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


def _spot(figure: Figure) -> tuple[str, int | None, str | None]:
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
