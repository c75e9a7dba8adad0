"""The regular expressions by which numbers with units are found; what they mean is said in numerals.py.

All runs are bounded (30 digits, 20 Chinese signs) and no number starts inside another, so matching is linear.
"""

from __future__ import annotations

from functools import cache

from fiscal import late_patterns as re
from fiscal.numbers import hedge
from fiscal.numbers.chinese_numerals import CAPITALS, DIGIT_SIGNS
from fiscal.numbers.chinese_numerals import DIGITS as NUMERALS
from fiscal.numbers.chinese_numerals import SIGNS as HAN
from fiscal.numbers.units import MULTIPLIERS, known_units

DIGITS = "".join(NUMERALS)
NOT_COUNTED: dict[str, str] = {
    "人": "(?!大代|大常|大及|大换|大和|民|均|才|工|行|防|文|社)",
    "位": "(?!数|于|居|列|置|一体)",
    "家": "(?!庭|属|园|长|乡|具|政)",
    "户": "(?!籍|外|口|均)",
    "项": "(?!目(?!标))",
    "次": "(?!级|生|要|高)",
    "处": "(?!理|罚|置|于|级|方|分)",
    "场": "(?!所|馆|地|景|镇)",
    "名": "(?!单|录|称|誉|优)",
    "组": "(?!织|团|合|建|成)",
    "支": "(?!持|出|付|撑|援|部|行)",
    "台": "(?!账|风|胞|商)",
    "本": "(?!级|市|区|县|省|州|盟|旗|次|届|年|地|行政|单位|部门|镇|乡|街|报告|金|息|职|质|文)",
    "部": "(?![门分委署队长级])",
    "所": "(?![有属需在涉列得谓辖])",
    "对": "(?=夫妻|新人|结对|母子|[，。、；]|$)",
    "类": "(?!似|别|型)",
    "种": "(?!植|养|业|粮|子)",
    "起": "(?!来|到|点|草|步|始|诉|航|跑|重|实施|施行|执行)",
    "条": "(?!例|款|件)",
    "座": "(?!谈|位)",
    "份": "(?!额)",
    "批": "(?!准|复|发)",
    "笔": "(?!者|记)",
    "套": "(?!用|牌|种|班子)",
    "头": "(?!部|寸)",
    "间": "(?!接|隔|距)",
    "门": "(?!类|诊|店|户)",
    "轮": "(?!换|流|岗|候)",
    "村": "(?!民|级|居|庄|委)",
    "镇": "(?!级|区|村|域|长)",
    "天": "(?!然|气|津|空|猫)",
    "度": "(?!假|过)",
    "角": "(?!度|色|落|逐|美)",
    "成": "(?![立为功员本果效长都型品交熟因份])",
    "例": "(?!如|会|外|行|子)",
    "宗": "(?!教|旨|族)",
    "只": "(?![有是能要占做])",
    "元": "(?!旦|素|宵|月)",
    "圆": "(?!满|形|桌|心|柱|融|圈)",
    "个": "(?!多月|半月|余月|人|体|别|性)",
    "m2": "(?![0-9A-Za-z])",
}
"""What must not (or must) follow a short unit for it to be one: 3部门 counts nothing, 3部 does."""


def _alternation() -> str:
    names = sorted((name for name in known_units() if name != "排名"), key=lambda name: (-len(name), name))
    parts = [re.escape(name) + NOT_COUNTED.get(name, "") for name in names]
    prefixed = [part for name, part in zip(names, parts, strict=True) if _takes_multiplier(name)]
    return "(?:" + "|".join(parts) + "|[百千万亿]{1,3}(?:" + "|".join(prefixed) + "))"


def _takes_multiplier(name: str) -> bool:
    """True for units that 万 or 亿 may stand before: 千瓦时 as well, but not 万元, which has its own."""
    multiplied = name[0] in MULTIPLIERS and name[1:] in known_units()
    return not multiplied and not re.match("[%‰个百倍成]|排名", name)


PER = (
    "(?:万元|亿元|万人|人次|平方米|平方公里|立方米|公顷|公里|小时|季度"
    "|人|户|家|年|季|月|周|日|天|时|次|件|个|亩|吨|床|㎡|m2)"
)
_GROUPED = r"(?>\d{1,3}(?:[,，]\d{3}){1,9}(?![,，]?\d))|(?<!\d\ )(?>\d{1,3}(?:\ \d{3}){1,9}(?!\ ?\d))"
NUMBER = (
    rf"(?:{_GROUPED}|(?>\d{{1,30}})(?!,\d))(?:\.(?>\d{{1,30}})(?!\.?\d)|\.(?=[百千万亿]{{0,2}}(?:元|%|"
    r"公顷|平方|个百分点)))?"
)
"""A number; a point right before the unit (11.亿元) is a damaged number that has lost its decimals, not two words.

Groups of three may be parted by commas of either width (3,594，026) or by blanks (76 490.5).
"""
NOTE_MARKS = "⁰¹²³⁴-⁹"
"""Superscript figures: the marks of foot notes, glued to the number that they explain."""
TO = "(?:-{1,2}|—{1,2}|~{1,2}|至|到)"
SIGN = r"(?:(?<![.%)])[-+](?![-+])|[△▲▽▼]|(?<![自担肩抱])负)"
UNKNOWN_SIGN = "\ufffd\ue000-\uf8ff"
"""Signs that nobody can tell the meaning of: a number behind one may be negative."""
START = rf"(?<![0-9A-Za-z〔前{UNKNOWN_SIGN}])(?<![0-9A-Za-z][.,/])(?<![0-9A-Za-z.%)]-)"


