"""A share of a whole: A件，占x%.

查什么: “某项A，占x%”“占某总数的比重为x%”中，A÷总数是否等于所列百分比。总数取本句的总数、所列各项的合计，或“占”字后面点名的那一项。
为什么: 百分比与绝对数不符，说明其中一个有误，或口径没有说明。
例: 代表建议131件，其中城乡建设72件，占55.0%：72 ÷ 131 = 54.96%。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: an amount and its share must fit the whole: the one of the sentence, the sum of the list, or the one named
behind 占.
Why: otherwise one of the figures is wrong or the base is not said.
Example: 72 of 131 is 55.0 %.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Kind, Relation, Role, Term
from fiscal.vocabulary import fold
from reconcile.dossier import Dossier
from reconcile.narrative.concepts import is_subsequence
from reconcile.narrative.evidence import holds
from reconcile.narrative.spans import figures_within

CODE = "SHR01"
NAME = "share-of-whole"
TITLE = {"zh": "占比", "en": "Shares"}

_NAMED = re.compile(
    r"占(?!地(?!区|方)|用(?!于)|道)(?:了)?(?:同期|全部|全区|全市|全省|全县|本[区市县])?([^，。；、]{2,24}?)(?:的)?(?:比重|比例|份额|总数|总量|"
    r"总额)?(?:的)?(?:为|达到?|约|近|超过?)*$"
)
_OWN_NOUN = re.compile(r"(?:^|[，；])([^，。；、占]{2,14})占[^，。；]*$")
_EMPTY = re.compile(r"同比|环比|较上年|比上年|其中|分别|合计|约|均|共|件数|数量|仅|只|已|也|其|总体|累计|建议")
_LISTED = (Measure.AMOUNT, Measure.COUNT)
REACH = 40
"""How many figures back, in the section, a whole named behind 占 is looked for."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One ratio per share whose whole is known."""
    for document in dossier.documents:
        recent: list[Figure] = []
        for passage in document.passages:
            for i, figure in enumerate(passage.figures):
                if figure.measure is Measure.SHARE and figure.quantity.unit.dimension == "percent":
                    yield from _of_share(passage, i, recent, dossier.figures)
            recent = [*recent, *(f for f in passage.figures if f.measure in _LISTED)][-REACH:]


def _of_share(passage: Passage, at: int, recent: Sequence[Figure], figures: Mapping[str, Figure]) -> Iterator[Relation]:
    rate = passage.figures[at]
    part = _part(passage, at)
    if part is None:
        return
    lead = _lead(passage, at)
    named = _NAMED.search(lead)
    if named and not re.fullmatch(r"总数|全部|总量|总额|比|\s*", named[1]):
        yield from _of_named(_bare(named[1]), part, rate, passage, at, recent, figures)
        return
    yield from _of_list(part, rate, passage, at, recent, figures)


def _of_named(
    name: str,
    part: Figure,
    rate: Figure,
    passage: Passage,
    at: int,
    recent: Sequence[Figure],
    figures: Mapping[str, Figure],
) -> Iterator[Relation]:
    """The whole is the nearest earlier figure that the words behind 占 name or abbreviate."""
    known = [*recent, *(f for f in passage.figures[:at] if f.measure in _LISTED)]
    for whole in reversed(known):
        called = _bare(whole.label)
        if whole.id != part.id and _same_kind(whole, part) and len(name) >= 3 and is_subsequence(name, called):
            relation = _ratio(part, [whole], rate, passage, Basis.STATED)
            if holds(relation, figures) or called == name:
                yield relation
                return


def _bare(name: str) -> str:
    """A name without 全区, 总额 and the like, so that the one behind 占 and the one before its number compare."""
    return re.sub(r"(?:总[额量计数]|合计)$", "", re.sub(r"^(?:全部|[全本][省市区县])", "", fold(name)))


