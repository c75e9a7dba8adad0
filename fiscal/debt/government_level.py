"""At which level of government a debt figure stands: the whole area, the government itself, or those below it.

Limits and balances are fixed for each level (市本级, 县级) and for all together (全市): a balance of one is never held
against the limit of another. The government that hands a limit down (自治区下达…, 省级核定…) is not the one it is for.
Source: 预算法 (2018) art. 3 and 35; 财预〔2015〕225号 (limits by level).
"""

from __future__ import annotations

from fiscal import late_patterns as re
from fiscal.budget import Level

_RANKS = {"自治区": 4, "省": 4, "地区": 3, "市": 3, "州": 3, "盟": 3, "区": 2, "县": 2, "旗": 2, "镇": 1, "乡": 1}
_AREA = "|".join(_RANKS)
_ISSUER = re.compile(
    r"上解(?:上级|[省市区]级)|(?:上级|[省市]级|自治区|[省市]?财政[部厅局]|国务院|[省市](?:人民)?政府|省)"
    r"[^，。；：()本全]{0,8}?(?:核定|批准|下达|批复|转贷)(?:给|的)?"
)
_COMPARED = re.compile(f"[高低]于全|占全|全(?:{_AREA})(?:第|平均|水平|前|首)")
_DISTRICTS = "所[属辖](?:各?[县市区镇])|各?(?:县市区|县区|区县|县\\(市、?区\\))"
_BELOW = re.compile(f"(?:街镇|乡镇|区县|县区|县市区|镇|乡)级|县级以下|(?:{_DISTRICTS})(?=[^，。；：]{{0,12}}[债限余])")
_OWN = re.compile(f"(?:{_AREA})?本级|(?<![各街乡镇])(?P<level>{_AREA})级(?!以上|及|各|财政局)|[省市县区州]直")
_WHOLE = re.compile(f"各级政府(?=债)|全(?:{_AREA})(?!级|面)|[我本](?:{_AREA})(?!本?级)")
_HIGHEST = re.compile(f"[全我本](?P<area>{_AREA})(?!级)|(?P<own>{_AREA})本级")
_ENTITY = re.compile("新[区城]|开发区|高新区|园区|管理区|度假区|街道|[县镇乡](?![区级域])")
_REACH = 600
"""How far back, in characters, the words before a figure can name its level."""


def highest_rank(text: str) -> int:
    """The rank of the largest area that `text` speaks of as its own (province 4, city 3, county 2, township 1), or 0.

    >>> highest_rank("全市债务限额，其中：市本级，县级"), highest_rank("债务限额")
    (3, 0)
    """
    return max((_RANKS[hit["area"] or hit["own"]] for hit in _HIGHEST.finditer(_ISSUER.sub("", text))), default=0)


_TITLED = re.compile(rf"(?P<area>{_AREA})(?=人民政府|政府|本级|(?:19|20)\d\d)")
_ALL_OF = re.compile(f"全(?P<area>{_AREA})(?!级|面)")


def rank_of_title(title: str) -> int:
    """The rank of the smallest area that a report's title names as the one it is about, or 0.

    >>> rank_of_title("关于某区2024年地方政府债务限额的议案"), rank_of_title("关于债务限额的议案")
    (2, 0)
    """
    return min((_RANKS[hit["area"]] for hit in _TITLED.finditer(title)), default=0)


def is_of_superior(text: str, own: int) -> bool:
    """True if a clause speaks of a larger area (全市) than the one that the report is about.

    >>> is_of_superior("全市债务余额", 2), is_of_superior("全区债务余额", 2)
    (True, False)
    """
    return bool(own) and any(_RANKS[hit["area"]] > own for hit in _ALL_OF.finditer(text))


def level_named(text: str, highest: int = 0) -> Level | None:
    """The level that a clause names; a level smaller than the area of rank `highest` is one below it.

    >>> level_named("自治区下达市本级政府债务限额"), level_named("县级债务余额", 3), level_named("省级下达某市债务限额")
    (<Level.OWN: 'own'>, <Level.BELOW: 'below'>, None)
    """
    text = _ISSUER.sub("", text)
    if _COMPARED.search(text):
        return None
    if _BELOW.search(text):
        return Level.BELOW
    own = _OWN.search(text)
    if own is not None:
        return Level.BELOW if own["level"] and _RANKS[own["level"]] < highest else Level.OWN
    return Level.WHOLE if _WHOLE.search(text) else None


def level_before(text: str, highest: int = 0) -> Level | None:
    """The level of what follows `text`, which names it clause by clause; closed brackets and ended lists are over.

    Of the sentences before only those on debt count.

    >>> level_before("全市债务限额3亿元(其中市本级1亿元)，债务余额")
    <Level.WHOLE: 'whole'>
    >>> level_before("全市债务限额3亿元，其中：市本级1亿元；债务余额")
    <Level.WHOLE: 'whole'>
    >>> level_before("全市债务限额3亿元，其中：市本级1亿元，债务余额") is None
    True
    """
    text, longer = text[-_REACH:], ""
    while longer != text:
        longer, text = text, re.sub(r"\([^()]*\)", "", text)
    *ended, current = re.split("[；。！？]", text)
    pieces = re.split("[，：(]", current)
    for back, piece in enumerate(reversed(pieces)):
        level = level_named(piece, highest)
        if level is not None:
            listed = "其中" in "".join(pieces[max(0, len(pieces) - back - 2) : len(pieces) - back])
            return level if back == 0 or not listed else None
    for sentence in reversed([each for each in ended if "债" in each]):
        for piece in reversed(re.split("[，：(]", sentence.split("其中", 1)[0])):
            level = level_named(piece, highest)
            if level is not None:
                return level
    return None


def level_of_headings(headings: tuple[str, ...], highest: int = 0) -> Level | None:
    """The level named by the innermost heading that names one; None below the heading of a district or an estate."""
    for heading in reversed(headings):
        level = level_named(heading, highest)
        if level is not None or _ENTITY.search(heading):
            return level
    return None
