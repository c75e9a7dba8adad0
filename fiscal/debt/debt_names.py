"""Reading the names of debt figures: which concept, kind, year and moment a noun phrase means.

Chinese puts the head noun last, so what a phrase ends in decides (新增专项债务限额 is a limit); what it says before
narrows it. A bare 一般债务 or 专项债券 takes its meaning from the figure it is part of, or from the sentence so far.
"""

from __future__ import annotations

from functools import lru_cache

from fiscal import late_patterns as re
from fiscal.budget import Budget
from fiscal.debt.fact import APPROVED, REPLACING, USED, DebtConcept, DebtFact, DebtKind, moment
from fiscal.words.vocabulary import budget_in, fold

_C, _K = DebtConcept, DebtKind

_KIND = {"一般": _K.GENERAL, "专项": _K.SPECIAL}
_KIND_OF_BUDGET = {Budget.GENERAL: _K.GENERAL, Budget.FUNDS: _K.SPECIAL}
_BOND = r"债(?:券|务)?(?:资金|额度|规模|发行额)?$"
_REPAID = re.compile("^(?:当年|本年|全年)?(?:偿还|归还)(?:到期)?本金$")
_RULES: tuple[tuple[re.Pattern[str], DebtConcept], ...] = (
    (re.compile(r"特别国债(?:资金|额度)?$"), _C.SPECIAL_TREASURY),
    (
        re.compile(r"结存(?:债务)?限额(?:空间)?$|债务?限额空间$"),
        _C.SURPLUS_LIMIT,
    ),
    (re.compile(r"新增.{0,10}债务?.{0,4}限额$|(?:债务?)?新增限额$"), _C.NEW_LIMIT),
    (re.compile(r"债务?(?:的)?(?:[年期][初末底])?(?:余额)?总?限额$"), _C.LIMIT),
    (re.compile(r"(?:债务|一般债|专项债)(?:的)?(?:[年期][初末底])?余额$"), _C.BALANCE),
    (re.compile(r"(?:一般|专项|政府)债务(?:发行|举借)(?:额|(?:决算|执行|预计执行)?数)$"), _C.ISSUED),
    (re.compile(r"债.{0,8}还本付息(?:支出)?$|债.{0,4}本息$"), _C.REPAYMENT_AND_INTEREST),
    (
        re.compile(r"债.{0,8}(?:还本|到期本金|本金)(?:支出)?$|到期.{0,8}债(?:券|务)(?:的)?(?:本金)?$"),
        _C.MATURING_PRINCIPAL,
    ),
    (_REPAID, _C.MATURING_PRINCIPAL),
    (re.compile(r"债.{0,8}(?:付息|利息)(?:支出)?$"), _C.INTEREST),
    (re.compile(r"(?:一般|专项)?债务?券?转贷(?:收入)?$"), _C.ONLENDING_RECEIPTS),
    (re.compile(r"新增.{0,8}债.{0,4}(?:和|及|与|、).{0,6}再融资.{0,6}" + _BOND), _C.BOND_QUOTA),
    (re.compile(r"再融资.{0,8}" + _BOND), _C.REFINANCING_BONDS),
    (re.compile(r"新增.{0,8}债券(?:资金|额度|规模|发行额)?$|新增(?:一般|专项)债(?:额度)?$"), _C.NEW_BONDS),
    (re.compile(r"债券?(?:资金)?(?:总?额度|总规模)$"), _C.BOND_QUOTA),
)
"""How the noun phrases end, first match counts."""

