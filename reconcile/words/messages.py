"""Words the reports and commands share, Chinese first, English beside it.

Findings bring their own sentences; here are only the labels around them. A label that takes values has `{names}` in it.
"""

from __future__ import annotations

LANGUAGES = ("zh", "en")

SEVERITY = {"error": ("错误", "error"), "warning": ("提醒", "warning"), "note": ("提示", "note")}
CATEGORY = {"plausibility": ("合理性", "plausibility"), "completeness": ("完整性", "completeness")}
"""Put before the severity of what is no arithmetic; notes of the readers have codes that say so."""

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
    "working": ("计算过程", "working"),
    "suspect_column": ("可能有误的数/建议核对值", "possibly wrong / please check for"),
    "suspect": ("可能有误", "possibly wrong"),
    "explain": ("说明", "more"),
    "terms_cut": ("……（其余见“勾稽关系”和附表）", "... (the rest on the sheets of relations and tables)"),
    "same_table": ("同表", "same table"),
    "finding_id": ("本条编号：{id}", "id of this finding: {id}"),
    "adds_up": ("分项相加为 {n}", "the parts add up to {n}"),
    "works_out": ("推算为 {n}", "works out as {n}"),
    "marked": ("此数", "this figure"),
    "more_rows": ("（另有 {n} 行）", "({n} more rows)"),
    "narrative": ("正文", "narrative"),
    "read": (
        "核对了 {files} 个文件、{tables} 张表、{figures} 个数",
        "checked {files} file(s), {tables} table(s), {figures} figure(s)",
    ),
    "unread": (
        "另有 {n} 个文件无法读取，其中的数一个也没有核对",
        "{n} more file(s) could not be read; none of their figures were checked",
    ),
    "no_figures": (
        "没有读到任何可以核对的数：文件可能只有文字，也可能内容是图片或没有随文件保存，请对照原件",
        "no figure was found that could be checked: there may be words only, or what it shows is a picture or was "
        "not saved with it; please look at the original",
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
    "aside": (
        "其中合理性 {plausibility} 项、完整性 {completeness} 项：不是数字之间的矛盾，请人工判断",
        "of these {plausibility} of plausibility and {completeness} of completeness: no contradictions, "
        "but worth a look",
    ),
    "coverage": (
        "覆盖：{figures} 个数中 {bound} 个参与了核对，其中 {verified} 个至少有一处与别的数相符",
        "coverage: {bound} of {figures} figures take part in a relation, {verified} are confirmed by one",
    ),
    "unchecked": (
        "另有 {n} 个数没有核对到，不代表它们没有问题；清单见工作簿（fiscal export）的“覆盖情况”表",
        "{n} figure(s) took part in no relation; that does not mean they are right; "
        "`fiscal export` lists them on the sheet “Coverage”",
    ),
    "unchecked_count": (
        "另有 {n} 个数没有核对到，不代表它们没有问题",
        "{n} figure(s) took part in no relation; that does not mean they are right",
    ),
    "accepted": (
        "另有 {n} 项已有说明或按设置不列（基线 {baseline}，设置中的例外 {settings}，停用的核对项 {off}）",
        "{n} more finding(s) accepted before ({baseline} by the baseline, {settings} by exceptions, {off} turned off)",
    ),
    "unused_entries": (
        "基线中有 {n} 条已用不上（数字已改，或问题不再出现），请核实后用 fiscal accept --prune 清理：{which}",
        "{n} entries of the baseline are of no use any more (a figure changed, or the finding is gone); "
        "look at them, then `fiscal accept --prune`: {which}",
    ),
    "lapsed_exceptions": (
        "设置中有 {n} 条例外已过期，不再起作用：{which}",
        "{n} exceptions in the settings have lapsed: {which}",
    ),
    "idle_exceptions": (
        "设置中有 {n} 条例外没有对应的发现：{which}",
        "{n} exceptions in the settings cover no finding: {which}",
    ),
    "baseline_written": (
        "{path}：接受 {new} 项，共 {all} 条，清理 {gone} 条",
        "{path}: {new} accepted, {all} entries in all, {gone} removed",
    ),
    "unchecked_in": ("{place}：{n} 个", "{place}: {n}"),
    "unchecked_rest": ("其余 {places} 处：{n} 个", "{places} other place(s): {n}"),
    "nothing_unchecked": ("没有未参与核对的数", "no figure was left out of the checks"),
    "cut": ("……（原文共 {n} 字，此处截断）", "... (cut here, {n} characters in all)"),
    "sheet_findings": ("问题清单", "Findings"),
    "sheet_debt": ("债务", "Debt"),
    "sheet_relations": ("勾稽关系", "Relations"),
    "sheet_coverage": ("覆盖情况", "Coverage"),
    "sheet_about": ("运行说明", "About"),
    "table_sheet": ("表{n}", "Table {n}"),
    "no": ("序号", "no."),
    "severity": ("严重程度", "severity"),
    "code_of": ("编号", "code"),
    "place": ("位置", "place"),
    "what": ("说明", "what was found"),
    "answer": ("财政部门答复", "answer of the finance department"),
    "outcome": ("处理结果", "outcome"),
    "no_findings": (
        "没有发现不一致之处；未核对的数见“覆盖情况”",
        "nothing found; for what was not checked see “Coverage”",
    ),
    "kind": ("类型", "kind"),
    "basis": ("依据", "basis"),
    "verdict": ("结论", "verdict"),
    "computed": ("计算数", "computed"),
    "stated": ("所列数", "stated"),
    "gap": ("差额", "difference"),
    "slack": ("舍入可解释", "explained by rounding"),
    "recount": ("核对", "recount"),
    "change": ("调整额", "change"),
    "unit_of": ("单位", "unit"),
    "unit": ("单位：{name}", "unit: {name}"),
    "no_unit": ("单位：未注明", "unit: not stated"),
    "item": ("项目", "item"),
    "code": ("科目编码", "code"),
    "figure": ("所列数", "figure"),
    "source": ("来源", "source"),
    "file": ("文件", "file"),
    "sha256": ("校验码（SHA-256，文件有改动即不同）", "SHA-256 (changes with the file)"),
    "pages": ("页数", "pages"),
    "remarks": ("读取时的提示", "remarks on reading"),
    "about": (
        "本工作簿由程序在本机生成，没有联网。它只说明各处数字是否一致，不判断是谁的责任。\n"
        "各附表工作表左侧为原表所列数字，右侧“核对”“差额”“调整额”各列为公式，可自行复算。\n"
        "“差额”超出“舍入”的幅度时标红；在幅度之内的可能只是四舍五入。\n"
        "没有列入问题清单的数字不等于没有问题；未参与核对的数字见“覆盖情况”。",
        "Made on this machine, without the internet. It says whether figures agree, not who is to blame.\n"
        "On the table sheets the printed figures are on the left; recount, difference and change are live formulas.\n"
        "A difference beyond what rounding explains is red; within it, it may be rounding only.\n"
        "A figure without a finding is not therefore right; “Coverage” lists what was not checked.",
    ),
    "workbook": (
        "工作簿已写入 {path}（{findings} 项发现）",
        "the workbook is in {path} ({findings} finding(s))",
    ),
    "annotated": (
        "带批注的副本已写入 {path}：{findings} 项发现，标出 {placed} 处数字",
        "the annotated copy is in {path}: {findings} finding(s), {placed} figure(s) marked",
    ),
    "unplaced": (
        "另有 {n} 处无法标在副本上，请用 fiscal check 查看全部发现",
        "{n} more could not be marked in the copy; `fiscal check` shows all findings",
    ),
    "tables_written": (
        "{tables} 张表写入 {path}，共 {files} 个文件",
        "{tables} table(s) written to {path}, {files} file(s)",
    ),
    "page_of": ("第{n}页/共{all}页  {file}", "page {n} of {all}  {file}"),
    "text_has_no_grids": (
        "“{file}”是文本，没有网格；其中的表请用 fiscal tables --format json 查看",
        "“{file}” is a text and has no grids; `fiscal tables --format json` shows its tables",
    ),
    "segments_written": ("{n} 个网格写入 {path}", "{n} grid(s) written to {path}"),
    "progress": ("正在读取并核对 {n} 个路径……", "reading and checking {n} path(s) ..."),
}


