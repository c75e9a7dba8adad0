"""A passage's text to its figures: each number with a unit gets its label, measure, budget, level, period and place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from fiscal import late_patterns as re
from fiscal.budget import Level, Period, Stage
from fiscal.figure import Figure, Measure
from fiscal.numbers.numerals import Found, find_quantities
from fiscal.place import Place
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import budget_in, level_in, period_in, stage_in
from tables.prose.clauses import contexts, segment_start, sentences
from tables.prose.context import (
    Surroundings,
    carried,
    governing_level,
    nearest_budget,
    nearest_level,
    nearest_period,
    pieces,
    without_causes,
    without_names,
)
from tables.prose.item_titles import item_title, under_title
from tables.prose.labels import BUDGET_BASE, label_of, respective
from tables.prose.measures import measure_of

_HAS_AMOUNT = re.compile(r"\d[\d,.]*(?:[万亿]?元|%)")
LOOK_BACK = 600
"""Characters before a figure that are searched for what governs it; a sentence without an end stays linear."""

_PRONOUN = re.compile(r"该(?:科目|项|项目|类|款|预算|项收入|项支出)?|其|此项")
_SHARING = re.compile(r"分别[^，。；：、\d]{0,8}$")
_JOINING = re.compile(r"\s*[、，和及与]\s*")
_ROW_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?=[\u4e00-\u9fff]{3})(?![年月日时届])")
_ADJUSTED = label_pattern("rate-on-other-footing")
"""Words before a rate, written up to its % and the character behind it, by which printed amounts need not give it."""

_NAMED_AFTER = re.compile(r"(?:核定|确定|批准|安排)([^，。；：、！？()\d]{0,6}(?:\d{4}年)?[^，。；：、！？()\d]{2,20})")
_AFTER = re.compile(r"[^，。；：、！？（）()\d]{1,14}")


class Setting(Struct, frozen=True):
    """Where a passage stands: the document, the passage's index and report, and what surrounds it.

    `level` is that with which the sentence before begins, unless it is the whole area: 市本级收入…。支出… goes on with the
    own level, while a sentence behind 全市收入… may speak of either. `title` is the item whose name the sentence before
    consists of (——资源税。).
    """

    document: str
    index: int
    report: int
    surroundings: Surroundings
    line_of: Callable[[int], int]
    level: Level | None = None
    title: str = ""


def narrate(text: str, setting: Setting) -> tuple[tuple[Figure, ...], tuple[tuple[int, int], ...]]:
    """The figures of a passage in the order of the text, and the spans of its sentences."""
    spans = sentences(text)
    begins = contexts(text, spans)
    figures: list[Figure] = []
    found = find_quantities(text)
    shared = _respective(text, found)
    which, floor, start_of_sentence, first = 0, 0, 0, 0
    for i, hit in enumerate(found):
        while which + 1 < len(spans) and spans[which][1] <= hit.start:
            which += 1
        start, end = spans[which] if spans else (0, len(text))
        if start != start_of_sentence:
            begun = figures[first].level if figures else None
            title = item_title(text[slice(*spans[which - 1])])
            setting = replace(setting, level=None if begun is Level.WHOLE else begun, title=title)
            floor, start_of_sentence, first = start, start, len(figures)
        segment = text[_lead_start(text, max(floor, start), hit.start) : hit.start]
        segment = segment[_row_start(segment, hit.start - len(segment), setting) :]
        stop = min(end, found[i + 1].start if i + 1 < len(found) else end)
        context = begins[which] if begins else 0
        figure = _figure(text, hit, segment, (start, context), stop, figures, setting)
        name = label_of(shared.get(i, ""), figure.measure)
        figures.append(replace(figure, label=name) if len(name) >= 2 else figure)
        floor = hit.end
    return tuple(figures), spans


def _figure(
    text: str, hit: Found, segment: str, begins: tuple[int, int], stop: int, earlier: Sequence[Figure], setting: Setting
) -> Figure:
    start, context = begins
    here = [figure for figure in earlier[-12:] if figure.start >= start and not _in_remark(text, figure, hit.start)]
    # 高于全市水平4.1个百分点 says nothing new of the subject: what follows still speaks of the figure before.
    # Nor does 为调整预算12.6亿元的101.3%: what grew is the amount that was carried out.
    told = [figure for figure in here if figure.measure not in (Measure.POINTS, Measure.RANK)]
    subjects = [figure for figure in told if not BUDGET_BASE.fullmatch(figure.label)]
    previous = next(reversed(subjects or here), None)
    measure, sign = measure_of(segment, hit.quantity.unit, hit.ordinal)
    label = _label(text, hit, segment, start, stop, measure)
    if label or previous is None:
        label = under_title(setting.title, label)
    if previous is not None and measure is Measure.AMOUNT and not label and previous.measure is Measure.FROM:
        measure = Measure.TO
    label = label or (previous.label if previous is not None else "")
    label = label or _topic(text[max(start, hit.start - LOOK_BACK) : hit.start])
    around = setting.surroundings
    lead = without_causes(_without_remarks(text[max(context, hit.start - LOOK_BACK) : hit.start]))
    own = label_of(segment, measure) or not previous
    budget = budget_in(label) or nearest_budget(pieces(lead)) or around.budget()
    level = (
        level_in(label)
        or (nearest_level(governing_level(lead)) if own else previous.level if previous else None)
        or setting.level
        or around.level()
    )
    return Figure(
        id=f"{setting.document}.p{setting.index}.{len(earlier)}",
        quantity=hit.quantity,
        place=Place(
            setting.document, line=setting.line_of(hit.digits), paragraph=setting.index, span=(hit.start, hit.end)
        ),
        label=label,
        source="narrative",
        measure=measure,
        sign=sign,
        budget=budget,
        level=level,
        period=_period(text, segment, lead, earlier, here, around),
        stage=_stage(measure, segment, text[max(start, hit.start - LOOK_BACK) : hit.start]),
        report=setting.report,
        adjusted=hit.quantity.unit.is_rate and bool(_ADJUSTED.search(f"{segment}%{text[hit.end : hit.end + 1]}")),
    )


def _period(
    text: str, segment: str, lead: str, earlier: Sequence[Figure], here: Sequence[Figure], around: Surroundings
) -> Period | None:
    """The period named nearest before a figure, else its neighbours' in the sentence, else the passage's or heading's.

    A year within the name of an event or in a quotation counts only where nothing else names one.
    """
    year = around.year
    plain = segment if without_names(segment) == segment else ""
    found = period_in(plain, year) or nearest_period(pieces(without_names(lead)), year)
    if found is None and here:
        found = here[-1].period
    elif found is None:
        opening = period_in(re.split("[，。；：]", text[:40])[0], year) or around.period()
        found = carried(earlier[-1].period, opening) if earlier else opening
    return found or period_in(segment, year) or nearest_period(pieces(lead), year)


def _label(text: str, hit: Found, segment: str, start: int, stop: int, measure: Measure) -> str:
    """The noun that the figure's own words give it, or nothing: then it speaks of what the figure before spoke of."""
    label = label_of(segment, measure)
    if re.match("[比较]|与[^，]{2,12}相比", label):  # 比2024年预算增加10万元 names only what it is compared with
        return ""
    if segment.endswith("按") and (named := _NAMED_AFTER.match(text, hit.end)):  # 建议按192.1亿元核定债务限额
        return label_of(named[1], measure)
    if _PRONOUN.fullmatch(label):  # 列入“债务转贷收入”，该科目由0万元调整为…
        return _named_before(text[max(start, hit.start - LOOK_BACK) : hit.start])
    if not label and (measure is Measure.COUNT or (measure is Measure.AMOUNT and "其中" in segment)):
        after = _AFTER.match(text, hit.end, stop)
        return re.split("[和及与]", after.group())[0].lstrip("的") if after else ""
    return label


