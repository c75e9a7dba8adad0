"""A share of a whole: A件，占x%.

查什么: “某项A，占x%”“占某总数的比重为x%”中，A÷总数是否等于所列百分比。总数取本句的总数、所列各项的合计，或“占”字后面点名的那一项。
为什么: 百分比与绝对数不符，说明其中一个有误，或口径没有说明。
例: 代表建议131件，其中城乡建设72件，占55.0%：72 ÷ 131 = 54.96%。
怎么办: 核对部分、总体和占比；占比的总体应写明。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: an amount and its share must fit the whole: the one of the sentence, the sum of the list, or the one named
behind 占.
Why: otherwise one of the figures is wrong or the base is not said.
Example: 72 of 131 is 55.0 %.
Fix: Check part, whole and share; say what the share is of.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.claims import ratio
from fiscal.document import Document, Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.relation import Basis, Relation
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from tables.measured.concepts import is_subsequence
from tables.prose.spans import between, depth_at, figures_within, is_base, of_several_years, sentence_start

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
_ALL_OF = re.compile(r"占(?:全[院市区县省局]|总)([^，。；、数总]{2,6})(?:总?数|总量)的?(?:比重|比例)?为?$")
_DONE = {"结案": "结案|审结|审执结|办结", "收案": "收案|受理", "受理": "受理"}
"""What the base of a share may be called where it is printed."""
REACH = 40
"""How many figures back, in the section, a whole named behind 占 is looked for."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One ratio per share whose whole is known."""
    for document in dossier.documents:
        recent: list[Figure] = []
        for passage in document.passages:
            named: dict[int, str] = {}  # sentence -> the whole that its first share names, for the shares after it
            for i, figure in enumerate(passage.figures):
                if figure.measure is Measure.SHARE and figure.quantity.unit.dimension == "percent":
                    for part, rate in _pairs(passage, i):
                        found = list(_of_share(passage, part, rate, i, recent, named, dossier.figures))
                        yield from found or _of_report(document, passage, part, rate, _lead(passage, i))
            amounts = (f for f in passage.figures if f.measure in _LISTED and not is_base(passage, f))
            recent = [*recent, *amounts][-REACH:]


def _pairs(passage: Passage, at: int) -> Iterator[tuple[Figure, Figure]]:
    """The amount and its share; for 分别占50.8%、49.2% each of the last amounts with its own share."""
    lead = _lead(passage, at)
    if "分别" not in lead:
        part = _part(passage, at)
        if part is not None:
            yield part, passage.figures[at]
        return
    rates = [passage.figures[at]]
    for figure in passage.figures[at + 1 :]:
        if not figure.quantity.unit.is_rate or not re.fullmatch("[、和及，]?", between(passage, rates[-1], figure)):
            break
        rates.append(figure)
    near = passage.figures[max(0, at - 2 * len(rates) - 2) : at]  # 三次产业增加值占比分别为: the 三 is no part
    amounts = [f for f in near if f.measure in _LISTED and re.search("[，。；、)]", between(passage, f, rates[0]))]
    parts = amounts[-len(rates) :]
    if len(parts) == len(rates) and len({f.quantity.unit.dimension for f in parts}) == 1:
        yield from zip(parts, rates, strict=True)


def _of_share(
    passage: Passage,
    part: Figure,
    rate: Figure,
    at: int,
    recent: Sequence[Figure],
    named: dict[int, str],
    figures: Mapping[str, Figure],
) -> Iterator[Relation]:
    sentence = sentence_start(passage, rate.start)
    found = _NAMED.search(_lead(passage, at))
    if found and not re.fullmatch(r"总数|全部|总量|总额|比.{0,2}|\s*", found[1]) and len(fold(found[1])) >= 2:
        named[sentence] = found[1]
    elif sentence in named and part.whole is None:
        found = None
        yield from _of_named(named[sentence], part, rate, passage, at, recent, figures)
        return
    else:
        yield from _of_list(part, rate, passage, at, recent, figures)
        return
    yield from _of_named(named[sentence], part, rate, passage, at, recent, figures)


