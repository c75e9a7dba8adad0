"""Lists of parts that are open, and what their text says of them: which numbers are no parts, where a list is over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from fiscal.figure import Figure
from fiscal.numbers.quantity import sum_of_centres
from tables.prose.list_words import (
    ASIDE,
    BUDGET_SIDE,
    CLAUSE_END,
    COMPARED,
    HEAD,
    LIST_MARK,
    LISTED,
    OUTCOME,
    PURPOSE,
    TOTAL_WORD,
)


class OpenList(Struct):
    """A list of parts that is still open. Figures are indices into the passage's figures."""

    trigger: str
    depth: int
    candidates: list[int]
    sentence_start: bool
    start: int
    parts: list[int] = field(default_factory=list)
    ends_with_next: bool = False


class ListText(Struct, frozen=True):
    """The text of a passage and its figures."""

    text: str
    figures: Sequence[Figure]

    def is_base(self, figure: Figure) -> bool:
        """True for a number that others are only compared with: 比上年的144.0亿元, 为预算265000万元的32.6%, 占…的42.1%."""
        lead = self.text[max(0, figure.start - 30) : figure.start]
        if COMPARED.search(lead):
            return True
        return self.text[figure.end : figure.end + 1] == "的" and bool(re.search(r"占[^，。；]{1,24}$", lead))

    def is_aside(self, figure: Figure, home: OpenList) -> bool:
        """True for a number in a list that is no part: 人均12万元, 总投资1.8亿元的工程."""
        span = figure.place.span or (0, 0)
        if home.trigger == "其中" and home.parts and self._deals_with(home.parts[-1], figure):
            return True
        mean = ASIDE.search(figure.label)
        if mean and not any(ASIDE.search(self.figures[i].label) for i in home.candidates[:2]):
            return True
        return home.trigger in PURPOSE and figure.quantity.unit.is_money and self.text[span[1] : span[1] + 1] == "的"

    def _deals_with(self, i: int, figure: Figure) -> bool:
        """True for 已整改108个 right behind 要求立即整改的112个问题: what was done with that part."""
        cases = self.figures[i]
        same = cases.quantity.unit == figure.quantity.unit and cases.quantity.value >= figure.quantity.value
        done = bool(re.search(r"已[^，。；、\d]{0,6}$", self.text[max(0, cases.start - 8) : cases.start]))
        return same and not done and bool(OUTCOME.fullmatch(self.text[cases.end : figure.start]))

    def tells_outcomes(self, heads: Sequence[int]) -> bool:
        """True if a sentence only says what was done (已整改到位158个，正在整改23个) with what an earlier one counted."""
        leads = [self.text[max(0, self.figures[i].start - 8) : self.figures[i].start] for i in heads]
        return bool(leads) and all(re.search(r"(?:已|正在|尚未|未)[^，。；、\d]{0,6}$", lead) for lead in leads)

    def says_all(self, i: int) -> bool:
        """True for a number that a whole section speaks of: 共反映问题186个."""
        start = self.figures[i].start
        return bool(HEAD.search(self.text[max(0, start - 14) : start]))

    def joined_by_marks(self, heads: Sequence[int]) -> list[int]:
        """The last figures of a run of which 、 parts each from the next: 甲3亿元、乙4亿元等资金8亿元."""
        run = list(heads[-1:])
        for one, other in zip(heads[-2::-1], heads[:0:-1], strict=False):
            if not LIST_MARK.fullmatch(self.text[self.figures[one].end : self.figures[other].start]):
                break
            run.insert(0, one)
        return run

    def since_last_total(self, heads: list[int]) -> list[int]:
        """What 收入总计9亿元；支出7亿元、还本1亿元，支出总计8亿元 adds up to the second total: what follows the first."""
        for at in range(len(heads) - 1, 1, -1):
            start = self.figures[heads[at]].start
            since = self.text[self.figures[heads[at - 1]].end : start]
            if TOTAL_WORD.search(since[-16:]) and self.text[self.figures[heads[at]].end : start + 40].count("；"):
                return heads[at + 1 :]
        return heads

    def turns(self, listed: OpenList, at: int) -> bool:
        """True where the next number is the other side of the budget: 收入9亿元，其中：…；一般公共预算支出11亿元."""
        following = next((f for f in self.figures if f.start >= at and f.measure in LISTED), None)
        whole = self.figures[listed.candidates[0]]
        if following is None or not listed.parts or not BUDGET_SIDE.search(whole.label):
            return False
        turned = (whole.label[-2:], following.label[-2:]) in (("收入", "支出"), ("支出", "收入"))
        return turned and bool(BUDGET_SIDE.search(following.label))

    def is_over(self, listed: OpenList, at: int) -> bool:
        """True if ；ends a 其中 without colon: its parts were joined by 、 or ，, or the next number does not fit in.

        其中领取6.82万人；乙险38.4万人 begins a new statement, 其中建设72件，占54.9%；民生34件 goes on.
        """
        if not listed.parts or self.text[listed.start : listed.start + 3].endswith("："):
            return False
        whole = self.figures[listed.candidates[0]].quantity
        parts = [i for i in listed.parts if self.figures[i].quantity.unit.dimension == whole.unit.dimension]
        following = next((f for f in self.figures if f.start >= at and f.measure in LISTED), None)
        if not parts or following is None or following.quantity.unit.dimension != whole.unit.dimension:
            return bool(parts) and following is not None and following.quantity.unit.is_money is not whole.unit.is_money
        return sum_of_centres([following.quantity, *(self.figures[i].quantity for i in parts)]) > whole.centre

    def only_rates(self, at: int) -> bool:
        """True if the clause that begins here tells no amount but how the part before it did: 完成调整预算的102.5%."""
        end = CLAUSE_END.search(self.text, at)
        told = [f for f in self.figures if at <= f.start < (end.start() if end else len(self.text))]
        return bool(told) and all(figure.quantity.unit.is_rate for figure in told)

    def lists_parts(self, bracket: OpenList) -> bool:
        """True if a bracket behind a figure lists its parts and not a remark (不计入…, 比上年的…, 详见…)."""
        inside = self.text[bracket.start + 1 : bracket.start + 400].split(")", 1)[0]
        if re.search(r"不计入|不含|不包括|未含|未包括|不列入|扣除|剔除|详见|同比|上年|去年|原为|重复", inside):
            return False
        return len(bracket.parts) >= 2 or bool(re.match(r"含|包含|使用|用于", inside))
