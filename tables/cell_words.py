"""The words of captions and headers: what a table is called, what its columns hold, which cells are numbers at all.

Everything here looks at one cell or line at a time and answers from its words; `table_blocks` puts the answers
together.
"""

from __future__ import annotations

from collections.abc import Sequence

from fiscal import late_patterns as re
from fiscal.budget import Stage
from fiscal.figure import Measure
from fiscal.numbers.cell_number import read_cell_quantity
from fiscal.numbers.units import NUMBER, Unit, unit
from fiscal.words.plain_text import squeezed
from fiscal.words.vocabulary import stage_in
from tables.remembered import remembered

_MARK = r"(?:[①-⒇*⁰¹²³⁴-⁹†‡]{0,3}|\[\d{1,2}\])"
_NUMBER = re.compile(
    rf"{_MARK}[（(]?(?:[-+－﹣﹘−‐‑‒–—―─➖˗⁃\xad\x03△▲▽▼∆Δ⊿▵])?[¥￥]?"
    r"(?:[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?|\.\d+)(?:[Ee][-+]?\d{1,2})?"
    rf"[-－﹣﹘−‐‑‒–]?[%％‰]?[)）]?{_MARK}"
)
_GROUPED = re.compile(r"[-△(（]?(?:\d{1,3}(?:[,，]\d{3})*|\d+)(?:\.\d+)?[%)）]?")
_DASH = re.compile(r"[-—–－─―➖﹣﹘‐‑‒−/×✕╳]{1,4}|无|不适用|(?i:n/?a)")
_ELISION = re.compile(r"(?:[.．。·…⋯]\s*){2,}|…|⋯|[（(]?(?:以下)?略[)）]?")
_PAGE_MARK = re.compile(r"[-—－–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/]?\s*共\s*\d+\s*页)?[-—－–·\s]*")
_UNIT_LINE = re.compile(r"(?:金额|货币|计量)?单\s*位\s*[:：]\s*(?:人民币)?\s*([^\s)）,，;；、]+)")
_CAPTION = re.compile(
    r"[（(【]?(附\s*表|附\s*件|表)\s*((?:[0-9０-９]+(?:[-—.．][0-9０-９]+)*)|[一二三四五六七八九十]+)?"
    r"(?:之[一二三四五六七八九十])?\s*[)）】]?\s*(?:[（(]续表?[)）])?\s*[:：、.．]?(?!\s*[（(]?个)"
)
_CONTINUED = re.compile(r"^\s*[（(]?续\s*(?:上\s*)?表|[（(]续(?:表|[一二三四五六七八九十\d])?[)）]")
_TITLE = re.compile(r"表(?:[（(][^（）()]*[)）])*$|(?:情况|明细|一览|汇总|总表|收支|平衡)(?:表)?$")
_STUB = re.compile(
    r"^(?:项目|科目|预算科目|功能分类|支出功能分类|收入项目|支出项目|名称|项目名称|科目名称|指标|指标名称|收入|支出|类别|地区|单位名称"
    r"|预算项目|收入科目|支出科目|科目编码|科目代码|序号|行次|编码|债务类型|内容|功能科目|区域|部门|街镇|年度|年份)"
)
YEARS = Unit("年", "year")
_HEADED = {"年": YEARS, "个年": YEARS, "月": Unit("月", "month"), "日": Unit("日", "day"), "天": Unit("天", "day")}
"""Units that only a header names: in prose 2023年 is a date."""
_DURATION = re.compile("(?:期限|年限)(?:[（(][^（）()]*[)）])?$|^(?:发行|到期|起始|竣工)?年[份度]$")
_RATE = re.compile("%|％|‰|百分比|比例|占比|比重|增幅|增速|增长率|百分率")


@remembered
def is_number(text: str) -> bool:
    """True if the cell is a number and nothing else (brackets and signs of negative numbers included).

    >>> is_number("1,000"), is_number("(12.5)"), is_number("2020年"), is_number("△3%")
    (True, True, False, True)
    """
    return bool(_NUMBER.fullmatch(squeezed(text)))


@remembered
def is_amount(text: str) -> bool:
    """True for a number, and for one with words of its own: a unit that is not counted in pieces, a hedge, numerals.

    >>> is_amount("12.34亿元"), is_amount("约44"), is_amount("壹拾万元整"), is_amount("3个"), is_amount("2023年")
    (True, True, True, False, False)
    """
    if is_number(text):
        return True
    quantity = read_cell_quantity(text, NUMBER)
    return quantity is not None and not quantity.unit.discrete