def _respective(text: str, found: Sequence[Found]) -> dict[int, str]:
    """The name of each number of a list after 分别 (甲、乙分别完成56.5%和53.7%), by the index of the number."""
    names: dict[int, str] = {}
    for i, hit in enumerate(found[:-1]):
        floor = max(found[i - 1].end if i else 0, hit.start - LOOK_BACK // 4)
        clause = text[floor : hit.start]
        if i in names or not _SHARING.search(clause):
            continue
        last = i
        while last + 1 < len(found) and _JOINING.fullmatch(text, found[last].end, found[last + 1].start):
            last += 1
        for n in range(last - i + 1) if last > i else ():
            names[i + n] = respective(clause, n, last - i + 1)
    return names


def _row_start(segment: str, at: int, setting: Setting) -> int:
    """Where in `segment`, which begins at `at`, the last row of a torn table begins: a line opening with its number."""
    opens = [row.start() for row in _ROW_NUMBER.finditer(segment)]
    lines = [n for n in opens if at + n > 0 and setting.line_of(at + n) != setting.line_of(at + n - 1)]
    return lines[-1] if lines else 0


def _named_before(before: str) -> str:
    """The noun that a pronoun stands for: what the piece before names in quotation marks, else its label."""
    piece = next(iter(pieces(before)[1:]), "")
    quoted = re.findall("“([^“”]{2,30})”", piece)
    return quoted[-1] if quoted else label_of(piece, Measure.AMOUNT)


def _in_remark(text: str, figure: Figure, at: int) -> bool:
    """True for a figure in a bracket that is closed before `at`: what a remark speaks of is not spoken of behind it."""
    behind = text[figure.end : at]
    return behind.count(")") > behind.count("(")


def _without_remarks(before: str) -> str:
    """`before` without its closed brackets: what a remark says (使用2022年结存限额) does not govern what follows it."""
    previous = None
    while previous != before:
        previous = before
        before = re.sub(r"\([^()]*\)", "", before)
    return before


def _lead_start(text: str, floor: int, at: int) -> int:
    """Where the words that name a figure begin; a sum of several (甲、乙和丙合计) is named by all of them."""
    begin = segment_start(text, floor, at)
    while begin > floor and text[begin - 1] == "、" and re.search(r"合计|共计|总计", text[begin:at]):
        begin = segment_start(text, floor, begin - 1)
    return begin


def _topic(before: str) -> str:
    """What a sentence speaks of where no noun stands right before its first figure: the opening of the sentence."""
    for piece in reversed(pieces(before)):
        label = label_of(piece, Measure.AMOUNT)
        if len(label) >= 2 and not _HAS_AMOUNT.search(label):
            return label[:16]
    return ""


def _stage(measure: Measure, segment: str, before: str) -> Stage | None:
    if measure is Measure.FROM:
        return Stage.BUDGET
    if measure in (Measure.AMOUNT, Measure.COUNT) and re.match(r"(?:经?(?:上述|本次|以上)?调整)(?:以?后)，", before):
        return Stage.ADJUSTED
    if measure is Measure.TO:
        return Stage.ADJUSTED if "调整" in segment or not segment else None
    return stage_in(segment)