def _of_list(
    part: Figure,
    rate: Figure,
    passage: Passage,
    at: int,
    recent: Sequence[Figure],
    figures: Mapping[str, Figure],
) -> Iterator[Relation]:
    """The whole is not named: the stated whole of the part, else the sum of its list, else the nearest that fits."""
    near = figures_within(passage, (max(0, part.start - 2000), part.start + 400))
    same = [f for f in near if f.measure in _LISTED and _same_kind(f, part) and f.id != part.id]
    stated = [figures[part.whole]] if part.whole is not None and part.whole in figures else []
    listed = _siblings(part, same)
    together = replace(_ratio(part, listed, rate, passage, Basis.STATED), partial=True)
    summed = len(listed) >= 2 and not _falls_short([part, *listed], passage)
    if stated:
        of_stated = _ratio(part, stated, rate, passage, Basis.STATED)
        if not summed or holds(of_stated, figures) or not holds(together, figures):
            yield of_stated
        if summed and not holds(of_stated, figures):
            yield together
        return
    earlier = [f for f in [*recent[-12:], *same] if _same_kind(f, part) and f.quantity.centre > part.quantity.centre]
    earlier = [f for f in earlier if f.place.paragraph != part.place.paragraph or f.start < part.start]
    for whole in reversed(earlier):
        relation = _ratio(part, [whole], rate, passage, Basis.STATED)
        if holds(relation, figures):
            yield relation
            return
    if summed:
        yield together
        if not holds(together, figures) and earlier:
            yield _ratio(part, [earlier[-1]], rate, passage, Basis.DERIVED)


def _falls_short(listed: Sequence[Figure], passage: Passage) -> bool:
    """True if every item has its own share and these leave out a part of the whole: then the items are not all of
    it.
    """
    order = {figure.id: i for i, figure in enumerate(passage.figures)}
    behind = [passage.figures[order[f.id] + 1 : order[f.id] + 2] for f in listed]
    shares = [found[0] for found in behind if found and found[0].measure is Measure.SHARE]
    total = sum((share.quantity.value for share in shares), Decimal(0))
    return len(shares) == len(listed) and total < 95


def _siblings(part: Figure, same: Sequence[Figure]) -> list[Figure]:
    """The other figures of the list in which the part stands: same unit, same sentence."""
    near = [f for f in same if 0 < f.start - part.start < 80 and f.quantity.unit == part.quantity.unit]
    return [f for f in near if f.whole is None]


def _ratio(part: Figure, wholes: Sequence[Figure], rate: Figure, passage: Passage, basis: Basis) -> Relation:
    terms = (Term(part.id, Role.PART), *(Term(w.id, Role.WHOLE) for w in wholes), Term(rate.id, Role.RATE))
    begin = max(0, part.start - 30)
    end = rate.end
    return Relation(CODE, Kind.RATIO, basis, terms, said=passage.text[begin:end])


def _part(passage: Passage, at: int) -> Figure | None:
    """The amount that the share speaks of: the one its own words name (税收占比53.8%), else the one right before."""
    noun = _OWN_NOUN.search(_lead(passage, at))
    if noun and not _EMPTY.fullmatch(noun[1]):
        named = [f for f in passage.figures[max(0, at - 8) : at] if f.measure in _LISTED and f.label.endswith(noun[1])]
        if named:
            return named[-1]
        if not any(f.label and f.label in noun[1] for f in passage.figures[max(0, at - 2) : at]):
            return None
    for figure in reversed(passage.figures[max(0, at - 4) : at]):
        between = passage.text[figure.end : passage.figures[at].start]
        if "。" in between:
            return None
        if figure.measure in _LISTED:
            return figure
    return None


def _lead(passage: Passage, at: int) -> str:
    begin = passage.figures[at - 1].end if at else 0
    return passage.text[begin : passage.figures[at].start]


def _same_kind(one: Figure, other: Figure) -> bool:
    return one.quantity.unit.dimension == other.quantity.unit.dimension