def is_broken_number(lines: Sequence[str]) -> bool:
    """True for the lines of one number that a narrow cell broke: thousands come in threes only when they are joined.

    >>> is_broken_number(["308,37", "2"]), is_broken_number(["308", "372"])
    (True, False)
    """
    return len(lines) > 1 and not _GROUPED.fullmatch(lines[0]) and bool(_GROUPED.fullmatch("".join(lines)))


@remembered
def is_blank(text: str) -> bool:
    """True for a cell that states nothing: empty, or a dash.

    >>> is_blank(" "), is_blank("—"), is_blank("0")
    (True, True, False)
    """
    text = squeezed(text)
    return not text or bool(_DASH.fullmatch(text))


@remembered
def is_elision(text: str) -> bool:
    """True for “……”, “.....” or “… …”: rows were left out.

    >>> is_elision("… …"), is_elision("....."), is_elision("3.5")
    (True, True, False)
    """
    return bool(_ELISION.fullmatch(text.strip()))


def is_page_mark(text: str) -> bool:
    """True for a line that holds a page number only.

    >>> is_page_mark("— 12 —"), is_page_mark("第3页，共9页"), is_page_mark("2020年")
    (True, True, False)
    """
    return bool(text.strip()) and bool(_PAGE_MARK.fullmatch(text.strip()))


def is_continued(text: str) -> bool:
    """True for 续表, 续上表, …表（续）.

    >>> is_continued("续表1"), is_continued("收入表（续）"), is_continued("继续")
    (True, True, False)
    """
    return bool(_CONTINUED.search(text))


def unit_text(text: str) -> str | None:
    """What the words behind 单位： name, or None; 编制单位 names an office, not a unit.

    >>> unit_text("编制单位：财政局  单位: 万元"), unit_text("（单位：亿元）"), unit_text("单位")
    ('万元', '亿元', None)
    """
    found = [
        m for m in _UNIT_LINE.finditer(text) if text[max(0, m.start() - 2) : m.start()] not in ("编制", "填报", "主管")
    ]
    return found[-1][1] if found else None


def without_unit(text: str) -> str:
    """`text` without its （单位：…) part.

    >>> without_unit("收入表（单位：万元）")
    '收入表'
    """
    if not unit_text(text):
        return text.strip()
    return _UNIT_LINE.sub("", text).replace("（）", "").replace("()", "").strip(" \u3000（(）)")


_FORM_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,5}\d{1,3}(?:-\d{1,2})?表")
"""The number of an official form: 社预05表, 财决附02表."""


def caption_number(text: str) -> tuple[str, str] | None:
    """(“附表1”, the rest) if the line opens with a table's number, else None.

    >>> caption_number("附表 1:"), caption_number("表二 2020年收入表"), caption_number("表示满意")
    (('附表1', ''), ('表二', '2020年收入表'), None)
    >>> caption_number("社预 05 表")
    ('社预05表', '')
    """
    text = text.strip().strip("#* ")
    if _FORM_NUMBER.fullmatch(squeezed(text)):
        return squeezed(text), ""
    found = _CAPTION.match(text)
    if not found or (not found[2] and squeezed(found[0]).strip(":：") not in ("附表", "附件")):
        return None
    if not found[2] and text[found.end() :].strip():
        return None
    return squeezed(found[1] + (found[2] or "")), text[found.end() :].strip()


def is_title(text: str) -> bool:
    """True if a line by itself reads like the title of a table.

    >>> is_title("2020年一般公共预算收入调整表"), is_title("债务限额余额情况表"), is_title("情况如下表所示。")
    (True, True, False)
    """
    text = squeezed(without_unit(text)).strip("#*")
    return 2 < len(text) <= 60 and not re.search("[。；！？]", text) and bool(_TITLE.search(text))


def is_stub(text: str) -> bool:
    """True for the header of a label column: 项目, 科目, 指标名称 …

    >>> is_stub("项 目"), is_stub("预算数")
    (True, False)
    """
    text = squeezed(text)
    return len(text) <= 14 and not text.endswith(("数", "额", "%", "％", "率")) and bool(_STUB.match(text))


def unit_in_header(text: str) -> Unit | None:
    """The unit that a header cell names in brackets, behind 单位： or by a sign of percent, or None.

    >>> unit_in_header("增幅（%）").name, unit_in_header("金额（亿元）").name, unit_in_header("预算数")
    ('%', '亿元', None)
    """
    text = squeezed(text)
    named = unit_text(text)
    for candidate in ([named] if named else []) + re.findall(r"[（(]([^（）()]+)[)）]", text):
        found = named_unit(candidate)
        if found is not None:
            return found
    if _DURATION.search(text):
        return YEARS
    if re.search("%|％|占比|比重|增幅|增长率|百分比", text):
        return unit("%")
    return None


