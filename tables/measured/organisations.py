"""Whose document it is: the place, and of departmental budgets the unit, as its titles and first lines name them.

Documents are held against one another only where they are known to be of one organisation: a folder may hold the
budgets of many places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from fiscal import late_patterns as re
from fiscal.document import Document
from fiscal.table import Table

FRONT = 14
"""So many passages at the beginning can name the place."""

_ENDS = "省|自治区|自治州|地区|市|州|盟|自治县|县|自治旗|旗|新区|区|镇|乡|街道"
_PLACE = f"(?:[\u4e00-\u9fff]{{2,7}}?(?:{_ENDS})){{1,4}}"
_CHAIN = re.compile(_PLACE)
_LINK = re.compile(f"[\u4e00-\u9fff]{{2,7}}?(?:{_ENDS})")
_BEHIND = (
    r"(?=(?:级|本级)?(?:人民政府|政府)|财政[局厅]|本级|[(（]?[市县区省州]?(?:20|19)\d\d|第.{1,4}届人民代表大会|"
    "人民代表大会|人大|地方|一般公共|政府性|国有资本|社会保险|财政|预算|决算|级)"
)
_NAMED = re.compile(f"(?P<place>{_PLACE}){_BEHIND}")
_LEADING = re.compile(
    r"^(?:(?:19|20)\d\d年度?(?:\d{1,2}月)?(?:\d{1,2}日)?|附[表件]?|表|关于|提请|报请|审议|审查|批准|编报|在|"
    r"[和与及](?=(?:19|20)\d\d年)|[一二三四五六七八九十\d\s.、,，:：()（）“”《》—－-])+"
)
_NO_NAME = re.compile(
    "^自治区|^对|[对各]市县|^[全各本我该](?:省|市|区|县|州|旗|盟)|^(?:区|市|县|省|州|地)(?:级|本|县|直)|情况|预算|收支|财政|基金|资本经营|保险|第.次|街镇"
)
_DEPARTMENTAL = re.compile("(?:部门|单位)(?:财务)?(?:预算|决算|收支)")
_OWN_LEVEL = re.compile(f"(?:{_PLACE}|[省市区县州])?本级")
_UNIT_LINE = re.compile(r"(?:预算)?(?:主管部门|部门名称|单位名称|预算单位|编制单位|编制部门)[:：](?P<unit>.{3,40})")
_UNIT = re.compile(
    "[\u4e00-\u9fff（）()]{3,30}?(?:局|厅|委员会|委|办公室|办事处|法院|检察院|学校|中学|小学|幼儿园|大学|学院|医院|中心|馆|站|所|队|社|联合会|协会|支部|党校|人民政府)"
)


class Organisation(Struct, frozen=True):
    """A place, outermost area first, and the unit of a departmental budget ("" for a government)."""

    places: tuple[str, ...]
    unit: str = ""

    def same(self, other: Organisation) -> bool:
        """True if both name one organisation: the innermost places are equal and those around do not contradict.

        >>> Organisation(("清源市", "云溪区")).same(Organisation(("云溪区",)))
        True
        >>> Organisation(("清源市", "云溪区")).same(Organisation(("平阳市", "云溪区")))
        False
        """
        shorter = min(len(self.places), len(other.places))
        return self.unit == other.unit and shorter > 0 and self.places[-shorter:] == other.places[-shorter:]


def organisation(document: Document) -> Organisation | None:
    """Whose document it is, or None where its titles and first lines do not say, or name several alike."""
    front = [re.sub(r"\s", "", passage.text) for passage in document.passages[:FRONT]]
    titles = [re.sub(r"\s", "", report.title) for report in document.reports if report.title]
    tables = [re.sub(r"\s", "", table.title) for table in document.tables]
    if any(_DEPARTMENTAL.search(text) and len(text) < 60 for text in (*titles, *front)) or _mostly_departmental(tables):
        return _department(front, titles)
    places = _of_lines(titles) or _commonest(tables) or _of_lines(text for text in front if len(text) < 60)
    places = places or _heading_its_own_level(document.tables)
    return Organisation(places) if places else None


def _heading_its_own_level(tables: Sequence[Table]) -> tuple[str, ...]:
    """The place in the first row of a table whose second row is its own level (云河市, 云河市本级, 和平区 …); () if the
    tables so headed name several.
    """
    found = {
        tuple(_LINK.findall(first))
        for table in tables
        if len(table.rows) > 2
        and _CHAIN.fullmatch(first := re.sub(r"\s", "", table.rows[0].label))
        and _OWN_LEVEL.fullmatch(re.sub(r"\s", "", table.rows[1].label))
    }
    return found.pop() if len(found) == 1 else ()


def _mostly_departmental(titles: list[str]) -> bool:
    return 2 * sum(_DEPARTMENTAL.search(title) is not None for title in titles) > len(titles)


def _of_lines(lines: Iterator[str] | list[str]) -> tuple[str, ...]:
    """The place that the first line naming one names."""
    return next((found for line in lines if (found := place_in(line))), ())


def _commonest(lines: list[str]) -> tuple[str, ...]:
    """The place that more than half of the lines with a place name; () if there is none such."""
    counted = Counter(found for line in lines if (found := place_in(line)))
    return next((place for place, count in counted.most_common(1) if 2 * count > counted.total()), ())


def place_in(line: str) -> tuple[str, ...]:
    """The place that `line` begins with, list numbers, 关于 and the year taken off; outermost area first.

    >>> place_in("关于清源市云溪区2023年预算执行情况的报告"), place_in("2023年全区一般公共预算收入表")
    (('清源市', '云溪区'), ())
    >>> place_in("关于2023年云河市预算执行情况"), place_in("云河市2023年度和平区转移支付表")
    (('云河市',), ('云河市',))
    """
    text = _LEADING.sub("", line)
    found = _NAMED.match(text)
    if found is None or _NO_NAME.search(found["place"]):
        return ()
    return tuple(_LINK.findall(found["place"]))


def _department(front: list[str], titles: list[str]) -> Organisation | None:
    """The unit of a departmental budget or account: named on a line of its own, else before the year in a title."""
    for line in front:
        named = _UNIT_LINE.search(line)
        if named:
            return _unit(named["unit"])
    for line in (*titles, *front):
        text = re.sub(r"(?:19|20)\d\d年.*$", "", _LEADING.sub("", line))
        if len(text) < 40 and _UNIT.fullmatch(text):
            return _unit(text)
    return None


def _unit(text: str) -> Organisation | None:
    text = re.sub("人民政府(?=.)", "", text.strip("（）() "))
    chain = _CHAIN.match(text)
    places = tuple(_LINK.findall(chain[0])) if chain else ()
    unit = text[len("".join(places)) :] or text
    return Organisation(places or (unit,), unit)
