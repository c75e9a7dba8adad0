"""Shares and the wholes that the words leave open: A件，占x%; 占某总数的比重为x%; 分别占x%、y%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from fiscal import late_patterns as re
from fiscal.document import Document, Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.statement import Share
from fiscal.words.vocabulary import fold
from tables.prose.spans import between, depth_at, figures_within, is_base, of_several_years, sentence_start

LISTED = (Measure.AMOUNT, Measure.COUNT)
REACH = 40
"""How many figures back, in the section, a whole named behind 占 is looked for."""
MOST_NAMED = 8
"""So many amounts of the name behind 占, the nearest first, are asked."""
NEARLY_ALL = 95
"""Shares of a list that make less leave items out."""

_NAMED = re.compile(
    r"占(?!地(?!区|方)|用(?!于)|道)(?:了)?(?:同期|全部|全区|全市|全省|全县|本[区市县])?([^，。；、]{2,24}?)(?:的)?(?:比重|比例|份额|总数|总量|"
    r"总额)?(?:的)?(?:为|达到?|约|近|超过?)*$"
)
_NO_NAME = re.compile(r"总数|全部|总量|总额|比.{0,2}|\s*")
_OWN_NOUN = re.compile(r"(?:^|[，；])([^，。；、占]{2,14})占[^，。；]*$")
_EMPTY = re.compile(r"同比|环比|较上年|比上年|其中|分别|合计|约|均|共|件数|数量|仅|只|已|也|其|总体|累计|建议")
_ALL_OF = re.compile(r"占(?:全[院市区县省局]|总)([^，。；、数总]{2,6})(?:总?数|总量)的?(?:比重|比例)?为?$")
_DONE = {"结案": "结案|审结|审执结|办结", "收案": "收案|受理", "受理": "受理"}
"""What the base of a share may be called where it is printed."""
_OF_ALL = re.compile(r"^(?:全部|[全本][省市区县])|(?:总[额量计数]|合计)$")


class ShareReader(Struct):
    """Reads the passages of one document in order: a whole named behind 占 may stand some figures back."""

    document: Document
    recent: list[Figure] = field(default_factory=list)

    def read(self, passage: Passage) -> Iterator[Share]:
        """Every share in percent of the next passage, with what it may be the share of."""
        named: dict[int, str] = {}  # sentence -> the whole that its first share names, for the shares after it
        for i, figure in enumerate(passage.figures):
            if figure.measure is Measure.SHARE and figure.quantity.unit.dimension == "percent":
                for part, rate in _pairs(passage, i):
                    yield self._share(passage, part, rate, i, named)
        amounts = (f for f in passage.figures if f.measure in LISTED and not is_base(passage, f))
        self.recent = [*self.recent, *amounts][-REACH:]

    def _share(self, passage: Passage, part: Figure, rate: Figure, at: int, named: dict[int, str]) -> Share:
        said = passage.text[max(0, part.start - 30) : rate.end]
        share = Share(part.id, rate.id, said=said, far=_of_report(self.document, passage, part, rate, at))
        sentence = sentence_start(passage, rate.start)
        found = _NAMED.search(_lead(passage, at))
        if found and not _NO_NAME.fullmatch(found[1]) and len(fold(found[1])) >= 2:
            named[sentence] = found[1]
        elif sentence not in named or part.whole is not None:
            return self._of_list(share, part, passage)
        return self._of_named(share, named[sentence], part, passage, at)

    def _of_named(self, share: Share, printed: str, part: Figure, passage: Passage, at: int) -> Share:
        """The whole is an earlier figure that the words behind 占 name."""
        name = _bare(printed)
        share = replace(share, stated=part.whole)
        if len(fold(printed)) < 3 and len(name) < 2:
            return share
        known = [*self.recent, *(f for f in passage.figures[:at] if f.measure in LISTED and not is_base(passage, f))]
        wholes = [
            f for f in known[::-1] if f.id != part.id and _same_kind(f, part) and is_subsequence(name, _bare(f.label))
        ][:MOST_NAMED]
        sure = len(name) >= 3 and not of_several_years(passage, part)
        called: str | None = next((f.id for f in wholes if sure and _bare(f.label) == name), None)
        return replace(share, named=tuple(f.id for f in wholes), called=called)

    def _of_list(self, share: Share, part: Figure, passage: Passage) -> Share:
        """The whole is not named: the stated whole of the part, else the sum of its list, else an earlier amount."""
        near = figures_within(passage, (max(0, part.start - 2000), part.start + 400))
        same = [f for f in near if f.measure in LISTED and _same_kind(f, part) and f.id != part.id]
        listed = _siblings(part, same, passage)
        summed = len(listed) >= 2 and not _falls_short([part, *listed], passage)
        larger = [
            f for f in [*self.recent[-12:], *same] if _same_kind(f, part) and f.quantity.centre > part.quantity.centre
        ]
        earlier = [f for f in larger if f.place.paragraph != part.place.paragraph or f.start < part.start]
        others = tuple(f.id for f in listed) if summed else ()
        return replace(share, stated=part.whole, others=others, earlier=tuple(f.id for f in earlier), nothing=True)


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
    amounts = [f for f in near if f.measure in LISTED and re.search("[，。；、)]", between(passage, f, rates[0]))]
    parts = amounts[-len(rates) :]
    if len(parts) == len(rates) and len({f.quantity.unit.dimension for f in parts}) == 1:
        yield from zip(parts, rates, strict=True)


def _of_report(document: Document, passage: Passage, part: Figure, rate: Figure, at: int) -> str | None:
    """占全院结案数的x%: the base stands in another paragraph of the report, the largest count that is called so."""
    found = _ALL_OF.search(_lead(passage, at))
    if found is None or rate.quantity.hedge is not Hedge.EXACT:
        return None
    called = re.compile_at_once(f"(?:共|总计?|累计)?(?:{_DONE.get(found[1], found[1])})(?:各类)?(?:案件)?")
    bases = [
        f
        for p in document.passages
        if p.report == passage.report
        for f in p.figures
        if f.measure is Measure.COUNT and f.quantity.unit == part.quantity.unit and called.fullmatch(f.label)
    ]
    whole = max(bases, key=lambda f: f.quantity.centre, default=None)
    return whole.id if whole is not None and whole.quantity.centre > part.quantity.centre else None


def _bare(name: str) -> str:
    """A name without 全区, 总额 and the like, so that the one behind 占 and the one before its number compare."""
    return _OF_ALL.sub("", fold(name))


def is_subsequence(short: str, long: str) -> bool:
    """True if the characters of `short` stand in `long` in their order.

    >>> is_subsequence("债限额", "债务限额"), is_subsequence("额限", "限额")
    (True, False)
    """
    rest = iter(long)
    return bool(short) and all(char in rest for char in short)


def _falls_short(listed: Sequence[Figure], passage: Passage) -> bool:
    """True if every item has its own share and these leave out a part of the whole: the items are not all of it."""
    order = {figure.id: i for i, figure in enumerate(passage.figures)}
    behind = [passage.figures[order[f.id] + 1 : order[f.id] + 2] for f in listed]
    shares = [found[0] for found in behind if found and found[0].measure is Measure.SHARE]
    total = sum((share.quantity.value for share in shares), Decimal(0))
    return len(shares) == len(listed) and total < NEARLY_ALL


def _siblings(part: Figure, same: Sequence[Figure], passage: Passage) -> list[Figure]:
    """The other figures of the list in which the part stands: same unit, same sentence."""
    near = [f for f in same if 0 < f.start - part.start < 80 and f.quantity.unit == part.quantity.unit]
    return [f for f in near if f.whole is None and "。" not in between(passage, part, f)]


def _part(passage: Passage, at: int) -> Figure | None:
    """The amount that the share speaks of: the one its own words name (税收占比53.8%), else the one right before."""
    noun = _OWN_NOUN.search(_lead(passage, at))
    if noun and not _EMPTY.fullmatch(noun[1]):
        called = re.compile_at_once(f"(?<!非){re.escape(noun[1])}")  # 税收 is not in 非税收入
        named = [f for f in passage.figures[max(0, at - 8) : at] if f.measure in LISTED and called.search(f.label)]
        if named:
            return named[-1]
        if not any(f.label and f.label in noun[1] for f in passage.figures[max(0, at - 2) : at]):
            return None
    depth = depth_at(passage, passage.figures[at].start)
    for figure in reversed(passage.figures[max(0, at - 6) : at]):
        if "。" in between(passage, figure, passage.figures[at]):
            return None
        if figure.measure in LISTED and depth_at(passage, figure.start) == depth:
            return figure
    return None


def _lead(passage: Passage, at: int) -> str:
    begin = passage.figures[at - 1].end if at else 0
    return passage.text[begin : passage.figures[at].start]


def _same_kind(one: Figure, other: Figure) -> bool:
    return one.quantity.unit.dimension == other.quantity.unit.dimension
