"""Passages of one report that retell those of another: what an audit found, and what became of it half a year later.

No label says so; rare words that both share do. Numbers of both that are equal to the digit are then one number, and
what one of them sums up the other lists.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier, once
from reconcile.linking.matters import matters, plain_title
from reconcile.linking.years.versions import versions
from tables.statements.running_totals import digits_of

STRETCH = 4
"""So many characters in a row are words worth comparing."""

OFTEN = 6
"""A stretch that stands in more passages than these is a set phrase."""

SHARED = 4
"""So many stretches two passages of reports on one matter share where one retells the other."""

ELSEWHERE = 12
"""So many it takes in any two reports."""

ENOUGH = {3: SHARED, 4: 2, 5: 1}
"""In reports on one matter the longer an amount is, the fewer stretches it takes to know it again."""

TOGETHER = 4
"""Counts are known again where all that two passages share has so many digits."""

_NO_WORD = label_pattern("no-chinese-sign")
_AROUND = 14
"""So many characters before and behind a count say what is counted."""


class Retelling(Struct, frozen=True):
    """Two passages of different reports, the one that stands first first, and how many stretches they share."""

    first: Passage
    later: Passage
    shared: int
    one_matter: bool

    @property
    def whole(self) -> bool:
        """True where the passages as such retell one another, not one of their numbers alone."""
        return self.shared >= (SHARED if self.one_matter else ELSEWHERE)


@once
def retellings(dossier: Dossier) -> tuple[Retelling, ...]:
    """Every pair of passages with figures that share words: of reports on one matter or one title, else many words."""
    matter, works = matters(dossier), versions(dossier)
    titles = {(d.id, n): plain_title(report.title) for d in dossier.documents for n, report in enumerate(d.reports)}
    if len(matter) < 2:
        return ()
    told = [(document.id, passage) for document in dossier.documents for passage in document.passages]
    told = [(document, passage) for document, passage in told if passage.figures]
    found = []
    for (i, j), count in sorted(_shared([passage for _, passage in told]).items()):
        (here, one), (there, two) = told[i], told[j]
        a, b = (here, one.report), (there, two.report)
        if a == b or (here != there and works[here] == works[there]):
            continue
        alike = matter.get(a, -1) == matter.get(b, -2) or titles.get(a, "-") == titles.get(b, "")
        if alike or count >= ELSEWHERE:
            found.append(Retelling(one, two, count, alike))
    return tuple(found)


def _shared(passages: Sequence[Passage]) -> Counter[tuple[int, int]]:
    """How many rare stretches each two passages have in common."""
    at: dict[str, list[int]] = defaultdict(list)
    for index, passage in enumerate(passages):
        for stretch in stretches(passage.text):
            at[stretch].append(index)
    counts: Counter[tuple[int, int]] = Counter()
    for where in at.values():
        if len(where) <= OFTEN:
            counts.update((i, j) for n, i in enumerate(where) for j in where[n + 1 :])
    return counts


def stretches(text: str) -> frozenset[str]:
    """All stretches of a text, across no mark, digit or space."""
    words = _NO_WORD.split(text)
    return frozenset(word[i : i + STRETCH] for word in words for i in range(len(word) - STRETCH + 1))


def numbers_again(told: Retelling) -> Iterator[tuple[Figure, Figure]]:
    """Figures of both passages that are equal to the digit, each the only one of its number in its passage, and those
    beside them that are equal too (3个部门和56个单位).
    """
    here, there = _lone(told.first), _lone(told.later)
    pairs = [(here[key], there[key]) for key in here if key in there]
    digits = sum(digits_of(one) for one, _ in pairs)
    found = [pair for pair in pairs if _again(*pair, told, digits)]
    yield from found
    if told.one_matter and told.whole:
        known = {figure.id for pair in found for figure in pair}
        for one, other in _beside(found, told):
            if one.id not in known and other.id not in known:
                known |= {one.id, other.id}
                yield one, other


def _again(one: Figure, other: Figure, told: Retelling, digits: int) -> bool:
    """True if two equal numbers are one; `digits` have all that the passages share."""
    if one.measure is not Measure.COUNT:
        return told.shared >= _enough(one, told)
    many = told.one_matter and told.whole and digits >= TOGETHER and one.quantity.value >= 10
    return many and _named_alike(one, other, told)


def _beside(found: Sequence[tuple[Figure, Figure]], told: Retelling) -> Iterator[tuple[Figure, Figure]]:
    """Equal counts right before or right behind two figures that are one."""
    here, there = ({figure.id: n for n, figure in enumerate(passage.figures)} for passage in (told.first, told.later))
    for one, other in found:
        for step in (-1, 1):
            i, j = here[one.id] + step, there[other.id] + step
            if 0 <= i < len(here) and 0 <= j < len(there):
                a, b = told.first.figures[i], told.later.figures[j]
                if _exact(a) and _exact(b) and _key(a) == _key(b) and _named_alike(a, b, told):
                    yield a, b


def _named_alike(one: Figure, other: Figure, told: Retelling) -> bool:
    return bool(_around(one, told.first) & _around(other, told.later))


def _enough(figure: Figure, told: Retelling) -> int:
    """How many stretches it takes to know an amount again."""
    digits = digits_of(figure)
    return (
        ENOUGH.get(min(digits, 5), told.shared + 1) if told.one_matter else ELSEWHERE if digits > 2 else told.shared + 1
    )


def _lone(passage: Passage) -> Mapping[tuple[str, str, Decimal], Figure]:
    """The figures of a passage whose number stands in it once, by what they measure, unit and number."""
    keyed = [(_key(figure), figure) for figure in passage.figures if _exact(figure)]
    times = Counter(key for key, _ in keyed)
    return {key: figure for key, figure in keyed if times[key] == 1}


def _key(figure: Figure) -> tuple[str, str, Decimal]:
    unit = figure.quantity.unit
    sort = "money" if unit.is_money else "rate" if unit.is_rate else figure.measure.value + unit.name
    return sort, unit.dimension, figure.quantity.centre.normalize()


def _exact(figure: Figure) -> bool:
    quantity = figure.quantity
    return quantity.hedge is Hedge.EXACT and quantity.upper is None and quantity.value > 0


def _around(figure: Figure, passage: Passage) -> frozenset[str]:
    """The pairs of characters right before and behind a count."""
    sides = (
        passage.text[max(0, figure.start - _AROUND) : figure.start],
        passage.text[figure.end : figure.end + _AROUND],
    )
    words = [word for side in sides for word in _NO_WORD.split(side)]
    return frozenset(word[i : i + 2] for word in words for i in range(len(word) - 1))
