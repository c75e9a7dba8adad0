"""The laws of government debt: limits, balances, new and refinancing bonds, repayment.

查什么: 列有限额和余额的表，逐行（分地区、分一般和专项）核对余额不超过限额；债务限额=一般+专项；余额按“上年末余额+新增+再融资−到期本金”推算；
再融资不超过到期本金；还本付息=还本+付息；转贷收入与债券额度一致；附表还本支出与到期本金一致等。各项数字可以来自同一事项的不同文件和附表。
已知原因的差额只作一条提示：一般债务余额与推算相差千分之二以内（外债汇率），专项债务万分之三以内；两类余额都大大超过推算数时只问是否有置换；
限额也会收回、追加，与“上年限额+新增限额”相差一亿元以上的不下结论。
为什么: 限额是法律红线，余额推算不平说明债券、还本或余额至少有一个数字有误。
例: 2022年末余额126.8 + 新增5.6 + 3.2 + 再融资5.8 − 到期11.3 = 2023年末余额130.1（亿元）。
怎么办: 对照债务限额下达文件、债券发行与还本台账，核对各项；有外债、核销等其他增减的，请在文中写明。
依据: 预算法第三十五条；财预〔2015〕225号；财预〔2016〕154号、155号；财预〔2017〕35号。

What: balance within limit line by line, by area and kind, in every table that prints both; limit = general + special;
balances roll forward; refinancing within maturing principal; and so on. Gaps of known causes are one note: up to 0.2 %
of a general balance (exchange rates of foreign loans), 0.03 % of a special one; both balances far above what was issued
(bonds that replace other debt). Limits are also withdrawn and raised: only a gap below 100 million yuan is told.
Why: the limit is set by law, and a balance that does not roll forward hides a wrong figure.
Example: 126.8 + 5.6 + 3.2 + 5.8 - 11.3 = 130.1 (100 million yuan).
Fix: Hold each item against the documents on limits and the ledgers of bonds; other moves (foreign loans,
    write-offs) should be stated.
Source: Budget Law art. 35; Caiyu [2015] 225, [2016] 154 and 155, [2017] 35.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from fiscal.debt import REPLACEMENT, DebtConcept, DebtKind, Telling
from fiscal.debt.law import LIMITED
from fiscal.relation import Basis, Kind, Relation, Role, Term
from reconcile.dossier import Dossier
from reconcile.judge.verdicts import judge
from reconcile.linking.debt_moves import is_unknown_item, more_moves, of_two_things
from reconcile.linking.debt_statements import Statement, spot, statements
from reconcile.linking.limit_tables import Bound, bounds_of
from reconcile.linking.partitions import holds, near_miss
from reconcile.review import Outcome

CODE = "DBT01"
NAME = "debt-obeys-its-laws"
TITLE = {"zh": "政府债务勾稽", "en": "Laws of government debt"}

SCATTERED = 3
"""From so many passages and tables on, the figures of a law are pieced together."""

SERVICE = {DebtConcept.MATURING_PRINCIPAL, DebtConcept.INTEREST, DebtConcept.REPAYMENT_AND_INTEREST}
"""What is paid for debt, which may be told of its bonds alone."""

When: TypeAlias = tuple[int | None, str]
Stock: TypeAlias = tuple[str, int | None, str]


def propose(dossier: Dossier) -> Iterator[Relation]:
    """For every matter and law whose figures are all there, a relation per report that prints them.

    Splits that a sentence lists (其中) are left to SUM01 where they hold. A doubtful law that fails in total is not
    reported again for its kinds.
    """
    listed, seen = _listed(dossier), set[frozenset[str]]()
    matters = tuple(statements(dossier))
    replaced = _replaced([one for stated in matters for one in stated], dossier)
    for stated in matters:
        failed: set[tuple[str, When]] = set()
        for one in stated:
            law, key = one.instance.identity, frozenset(one.relation.figures())
            good = holds(one.relation, dossier.figures)
            cause = (law.name.rsplit(" (", 1)[0], one.when)
            doubtful = not good and not law.certain and cause in failed
            if key in seen or doubtful or (good and key in listed):
                continue
            relation = one.relation if good else _told(one, replaced, dossier)
            if relation is None:
                continue
            seen.add(key)
            yield relation
            if not good and not relation.known and one.kind is DebtKind.TOTAL:
                failed.add(cause)
    yield from (relation for relation in _limits(dossier) if frozenset(relation.figures()) not in seen)


def _limits(dossier: Dossier) -> Iterator[Relation]:
    """Each balance within the limit that its table prints for it, area by area and kind by kind.

    A pairing of columns or rows that fails in most of its places is a wrong reading and says nothing.
    """
    for table in dossier.tables():
        for group in bounds_of(table):
            relations = [_bound(bound) for bound in group]
            failing = sum(judge(relation, dossier.figures).outcome is Outcome.BROKEN for relation in relations)
            if failing <= 1 or failing * 2 <= len(relations):
                yield from relations


def _bound(bound: Bound) -> Relation:
    terms = (Term(bound.balance.id, Role.LESSER), Term(bound.limit.id, Role.GREATER))
    return Relation(CODE, Kind.AT_MOST, Basis.DERIVED, terms, said=LIMITED, certain=True)


def _told(one: Statement, replaced: frozenset[Stock], dossier: Dossier) -> Relation | None:
    """What is told of a law that does not hold: the relation, as it is or as a known kind of gap, or nothing."""
    band, verdict = one.instance.identity.band, one.verdict
    if not one.instance.binding or _explained(one, dossier):
        return None
    if band is None or verdict.difference is None or verdict.stated_centre is None:
        return one.relation
    telling = band.telling(verdict.difference, verdict.stated_centre)
    if telling is Telling.KNOWN:
        return replace(one.relation, known=band.known)
    if telling is Telling.SILENT:
        return one.relation if _said_and_slipped(one, dossier) else None
    return (
        replace(one.relation, known=REPLACEMENT) if _stock(one, dossier) in replaced and _exceeds(one) else one.relation
    )


def _replaced(stated: Sequence[Statement], dossier: Dossier) -> frozenset[Stock]:
    """Where both balances, general and special, exceed by far what issue and repayment make.

    Bonds that replace existing debt add to both and are often left out of the issue: one question, no error.
    """
    more = {(_stock(one, dossier), one.kind) for one in stated if _exceeds(one)}
    kinds = (DebtKind.GENERAL, DebtKind.SPECIAL)
    return frozenset(stock for stock, _ in more if all((stock, kind) in more for kind in kinds))


def _stock(one: Statement, dossier: Dossier) -> Stock:
    """The document, the year and the level whose debt is rolled forward."""
    return dossier.figures[one.relation.figures()[0]].place.document, *one.when


def _exceeds(one: Statement) -> bool:
    band, verdict = one.instance.identity.band, one.verdict
    if band is None or not one.instance.identity.rolls or not one.instance.binding:
        return False
    if verdict.outcome is not Outcome.BROKEN or verdict.difference is None or verdict.stated_centre is None:
        return False
    return verdict.difference > 0 and band.telling(verdict.difference, verdict.stated_centre) is Telling.BROKEN


def _said_and_slipped(one: Statement, dossier: Dossier) -> bool:
    """True if one sentence or paragraph says all of it and one slip of the pen explains the gap."""
    places = {spot(dossier.figures[i]) for i in one.relation.figures()}
    said = len(places) == 1 and next(iter(places))[1] is not None
    return said and near_miss(one.relation, dossier.figures)


def _explained(one: Statement, dossier: Dossier) -> bool:
    """True if a law that does not hold need not: something else moves the debt, or its figures are pieced together.

    Of figures from three places or more (执行情况表, 收支表, 说明), of a doubtful law from two, one may mean something else
    than its name says; then only what one slip of the pen explains is worth a word.
    """
    relation, concepts = one.relation, {fact.concept for _, fact, _ in one.instance.terms}
    places, balance = len({spot(dossier.figures[i]) for i in relation.figures()}), relation.kind is Kind.BALANCE
    scattered = places >= SCATTERED or (balance and places > 1 and not one.instance.identity.certain)
    if scattered and not (balance and near_miss(relation, dossier.figures)):
        return True
    if concepts <= SERVICE and of_two_things(relation, dossier):
        return True
    borrowed = DebtConcept.ISSUED in concepts
    return is_unknown_item(relation, dossier) or more_moves(relation, dossier, loans_known=borrowed)


def _listed(dossier: Dossier) -> frozenset[frozenset[str]]:
    """The figures of every list of parts with its whole, as the sentence gives them."""
    return frozenset(
        frozenset((breakdown.candidates[0], *breakdown.parts))
        for passage in dossier.passages()
        for breakdown in passage.breakdowns
        if len(breakdown.parts) >= 2
    )