def named_unit(name: str) -> Unit | None:
    """The unit called `name`, full-width signs allowed, or None where nobody knows it; years and days are units too.

    >>> named_unit("％").name, named_unit("袋"), named_unit("年").dimension, named_unit("元/人·年").dimension
    ('%', None, 'year', 'CNY/人·年')
    """
    name = name.replace("％", "%").replace("／", "/").strip("。.、，")
    try:
        return unit(name)
    except KeyError:
        return _HEADED.get(name) or _per(name)


def _per(name: str) -> Unit | None:
    """A unit of a known one for each of something (元/人·年), which is no sum of money."""
    top, slash, below = name.partition("/")
    try:
        counted = unit(top)
    except KeyError:
        return None
    return Unit(name, f"{counted.dimension}/{below}", counted.factor) if slash and below else None


def measure_of_path(path: Sequence[str], of: Unit | None) -> Measure:
    """What the figures of a column do: of a rate the innermost header that says it decides, else the whole path.

    >>> from fiscal.numbers.units import unit
    >>> measure_of_path(("上半年完成", "增幅（%）"), unit("%")).name, measure_of_path(("完成预算", "%"), unit("%")).name
    ('GROWTH', 'COMPLETION')
    """
    if of is not None and of.is_rate:
        found = (measure_of(part, of) for part in reversed(path))
        return next((measure for measure in found if measure is not Measure.RATE), measure_of("".join(path), of))
    return measure_of("".join(path), of)


def measure_of(header: str, of: Unit | None) -> Measure:
    """What the figures of a column do, from the words of its header path and its unit.

    >>> from fiscal.numbers.units import unit
    >>> measure_of("增减额", None).name, measure_of("完成预算%", unit("%")).name, measure_of("增幅（%）", unit("%")).name
    ('DELTA', 'COMPLETION', 'GROWTH')
    """
    text = squeezed(header)
    if of is not None and of.is_rate:
        if re.search("增幅|增速|增长|增减|降幅|下降|同比", text):
            return Measure.GROWTH
        if re.search("完成|为(?:年初|调整)?预算|占(?:年初|调整)?预算数?的|预算执行率|执行率", text):
            return Measure.COMPLETION
        if re.search("增|减|升|降|变动|变化|比上年|同比|为上年", text):
            return Measure.GROWTH
        return Measure.SHARE if re.search("占|比重|比例|构成", text) else Measure.RATE
    return Measure.DELTA if is_delta(text) else Measure.AMOUNT


def is_delta(header: str) -> bool:
    """True for columns that hold the change itself: 增减额, 调整额, 比上年增减, 增加 …

    >>> is_delta("比上年增减额"), is_delta("调整预算数"), is_delta("新增债券")
    (True, False, False)
    """
    text = re.sub(r"[（(][^（）()]*[)）]", "", squeezed(header))
    return bool(
        re.search(
            "增减|增\\(减\\)|(?:调整|变动|变化|增加|减少|调增|调减)(?:额|金额)$|(?:调增|调减|增加|减少|增加数|调整增减|差额|增收|减收)$",
            text,
        )
    )


def stage_of(header: str, measure: Measure) -> Stage | None:
    """The stage a column's header names; a change has the stage DELTA.

    >>> stage_of("调整预算数", Measure.AMOUNT), stage_of("增减额", Measure.DELTA)
    (<Stage.ADJUSTED: 'adjusted'>, <Stage.DELTA: 'delta'>)
    """
    return Stage.DELTA if measure is Measure.DELTA else stage_in(squeezed(header))


def is_formula(text: str) -> bool:
    """True for a cell that numbers or defines its column: A, B=C+D, 3=2-1, 栏次.

    >>> is_formula("A=B+C"), is_formula("3=2-1"), is_formula("预算数"), is_formula("B")
    (True, True, False, True)
    """
    return bool(re.fullmatch(r"[A-Za-z]|[①-⑳]|[A-Za-z\d①-⑳]{1,2}=[A-Za-z\d①-⑳+\-－—＋*/×÷()（）%]+", squeezed(text)))


__all__ = [
    "NUMBER",
    "caption_number",
    "is_amount",
    "is_blank",
    "is_broken_number",
    "is_continued",
    "is_delta",
    "is_elision",
    "is_formula",
    "is_number",
    "is_page_mark",
    "is_stub",
    "is_title",
    "measure_of",
    "measure_of_path",
    "named_unit",
    "squeezed",
    "stage_of",
    "unit_in_header",
    "unit_text",
    "without_unit",
]
