"""Words the reports and commands share, Chinese first, English beside it.

Findings bring their own sentences; here are only the labels around them. A label that takes values has `{names}` in it.
"""

from __future__ import annotations

LANGUAGES = ("zh", "en")

SEVERITY = {"error": ("错误", "error"), "warning": ("提醒", "warning"), "note": ("提示", "note")}
OUTCOME = {
    "exact": ("一致", "agrees"),
    "rounding": ("仅因四舍五入有差", "differs by rounding only"),
    "broken": ("不一致", "does not agree"),
    "undecided": ("无法判断", "cannot be decided"),
}
KIND = {
    "balance": ("合计与分项", "sum"),
    "same": ("同一数字", "same figure"),
    "ratio": ("比率", "ratio"),
    "growth": ("增长", "growth"),
    "at-most": ("不超过", "at most"),
}
BASIS = {
    "stated": ("原文所述", "stated"),
    "derived": ("由规定或各处推得", "derived"),
    "inferred": ("按结构推断", "inferred"),
}
SOURCE = {"cell": ("附表", "table"), "narrative": ("正文", "narrative")}

LABELS: dict[str, tuple[str, str]] = {
    "page": ("第{n}页", "page {n}"),
    "line": ("文本第{n}行", "line {n}"),
    "row": ("行「{label}」", "row “{label}”"),
    "column": ("列「{label}」", "column “{label}”"),
    "sheet": ("工作表「{label}」", "sheet “{label}”"),
    "working": ("计算", "working"),
    "rounding": ("舍入最多解释 ±{n} {unit}", "rounding explains at most ±{n} {unit}"),
    "suspect": ("可能有误", "possibly wrong"),
    "suggested": ("{text}，建议核对是否为 {value}", "{text}; please check whether it should be {value}"),
    "related": ("另见", "see also"),
    "explain": ("说明", "more"),
    "adds_up": ("分项相加为 {n}", "the parts add up to {n}"),
    "works_out": ("推算为 {n}", "works out as {n}"),
    "marked": ("此数", "this figure"),
    "more_rows": ("（另有 {n} 行）", "({n} more rows)"),
    "narrative": ("正文", "narrative"),
    "read": (
        "核对了 {files} 个文件、{tables} 张表、{figures} 个数",
        "checked {files} file(s), {tables} table(s), {figures} figure(s)",
    ),
    "relations": (
        "{all} 条勾稽关系：{exact} 条一致，{rounding} 条仅因四舍五入有差，{broken} 条不一致，{undecided} 条无法判断",
        "{all} relation(s): {exact} agree, {rounding} differ by rounding only, {broken} do not agree, "
        "{undecided} cannot be decided",
    ),
    "findings": (
        "发现：{error} 项错误，{warning} 项提醒，{note} 项提示",
        "found: {error} error(s), {warning} warning(s), {note} note(s)",
    ),
    "coverage": (
        "覆盖：{bound}/{figures} 个数至少参与一条关系，其中 {verified} 个有关系证实",
        "coverage: {bound} of {figures} figures take part in a relation, {verified} are confirmed by one",
    ),
    "unchecked": (
        "未核对的 {n} 个数没有参与任何关系，不代表它们没有问题；清单见 fiscal export 工作簿的“覆盖情况”表",
        "{n} figure(s) took part in no relation; that does not mean they are right; "
        "`fiscal export` lists them on the sheet “Coverage”",
    ),
    "unchecked_in": ("{place}：{n} 个", "{place}: {n}"),
    "unchecked_rest": ("其余 {places} 处：{n} 个", "{places} other place(s): {n}"),
    "nothing_unchecked": ("没有未参与核对的数", "no figure was left out of the checks"),
    "workbook": (
        "工作簿已写入 {path}（{findings} 项发现）",
        "the workbook is in {path} ({findings} finding(s))",
    ),
    "tables_written": (
        "{tables} 张表写入 {path}，共 {files} 个文件",
        "{tables} table(s) written to {path}, {files} file(s)",
    ),
    "progress": ("正在读取并核对 {n} 个路径……", "reading and checking {n} path(s) ..."),
}


def words(table: dict[str, tuple[str, str]], key: str, lang: str) -> str:
    """The word for `key` in `lang`; the key itself where nobody has a word for it.

    >>> words(SEVERITY, "error", "zh"), words(OUTCOME, "new", "en")
    ('错误', 'new')
    """
    found = table.get(key)
    return key if found is None else found[1 if lang == "en" else 0]


def label(key: str, lang: str, **values: object) -> str:
    """The label `key` in `lang`, its names filled in.

    >>> label("page", "zh", n=3)
    '第3页'
    """
    return LABELS[key][1 if lang == "en" else 0].format(**values)