def words(table: dict[str, tuple[str, str]], key: str, lang: str) -> str:
    """The word for `key` in `lang`; the key itself where nobody has a word for it.

    >>> words(SEVERITY, "error", "zh"), words(OUTCOME, "new", "en")
    ('错误', 'new')
    """
    found = table.get(key)
    return key if found is None else found[1 if lang == "en" else 0]


def weight_words(severity: str, category: str, lang: str) -> str:
    """How much a finding matters and, where it is not about arithmetic, what it is about.

    >>> weight_words("warning", "arithmetic", "zh"), weight_words("note", "plausibility", "zh")
    ('提醒', '合理性提示')
    >>> weight_words("warning", "completeness", "en")
    'completeness warning'
    """
    weight = words(SEVERITY, severity, lang)
    if category not in CATEGORY:
        return weight
    return words(CATEGORY, category, lang) + (" " if lang == "en" else "") + weight


def aside(category: str, lang: str) -> str:
    """What a finding is about, in brackets before its sentence, where it is not about arithmetic.

    >>> aside("completeness", "zh"), aside("arithmetic", "zh"), aside("plausibility", "en")
    ('（完整性）', '', '(plausibility) ')
    """
    if category not in CATEGORY:
        return ""
    return f"({words(CATEGORY, category, lang)}) " if lang == "en" else f"（{words(CATEGORY, category, lang)}）"


def label(key: str, lang: str, **values: object) -> str:
    """The label `key` in `lang`, its names filled in.

    >>> label("more_rows", "zh", n=3)
    '（另有 3 行）'
    """
    return LABELS[key][1 if lang == "en" else 0].format(**values)
