"""Concepts: what a label measures once budget, level, date and set phrases are off, and how alike two labels are."""

from __future__ import annotations

from functools import lru_cache

from fiscal import late_patterns as re
from fiscal.words.vocabulary import fold

_AREA = "省市区县州旗盟镇"
_SET_PHRASES = re.compile(
    f"全[{_AREA}乡](?!面)|[{_AREA}]本级|(?<![街各])[{_AREA}]级|本[{_AREA}](?!级)|我[{_AREA}]|本级|"
    "[省市区县州]直(?=一般公共|政府性基金|国有资本|社会保险)|"
    "(?:市|省|区|县)?财政[局厅部]?(?:核定|下达)|(?:市|省)?政府(?:批准|下达|核定)|地方政府(?!性基金)|预算数|本次|我区的?|"
    "实现|完成|累计|批准的?|预计|建议按|达到?|鉴于|虽然|总体上?看|仍按上年数|年初(?=预算)|资金(?=$)|额度(?=$)|金额(?=$)"
)
_BUDGET_NAMES = re.compile("一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?|社会保险基金(?:预算)?|(?<=.)预算中?")
_SAME_WORDS = (
    (re.compile("总支出|支出总[量额]"), "支出总计"),
    (re.compile("总收入|收入总[量额]"), "收入总计"),
    (re.compile("收支总[量额]"), "总计"),
    (re.compile("(?<=费)用$"), ""),
    (re.compile("^地方(?=.{2})|^新增(?=抗疫|特别)"), ""),
)


@lru_cache(maxsize=65536)
def concept(label: str) -> str:
    """The core of a label, by which two mentions of one fact are recognised.

    >>> concept("区五届人大六次会议批准的全区一般公共预算收入总计"), concept("一般公共预算总支出")
    ('收入总计', '支出总计')
    >>> concept("一般公共预算收入年初预算")
    '收入'
    """
    text = re.sub(r"^20\d\d年度?(?=.{3})", "", fold(label))
    tail = text.rsplit("的", 1)[-1]
    if len(tail) >= 4 and "的" in text and not text.endswith(("的支出", "的收入")):
        text = tail
    text = re.sub(r"^.*(?:预算|收入|支出|收支)中(?=.{3})", "", text)
    bare = _SET_PHRASES.sub("", text)
    text = bare or text
    text = _BUDGET_NAMES.sub("", text) or text
    for pattern, replacement in _SAME_WORDS:
        text = pattern.sub(replacement, text)
    return text.strip("“”的：、，")


@lru_cache(maxsize=65536)
def bigrams(text: str) -> frozenset[str]:
    """All pairs of neighbouring characters; of a one-character text the character itself."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset((text,))


def likeness(one: str, other: str) -> int:
    """How alike two concepts are, 0 to 100: the share of the shorter one's bigrams that the other has too.

    >>> likeness("规上软信业营业收入", "规上软信企业营业收入"), likeness("支出合计", "支出合计")
    (87, 100)
    """
    if one == other:
        return 100
    a, b = bigrams(one), bigrams(other)
    if not one or not other or len(one) < 2 or len(other) < 2:
        return 0
    return min(99, 100 * len(a & b) // min(len(a), len(b)))