@cache
def found() -> re.Pattern[str]:
    """The pattern that finds whatever may be a number with a unit, an ordinal or a fraction in normalised text."""
    unit = _alternation()
    counted = f"{unit}(?:/{PER})*"
    digital = (
        rf"{START}(?P<sign>{SIGN})?\ ?(?:"
        rf"(?=[0-9亿万千百零]*[千百]零?[0-9])(?P<mixed>(?:(?>[0-9]{{1,4}})[亿万千百十]零?){{1,5}}"
        rf"(?>[0-9]{{1,4}})?(?:\.[0-9]{{1,6}})?)(?P<mixed_unit>[万亿]?元)"
        rf"|(?P<high>(?>\d{{1,8}}))(?P<power>亿|万)[零又]?(?P<low>(?>\d{{1,4}})(?:\.\d{{1,6}})?)"
        rf"(?P<low_odd>[余多])?(?P<low_unit>{unit}|万|千)"
        rf"|\((?P<bracketed>{NUMBER})\)\ ?(?P<bracketed_unit>{unit})"
        rf"|(?P<first>(?:(?<![0-9A-Za-z.])\.(?=\d))?{NUMBER})[{NOTE_MARKS}]{{0,3}}"
        rf"(?:\ ?(?P<first_unit>{unit})?\ ?{TO}\ ?(?P<second>{NUMBER})[{NOTE_MARKS}]{{0,3}})?"
        rf"\ ?(?P<odd>[余多])?\ ?"
        rf"(?P<unit>{counted}|(?:万亿|亿|万)(?:(?P<late_odd>[余多])(?:元|人次|人|户|件|平方米|亩))?)"
        r")"
    )
    also = rf"[、和及至到—~-]第?(?:\d{{1,4}}|[{HAN}]{{1,6}})(?![年月日%.0-9])"
    ordinal = (
        rf"第\ ?(?P<rank>\d{{1,20}}|[{HAN}]{{1,12}})(?P<ranks>(?:{also})*)"
        r"(?P<rank_unit>[位名](?!数))?"
    )
    percent = rf"百分之(?P<percent>[{HAN}点]{{1,16}})"
    capital = rf"(?=[{CAPITALS}])[{CAPITALS}零〇万亿]{{2,24}}(?=[万亿]?[元圆])"
    numeral = rf"[{HAN}]{{1,20}}(?:点[{DIGITS}]{{1,8}})?"
    chinese = (
        rf"(?<![第数几近{HAN}{CAPITALS}0-9.])(?<![{HAN}]点)(?P<han>{numeral}|{capital})"
        rf"(?P<han_odd>[余多])?(?P<han_unit>{unit})"
    )
    start = rf"(?=[.0-9第百△▲▽▼负(+\-{HAN}{CAPITALS}])"
    return re.compile(f"{start}(?:{ordinal}|{percent}|{digital}|{chinese})")


COINS = re.compile(r"零?(?:(\d|[零一二三四五六七八九])角)?零?(?:(\d|[一二三四五六七八九])分)?(?!\d|[之钟])")
"""What stands behind 元 in an amount written out: 1角1分, 零5分."""
QUOTES = ("“", "‘", "「", "《", '"')
MEETING = re.compile("全会|全体会议|代表大会|党代会|会议")
GOES_ON_AS_A_NAME = re.compile("[^\\W\\da-zA-Z的钱整以左至到每由增减升降]")
"""What stands behind one sign and 元 in 三元区 and 二元结构, and behind no amount: 五元以上, 三元的标准, 由一元增至三元."""
HAS_DIGIT = re.compile(f"[{DIGIT_SIGNS}]|^十")
BEFORE = tuple(sorted(hedge.BEFORE, key=lambda word: (-len(word), word)))
NOT_HEDGE = {"近": "最附临就邻靠亲远接将", "约": "节合条契履签违特预公制续解集缔", "超": "高", "逾": ""}
"""What makes a one-character hedge part of another word: 节约, 最近."""

AFTER = re.compile(r"\ ?(?:(左右|以上|以下|以内)(?!述)|(上下)(?![级游联浮班])|([余多])(?=[的，。；、)]|$))")
RANKED = re.compile(
    r"(?:排名|位列|位居|名列|跃居|稳居|高居|排在|排到|位次|升至|降至|升到|居(?!民|住|家|委|村|于?次)|列(?!入|出|为|支|席)"
    r"|排(?!放|查|水|污))[^，。；：]{0,14}\Z"
)
RANK_ENDS = re.compile(r"\ ?(?:[、，。；)]|\Z)(?!第)")
NO_RANK = re.compile(r"\ ?[一二三四五六七八九十条次届号期批章款轮个季年产方阶类级组卷部编节版代项期者人产]")
