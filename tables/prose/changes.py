"""Changes: 由A调整为B，增加C — the figures before, after and between, as the sentence strings them together."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from tables.prose.spans import between

_LINK = re.compile(
    r"^[^。；]{0,6}(?:调整|提高|增加|上升|提升|下降|降低|减少|变更|调增|调减|压缩)(?:为|至|到)[约近达]?$|^(?:增至|降至|升至|减至)$"
)
_VERB = "(?:增加|增长|减少|下降|调增|调减|提高|降低|提升|上升|压减|净增加?|净减少?|增|减)"
_NEXT = re.compile(rf"^[，、(]?(?:共|合计|相应|即|同比|分别|[比较][^，；。]{{0,10}})*{_VERB}[了约近]?$")
_BEHIND_REASON = re.compile(rf"^，主要[^。；\d]{{2,60}}，[^，。；\d]{{0,8}}相应{_VERB}[了约近]?$")
_BEFORE = re.compile(r"^[，、(]?(?:即|相应)?(?:由|从)[^，；。0-9]{0,6}(?:\d{4}年[^，；。0-9]{0,3})?$")

_THIS_TIME = re.compile("^。[此本]次")


class Change(Struct, frozen=True):
    """One change; `delta` is None where the sentence does not print it."""

    before: Figure
    after: Figure
    delta: Figure | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures in order."""
        return (self.before, self.after) if self.delta is None else (self.before, self.after, self.delta)


def changes(passage: Passage) -> Iterator[Change]:
    """Every change that the passage states, in order."""
    figures = passage.figures
    for i in range(len(figures) - 1):
        before, after = figures[i], figures[i + 1]
        if i + 2 < len(figures) and _stepwise(passage, before, after, figures[i + 2]):
            yield Change(before, figures[i + 2], after)
            continue
        if after.measure is not Measure.TO or before.quantity.unit.dimension != after.quantity.unit.dimension:
            continue
        words = between(passage, before, after)
        if before.measure is not Measure.FROM and not (before.measure is Measure.AMOUNT and _LINK.match(words)):
            continue
        delta = figures[i + 2] if i + 2 < len(figures) else None
        if delta is not None and not _is_delta(passage, after, delta):
            delta = None
        if delta is None and i and _is_delta_before(passage, figures[i - 1], before):
            delta = figures[i - 1]
        yield Change(before, after, delta)


def _stepwise(passage: Passage, before: Figure, delta: Figure, after: Figure) -> bool:
    """年初预算A，调增C，调整后为B: before, increment, after in the order of the arithmetic."""
    alike = len({figure.quantity.unit.dimension for figure in (before, delta, after)}) == 1
    kinds = before.measure is Measure.AMOUNT and delta.measure is Measure.DELTA
    became = after.measure is Measure.TO
    if not became and after.measure is Measure.AMOUNT:  # 支出9亿元。此次增加1亿元，调整后支出为10亿元
        name = re.sub("^调整?后的?", "", after.label)
        became = len(name) < len(after.label) and len(name) >= 2 and before.label.endswith(name)
    first = between(passage, before, delta)
    gaps = _THIS_TIME.sub("", first) + between(passage, delta, after)
    return alike and kinds and became and not re.search("[。；]", gaps) and len(gaps) <= 24


def _is_delta(passage: Passage, after: Figure, delta: Figure) -> bool:
    fits = delta.quantity.unit.dimension == after.quantity.unit.dimension or (
        after.quantity.unit.is_rate and delta.measure is Measure.POINTS
    )
    words = between(passage, after, delta)
    said = bool(_NEXT.match(words) or _BEHIND_REASON.match(words))
    return fits and delta.measure in (Measure.DELTA, Measure.POINTS) and said


def _is_delta_before(passage: Passage, delta: Figure, before: Figure) -> bool:
    """增加C，由A调整为B: the increment comes first."""
    fits = delta.quantity.unit.dimension == before.quantity.unit.dimension and delta.measure is Measure.DELTA
    return fits and bool(_BEFORE.match(between(passage, delta, before)))
