"""Local government debt: what its figures are called, and the laws by which they hang together.

A province is given a limit (限额) for its general and its special debt, and hands it on; new bonds use the limit, refinancing
bonds repay the principal falling due, and the balance never exceeds the limit. National bonds (国债) are never local debt.
Sources: 预算法 (2018) art. 35; 财预〔2015〕225号 (limits); 财预〔2017〕35号 (new limits, limits left over); 财预〔2016〕154号 and 155号
(general and special debt budgets: transfers to lower levels, principal and interest by kind).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from fiscal.budget import Budget
from fiscal.relation import Kind, Role
from fiscal.vocabulary import budget_in, fold


class DebtConcept(StrEnum):
    """What a figure about debt measures."""

    LIMIT = "limit"  # 债务限额
    BALANCE = "balance"  # 债务余额
    NEW_LIMIT = "new-limit"  # 新增债务限额
    SURPLUS_LIMIT = "surplus-limit"  # 结存限额: what the balance leaves of the limit
    NEW_BONDS = "new-bonds"  # 新增债券
    REFINANCING_BONDS = "refinancing-bonds"  # 再融资债券
    BOND_QUOTA = "bond-quota"  # 债券额度: new and refinancing bonds together
    BONDS = "bonds"  # all bonds of one kind, new and refinancing, as listed beside other funds
    MATURING_PRINCIPAL = "maturing-principal"  # 到期本金, 还本
    INTEREST = "interest"  # 付息
    REPAYMENT_AND_INTEREST = "repayment-and-interest"  # 还本付息
    SPECIAL_TREASURY = "special-treasury"  # 抗疫特别国债, 超长期特别国债: national, never local debt
    ONLENDING_RECEIPTS = "onlending-receipts"  # 债务转贷收入


class DebtKind(StrEnum):
    """General debt (一般债务, repaid from the general budget), special debt (专项债务, from funds), or both."""

    TOTAL = "total"
    GENERAL = "general"
    SPECIAL = "special"


APPROVED, USED = "核定", "使用"
"""Qualifiers: a limit fixed by the government above (not yet the one adopted here); the part of a limit drawn on."""


@dataclass(frozen=True, slots=True)
class DebtFact:
    """What one figure states about debt; two figures with equal facts should state one number — 债务事实.

    `when` is "start" or "end" of the year for stocks, "flow" for what happens within it. `year` is None if unknown.
    """

    concept: DebtConcept
    kind: DebtKind
    year: int | None
    when: str = "flow"
    qualifier: str = ""


_C, _K = DebtConcept, DebtKind
_END_OF = {_C.LIMIT: "end", _C.BALANCE: "end", _C.SURPLUS_LIMIT: "end"}
_KIND = {"一般": _K.GENERAL, "专项": _K.SPECIAL}
_BOND = r"债(?:券|务)?(?:资金|额度|规模|发行额)?$"
_RULES: tuple[tuple[re.Pattern[str], DebtConcept], ...] = (
    (re.compile(r"特别国债(?:资金|额度)?$"), _C.SPECIAL_TREASURY),
    (
        re.compile(r"(?:结存|债.{0,6}限额)(?:债务)?(?:限额)?(?:空间)?$(?<=结存限额|限额空间|存限额空间)"),
        _C.SURPLUS_LIMIT,
    ),
    (re.compile(r"新增.{0,10}债务?.{0,4}限额$"), _C.NEW_LIMIT),
    (re.compile(r"债务?(?:的)?限额$"), _C.LIMIT),
    (re.compile(r"(?:一般|专项|政府)债务?(?:的)?余额$|^债务余额$"), _C.BALANCE),
    (re.compile(r"债.{0,8}还本付息(?:支出)?$|债.{0,4}本息$"), _C.REPAYMENT_AND_INTEREST),
    (
        re.compile(r"债.{0,8}(?:还本|到期本金|本金)(?:支出)?$|到期.{0,8}债(?:券|务)(?:的)?(?:本金)?$"),
        _C.MATURING_PRINCIPAL,
    ),
    (re.compile(r"债.{0,8}(?:付息|利息)(?:支出)?$"), _C.INTEREST),
    (re.compile(r"(?:一般|专项)?债务?券?转贷(?:收入)?$"), _C.ONLENDING_RECEIPTS),
    (re.compile(r"新增.{0,8}债.{0,4}(?:和|及|与|、).{0,6}再融资.{0,6}" + _BOND), _C.BOND_QUOTA),
    (re.compile(r"再融资.{0,8}" + _BOND), _C.REFINANCING_BONDS),
    (re.compile(r"新增.{0,8}债券(?:资金|额度|规模|发行额)?$|新增(?:一般|专项)债(?:额度)?$"), _C.NEW_BONDS),
    (re.compile(r"债券?(?:资金)?(?:总?额度|总规模)$"), _C.BOND_QUOTA),
)
"""How the noun phrases end, first match counts."""

_BARE = re.compile(r"(?:^|[^新增融资]{0,12})(?:地方)?(?:政府)?(一般|专项)(?:债务|债券|债)$")
_HEADS = re.compile(
    r"(?P<surplus>结存限额)|(?P<new_limit>新增[^，。；、（]{0,12}限额)|(?P<limit>限额)|(?P<balance>余额)"
    r"|(?P<refinancing>再融资[^，。；、（]{0,8}债券)|(?P<new>新增[^，。；、（]{0,12}债券?)"
    r"|(?P<bonds>债券[^，。；、（]{0,4}额度|转贷|下达[^，。；]{0,20}债券)|(?P<other>还本付息|还本|付息|本金|隐性)"
)
_CONCEPT_OF_HEAD = {
    "limit": _C.LIMIT,
    "balance": _C.BALANCE,
    "new_limit": _C.NEW_LIMIT,
    "refinancing": _C.REFINANCING_BONDS,
    "new": _C.NEW_BONDS,
    "bonds": _C.BONDS,
}
_NOT_DEBT = re.compile(
    r"隐性|[率比%％]|[占超]|同比|增[长幅加减]|减少|下降|项目|中央|国外|外债|企业|利率|期限|风险|低于|小于|高于|距离|差额|自有|平均"
)
_TAIL = re.compile(
    r"(?:为|是|约|达到?|共计?|合计|总计|分别|预计|总额|总量|总数|规模为|金额|数额|资金量|控制在|仍?按上年数?|不超过|以内|[的数额亿万元：:（(]"
    r"|安排|核定为?|确定为?|[\d.,，]+)$"
)
_FOOTNOTE = re.compile(r"(?<=[限余]额|债[券务])[\d①-⑳]{1,2}(?=空间|$)")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_SUPERIOR = re.compile(r"(?:财政部|国务院|财政[厅局]|[省市]政府|[省市]人民政府|上级)[^，。；]{0,8}?(?:核定|批准|下达)")
_OTHER_DATE = re.compile(r"(?<!12)(?<!\d)(?:[1-9]|1[01])月(?:末|底|\d{1,2}日)?")
_AS_OF = re.compile(r"(?:截[至止]|到)?((?:19|20)\d\d)年(?:末|底|12月(?:31日|末|底))")


def recognise(label: str, whole: DebtFact | None = None, year: int | None = None, context: str = "") -> DebtFact | None:
    """The fact that a figure called `label` states, or None where the words do not say it beyond doubt.

    `whole` is the fact of the figure of which this one is a part (其中), `year` the year spoken of where the label names
    none, `context` the words before the label in its sentence, or the title of the table of which the label is a row.

    >>> recognise("本区2023年地方政府债务限额")
    DebtFact(concept=<DebtConcept.LIMIT: 'limit'>, kind=<DebtKind.TOTAL: 'total'>, year=2023, when='end', qualifier='')
    >>> recognise("专项债券", whole=recognise("2023年再融资债券额度")).concept
    <DebtConcept.REFINANCING_BONDS: 'refinancing-bonds'>
    """
    text = _stripped(label)
    if "债" not in text and "限额" not in text or _refused(text):
        return None
    found = next((concept for pattern, concept in _RULES if pattern.search(text)), None)
    if found is None:
        return _inherited(text, whole, year, context)
    kind = _kind(text, found, whole, context)
    if kind is None or (found in (_C.REPAYMENT_AND_INTEREST, _C.MATURING_PRINCIPAL) and "再融资" in text):
        return None
    return _dated(found, kind, text, whole, year, context)


def _stripped(label: str) -> str:
    """`label` without blanks, quotation and footnote marks and without the verbs that lead over to its number."""
    text = _FOOTNOTE.sub("", fold(label)[-120:])
    while (shorter := _TAIL.sub("", text)) != text:
        if text.endswith(("限额", "余额", "额度", "发行额", "本金额")):
            break
        text = shorter
    return text


def _refused(text: str) -> bool:
    mixed = "国债" in text and re.search("债券|债务|新增.{0,4}债|再融资", text) is not None
    both = re.search("限额[和与及、]|余额[和与及、]", text) is not None
    return mixed or both or _NOT_DEBT.search(text) is not None


def _kind(text: str, concept: DebtConcept, whole: DebtFact | None, context: str) -> DebtKind | None:
    """The kind that `text` names; both kinds named is total; budget rows that name none take that of their budget."""
    if concept is _C.SPECIAL_TREASURY:
        return _K.TOTAL
    named = {_KIND[word] for word in re.findall("一般(?=债|再融资|和|、)|专项(?=债|再融资)", text)}
    if named:
        return _K.TOTAL if len(named) == 2 else named.pop()
    if whole is not None and whole.kind is not _K.TOTAL:
        return whole.kind
    if re.search(r"支出$|转贷(?:收入)?$", text):
        return {Budget.GENERAL: _K.GENERAL, Budget.FUNDS: _K.SPECIAL}.get(budget_in(context) or Budget.SOCIAL_INSURANCE)
    return _K.TOTAL


def _dated(
    concept: DebtConcept, kind: DebtKind, text: str, whole: DebtFact | None, year: int | None, context: str
) -> DebtFact | None:
    """The fact with its year, moment and qualifier; None for balances on another day than the end of a year."""
    years = [int(found) for found in _YEAR.findall(text)]
    stated = years[-1] if years else None
    when = _END_OF.get(concept, "flow")
    if concept is _C.BALANCE:
        if _OTHER_DATE.search(text) or (not years and _OTHER_DATE.search(context[-20:])):
            return None
        as_of = _AS_OF.findall(context[-40:]) if stated is None and whole is None else []
        stated = int(as_of[-1]) if as_of else stated
        when = "start" if re.search("[年期]初", text) else when
    if stated is None:
        stated = whole.year if whole is not None else year
        if stated is not None and re.search("上年|去年|上一年", text):
            stated -= 1
    if whole is not None and whole.concept is concept and not years:
        when = whole.when
    return DebtFact(concept, kind, stated, when, _qualifier(concept, text, whole, context))


def _qualifier(concept: DebtConcept, text: str, whole: DebtFact | None, context: str) -> str:
    if whole is not None and whole.concept is concept and whole.qualifier:
        return whole.qualifier
    if concept is _C.LIMIT and _SUPERIOR.search(context[-24:] + text):
        return APPROVED
    if concept in (_C.NEW_LIMIT, _C.SURPLUS_LIMIT) and re.search("使用|动用|利用|盘活", context[-2:] + text):
        return USED
    return ""


def _inherited(text: str, whole: DebtFact | None, year: int | None, context: str) -> DebtFact | None:
    """The fact of a bare 一般债务 or 专项债券, whose concept stands in its whole or earlier in its sentence."""
    bare = _BARE.search(text)
    if bare is None:
        return None
    kind, years = _KIND[bare[1]], [int(found) for found in _YEAR.findall(text)]
    if whole is not None:
        if whole.concept is _C.SPECIAL_TREASURY or whole.kind not in (_K.TOTAL, kind):
            return None
        return DebtFact(whole.concept, kind, years[-1] if years else whole.year, whole.when, whole.qualifier)
    concept = _concept_before(context)
    return None if concept is None else _dated(concept, kind, text + _END_MARK.get(concept, ""), None, year, context)


_END_MARK = {_C.BALANCE: "余额", _C.LIMIT: "限额"}


def _concept_before(context: str) -> DebtConcept | None:
    """The concept named last in the sentence so far, what stands in closed brackets apart."""
    sentence = re.sub(r"\s", "", context[-400:]).rsplit("。", 1)[-1]
    for _ in range(3):
        sentence = re.sub(r"[（(][^（()）]*[)）]", "", sentence)
    heads = list(_HEADS.finditer(sentence))
    return _CONCEPT_OF_HEAD.get(heads[-1].lastgroup or "") if heads else None


@dataclass(frozen=True, slots=True)
class LawTerm:
    """One place in an identity: which fact of year t + `offset` stands there; any of `qualifiers` will do, in order."""

    role: Role
    concept: DebtConcept
    kind: DebtKind
    offset: int = 0
    weight: int = 1
    qualifiers: tuple[str, ...] = ("",)

    @property
    def when(self) -> str:
        """The moment the fact speaks of: "end" of the year for stocks, else "flow"."""
        return _END_OF.get(self.concept, "flow")


@dataclass(frozen=True, slots=True)
class Identity:
    """One law of debt, as data. It does not apply where a fact of `unless` is known; `certain` laws know no exception."""

    name: str
    kind: Kind
    terms: tuple[LawTerm, ...]
    source: str
    certain: bool = True
    unless: tuple[LawTerm, ...] = ()
    expand: bool = False  # a total that is not printed may be replaced by general + special


@dataclass(frozen=True, slots=True)
class Instance:
    """An identity for which a year has all facts: (role, fact, weight) for each figure."""

    identity: Identity
    year: int | None
    terms: tuple[tuple[Role, DebtFact, int], ...]


_LAW, _LIMITS, _NEW, _BUDGETS = "预算法第三十五条", "财预〔2015〕225号", "财预〔2017〕35号", "财预〔2016〕154号、155号"
_SPLIT = tuple(concept for concept in DebtConcept if concept is not _C.SPECIAL_TREASURY)
_DRAWN = (USED, "")


def _term(role: Role, kind: DebtKind, concept: DebtConcept, weight: int = 1, offset: int = 0) -> LawTerm:
    drawn = concept is _C.SURPLUS_LIMIT
    return LawTerm(role, concept, kind, offset, weight, _DRAWN if drawn else ("",))


@cache
def identities() -> tuple[Identity, ...]:
    """Every law, total and by kind. A fact of one role stands on its side as in `fiscal.relation.Relation`."""
    return (*_splits(), *(law for kind in DebtKind for law in (*_equations(kind), *_bounds(kind))), *_surplus())


def _splits() -> Iterator[Identity]:
    for concept in _SPLIT:
        parts = (LawTerm(Role.PART, concept, _K.GENERAL), LawTerm(Role.PART, concept, _K.SPECIAL))
        terms = (LawTerm(Role.TOTAL, concept, _K.TOTAL), *parts)
        yield Identity(f"{concept.value}: total = general + special", Kind.BALANCE, terms, _LIMITS)


def _equations(kind: DebtKind) -> Iterator[Identity]:
    def law(name: str, source: str, total: DebtConcept, *parts: LawTerm, certain: bool = True) -> Identity:
        terms = (_term(Role.TOTAL, kind, total), *parts)
        return Identity(f"{name} ({kind.value})", Kind.BALANCE, terms, source, certain, expand=kind is _K.TOTAL)

    def part(concept: DebtConcept, weight: int = 1, offset: int = 0) -> LawTerm:
        return _term(Role.PART, kind, concept, weight, offset)

    bonds, opening, due = (_C.BOND_QUOTA, _C.BONDS), part(_C.BALANCE, offset=-1), part(_C.MATURING_PRINCIPAL, -1)
    new, again = part(_C.NEW_BONDS), part(_C.REFINANCING_BONDS)
    yield law(
        "limit = last limit + new limit", _NEW, _C.LIMIT, part(_C.LIMIT, offset=-1), part(_C.NEW_LIMIT), certain=False
    )
    yield law("balance rolls forward", _LAW, _C.BALANCE, opening, new, again, due)
    principal_and_interest = (part(_C.MATURING_PRINCIPAL), part(_C.INTEREST))
    yield law("repayment and interest", _BUDGETS, _C.REPAYMENT_AND_INTEREST, *principal_and_interest)
    for concept in bonds:
        yield law(f"{concept.value} = new + refinancing", _NEW, concept, new, again)
        yield law(f"balance rolls forward by {concept.value}", _LAW, _C.BALANCE, opening, part(concept), due)
        yield law(f"onlending = {concept.value}", _BUDGETS, _C.ONLENDING_RECEIPTS, part(concept), certain=False)


def _bounds(kind: DebtKind) -> Iterator[Identity]:
    def law(
        name: str, source: str, *terms: LawTerm, certain: bool = True, unless: tuple[LawTerm, ...] = ()
    ) -> Identity:
        return Identity(f"{name} ({kind.value})", Kind.AT_MOST, terms, source, certain, unless, kind is _K.TOTAL)

    def less(concept: DebtConcept, weight: int = 1, offset: int = 0) -> LawTerm:
        return _term(Role.LESSER, kind, concept, weight, offset)

    def more(concept: DebtConcept, weight: int = 1, offset: int = 0) -> LawTerm:
        return _term(Role.GREATER, kind, concept, weight, offset)

    approved = LawTerm(Role.GREATER, _C.LIMIT, kind, qualifiers=(APPROVED,))
    limit, opening = more(_C.LIMIT), less(_C.BALANCE, offset=-1)
    new, again, due = less(_C.NEW_BONDS), less(_C.REFINANCING_BONDS), less(_C.MATURING_PRINCIPAL, -1)
    closing = (less(_C.BALANCE),)
    yield law("balance ≤ limit", _LAW, *closing, limit)
    yield law("opening balance ≤ limit", _LAW, opening, limit, certain=False)
    yield law("computed balance ≤ limit", _LAW, opening, new, again, due, limit, unless=closing)
    yield law("balance ≤ approved limit", _LAW, *closing, approved)
    yield law("adopted limit ≤ approved limit", _LAW, less(_C.LIMIT), approved)
    yield law("refinancing ≤ maturing", _BUDGETS, again, more(_C.MATURING_PRINCIPAL), certain=False)
    yield law("new bonds ≤ limit − opening", _LIMITS, new, limit, more(_C.BALANCE, -1, -1), certain=False)
    last = (more(_C.LIMIT, offset=-1), more(_C.BALANCE, -1, -1))
    yield law("surplus used ≤ last limit − balance", _NEW, less(_C.SURPLUS_LIMIT, offset=-1), *last, certain=False)


def _surplus() -> Iterator[Identity]:
    """New bonds use the new limit, and what is used of the limit left over from last year."""
    for kind in DebtKind:
        new = (_term(Role.TOTAL, kind, _C.NEW_BONDS), LawTerm(Role.PART, _C.NEW_LIMIT, kind, qualifiers=_DRAWN))
        other = [k for k in DebtKind if k is not kind and (kind is _K.TOTAL or k is _K.TOTAL)]
        left = {k: _term(Role.PART, k, _C.SURPLUS_LIMIT, offset=-1) for k in DebtKind}
        name = f"new bonds = new limit + surplus used ({kind.value})"
        yield Identity(name, Kind.BALANCE, (*new, left[kind]), _NEW, certain=False)
        none = tuple(left[k] for k in (kind, *other))
        yield Identity(f"new bonds = new limit ({kind.value})", Kind.BALANCE, new, _NEW, certain=False, unless=none)
    new = (_term(Role.TOTAL, _K.TOTAL, _C.NEW_BONDS), LawTerm(Role.PART, _C.NEW_LIMIT, _K.TOTAL, qualifiers=_DRAWN))
    for kind, absent in ((_K.SPECIAL, _K.GENERAL), (_K.GENERAL, _K.SPECIAL)):
        none = (left[absent], left[_K.TOTAL])
        name = f"new bonds = new limit + {kind.value} surplus used"
        yield Identity(name, Kind.BALANCE, (*new, left[kind]), _NEW, certain=False, unless=none)


def instances(facts: Iterable[DebtFact]) -> tuple[Instance, ...]:
    """Every identity for which `facts` hold all terms, year by year, in order of the identities.

    A total that is not among the facts is replaced by general + special where the law still has another total in it.
    """
    known = frozenset(facts)
    years = sorted({fact.year for fact in known if fact.year is not None})
    found = (_instance(identity, year, known) for identity in identities() for year in (*years, None))
    return tuple(instance for instance in found if instance is not None)


def _instance(identity: Identity, year: int | None, known: frozenset[DebtFact]) -> Instance | None:
    if any(_fact(term, year, known) for term in identity.unless):
        return None
    chosen: list[tuple[Role, DebtFact, int]] = []
    direct = False
    for term in identity.terms:
        fact = _fact(term, year, known)
        direct = direct or fact is not None
        facts = [fact] if fact else _both_kinds(term, year, known) if identity.expand else []
        if not facts:
            return None
        chosen.extend((term.role, each, term.weight) for each in facts)
    distinct = len({fact for _, fact, _ in chosen}) == len(chosen)
    return Instance(identity, year, tuple(chosen)) if direct and distinct else None


def _fact(term: LawTerm, year: int | None, known: frozenset[DebtFact], kind: DebtKind | None = None) -> DebtFact | None:
    """The fact of `term` in `known`: a balance may be given at the start of the next year, a limit left over for its use."""
    if year is None and term.offset:
        return None
    places = [(term.offset, term.when)]
    if term.concept is _C.BALANCE:
        places.append((term.offset + 1, "start"))
    elif term.concept is _C.SURPLUS_LIMIT:
        places.append((term.offset + 1, term.when))
    for qualifier in term.qualifiers:
        for offset, when in places:
            then = None if year is None else year + offset
            fact = DebtFact(term.concept, kind or term.kind, then, when, qualifier)
            if fact in known:
                return fact
    return None


def _both_kinds(term: LawTerm, year: int | None, known: frozenset[DebtFact]) -> list[DebtFact]:
    found = [_fact(term, year, known, kind) for kind in (_K.GENERAL, _K.SPECIAL)]
    return [fact for fact in found if fact] if all(found) and term.kind is _K.TOTAL else []
