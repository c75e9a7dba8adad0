"""决算数大于（小于、等于）预算数, against the two amounts of the paragraph.

查什么: 同一段写有“年初预算为A，支出决算为B”，随后写“决算数大于（小于）预算数”的，B与A的大小是否如文字所说；“等于”“持平”的，两数是否
    相同；“基本持平”只记录相同的。模板中未作选择的“大于/小于”不查。
为什么: 部门决算说明逐项解释决算与预算的差异，文字方向与数字相反，解释就失去依据。
例: “年初预算为1560.05万元，支出决算为1511.89万元。决算数大于预算数”，数字却是决算小于预算。
怎么办: 核对预算数与决算数，更正“大于”“小于”“持平”的用语或数字。
依据: 《预算法》第七十五条、第八十九条；财政部部门决算公开范本（决算数与预算数差异说明）。

What: a paragraph that gives budget and outturn and then says that the outturn is above, below or equal to the budget.
Why: departments explain item by item why the two differ; with the direction wrong the explanation is void.
Example: budget 1560.05, outturn 1511.89, "the outturn exceeds the budget".
Fix: Check budget and outturn; correct the words or a figure.
Source: Budget Law art. 75 and 89; the Ministry of Finance's form for departments' final accounts.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re
from fiscal.claims import at_most, same
from fiscal.document import Passage
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from tables.prose.spans import between, figures_within, words_before

CODE = "WRD02"
NAME = "outturn-and-budget-words"
TITLE = {"zh": "“决算数大于预算数”等用语", "en": "Words that compare outturn and budget"}

NEAR = 200
"""How many characters before the words budget and outturn may stand."""

_PLAN = re.compile(r"(?:年初|调整|当年)?预算(?:数)?(?:安排)?(?:为|是)?$")
_DONE = re.compile(r"，(?:支出|收入)?(?:决算|执行)数?(?:为|是)?")
_WORDS = re.compile(
    r"[。；，](?:支出|收入)?(?:决算|执行)数?(?:与(?:年初)?预算数?(?P<roughly>基本|大体)?(?P<level>持平|相等|一致)|"
    r"(?P<more>大于|高于|多于|超过)(?:年初)?预算数?|(?P<less>小于|低于|少于)(?:年初)?预算数?|(?P<equal>等于)(?:年初)?预算数?)"
)


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation for every comparison whose budget and outturn stand right before it, next to each other."""
    for passage in dossier.passages():
        for found in _WORDS.finditer(passage.text):
            pair = _pair(passage, found.start())
            if pair is not None:
                yield from _relation(*pair, found, passage)


def _pair(passage: Passage, at: int) -> tuple[Figure, Figure] | None:
    """The last two amounts before `at`, if they are budget and outturn of one thing."""
    near = figures_within(passage, (max(0, at - NEAR), at))
    before = [figure for figure in near if figure.end <= at and figure.quantity.unit.is_money]
    if len(before) < 2:
        return None
    plan, done = before[-2:]
    first = _PLAN.search(words_before(passage, plan, 12))
    second = _DONE.fullmatch(between(passage, plan, done))
    alike = plan.quantity.unit.dimension == done.quantity.unit.dimension
    return (plan, done) if first and second and alike else None


def _relation(plan: Figure, done: Figure, found: re.Match[str], passage: Passage) -> Iterator[Relation]:
    if passage.text[found.end() : found.end() + 1] in ("/", "（", "(", "、", "或"):
        return  # 大于/小于: a form that nobody has filled in
    said = passage.text[max(0, plan.start - 8) : found.end()]
    if found["more"] or found["less"]:
        lesser, greater = (plan, done) if found["more"] else (done, plan)
        yield at_most(CODE, lesser, greater, Basis.STATED, said)
    elif not found["roughly"] or plan.quantity.centre == done.quantity.centre:
        yield same(CODE, (plan, done), Basis.STATED, said)
