"""Breakdowns: the lists of parts that a passage announces (其中, 包括, 用于, 分别为, a bracket behind a figure).

One pass over the passage keeps a stack of open lists. A bracket, a trigger word, ； and 。 open and close them, and each
figure goes to the innermost list at its own bracket depth. Which figure is the whole is decided when a list closes: one
that the parts add up to, else one whose label the parts share, else the nearest.

Long because one pass needs one state: every mark and word acts on the same stack of open lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fiscal.document import Breakdown
from fiscal.figure import Figure, Measure
from tables.prose.list_wholes import breakdown_of
from tables.prose.list_words import (
    ATTRIBUTE,
    BARE_LEAD,
    EVENT,
    HALVES,
    ITEM_MARK,
    ITEMS,
    LISTED,
    NEW_SUBJECT,
    NUMBER,
    OPEN_END,
    OPEN_TOTAL,
    OTHER_SIDE,
    PURPOSE,
    RATES,
    SPEND,
    TOTAL_WORD,
    style_of,
)
from tables.prose.open_lists import ListText, OpenList


def breakdowns(text: str, spans: Sequence[tuple[int, int]], figures: Sequence[Figure]) -> tuple[Breakdown, ...]:
    """The breakdowns of a passage, in the order in which they end; at least one part and one candidate each."""
    return tuple(_Scan(text, spans, figures).run())


class _Scan:
    """One pass over a passage."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], figures: Sequence[Figure]) -> None:
        self.text, self.figures, self.told = text, figures, ListText(text, figures)
        self.starts = {start for start, _ in spans}
        self.stack: list[OpenList] = []
        self.depth = 0
        self.heads: dict[int, list[int]] = {}  # depth -> figures of this sentence that are in no list
        self.level: dict[int, list[int]] = {}  # depth -> all listed-kind figures of this sentence
        self.previous: list[int] = []
        self.opening: list[int] = []  # heads of the sentence before the previous one that say 共, 查出 or the like
        self.numbered: dict[
            str, int
        ] = {}  # where the last item of each style (①, （一）, 一是) of this sentence stands

    def run(self) -> Iterator[Breakdown]:
        events = sorted(
            [(m.start(), 1, m) for m in EVENT.finditer(self.text)]
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
        if figure.measure not in LISTED or self.told.is_base(figure):
            return
        home = next((open_list for open_list in reversed(self.stack) if open_list.depth == self.depth), None)
        if home is not None and self.told.is_aside(figure, home):
            return
        if home is not None:
            home.parts.append(i)
            if (
                home.ends_with_next
            ):  # 专项债券15.1亿元，3.62亿元用于…: what follows the other half is no part of the whole
                yield from self._pop(home)
                self.heads.setdefault(self.depth, []).append(i)
        else:
            yield from self._summed(i)
            self.heads.setdefault(self.depth, []).append(i)
        self.level.setdefault(self.depth, []).append(i)

    def _summed(self, i: int) -> Iterator[Breakdown]:
        """A list before its total: 甲3亿元、乙4亿元，合计7亿元."""
        figure = self.figures[i]
        span = figure.place.span or (0, 0)
        same = figure.quantity.unit.dimension
        before = [j for j in self.heads.get(self.depth, []) if self.figures[j].quantity.unit.dimension == same]
        items = ITEMS.search(self.text[max(0, span[0] - 10) : span[0]])
        if items:  # 两项合计: the two amounts or increments right before
            counted = (Measure.AMOUNT, Measure.COUNT, Measure.DELTA)
            earlier = [j for j in range(i) if self.figures[j].measure in counted]
            before = [j for j in earlier if self.figures[j].quantity.unit.dimension == same][-NUMBER[items[1]] :]
        else:
            before = self.told.since_last_total(before)
        listed = self.told.joined_by_marks(before)
        if len(listed) >= 2 and OPEN_TOTAL.fullmatch(self.text[self.figures[listed[-1]].end : span[0]]):
            first = self.figures[listed[0]].place.span or (0, 0)
            yield breakdown_of(self.figures, [i], listed, "合计", True, False, (first[0], span[1]))
        elif len(before) >= 2 and TOTAL_WORD.search(self.text[max(0, span[0] - 16) : span[0]]):
            first = self.figures[before[0]].place.span or (0, 0)
            left_out = bool(OPEN_END.match(self.text, self.figures[before[-1]].end))
            yield breakdown_of(self.figures, [i], before, "合计", left_out, False, (first[0], span[1]))

    def _word(self, found: re.Match[str]) -> Iterator[Breakdown]:
        if found["open"]:
            self._open_bracket(found.start())
        elif found["close"]:
            yield from self._close(self.depth)
            self.heads.pop(self.depth, None)
            self.level.pop(self.depth, None)
            self.depth = max(0, self.depth - 1)
        elif found["item"]:
            yield from self._item(found)
        elif found["semicolon"]:
            yield from self._semicolon(found.end())
        elif found["comma"]:
            yield from self._comma(found.end())
        elif found["stop"]:
            if self.depth == 0 and (halved := self._half_told(found.end())) is not None:
                halved.ends_with_next = True
                while self.stack[-1] is not halved:
                    yield from self._finished(self.stack.pop())
            elif self.depth == 0:
                yield from self._close(0)
                if self.heads.get(0):
                    self.opening = [i for i in self.previous if self.told.says_all(i)]
                    self.previous = self.heads[0]
                self.heads, self.level, self.numbered = {}, {}, {}
        elif found["end"]:
            yield from self._close(self.depth)
        elif found["view"]:
            yield from self._view(found)
        else:
            self._trigger(found)

    def _half_told(self, at: int) -> OpenList | None:
        """The list of 其中：税收2.82亿元。非税收入0.38亿元: its other half has a sentence of its own."""
        named = next((one for one in reversed(self.stack) if one.trigger == "其中"), None)
        if named is None or len(named.parts) != 1:
            return None
        told = self.figures[named.parts[0]].label
        return named if any(rest.match(self.text, at) and half.search(told) for half, rest in HALVES) else None

    def _open_bracket(self, at: int) -> None:
        """A bracket right behind a figure may list its parts; one that says 其中 may stand a few words further on."""
        self.depth += 1
        outer = self.level.get(self.depth - 1, [])[::-1]
        if not outer:
            return
        span = self.figures[outer[0]].place.span or (0, 0)
        between = self.text[span[1] : at]
        near = 0 <= at - span[1] <= 8 and not re.search(r"[，。；：、）)]", between)
        if near or re.match(r"[（(]其中", self.text[at : at + 4]):
            self.stack.append(OpenList("（", self.depth, outer[:1] if near else outer[:4], False, at))

    def _item(self, found: re.Match[str]) -> Iterator[Breakdown]:
        """①, （一）, 一是: a list opened inside the item before ends here; one opened before the enumeration goes on.

        Items of another style, as (1) before ①②, are no items of this enumeration.
        """
        style = style_of(found["item"])
        for open_list in [entry for entry in self.stack if entry.depth >= self.depth]:
            if open_list.start > self.numbered.get(style, len(self.text)):
                yield from self._pop(open_list)
        self.numbered[style] = found.start()

    def _semicolon(self, at: int) -> Iterator[Breakdown]:
        here = [open_list for open_list in self.stack if open_list.depth == self.depth]
        other_side = bool(here and not self.heads.get(self.depth) and OTHER_SIDE.match(self.text, at))
        other_side = other_side or bool(here and self.told.turns(here[-1], at))
        named = here and here[-1].trigger == "其中" and not here[-1].sentence_start
        if len(here) >= 2 or other_side or (named and self.told.is_over(here[-1], at)):
            yield from self._pop(here[-1])
        elif here and not here[-1].sentence_start and not self._next_item(here[-1], at):
            clause = re.split(r"[；。]", self.text[at : at + 200], maxsplit=1)[0]
            if re.match(r"\d[、.]", clause) or re.search(r"包括|用于|其中", clause):
                yield from self._pop(here[-1])

    def _next_item(self, listed: OpenList, at: int) -> bool:
        """True if the list is numbered and its next item follows: 其构成是：①甲3亿元；②乙7亿元，其中…；③丙2亿元."""
        mark = ITEM_MARK.match(self.text, at)
        return mark is not None and self.numbered.get(style_of(mark.group()), -1) > listed.start

    def _comma(self, at: int) -> Iterator[Breakdown]:
        """A purpose is stated in one clause: 安排4065万元用于就业等，发放贷款4.78亿元 spends nothing of the 4065 on loans."""
        here = [open_list for open_list in self.stack if open_list.depth == self.depth]
        if not here or here[-1].trigger not in (*PURPOSE, "包括", "主要包括", "主要是"):
            return
        ended = len(here) >= 2 and self.text[at - 2] == "等"  # 其中甲12亿元，主要是乙2亿元、丙1亿元等，丁25亿元
        if ended or not here[-1].parts or (NEW_SUBJECT.match(self.text, at) and not self.told.only_rates(at)):
            yield from self._pop(here[-1])

    def _view(self, found: re.Match[str]) -> Iterator[Breakdown]:
        """从…看, 按…分: the same whole once more, in other parts."""
        here = [open_list for open_list in self.stack if open_list.depth == self.depth]
        candidates = here[0].candidates if here else []
        yield from self._close(self.depth)
        begins = found.start() in self.starts
        candidates = list(candidates or self._viewed(found.start(), begins))
        noun = re.sub(r"^[从按分]|(?:的)?(?:构成|结构|类型|分类|划分|类)?看?$", "", found.group())
        candidates.sort(
            key=lambda i: len(noun) < 2 or noun not in self.figures[i].label
        )  # 从资产构成看: the assets first
        if candidates:
            self.stack.append(OpenList("从…看", self.depth, list(candidates), begins, found.start()))

    def _viewed(self, at: int, begins: bool) -> list[int]:
        """The whole that 按…分 speaks of: the figure named by its subject (再融资债券按性质分), else the ones before."""
        subject = re.split(r"[，。；：、（(]", self.text[max(0, at - 24) : at])[-1]
        if len(subject) >= 2 and not begins:
            earlier = [i for i, f in enumerate(self.figures) if f.place.span and f.place.span[1] <= at]
            named = [i for i in earlier if subject.endswith(self.figures[i].label[-6:]) and self.figures[i].label]
            return named[-1:]
        return list(self.previous) if begins else self.level.get(self.depth, [])[::-1] or list(self.previous)

    def _trigger(self, found: re.Match[str]) -> None:
        word = found["trigger"]
        if self._is_no_list(word, found.start()):
            return
        here = [open_list for open_list in self.stack if open_list.depth == self.depth]
        if (
            here
            and word in PURPOSE
            and here[-1].trigger in (*PURPOSE, "（")
            and (here[-1].parts or here[-1].trigger == "（")
        ):
            return
        begins = found.start() in self.starts or self._opens_sentence(found.start())
        candidates: list[int] = []
        if here and not here[-1].parts:  # (其中：… or 其中：包括…: the second word announces the same list
            candidates = here[-1].candidates
            self.stack.remove(here[-1])
        candidates = candidates or self._candidates(begins, word)
        if candidates:
            self.stack.append(OpenList(word, self.depth, candidates, begins, found.start()))

    def _is_no_list(self, word: str, at: int) -> bool:
        """True where the word announces no parts of an amount: 债务期限包括3年期…, ；用于补充财力的债券5.5亿元."""
        if word == "用于" and (at in self.starts or self.text[at - 1 : at] == "；"):
            return bool(ATTRIBUTE.match(self.text, at))
        if SPEND.fullmatch(word) and at in self.starts and len(self.previous) == 1:
            return False  # 安排5131万元。主要是…: the sentence before has but one amount
        if SPEND.fullmatch(word) and not self._opens_sentence(at):
            last = self.level.get(self.depth, [])[-1:]
            end = (self.figures[last[0]].place.span or (0, 0))[1] if last else -1
            inside = (
                bool(self.stack) and self.stack[-1].depth == self.depth and self.stack[-1].trigger in ("（", "其中")
            )
            lead = self.text[end:at]
            if word == "包括":  # 支出24.9亿元，下降4.9%，包括：甲10.7亿元: how the whole did may stand between
                lead = RATES.sub("", lead)
            return not inside and (end < 0 or not BARE_LEAD.fullmatch(lead))
        return False

    def _opens_sentence(self, at: int) -> bool:
        """True for 支出包括：… where the sentence begins with nothing but 收入 or 支出."""
        begins = any(start in self.starts for start in range(at - 4, at))
        if not begins and (self.heads.get(self.depth) or not self.previous):
            return False
        return bool(re.search(r"(?:^|[。！？；])(?:收入|支出|资金)(?:主要)?$", self.text[max(0, at - 6) : at]))

    def _candidates(self, begins: bool, word: str) -> list[int]:
        """Figures that may be the whole of a list that opens here, likeliest first."""
        if begins and self.depth == 0:
            return [
                *self.previous,
                *(self.opening if word == "其中" and self.told.tells_outcomes(self.previous) else []),
            ]
        here = self.level.get(self.depth, [])
        if word == "中":
            return here[-1:]
        nested = [open_list for open_list in self.stack if open_list.depth == self.depth and open_list.parts]
        if nested:
            outer = nested[-1].candidates if word in PURPOSE and nested[-1].trigger == "其中" else []
            return [nested[-1].parts[-1], *outer]
        return here[::-1] or (self.previous[:1] if word == "其中" and self.depth == 0 else [])

    def _pop(self, open_list: OpenList) -> Iterator[Breakdown]:
        self.stack.remove(open_list)
        yield from self._finished(open_list)

    def _close(self, depth: int) -> Iterator[Breakdown]:
        while self.stack and self.stack[-1].depth >= depth:
            yield from self._finished(self.stack.pop())

    def _finished(self, open_list: OpenList) -> Iterator[Breakdown]:
        if open_list.trigger == "（" and not self.told.lists_parts(open_list):
            return
        by_dimension: dict[str, list[int]] = {}
        for part in open_list.parts:
            by_dimension.setdefault(self.figures[part].quantity.unit.dimension, []).append(part)
        for dimension, parts in by_dimension.items():
            candidates = [i for i in open_list.candidates if self.figures[i].quantity.unit.dimension == dimension]
            if not candidates:
                continue
            last = self.figures[parts[-1]].place.span or (0, 0)
            left_out = bool(OPEN_END.match(self.text, last[1]))
            yield breakdown_of(
                self.figures,
                candidates,
                parts,
                open_list.trigger,
                left_out,
                open_list.sentence_start,
                (open_list.start, last[1]),
            )
