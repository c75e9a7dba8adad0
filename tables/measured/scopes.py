"""Scopes: whose figure it is where a report goes through parts of the area or through units one by one.

The headings （五）高新区…、（六）白沟新城… head sections with the same lines for different entities; the columns of a table
may be entities or items (和田县, 职工基本医疗保险基金) beside a total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from fiscal import late_patterns as re
from fiscal.document import Document
from fiscal.table import Table
from fiscal.words.vocabulary import fold

_KIND = "新区|园区|管理区|度假区|开发区|高新区|经开区|示范区|合作区|保税区|新城|街道|县|镇|乡|区|市|局|委员会|办事处|大学|医院"
_FOLLOWS = "(?=$|20\\d\\d年|预算|财政|收支|决算|执行|债务|情况|本级)"
_ENTITY = re.compile(f"^([\u4e00-\u9fff]{{2,12}}?(?:{_KIND})){_FOLLOWS}")
_PLACE = re.compile(
    "^([\u4e00-\u9fff]{1,8}?(?:新区|园区|管理区|度假区|开发区|高新区|经开区|示范区|合作区|保税区|新城|街道|县|镇|乡|区|市))"
    f"{_FOLLOWS[:-1]}|(?:完成)?(?:地方)?(?:一般公共|政府性基金|国有资本|社会保险)|“?三保|单位自有)"
)
_CALLED_SHORT = re.compile("^[\u4e00-\u9fff]{2,16}[(（](?:以下|下同)?[，,]?简称[“‘]?([\u4e00-\u9fff]{2,8})[”’]?[)）]")
_LEVEL = re.compile(
    "(?:[省市区县州盟]本级|[省市州盟]级|全[省市区县州盟])(?:[(（]((?:不?含|包括|不包括)[^()（）]{2,16})[)）])?"
)
_NO_ENTITY = re.compile(
    "^[全各本我该][省市区县州镇乡部单所]|[全各本我该][省市区县州]$|核定|下达|转贷|批准|争取|控制|统筹|预计|(?<=.)[及和与、]|支持|推[进动]|加[快强]|促进|服务|建设|"
    "打造|深化|提升|^(?:市|县|地|城|乡|辖)区$|社区$|县市$|乡镇$|[省市州]县$"
)
_PLAIN = re.compile(
    "[数额率%％比重]$|合计|总计|小计|增[减长]|完成|备注|金额|本级|级$|全[省市区县州]|本地区|本[省市区县]|预算|决算|执行|上年|"
    "收入$|支出$|余额|限额|序号|单位"
)


def entity(headings: Sequence[str], titles: str) -> str:
    """The entity that the innermost heading naming one names; "" if none does or if it is the reports' own area.

    >>> entity(("二、2026年预算", "（六）高新区预算草案", "1.一般公共预算"), "某市2026年预算草案的报告")
    '高新区'
    >>> entity(("一、全市预算执行情况",), ""), entity(("云溪区2024年预算",), "关于云溪区2024年预算的报告")
    ('', '')
    """
    for heading in reversed(headings):
        found = _ENTITY.match(fold(heading))
        if found and not _NO_ENTITY.search(found[1]):
            return "" if found[1] in titles else found[1]
    return ""


def widened(texts: Iterable[str]) -> str:
    """What a level is said to hold, or not to hold, by the first of `texts` that names a level so; else "".

    >>> widened(("4.市本级（含高新开发区）社会保险基金预算",)), widened(("（三）市本级财政决算情况", "市本级（不含经开区）"))
    ('含高新开发区', '')
    """
    for text in texts:
        found = _LEVEL.search(fold(text))
        if found:
            return found[1] or ""
    return ""


def titles(document: Document) -> str:
    """The titles of all reports of a document."""
    return "\n".join(report.title for report in document.reports)


def narrow_columns(table: Table) -> dict[int, str]:
    """The columns that stand for a part of what the table's rows name, by index, with the name of the part."""
    paths = [tuple(fold(part) for part in column.path) for column in table.columns]
    beside_total = any(path and re.fullmatch("[合总小]计.{0,4}|全[省市区县州]", path[-1]) for path in paths)
    found = {}
    for i, path in enumerate(paths):
        for part in path:
            named = _ENTITY.match(part)
            place = named is not None and not _NO_ENTITY.search(part) and not _PLAIN.search(part)
            if place or (beside_total and part == path[-1] and len(part) >= 2 and not _PLAIN.search(part)):
                found[i] = part
    return found


def names(text: str, part: str) -> bool:
    """True if `text` names the part that a column stands for, with or without its 基金 or its last word."""
    bare = re.sub("[（(].*?[）)]", "", part)
    return part in text or bare in text or (len(bare) >= 4 and re.sub("(?:基金|资金|[县市区])$", "", bare) in text)


@lru_cache(maxsize=65536)
def place_named(text: str) -> str:
    """The zone, district or town that a row, a column or a title begins with, "" if it begins with none.

    >>> place_named("高新区一般公共预算收入表"), place_named("甲县"), place_named("教育局"), place_named("城乡社区支出")
    ('高新区', '甲县', '', '')
    >>> place_named("高新区完成政府性基金预算收入"), place_named("云河经济技术开发区(以下简称经开区)一般公共预算收入")
    ('高新区', '经开区')
    """
    found = _PLACE.match(_CALLED_SHORT.sub(r"\1", fold(text)))
    return "" if found is None or _NO_ENTITY.search(found[1]) else found[1]
