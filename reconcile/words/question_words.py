"""Words that stand only in the list of questions to the finance department, Chinese first."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "title": ("预算审查要点", "Questions on the budget"),
    "subtitle": ("（数字核对部分）", "(on its figures)"),
    "date": ("　　　　年　　月　　日", "Date: "),
    "intro": (
        "下列各项是核对所附材料中的数字时看到的不一致之处，请逐项核实，并在相应位置答复。"
        "所列情况只说明数字之间是否一致，不判断原因和责任；材料之外另有依据的，请在答复中说明。",
        "The points below are places where figures of the documents do not agree. Please look at each and answer "
        "below it. They say whether figures agree, not why, nor who is to blame; where an answer rests on other "
        "material, please say so.",
    ),
    "documents": ("一、核对的材料", "1. Documents examined"),
    "file": ("文件", "file"),
    "pages": ("页数", "pages"),
    "figures": ("数字", "figures"),
    "unread": ("未能读取", "not read"),
    "questions": ("二、请核实的事项（{n} 项）", "2. Points to be answered ({n})"),
    "no-questions": ("没有需要答复的事项。", "There is nothing to answer."),
    "question": ("第{n}条　{message}", "No. {n}. {message}"),
    "where": ("位置：", "Place: "),
    "quotation": ("原文：", "As printed: "),
    "working": ("计算：", "Working: "),
    "suspect": ("建议先核对：", "Look here first: "),
    "answer": ("财政部门答复：", "Answer of the finance department:"),
    "row": ("行", "row"),
    "remark": ("核对", "check"),
    "more": ("（另有 {n} 行，未列出）", "({n} more rows)"),
    "notes": ("三、末位差异及其他提示（{n} 项，供参考，不需答复）", "3. For information, no answer needed ({n})"),
    "notes-rest": ("另有 {n} 项，未列出。", "{n} more are not listed."),
    "unchecked": ("四、没有核对的内容", "4. What was not checked"),
    "unchecked-why": (
        "材料中共有 {all} 个数字，其中 {n} 个没有找到可以对照的数字，没有核对；这不代表它们没有问题。分布如下：",
        "Of {all} figures {n} were not checked, because nothing to compare them with was found; "
        "that does not mean they are right. They stand in:",
    ),
    "unchecked-none": ("材料中共有 {all} 个数字，都至少参与了一项核对。", "All {all} figures took part in a check."),
    "written": ("审查要点已写入 {path}（{n} 项需要答复）", "the questions are in {path} ({n} to be answered)"),
}


def word(key: str, lang: str, **values: object) -> str:
    """The words for `key` in `lang`, its names filled in.

    >>> word("question", "zh", n=2, message="合计不符")
    '第2条　合计不符'
    """
    return WORDS[key][1 if lang == "en" else 0].format(**values)
