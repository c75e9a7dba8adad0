"""The laws by which debt figures hang together, as data.

A province is given a limit for its general and its special debt and hands it on; new bonds use the limit, refinancing
bonds repay principal falling due, and the balance never exceeds the limit (预算法 art. 35). The law alone does not say
that a limit only grows or that refinancing stays below the principal of one year: such laws are not `certain`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from fiscal.debt.fact import APPROVED, REPLACING, USED, DebtConcept, DebtKind, moment
from fiscal.debt.known_gaps import RAISED, ROLLED, Band
from fiscal.relation import Kind, Role

_C, _K = DebtConcept, DebtKind


class LawTerm(Struct, frozen=True):
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
        return moment(self.concept)


class Identity(Struct, frozen=True):
    """One law of debt, as data: void where a fact of `unless` is known; `certain` where it has no exception.

    After the year `until` it has so many exceptions that only its holding tells anything; with 0 it always had.
    `band` says how far it may be missed for reasons that everybody knows, and what is then told.
    """

    name: str
    kind: Kind
    terms: tuple[LawTerm, ...]
    source: str
    certain: bool = True
    unless: tuple[LawTerm, ...] = ()
    expand: bool = False  # a total that is not printed may be replaced by general + special
    until: int | None = None
    band: Band | None = None

    @property
    def rolls(self) -> bool:
        """True for the laws that make the balance of one year of that of the last."""
        return self.band is not None and self.band in ROLLED.values()


LIMITED, _LIMITS, _NEW, _BUDGETS = (
    "预算法第三十五条",
    "财预〔2015〕225号",
    "财预〔2017〕35号",
    "财预〔2016〕154号、155号",
)
_SPLIT = tuple(concept for concept in DebtConcept if concept is not _C.SPECIAL_TREASURY)
_SWAP = "全国人大常委会2024年11月8日决议"
"""Sources; LIMITED is the law that no balance exceeds its limit."""
_DRAWN = (USED, "")
_REPAYING_ONLY = 2022
"""Since the autumn of 2023 special refinancing bonds also replace other debt (特殊再融资债券; since 2024 by 全国人大常委会
2024年11月8日决议), mostly without being told apart."""

_NEW_ONLY = 2021
"""Since 2022 limits left over from earlier years are used beside the new limit (国务院常务会议2022年8月24日), often untold."""


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
    def law(
        name: str,
        source: str,
        total: DebtConcept,
        *parts: LawTerm,
        certain: bool = True,
        unless: tuple[LawTerm, ...] = (),
        until: int | None = None,
        band: Band | None = None,
    ) -> Identity:
        terms, name = (_term(Role.TOTAL, kind, total), *parts), f"{name} ({kind.value})"
        void = (*unless, *(_beside(_C.REFINANCING_BONDS, kind, REPLACING) if again in parts else ()))
        return Identity(name, Kind.BALANCE, terms, source, certain, void, kind is _K.TOTAL, until, band)

    def rolled(name: str, *parts: LawTerm, certain: bool = True) -> Identity:
        unless = () if struck in parts else _beside(_C.STRUCK_OFF, kind)
        until = 0 if struck in parts else None
        return law(name, LIMITED, _C.BALANCE, opening, *parts, certain=certain, unless=unless, until=until, band=band)

    def part(concept: DebtConcept, weight: int = 1, offset: int = 0) -> LawTerm:
        return _term(Role.PART, kind, concept, weight, offset)

    bonds, opening, due = (_C.BOND_QUOTA, _C.BONDS), part(_C.BALANCE, offset=-1), part(_C.MATURING_PRINCIPAL, -1)
    new, again, struck, band = part(_C.NEW_BONDS), part(_C.REFINANCING_BONDS), part(_C.STRUCK_OFF, -1), ROLLED[kind]
    last, more, swap = part(_C.LIMIT, offset=-1), part(_C.NEW_LIMIT), part(_C.SWAP_LIMIT)
    swapped, raised = _beside(_C.SWAP_LIMIT, kind), "limit = last limit + new limit"
    yield law(raised, _NEW, _C.LIMIT, last, more, certain=False, unless=swapped, band=RAISED)
    yield law("limit = last + new + swap limit", _SWAP, _C.LIMIT, last, more, swap, certain=False, until=0)
    yield rolled("balance rolls forward", new, again, due)
    issued = part(_C.ISSUED)
    yield rolled("balance rolls forward by all issued", issued, due, certain=kind is _K.SPECIAL)
    yield rolled("balance rolls forward by all issued and struck off", issued, due, struck, certain=False)
    principal_and_interest = (part(_C.MATURING_PRINCIPAL), part(_C.INTEREST))
    yield law("repayment and interest", _BUDGETS, _C.REPAYMENT_AND_INTEREST, *principal_and_interest)
    yield law("onlending = new + refinancing", _BUDGETS, _C.ONLENDING_RECEIPTS, new, again, certain=False)
    for concept in bonds:
        yield law(f"{concept.value} = new + refinancing", _NEW, concept, new, again)
        yield rolled(f"balance rolls forward by {concept.value}", part(concept), due)
        yield law(f"onlending = {concept.value}", _BUDGETS, _C.ONLENDING_RECEIPTS, part(concept), certain=False)


def _beside(concept: DebtConcept, kind: DebtKind, qualifier: str = "") -> tuple[LawTerm, ...]:
    """Bonds and limits that replace other debt: whether the amounts stated beside them include them is not known."""
    kinds = tuple(DebtKind) if kind is _K.TOTAL else (kind, _K.TOTAL)
    return tuple(LawTerm(Role.PART, concept, each, qualifiers=(qualifier,)) for each in kinds)


def _bounds(kind: DebtKind) -> Iterator[Identity]:
    def law(
        name: str,
        source: str,
        *terms: LawTerm,
        certain: bool = True,
        unless: tuple[LawTerm, ...] = (),
        until: int | None = None,
    ) -> Identity:
        replacing = _beside(_C.REFINANCING_BONDS, kind, REPLACING) if again in terms and due in terms else ()
        expand, void = kind is _K.TOTAL, (*unless, *replacing)
        return Identity(f"{name} ({kind.value})", Kind.AT_MOST, terms, source, certain, void, expand, until)

    def less(concept: DebtConcept, weight: int = 1, offset: int = 0) -> LawTerm:
        return _term(Role.LESSER, kind, concept, weight, offset)

    def more(concept: DebtConcept, weight: int = 1, offset: int = 0) -> LawTerm:
        return _term(Role.GREATER, kind, concept, weight, offset)

    approved = LawTerm(Role.GREATER, _C.LIMIT, kind, qualifiers=(APPROVED,))
    limit, opening = more(_C.LIMIT), less(_C.BALANCE, offset=-1)
    new, again, due = less(_C.NEW_BONDS), less(_C.REFINANCING_BONDS), less(_C.MATURING_PRINCIPAL, -1)
    closing = (less(_C.BALANCE),)
    yield law("balance ≤ limit", LIMITED, *closing, limit)
    yield law("opening balance ≤ limit", LIMITED, opening, limit, certain=False)
    yield law("computed balance ≤ limit", LIMITED, opening, new, again, due, limit, unless=closing)
    yield law("balance ≤ approved limit", LIMITED, *closing, approved)
    yield law("adopted limit ≤ approved limit", LIMITED, less(_C.LIMIT), approved)
    maturing = more(_C.MATURING_PRINCIPAL)
    yield law("refinancing ≤ maturing", _BUDGETS, again, maturing, certain=False, until=_REPAYING_ONLY)
    room = (limit, more(_C.BALANCE, -1, -1))  # repaying from own funds makes more of it
    yield law("new bonds ≤ limit − opening", _LIMITS, new, *room, certain=False, until=0)
    last = (more(_C.LIMIT, offset=-1), more(_C.BALANCE, -1, -1))
    yield law("surplus used ≤ last limit − balance", _NEW, less(_C.SURPLUS_LIMIT, offset=-1), *last, certain=False)


def _surplus() -> Iterator[Identity]:
    """New bonds use the new limit, and what is used of the limit left over from last year.

    What new bonds leave of the new limit goes to refinancing bonds that add to funds (补充财力), or is not used.
    """
    for kind in DebtKind:
        new = (_term(Role.TOTAL, kind, _C.NEW_BONDS), LawTerm(Role.PART, _C.NEW_LIMIT, kind, qualifiers=_DRAWN))
        other = [k for k in DebtKind if k is not kind and (kind is _K.TOTAL or k is _K.TOTAL)]
        left = {k: _term(Role.PART, k, _C.SURPLUS_LIMIT, offset=-1) for k in DebtKind}
        name = f"new bonds = new limit + surplus used ({kind.value})"
        yield Identity(name, Kind.BALANCE, (*new, left[kind]), _NEW, certain=False)
        none = tuple(left[k] for k in (kind, *other))
        same, name = f"new bonds = new limit ({kind.value})", f"new bonds ≤ new limit ({kind.value})"
        yield Identity(same, Kind.BALANCE, new, _NEW, certain=False, unless=none, until=0)
        most = (replace(new[0], role=Role.LESSER), replace(new[1], role=Role.GREATER))
        yield Identity(name, Kind.AT_MOST, most, _NEW, certain=False, unless=none, until=_NEW_ONLY)
    new = (_term(Role.TOTAL, _K.TOTAL, _C.NEW_BONDS), LawTerm(Role.PART, _C.NEW_LIMIT, _K.TOTAL, qualifiers=_DRAWN))
    for kind, absent in ((_K.SPECIAL, _K.GENERAL), (_K.GENERAL, _K.SPECIAL)):
        none = (left[absent], left[_K.TOTAL])
        name = f"new bonds = new limit + {kind.value} surplus used"
        yield Identity(name, Kind.BALANCE, (*new, left[kind]), _NEW, certain=False, unless=none)
