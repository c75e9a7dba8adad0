"""Words that stand only in the workbook: what the colours and the checking columns mean, Chinese first."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "severities": (
        "红底“错误”：材料写明的或法定的关系不成立；黄底“提醒”：很可能应当一致而不一致，需人工判断；"
        "蓝底“提示”：末位相差，四舍五入可以解释",
        "red “error”: a relation the documents state, or the law, does not hold; yellow “warning”: should probably "
        "agree and does not, for a person to judge; blue “note”: the last digit differs, rounding explains it",
    ),
    "severities_title": ("颜色与严重程度", "colours"),
    "legend": ("图例：", "Legend: "),
    "legend_printed": ("蓝灰表头各列为原表所列数字。", "Blue-grey heads: the figures as printed. "),
    "legend_checks": (
        "绿色表头各列为程序所加：“重算”是用公式把该列各分项重新相加，“差额”是所列合计减去重算数，"
        "“舍入”是四舍五入最多能解释的差额；差额超出舍入时为深红底。"
        "与各分项相符的合计数是公式：改动分项，合计随之改变，“差额”即变红，并仍以原来所列的数比较。",
        "Green heads: added here. “Recount” is a formula adding the parts of the column again, “difference” is the "
        "printed total less the recount, “rounding” is what rounding can explain at most; beyond it is dark red. "
        "A total that agrees is "
        "a formula: change a part and it follows, while the difference still compares with the number printed. ",
    ),
    "legend_change": (
        "“调整额”＝调整预算数－预算数，由公式算出。",
        "“Change” is the adjusted figure less the budget, a live formula. ",
    ),
    "legend_marks": (
        "数字带底色的，见“问题清单”：红为错误，黄为提醒，蓝为提示，最右一列注明是第几条。",
        "A coloured figure stands on the sheet “Findings”: red error, yellow warning, blue note; the last column says "
        "which. ",
    ),
    "debt_item": ("事项", "item"),
    "sign": ("加减", "sign"),
    "converted": ("折合", "converted"),
    "debt_computed": ("推算数", "works out as"),
    "debt_stated": ("所列数", "stated"),
    "debt_lesser": ("与上限相比的数", "compared with the bound"),
    "debt_greater": ("上限", "the bound"),
    "debt_head": ("「{label}」与推算数", "“{label}” and what it works out as"),
    "debt_head_bound": ("不超过「{label}」", "at most “{label}”"),
    "debt_basis": ("（依据：{said}）", " (by {said})"),
    "debt_gap": ("差额", "difference"),
    "debt_slack": ("舍入±{slack}", "rounding ±{slack}"),
    "group": ("核对：{title}", "check: {title}"),
    "again": ("重算", "recount"),
    "gap": ("差额", "difference"),
    "slack": ("舍入", "rounding"),
    "marks": ("问题清单", "finding"),
    "mark": ("第{n}条 {severity}", "no. {n} {severity}"),
}


def word(key: str, lang: str, **values: object) -> str:
    """The words for `key` in `lang`, its names filled in.

    >>> word("mark", "zh", n=2, severity="提醒")
    '第2条 提醒'
    """
    return WORDS[key][1 if lang == "en" else 0].format(**values)
