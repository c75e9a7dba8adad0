"""Words that stand only in the HTML report, Chinese first."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "title": ("预算数字核对报告", "Do the figures of the budget agree?"),
    "skip": ("跳到问题清单", "skip to the findings"),
    "contents": ("目录", "Contents"),
    "intro": (
        "本报告由程序在本机生成，没有联网。它只说明各处数字是否一致，不判断原因和责任；请以原件和财政部门的答复为准。",
        "Made on this machine, without the internet. It says whether figures agree, not why, nor who is to blame; "
        "the originals and the answers of the finance department decide.",
    ),
    "summary": ("摘要", "Summary"),
    "documents": ("读取的文件", "Files read"),
    "file": ("文件", "file"),
    "format": ("格式", "format"),
    "pages": ("页数", "pages"),
    "tables": ("表", "tables"),
    "figures": ("数字", "figures"),
    "remarks": ("读取时的提示", "remarks on reading"),
    "unreadable": ("未能读取", "not read"),
    "charts": ("主要数字", "Main figures"),
    "charts-why": (
        "下列数字照录材料，供总体了解；是否一致见问题清单。",
        "Figures as printed, for an overview; whether they agree is said among the findings.",
    ),
    "debt": ("政府债务余额与限额", "Government debt: balance and limit"),
    "balance": ("余额", "balance"),
    "limit": ("限额", "limit"),
    "adjusted": ("{table}：有调整的项目", "{table}: what was adjusted"),
    "bars": ("上：{first}；下：{second}", "above: {first}; below: {second}"),
    "findings": ("问题清单", "Findings"),
    "overview": ("全部问题一览", "All findings"),
    "group": ("{severity}（{n} 项）", "{severity}: {n}"),
    "meaning-error": (
        "材料写明的或法定的关系不成立，请逐条核实。",
        "A relation that the documents state, or the law, does not hold; please look at each.",
    ),
    "meaning-warning": (
        "很可能应当一致而不一致，或者不合常理、材料可能不全，需要人工判断。",
        "Should probably agree and does not, is hard to believe, or something may be missing; a person has to judge.",
    ),
    "meaning-note": (
        "末位相差、四舍五入可以解释的，以及其他供参考的情况，一般不需要答复。",
        "The last digit differs and rounding explains it, or it is for information; usually no answer is needed.",
    ),
    "none": (
        "没有发现不一致之处。没有核对的数字见下文，不代表它们没有问题。",
        "Nothing found. What was not checked is listed below; that does not mean it is right.",
    ),
    "where": ("位置", "place"),
    "check": ("核对项", "check"),
    "quotation": ("原文", "as printed"),
    "row": ("行", "row"),
    "remark": ("核对", "check"),
    "more": ("（另有 {n} 行，未列出）", "({n} more rows)"),
    "working": ("计算过程", "working"),
    "suspect": ("建议先核对", "look here first"),
    "answer": ("财政部门答复：", "Answer of the finance department:"),
    "outcome": ("处理结果：", "Outcome:"),
    "picture": ("{place}（原件截图，有关数字已标出）", "{place} (picture of the original, figures marked)"),
    "picture-alt": (
        "{place}的截图，标出 {n} 处数字：{figures}",
        "picture of {place} with {n} figures marked: {figures}",
    ),
    "unpictured": (
        "为控制文件大小，另有 {n} 页没有附截图，请查看原件。",
        "{n} more page(s) are not pictured, to keep this file small; please look at the original.",
    ),
    "undrawn": ("有 {n} 页没能画出截图，请查看原件。", "{n} page(s) could not be drawn; please look at the original."),
    "unchecked": ("没有核对的数字", "Figures that were not checked"),
    "unchecked-why": (
        "下列 {n} 个数字没有参与任何核对，原因是材料中没有找到可以与之对照的数字；这不代表它们没有问题。",
        "The {n} figures below took part in no check, because nothing to compare them with was found; "
        "that does not mean they are right.",
    ),
    "all-checked": ("每个数字都至少参与了一项核对。", "Every figure took part in at least one check."),
    "unchecked-rest": (
        "另有 {n} 个未列出；完整清单见 fiscal export 工作簿的“覆盖情况”表。",
        "{n} more are not listed here; `fiscal export` lists all on the sheet “Coverage”.",
    ),
    "item": ("项目", "item"),
    "column": ("列", "column"),
    "number": ("所列数", "figure"),
    "unit": ("单位", "unit"),
    "about": ("关于本报告", "About this report"),
    "program": ("程序版本", "program"),
    "hashes": (
        "文件校验值（SHA-256），用于确认核对的是哪一份文件",
        "SHA-256 of the files, to tell which version was checked",
    ),
    "numbered": ("第{n}条 {severity}：{message}", "no. {n}, {severity}: {message}"),
    "takes-part": ("参与第{n}条的核对：{message}", "takes part in no. {n}: {message}"),
    "no": ("序号", "no."),
    "severity": ("严重程度", "severity"),
    "what": ("说明", "what was found"),
}


def word(key: str, lang: str, **values: object) -> str:
    """The words for `key` in `lang`, its names filled in.

    >>> word("group", "zh", severity="错误", n=2)
    '错误（2 项）'
    """
    return WORDS[key][1 if lang == "en" else 0].format(**values)