def _of_named(
    printed: str,
    part: Figure,
    rate: Figure,
    passage: Passage,
    at: int,
    recent: Sequence[Figure],
    figures: Mapping[str, Figure],
) -> Iterator[Relation]:
    """The whole is an earlier figure that the words behind 占 name: one that fits, else the nearest so called."""
    name = _bare(printed)
    if len(fold(printed)) < 3 and len(name) < 2:
        return
    known = [*recent, *(f for f in passage.figures[:at] if f.measure in _LISTED and not is_base(passage, f))]
    wholes = [
        f for f in known[::-1] if f.id != part.id and _same_kind(f, part) and is_subsequence(name, _bare(f.label))
    ]
    relations = [_ratio(part, [whole], rate, passage, Basis.STATED) for whole in wholes[:8]]
    chosen = next((relation for relation in relations if holds(relation, figures)), None)
    if chosen is None and not of_several_years(passage, part):
        called = [
            r for r, whole in zip(relations, wholes, strict=False) if _bare(whole.label) == name and len(name) >= 3
        ]
        chosen = called[0] if called else None
    if chosen is not None:
        yield chosen


def _of_report(document: Document, passage: Passage, part: Figure, rate: Figure, words: str) -> Iterator[Relation]:
    """占全院结案数的x%: the base stands in another paragraph of the report, the largest count that is called so."""
    found = _ALL_OF.search(words)
    if found is None or rate.quantity.hedge is not Hedge.EXACT:
        return
    called = re.compile(f"(?:共|总计?|累计)?(?:{_DONE.get(found[1], found[1])})(?:各类)?(?:案件)?")
    bases = [
        f
        for p in document.passages
        if p.report == passage.report
        for f in p.figures
        if f.measure is Measure.COUNT and f.quantity.unit == part.quantity.unit and called.fullmatch(f.label)
    ]
    if bases:
        whole = max(bases, key=lambda f: f.quantity.centre)
        if whole.quantity.centre > part.quantity.centre:
            yield _ratio(part, [whole], rate, passage, Basis.DERIVED)


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
    listed = _siblings(part, same, passage)
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


def _siblings(part: Figure, same: Sequence[Figure], passage: Passage) -> list[Figure]:
    """The other figures of the list in which the part stands: same unit, same sentence."""
    near = [f for f in same if 0 < f.start - part.start < 80 and f.quantity.unit == part.quantity.unit]
    return [f for f in near if f.whole is None and "。" not in between(passage, part, f)]


def _ratio(part: Figure, wholes: Sequence[Figure], rate: Figure, passage: Passage, basis: Basis) -> Relation:
    begin = max(0, part.start - 30)
    end = rate.end
    return ratio(CODE, part, wholes, rate, basis, passage.text[begin:end])


def _part(passage: Passage, at: int) -> Figure | None:
    """The amount that the share speaks of: the one its own words name (税收占比53.8%), else the one right before."""
    noun = _OWN_NOUN.search(_lead(passage, at))
    if noun and not _EMPTY.fullmatch(noun[1]):
        called = re.compile(f"(?<!非){re.escape(noun[1])}")  # 税收 is not in 非税收入
        named = [f for f in passage.figures[max(0, at - 8) : at] if f.measure in _LISTED and called.search(f.label)]
        if named:
            return named[-1]
        if not any(f.label and f.label in noun[1] for f in passage.figures[max(0, at - 2) : at]):
            return None
    depth = depth_at(passage, passage.figures[at].start)
    for figure in reversed(passage.figures[max(0, at - 6) : at]):
        if "。" in between(passage, figure, passage.figures[at]):
            return None
        if figure.measure in _LISTED and depth_at(passage, figure.start) == depth:
            return figure
    return None


def _lead(passage: Passage, at: int) -> str:
    begin = passage.figures[at - 1].end if at else 0
    return passage.text[begin : passage.figures[at].start]


def _same_kind(one: Figure, other: Figure) -> bool:
    return one.quantity.unit.dimension == other.quantity.unit.dimension
