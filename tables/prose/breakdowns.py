"""Breakdowns: the lists of parts that a passage announces (其中, 包括, 用于, 分别为, a bracket behind a figure).

One pass over the passage keeps a stack of open lists. A bracket, a trigger word, ； and 。 open and close them, and each
figure goes to the innermost list at its own bracket depth. Which figure is the whole is decided when a list closes: one
that the parts add up to, else one whose label the parts share, else the nearest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from fiscal.document import Breakdown
from fiscal.figure import Figure, Measure
from fiscal.interval import Interval

_PURPOSE = ("主要用于", "全部用于", "分别用于", "用于", "使用")
_EVENT = re.compile(
    r"(?P<open>[（(])|(?P<close>[）)])|(?P<semicolon>；)|(?P<stop>[。！？])|"
    r"(?P<trigger>其中|主要包括|主要是|包括|主要用于|全部用于|分别用于|用于|使用(?=\d{4}年|上年|新增|结存)|分别为|分别是|分[^，。；、(（\d]{1,8}看|(?<=元)中(?=，))|"
    r"(?P<end>另有|另外|此外|加上|减去|(?:收入|支出)总[量计额](?=[\d为]))"
)
_LISTED = (Measure.AMOUNT, Measure.COUNT)
_OPEN_END = re.compile(r"(?:左右|以上|余)?等(?!于|级)")
_TOTAL_WORD = re.compile(r"(?:合计|共计|总计|总共|合并|汇总)[^，；。、]{0,6}$")


@dataclass(slots=True)
class _List:
    """A list of parts that is still open. Figures are indices into the passage's figures."""

    trigger: str
    depth: int
    candidates: list[int]
    sentence_start: bool
    start: int
    parts: list[int] = field(default_factory=list)


def breakdowns(text: str, spans: Sequence[tuple[int, int]], figures: Sequence[Figure]) -> tuple[Breakdown, ...]:
    """The breakdowns of a passage, in the order in which they end; at least one part and one candidate each."""
    return tuple(_Scan(text, spans, figures).run())