_BARE = re.compile(
    r"(?:(?:19|20)\d\d年?[末初底]?)?(?:预计|使用|发行|下达|安排|本次|当年|[本我全][省市区县州旗])*"
    r"(?:地方)?(?:政府)?(一般|专项)(?:债务|债券|债)"
)
_HEADS = re.compile(
    r"(?P<surplus>结存限额)|(?P<new_limit>新增[^，。；、（\d]{0,12}?限额)|(?P<limit>限额)|(?P<balance>余额)"
    r"|(?P<refinancing>再融资[^，。；、（\d]{0,8}?债)|(?P<new>新增[^，。；、（\d]{0,8}?债(?!务))"
    r"|(?P<bonds>债券[^，。；、（]{0,4}额度|转贷|下达[^，。；]{0,20}债券)|(?P<other>还本付息|还本|付息|本金|隐性)"
)
_CONCEPT_OF_HEAD = {
    "limit": _C.LIMIT,
    "balance": _C.BALANCE,
    "new_limit": _C.NEW_LIMIT,
    "refinancing": _C.REFINANCING_BONDS,
    "new": _C.NEW_BONDS,
    "bonds": _C.BONDS,
}
_SWAP = re.compile(r"(?:置换|化解).{0,14}隐性债务?.{0,8}限额$|隐性债务?.{0,4}置换.{0,6}限额$")
_MOVED = re.compile("(?:一般|专项|政府)债务当[期年](新增|减少)$")
_STRUCK_OFF = re.compile(r"(?:采取其他方式化解|调减|核减|核销)[^，。；、]{0,12}债务额?$")
_DEFICIT = re.compile(r"地方(?:财政)?赤字$")
"""In the form on the balance of general debt the deficit is what the new general limit is called."""
_SERVICE = {"还本": _C.MATURING_PRINCIPAL, "本金": _C.MATURING_PRINCIPAL, "付息": _C.INTEREST, "利息": _C.INTEREST}
"""Parts of repayment and interest that say no more than their name (偿还债务本息3亿元，其中：本金2亿元，利息1亿元)."""
_NOT_DEBT = re.compile(
    "^其他|隐性|[率比%％占]|超(?!长期)|同比|增[长幅加减]|减少|下降|项目|中央|国外|外债|企业|利率|期限|风险|低于|小于|高于"
    "|距离|差额|自有|平均|月|季度|半年|提前|第.批|批次"
)
"""Words of rates, changes, comparisons, parts of a year or of a quota, and of debt that is not a local government's."""
_TAIL = re.compile(
    r"(?:为|是|约|达到?|共计?|合计|总计|分别|预计|总额|总量|总数|规模为|金额|数额|资金量|控制在|仍?按上年数?|不超过|以内|(?<!额度)上限"
    r"|(?:年初)?(?:预算|决算|执行|完成|预计|实际|实有)数|[（(][^（()）]{0,12}[)）]|[\d.,]+[万亿]*元?中?|安排|核定为?|确定为?|[的数额：:（(])$"
)
_FOOTNOTE = re.compile(r"(?<=[限余]额|债[券务])[\d①-⑳]{1,2}(?=空间|$)")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_SUPERIOR = re.compile(
    r"(?:财政部|国务院|财政[厅局]|[省市]级|自治区|[省市]政府|[省市]人民政府|上级)[^，。；]{0,8}?(?:核定|批准|下达)"
)
_PORTION = re.compile("安排|争取|用于|支持|投入|拨付|下拨")
_OF_BONDS = frozenset({_C.NEW_BONDS, _C.REFINANCING_BONDS, _C.BOND_QUOTA, _C.SPECIAL_TREASURY})
"""Verbs of spending: the bonds spent on one purpose are a portion of the year's bonds, not the fact itself."""
_REPLACES = re.compile("置换|补充|化解|存量|特殊")
_YEAR_END = re.compile("12月(?:31日|末|底)")
_MOMENT = re.compile("[年期]([末底]|初(?!预算|[^，。；]{0,8}(?:核定|批准|下达)))")
_AS_OF = re.compile(r"((?:19|20)\d\d)年[末底]")


