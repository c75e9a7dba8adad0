"""A debt balance that uses nearly all of its limit.

查什么: 同一段文字或同一张表中的政府债务余额与债务限额，余额不超过限额但达到限额的99.5%以上。一份文件只提示最接近的一处；
    超过限额的由DBT01核对。
为什么: 没有违反规定，但当年几乎没有再举债的空间，预算安排的新增债券要靠新增限额。
例: 政府债务限额694.29亿元，余额691.43亿元，占99.6%。
怎么办: 关注举债空间，请财政部门说明后续还本安排。
依据: 预算法第三十五条：债务余额不得超过限额；本项只提示空间，不表示有误。
What: a debt balance and its limit in one paragraph or one table; the balance is within the limit but at 99.5 per cent
    of it or more. The nearest of a document is told; beyond the limit is the matter of DBT01.
Why: nothing is wrong, but next to nothing can be borrowed before the limit is raised.
Example: a limit of 694.29 and a balance of 691.43.
Fix: Ask how principal will be repaid, since little room is left.
Source: Budget Law, art. 35; this tells the room that is left, not a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.relation import Kind, Relation, Role, Term
from reconcile.dossier import Dossier
from reconcile.judge.verdicts import outcome_of
from reconcile.observe.observation import Observation
from reconcile.review import Outcome, Severity, Verdict
from reconcile.words.wording import printed_text

CODE = "PLA03"
NAME = "near-debt-limit"
TITLE = {"zh": "债务余额接近限额", "en": "a debt balance near its limit"}

USED, OF = 995, 1000
_OPENING = ("期初", "年初", "上年末", "上年")


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """For each document the balance nearest to its limit, if hardly any room is left."""
    nearest: dict[str, tuple[Figure, Figure]] = {}
    for balance, limit in _within(dossier, verdicts):
        known = nearest.get(balance.place.document)
        if known is None or _nearer(balance, limit, *known):
            nearest[balance.place.document] = (balance, limit)
    for balance, limit in nearest.values():
        yield _told(balance, limit)


def _within(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[tuple[Figure, Figure]]:
    """The totals of debt and their limits that stand together, the balance within the limit but close to it."""
    for verdict in verdicts:
        relation = verdict.relation
        if relation.code != "DBT01" or relation.kind is not Kind.AT_MOST or verdict.outcome is not Outcome.EXACT:
            continue
        if len(relation.terms) != 2 or any(term.weight != 1 for term in relation.terms):
            continue
        figures = {term.role: dossier.figures[term.figure] for term in relation.terms}
        balance, limit = figures.get(Role.LESSER), figures.get(Role.GREATER)
        if balance is None or limit is None or "余额" not in balance.label or "限额" not in limit.label:
            continue
        if any(word in balance.label for word in _OPENING) or _place(balance) != _place(limit):
            continue
        if any(kind in one.label for kind in ("一般债", "专项债") for one in (balance, limit)):
            continue
        if _close(relation, dossier):
            yield balance, limit


def _place(figure: Figure) -> tuple[str, str | int | None]:
    """The paragraph or the table it stands in."""
    return figure.place.document, figure.place.table or figure.place.paragraph


def _close(relation: Relation, dossier: Dossier) -> bool:
    """True if 1000 balances are certainly more than 995 limits."""
    weights = {Role.LESSER: OF, Role.GREATER: USED}
    terms = tuple(Term(term.figure, term.role, weights[term.role]) for term in relation.terms)
    return outcome_of(replace(relation, code=CODE, terms=terms), dossier.figures) is Outcome.BROKEN


def _nearer(balance: Figure, limit: Figure, known: Figure, of: Figure) -> bool:
    """True if the balance uses more of its limit than `known` does of its own."""
    return balance.quantity.centre * of.quantity.centre > known.quantity.centre * limit.quantity.centre


def _told(balance: Figure, limit: Figure) -> Observation:
    used, of = printed_text(balance.quantity, balance.sign), printed_text(limit.quantity, limit.sign)
    return Observation(
        CODE,
        Severity.NOTE,
        balance.place,
        (
            f"债务余额达到限额的 99.5% 以上：“{balance.label}”{used}，“{limit.label}”{of}",
            f"the debt balance is 99.5% of its limit or more: “{balance.label}” {used}, “{limit.label}” {of}",
        ),
        related=(limit.place,),
        key=(balance.label, limit.label),
    )