class _Scan:
    """One pass over a passage."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], figures: Sequence[Figure]) -> None:
        self.text, self.figures = text, figures
        self.starts = {start for start, _ in spans}
        self.stack: list[_List] = []
        self.depth = 0
        self.heads: dict[int, list[int]] = {}  # depth -> figures of this sentence that are in no list
        self.level: dict[int, list[int]] = {}  # depth -> all listed-kind figures of this sentence
        self.previous: list[int] = []

    def run(self) -> Iterator[Breakdown]:
        events = sorted(
            [(m.start(), 1, m) for m in _EVENT.finditer(self.text)]
            + [(f.place.span[0] if f.place.span else 0, 0, i) for i, f in enumerate(self.figures)],
            key=lambda event: (event[0], event[1]),
        )
        covered = 0
        for at, _, event in events:
            if isinstance(event, int):
                yield from self._figure(event)
                span = self.figures[event].place.span
                covered = span[1] if span else covered
            elif at >= covered:
                yield from self._word(event)
        yield from self._close(0)

    def _figure(self, i: int) -> Iterator[Breakdown]:
        figure = self.figures[i]
        if figure.measure is Measure.TO:  # 由A增加到B。其中：… breaks B down
            self.heads.setdefault(self.depth, []).append(i)
            self.level.setdefault(self.depth, []).append(i)
        if figure.measure not in _LISTED:
            return
        home = next((open_list for open_list in reversed(self.stack) if open_list.depth == self.depth), None)
        if home is not None:
            home.parts.append(i)
        else:
            yield from self._summed(i)
            self.heads.setdefault(self.depth, []).append(i)
        self.level.setdefault(self.depth, []).append(i)

    def _summed(self, i: int) -> Iterator[Breakdown]:
        """A list before its total: 甲3亿元、乙4亿元，合计7亿元."""
        figure = self.figures[i]
        span = figure.place.span or (0, 0)
        before = [
            j
            for j in self.heads.get(self.depth, [])
            if self.figures[j].quantity.unit.dimension == figure.quantity.unit.dimension
        ]
        if len(before) >= 2 and _TOTAL_WORD.search(self.text[max(0, span[0] - 16) : span[0]]):
            first = self.figures[before[0]].place.span or (0, 0)
            yield self._breakdown([i], before, "合计", False, False, (first[0], span[1]))

    def _word(self, found: re.Match[str]) -> Iterator[Breakdown]:
        if found["open"]:
            self._open_bracket(found.start())
        elif found["close"]:
            yield from self._close(self.depth)
            self.heads.pop(self.depth, None)
            self.level.pop(self.depth, None)
            self.depth = max(0, self.depth - 1)
        elif found["semicolon"]:
            yield from self._semicolon(found.end())
        elif found["stop"]:
            if self.depth == 0:
                yield from self._close(0)
                self.previous = self.heads.get(0) or self.previous
                self.heads, self.level = {}, {}
        elif found["end"]:
            yield from self._close(self.depth)
        else:
            self._trigger(found)

    def _open_bracket(self, at: int) -> None:
        self.depth += 1
        for i in reversed(self.level.get(self.depth - 1, [])):
            span = self.figures[i].place.span
            if span and 0 <= at - span[1] <= 8 and not re.search(r"[，。；：、）)]", self.text[span[1] : at]):
                self.stack.append(_List("（", self.depth, [i], False, at))
            break

    def _semicolon(self, at: int) -> Iterator[Breakdown]:
        here = [open_list for open_list in self.stack if open_list.depth == self.depth]
        if len(here) >= 2:
            yield from self._pop(here[-1])
        elif here and not here[-1].sentence_start:
            clause = re.split(r"[；。]", self.text[at : at + 200], maxsplit=1)[0]
            if re.match(r"[一二三四五六七八九]是|[（(]|\d[、.]", clause) or re.search(r"包括|用于|其中", clause):
                yield from self._pop(here[-1])

    def _trigger(self, found: re.Match[str]) -> None:
        word = found["trigger"]
        here = [open_list for open_list in self.stack if open_list.depth == self.depth]
        if (
            here
            and word in _PURPOSE
            and here[-1].trigger in (*_PURPOSE, "（")
            and (here[-1].parts or here[-1].trigger == "（")
        ):
            return
        begins = found.start() in self.starts
        candidates: list[int] = []
        if here and not here[-1].parts:  # (其中：… or 其中：包括…: the second word announces the same list
            candidates = here[-1].candidates
            self.stack.remove(here[-1])
        candidates = candidates or self._candidates(begins, word)
        if candidates:
            self.stack.append(_List(word, self.depth, candidates, begins, found.start()))

    def _candidates(self, begins: bool, word: str) -> list[int]:
        """Figures that may be the whole of a list that opens here, likeliest first."""
        if begins and self.depth == 0:
            return list(self.previous)
        here = self.level.get(self.depth, [])
        if word == "中":
            return here[-1:]
        nested = [open_list for open_list in self.stack if open_list.depth == self.depth and open_list.parts]
        if nested:
            return [nested[-1].parts[-1]]
        return here[::-1] or (self.previous[:1] if word == "其中" else [])

    def _pop(self, open_list: _List) -> Iterator[Breakdown]:
        self.stack.remove(open_list)
        yield from self._finished(open_list)

    def _close(self, depth: int) -> Iterator[Breakdown]:
        while self.stack and self.stack[-1].depth >= depth:
            yield from self._finished(self.stack.pop())

    def _finished(self, open_list: _List) -> Iterator[Breakdown]:
        if open_list.trigger == "（" and not self._lists_parts(open_list):
            return
        by_dimension: dict[str, list[int]] = {}
        for part in open_list.parts:
            by_dimension.setdefault(self.figures[part].quantity.unit.dimension, []).append(part)
        for dimension, parts in by_dimension.items():
            candidates = [i for i in open_list.candidates if self.figures[i].quantity.unit.dimension == dimension]
            if not candidates:
                continue
            last = self.figures[parts[-1]].place.span or (0, 0)
            left_out = bool(_OPEN_END.match(self.text, last[1]))
            yield self._breakdown(
                candidates, parts, open_list.trigger, left_out, open_list.sentence_start, (open_list.start, last[1])
            )

    def _lists_parts(self, bracket: _List) -> bool:
        """True if a bracket behind a figure lists its parts and not a remark (不计入…, 比上年的…, 详见…)."""
        inside = self.text[bracket.start + 1 : bracket.start + 400].split(")", 1)[0]
        if re.search(r"不计入|不含|不包括|未含|未包括|不列入|扣除|剔除|详见|同比|上年|去年|原为|重复", inside):
            return False
        return len(bracket.parts) >= 2 or bool(re.match(r"含|包含|使用|用于", inside))

    def _breakdown(
        self, candidates: list[int], parts: list[int], trigger: str, open_: bool, begins: bool, span: tuple[int, int]
    ) -> Breakdown:
        ranked = sorted(candidates, key=lambda i: (-self._fitness(i, parts), candidates.index(i)))
        return Breakdown(
            tuple(self.figures[i].id for i in ranked),
            tuple(self.figures[i].id for i in parts),
            trigger,
            open_,
            begins,
            span,
        )

    def _fitness(self, whole: int, parts: Sequence[int]) -> int:
        """How well a candidate fits as the whole: 2 if the parts add up to it, 1 if they share its noun, else 0."""
        quantity = self.figures[whole].quantity
        if len(parts) >= 2:
            total = Interval.point(Decimal(0))
            for i in parts:
                total = total + self.figures[i].quantity.interval()
            if total.meets(quantity.interval()):
                return 2
        label = self.figures[whole].label
        shared = sum(common_suffix(label, self.figures[i].label) >= 2 for i in parts)
        return 1 if shared * 2 > len(parts) else 0


def common_suffix(one: str, other: str) -> int:
    """How many last characters two labels share.

    >>> common_suffix("行政单位资产总额", "全区资产总额")
    4
    """
    count = 0
    for a, b in zip(reversed(one), reversed(other), strict=False):
        if a != b:
            break
        count += 1
    return count
