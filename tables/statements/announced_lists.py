"""Lists that the wording announces, with what their words say of them: complete, closed by 和, counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fiscal import late_patterns as re
from fiscal.document import Breakdown, Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Change, Listed, Signed
from tables.prose.followers import followers
from tables.prose.spans import figures_within, words_before
from tables.statements.lexicon import any_of

BEHIND = 80
"""How many characters behind a list the sentence may say what is left over."""

_ALL = re.compile(r"合计|共计|总计|总共|(?<!公)共(?!同|享|建|青)|总[额量数面资]|均(?!衡)")
_WRITTEN_OFF = re.compile(r"折旧|摊销|减值")
_LEFT_OVER = re.compile(r"结余|结转(?:下年)?(?:支出)?$|净结余")
_REST = re.compile(rf"{any_of('remaining')}[^，。；：\d]{{0,6}}$")
_BOTH = re.compile(r"[和及]|以及")
_OTHERS = re.compile("其[他余]")


def announced(passage: Passage) -> Iterator[Listed | Change]:
    """Every list of parts of the passage with its likeliest whole, and the increments of both where all are told."""
    known = {figure.id: figure for figure in passage.figures}
    moved_by = {
        amount.id: figure
        for amount, figure in followers(passage)
        if amount is not None and figure.measure is Measure.DELTA
    }
    for breakdown in passage.breakdowns:
        if breakdown.candidates[0] in known:
            yield _listed(passage, breakdown, known)
            yield from _increments(breakdown, moved_by, passage)


def _increments(breakdown: Breakdown, moved_by: Mapping[str, Figure], passage: Passage) -> Iterator[Change]:
    """收入A，增收B，其中：税收…，增收C；非税…，减收D: where whole and parts tell their increments, these add up, too."""
    whole = moved_by.get(breakdown.candidates[0])
    parts = [moved_by[part] for part in breakdown.parts if part in moved_by]
    if whole is not None and len(parts) >= max(2, len(breakdown.parts) - 1):
        run = tuple(Signed(figure.id, figure.sign * whole.sign) for figure in parts)
        yield Change(None, whole.id, run, passage.text[breakdown.span[0] : breakdown.span[1]])


def _listed(passage: Passage, breakdown: Breakdown, known: Mapping[str, Figure]) -> Listed:
    whole = known[breakdown.candidates[0]]
    parts = [known[part] for part in breakdown.parts]
    rest = _remainder(passage, breakdown)
    joined = _joined_whole(breakdown, known)
    return Listed(
        whole.id,
        breakdown.parts,
        breakdown.trigger,
        open=breakdown.open,
        begins=breakdown.sentence_start,
        rivals=breakdown.candidates[1:],
        all_of=bool(_ALL.search(passage.text, max(0, whole.start - 12), whole.start)),
        closed=len(parts) >= 2 and bool(_BOTH.match(passage.text, parts[-2].end)) and parts[-1].start > parts[-2].end,
        rest_named=bool(_OTHERS.match(parts[-1].label)),
        joined=joined.id if joined is not None else None,
        twice=tuple(_counted_twice(passage, breakdown, whole)),
        rest=rest.id if rest is not None else None,
        written_off=tuple(part.id for part in parts if _WRITTEN_OFF.search(part.label)),
        said=passage.text[breakdown.span[0] : breakdown.span[1]],
    )


def _joined_whole(breakdown: Breakdown, known: Mapping[str, Figure]) -> Figure | None:
    """The amount right before the whole where both together are it: A24.91亿元、B3305.93万元，其中24.37亿元…."""
    if breakdown.trigger != "其中" or breakdown.sentence_start or len(breakdown.candidates) < 2:
        return None
    whole, other = (known[identifier] for identifier in breakdown.candidates[:2])
    first, second = sorted((whole, other), key=lambda figure: figure.start)
    alike = other.quantity.unit.dimension == whole.quantity.unit.dimension
    return other if alike and 0 < second.start - first.end <= 8 else None


def _remainder(passage: Passage, breakdown: Breakdown) -> Figure | None:
    """What is left over behind the list: 支出总计…，其中：…。收支相抵，年终结余13.91亿元; 用于甲1.7亿元，其余48.3亿元."""
    near = figures_within(passage, (breakdown.span[1] + 1, breakdown.span[1] + BEHIND))
    first = next((figure for figure in near if figure.quantity.unit.is_money), None)
    said = first is not None and _REST.search(words_before(passage, first, BEHIND, begin=breakdown.span[1]))
    return first if first is not None and (said or _LEFT_OVER.search(first.label)) else None


def _counted_twice(passage: Passage, breakdown: Breakdown, whole: Figure) -> Iterator[str]:
    """Figures that a bracket inside the list says are counted twice (1个与调概项目重复)."""
    listed: Sequence[str] = breakdown.parts
    for figure in figures_within(passage, (breakdown.span[0] + 1, breakdown.span[1] + 13)):
        inside = passage.text[figure.end : figure.end + 16].split(")", 1)[0]
        alike = figure.quantity.unit.dimension == whole.quantity.unit.dimension
        if figure.id not in listed and "重复" in inside and alike:
            yield figure.id