def recognise(
    label: str, whole: DebtFact | None = None, year: int | None = None, context: str = "", topic: str = ""
) -> DebtFact | None:
    """The fact that a figure called `label` states; None where its words leave a doubt.

    `whole` is the fact of the figure of which this one is a part (其中), `year` the year spoken of where the label
    names none, `context` the words before the label in its sentence, or the title of the table if the label is a row;
    `topic` is the heading or the sentence without figures that stands before it (新增债务限额下达情况).

    >>> recognise("本区2023年地方政府债务限额") == DebtFact(DebtConcept.LIMIT, DebtKind.TOTAL, 2023, "end")
    True
    >>> recognise("专项债券", whole=recognise("2023年再融资债券额度")).concept
    <DebtConcept.REFINANCING_BONDS: 'refinancing-bonds'>
    """
    text = _stripped(label)
    found = _by_name(text, context)
    if found is None:
        if _refused(text) or not (re.search("债|限额", text) or text in _SERVICE or _REPAID.search(text)):
            return None
        found = next((concept for pattern, concept in _RULES if pattern.search(text)), None)
    if found is None:
        return _inherited(text, whole, year, context)
    if found is _C.LIMIT:
        found = _which_limit(text, whole, context, topic)
    kind = _kind(text, found, whole, context)
    if kind is None or (found in (_C.REPAYMENT_AND_INTEREST, _C.MATURING_PRINCIPAL) and "再融资" in text):
        return None
    if found in _OF_BONDS and _PORTION.search(context[-3:] + text):
        return None
    return _dated(found, kind, text, whole, year, context)


def _by_name(text: str, context: str) -> DebtConcept | None:
    """What is known by a name of its own: a limit for replacing hidden debt, moves, and the deficit in forms."""
    if _SWAP.search(text):
        return _C.SWAP_LIMIT
    if _STRUCK_OFF.search(text):
        return _C.STRUCK_OFF
    moved = _MOVED.search(text)
    if moved is not None:
        return _C.ISSUED if moved[1] == "新增" else _C.MATURING_PRINCIPAL
    return _C.NEW_LIMIT if _DEFICIT.search(text) and "一般债务" in context else None


@lru_cache(maxsize=4096)
def _stripped(label: str) -> str:
    """`label` without blanks, quotation and footnote marks and without the verbs that lead over to its number."""
    text = _YEAR_END.sub("末", _FOOTNOTE.sub("", fold(label)[-120:]))
    while (shorter := _TAIL.sub("", text)) != text:
        if text.endswith(("限额", "余额", "额度", "发行额")):
            break
        text = shorter
    return text


def _refused(text: str) -> bool:
    mixed = "国债" in text and re.search("债券|债务|新增.{0,4}债|再融资", text) is not None
    both = re.search("限额[和与及、]|余额[和与及、]", text) is not None
    return mixed or both or _NOT_DEBT.search(text) is not None


def _which_limit(text: str, whole: DebtFact | None, context: str, topic: str) -> DebtConcept:
    """新增 may be said once only: of the whole of which this limit is a part, or of the topic of limits handed down."""
    if _YEAR.search(text) or re.search("[年期][初末底]|总限额", text):
        return _C.LIMIT
    if whole is not None and whole.concept in (_C.NEW_LIMIT, _C.SURPLUS_LIMIT) and re.search("一般|专项", text):
        return whole.concept
    handed_down = re.search("下达|分配|核定|批准", context[-24:] + text)
    return _C.NEW_LIMIT if handed_down and re.search("新增[^，。；、]{0,14}(?:限额|额度)", topic) else _C.LIMIT


def _kind(text: str, concept: DebtConcept, whole: DebtFact | None, context: str) -> DebtKind | None:
    """The kind that `text` names; both kinds named is total; budget rows that name none take that of their budget."""
    if concept is _C.SPECIAL_TREASURY:
        return _K.TOTAL
    named = {_KIND[word] for word in re.findall("一般(?=债|再融资|和|、)|专项(?=债|再融资)", text)}
    if named:
        return _K.TOTAL if len(named) == 2 else named.pop()
    if whole is not None and whole.kind is not _K.TOTAL:
        return whole.kind
    if concept is _C.NEW_LIMIT and _DEFICIT.search(text):
        return _K.GENERAL
    budget = budget_in(context)
    if budget is not None and re.search("付息$|还本$", text):
        return _KIND_OF_BUDGET.get(budget)
    if re.search(r"支出$|转贷(?:收入)?$", text):
        return _KIND_OF_BUDGET.get(budget or Budget.SOCIAL_INSURANCE)
    return _K.TOTAL


