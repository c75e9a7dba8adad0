"""Names of lines: what a row or a phrase measures, whatever a document calls it (总收入 and 收入总计 are one line)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from fiscal import late_patterns as re
from fiscal.budget import Budget
from fiscal.data_texts import data_text
from fiscal.words.subjects import Subject, by_name
from fiscal.words.vocabulary import fold
from tables.measured.concepts import concept

HEADS = {"receipts": "收入", "outlays": "支出"}
_HEAD = re.compile(r"(?:本年|本级|当年|地方|本地区)*(收入|支出)(?:[合小]计|预?计|决算|执行|计划)?数?")
_GRAND = re.compile(r"(?:本年|当年)?(收入|支出|收支)?总计")
_LEFT = re.compile(r"(?:(年[末终]|期末|滚存|累计|年末滚存|年末累计)|[当本][年期]|收支)(?:收支)?(?:滚存|累计)?结余")
_BARE_SUM = re.compile(r"[合小]计")
_MARKS = re.compile(r"[（(][类款项][）)]|[（(](?:境|赤字)[）)]")
_ENDING = re.compile(
    r"(?<=.{2})(?<!新区)(?<!园区)(?<!新城)(?<!发区)(?<!理区)(?<!假区)(?:安排的?支出|[预]?支出|收入|金收入)$"
)

_REST = "(?:结[转余](?:[和及、]?结?[转余])?)"
_OUT = re.compile(
    f"(?P<item>.*?)(?:{_REST}?(?:到)?下年度?(?:使用)?|年[终末]?(?:累计|滚存)?{_REST}|(?:累计|滚存){_REST}|{_REST}下年度?(?:使用)?)"
    r"(?:支出|资金|收入)?数?(?:合计|总计)?(?:[（(][转余][)）])?"
)
_IN = re.compile(
    f"(?P<item>.*?)(?:动用)?(?:上年末?|年初|期初|以前年度)(?:累计|滚存)?{_REST}(?:收入|资金)?(?:合计|总计)?"
)
BEFORE_SETTLING = re.compile("(?:[与和][省市州县区]级?(?:财政)?)?结[账算]前的?(?=.)")
"""年终与省结账前滚存结余: before accounts are settled with the level above; no part of what a line is called."""

_BUDGET = re.compile(
    "全[省市区县州旗]|[省市区县州旗]?本级|"
    "一般公共(?:预算)?|政府性基金(?:预算)?|国有资本经营(?:预算)?|社会保险基金(?:预算)?|[收支]+|基金|预算"
)


@lru_cache(maxsize=65536)
def name_of(label: str, side: str | None) -> str:
    """The name by which a line is looked up; 收入 and 支出 alone are the whole of a budget's receipts and outlays.

    >>> name_of("全市一般公共预算收入", None), name_of("本年支出合计", "outlays"), name_of("二、教育支出", "outlays")
    ('收入', '支出', '教育')
    >>> name_of("当年收支结余", None), name_of("滚存结余", None), name_of("五、年终结余", "outlays")
    ('本年结余', '年末结余', '年末结余')
    >>> name_of("收入总计", None), name_of("总计", "outlays"), name_of("国有土地使用权出让金收入", None)
    ('收入总计', '支出总计', '国有土地使用权出让')
    """
    text = _MARKS.sub("", concept(label).replace("（", "(").replace("）", ")"))
    if grand := _GRAND.fullmatch(text):
        word = grand[1] if grand[1] in ("收入", "支出") else HEADS.get(side or "", "")
        return f"{word}总计"
    if head := _HEAD.fullmatch(text):
        return head[1]
    if left := _LEFT.fullmatch(text):
        return "年末结余" if left[1] else "本年结余"
    if _BARE_SUM.fullmatch(text):
        return HEADS.get(side or "", "")
    return _ENDING.sub("", text)


def carries(label: str) -> tuple[str, bool] | None:
    """What a row carries over and whether it takes it up (True) or hands it on; None for any other row.

    >>> carries("五、上年结转收入"), carries("结转下年支出"), carries("年终结余（转）"), carries("本年收支结余")
    (('', True), ('', False), ('', False), None)
    >>> carries("失业保险基金年末滚存结余"), carries("其中：专项债券上年结余"), carries("上年结转专项支出")
    (('失业保险', False), ('专项债券', True), None)
    >>> carries("上年与省结账前结余收入"), carries("年终与省结账前滚存结余")
    (('', True), ('', False))
    >>> carries("全市社会保险基金年末滚存结余")
    ('', False)
    """
    text = BEFORE_SETTLING.sub("", fold(label))
    for pattern, taken in ((_IN, True), (_OUT, False)):
        found = pattern.fullmatch(text)
        if found:
            return _BUDGET.sub("", found["item"]), taken
    return None


@cache
def synonyms() -> Mapping[str, str]:
    """Every spelling of `line_names.txt` with the name that stands for it, the name itself included."""
    text = data_text("fiscal.words", "line_names.txt")
    found: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, others = line.partition(":")
            spellings = (name, *others.split())
            found.update((each, name) for spelling in spellings for each in (concept(spelling), spelling))
    return found


@lru_cache(maxsize=65536)
def shared_name(label: str, side: str | None, budget: Budget | None) -> str:
    """The name that all documents share for what a label measures; the label's own core where no list knows it.

    >>> shared_name("全市一般公共预算总收入", None, Budget.GENERAL), shared_name("合计", "outlays", Budget.GENERAL)
    ('收入总计', '支出合计')
    >>> shared_name("上解上级支出", None, None), shared_name("二、教育", "outlays", Budget.GENERAL)
    ('上解支出', '教育支出')
    >>> shared_name("动用上年结转收入", None, None), shared_name("专项债券年终结余", None, None)
    ('上年结转', '专项债券结转下年')
    """
    carried = carries(label)
    if carried is not None:
        item, taken = carried
        return f"{item}{'上年结转' if taken else '结转下年'}"
    plain = concept(label)
    known = synonyms().get(fold(label)) or synonyms().get(plain)
    if known is not None:
        return known
    name = name_of(label, side)
    if name in HEADS.values():
        return f"{name}合计"
    if name.endswith(("总计", "结余")):
        return name
    return _subject(plain, side, budget) or plain


def _subject(plain: str, side: str | None, budget: Budget | None) -> str:
    """The name of the one subject of the classification that `plain` can mean, its latest; "" if none or several."""
    for spelling in (plain, f"{plain}{HEADS.get(side or '', '')}"):
        some = by_name(spelling, budget)
        if some and len({one.code for one in some}) == 1:
            return max(some, key=_last_year).name
    return ""


def _last_year(subject: Subject) -> int:
    return subject.to_year or 9999