def _dated(
    concept: DebtConcept, kind: DebtKind, text: str, whole: DebtFact | None, year: int | None, context: str
) -> DebtFact | None:
    """The fact with its year, moment and qualifier; None for balances on another day than the end of a year."""
    years = [int(found) for found in _YEAR.findall(text)]
    stated = years[-1] if years else None
    when = moment(concept)
    if concept is _C.BALANCE:
        before = _YEAR_END.sub("末", re.sub(r"\s", "", context[-60:]))
        if not years and re.search(r"\d月", before[-20:]):
            return None
        as_of = _AS_OF.findall(before) if stated is None and whole is None else []
        stated = int(as_of[-1]) if as_of else stated
    if concept in (_C.LIMIT, _C.BALANCE) and (whole is None or years):
        when = _start_or_end(text, context)
    if stated is None:
        stated = whole.year if whole is not None else year
        if stated is not None and re.search("上年|去年|上一年", text):
            stated -= 1
    if whole is not None and whole.concept is concept and not years:
        when = whole.when
    return DebtFact(concept, kind, stated, when, _qualifier(concept, text, whole, context))


def _start_or_end(text: str, context: str) -> str:
    """Of which moment a stock is told: the one named last before it; 年初预算 and 年初批准 name no moment."""
    moments = _MOMENT.findall(text) or _MOMENT.findall(re.sub(r"\s", "", context[-80:]).rsplit("。", 1)[-1])
    return "start" if moments and moments[-1] == "初" else "end"


def _qualifier(concept: DebtConcept, text: str, whole: DebtFact | None, context: str) -> str:
    if whole is not None and whole.concept is concept and whole.qualifier:
        return whole.qualifier
    if concept is _C.REFINANCING_BONDS and _REPLACES.search(text):
        return REPLACING
    if concept is _C.LIMIT and _SUPERIOR.search(context[-24:] + text):
        return APPROVED
    if concept in (_C.NEW_LIMIT, _C.SURPLUS_LIMIT) and re.search("使用|动用|利用|盘活", context[-2:] + text):
        return USED
    return ""


def _inherited(text: str, whole: DebtFact | None, year: int | None, context: str) -> DebtFact | None:
    """The fact of a bare 一般债务 or 专项债券, whose concept stands in its whole or earlier in its sentence."""
    bare = _BARE.fullmatch(text)
    if bare is None:
        served = whole is not None and whole.concept is _C.REPAYMENT_AND_INTEREST and text in _SERVICE
        return DebtFact(_SERVICE[text], whole.kind, whole.year) if whole is not None and served else None
    kind, years = _KIND[bare[1]], [int(found) for found in _YEAR.findall(text)]
    if whole is not None:
        if whole.concept is _C.SPECIAL_TREASURY or whole.kind not in (_K.TOTAL, kind):
            return None
        return DebtFact(whole.concept, kind, years[-1] if years else whole.year, whole.when, whole.qualifier)
    concept, then = _concept_before(context)
    if concept is None:
        return None
    when = _start_or_end(text, context) if concept in (_C.LIMIT, _C.BALANCE) else moment(concept)
    return DebtFact(concept, kind, years[-1] if years else then or year, when)


def is_bare(label: str) -> bool:
    """True if a label names only a kind of debt (一般债务, 专项债券) and takes its concept from what it is part of.

    >>> is_bare("专项债券"), is_bare("新增专项债券")
    (True, False)
    """
    return _BARE.fullmatch(_stripped(label)) is not None


def _concept_before(context: str) -> tuple[DebtConcept | None, int | None]:
    """The concept named last in the sentence so far and its year, what stands in closed brackets apart.

    Nothing where the last name is of a portion (提前批) or of another day than the end of a year.
    """
    sentence = _YEAR_END.sub("末", re.sub(r"\s", "", context[-400:]).rsplit("。", 1)[-1])
    for _ in range(3):
        sentence = re.sub(r"[（(][^（()）]*[)）]", "", sentence)
    heads = list(_HEADS.finditer(sentence))
    if not heads:
        return None, None
    head = heads[-1]
    if sentence.startswith("中", head.end()):  # 新增债务限额中，有一般债务8亿元: a part, nobody says how large
        return None, None
    clause = re.split("[，；：]", sentence[: head.start()])[-1]
    if re.search(r"提前|第.批|批次|隐性|\d月", clause[-20:]):
        return None, None
    years = _YEAR.findall(sentence[: head.end()])
    return _CONCEPT_OF_HEAD.get(head.lastgroup or ""), int(years[-1]) if years else None
