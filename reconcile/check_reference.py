"""The reference of all checks, made from the docstrings of their modules; nothing is written down twice.

A check's docstring has an English first line, blocks headed 查什么: 为什么: 例: 依据: in Chinese and blocks headed What:
Why: Example: Source: in English. The DOC codes, which readers raise before any check runs, are described here.
"""

from __future__ import annotations

import inspect
import re
from types import ModuleType

from reconcile.proposers import checks

HEADINGS = {"zh": ("查什么", "为什么", "例", "依据"), "en": ("What", "Why", "Example", "Source")}

DOCUMENTS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "DOC01": (
        {"zh": "文件无法读取", "en": "a document cannot be read"},
        {
            "zh": "查什么: 文件损坏、为空、格式不支持或编码无法识别，因而一个数也没有核对。\n"
            "为什么: 没有读到的文件不等于没有问题；其余文件照常核对，但退出码为 1。\n"
            "例: 扩展名为 .txt 而内容是图片。\n"
            "依据: 沉默不等于通过。",
            "en": "What: the file is damaged, empty, of an unsupported format or in an unknown encoding; "
            "none of its figures were checked.\n"
            "Why: a file that was not read is not a file without problems; the others are still checked, "
            "and the exit code is 1.\n"
            "Example: a picture whose name ends in .txt.\n"
            "Source: silence is never a pass.",
        },
    ),
}


def blocks(docstring: str, lang: str) -> list[tuple[str, str]]:
    """The headed blocks of a docstring in one language, in its order.

    >>> blocks("Rows add up.\\n\\n查什么: 合计。\\n  含其中项。\\nWhat: totals.", "zh")
    [('查什么', '合计。\\n含其中项。')]
    """
    every = "|".join(HEADINGS["zh"] + HEADINGS["en"])
    parts = re.split(rf"(?m)^[ \t]*({every})[:：]", inspect.cleandoc(docstring))
    found = list(zip(parts[1::2], parts[2::2], strict=True))
    return [(head, inspect.cleandoc(text).strip()) for head, text in found if head in HEADINGS[lang]]


def explained(code: str, lang: str) -> str | None:
    """Everything there is to say about one check, or None if nobody knows it."""
    if code in DOCUMENTS:
        title, texts = DOCUMENTS[code]
        return f"{code} {title[lang]}\n\n{_body(blocks(texts[lang], lang))}"
    module = checks().get(code)
    if module is None:
        return None
    said = blocks(module.__doc__ or "", lang) or blocks(module.__doc__ or "", "zh")
    return f"{_head(module, lang)}  [{module.NAME}]\n\n{_body(said)}"


def listed(lang: str) -> str:
    """One line for each check: code, title, name."""
    lines = [f"{code}  {title[lang]}" for code, (title, _) in sorted(DOCUMENTS.items())]
    lines += [f"{_head(module, lang)}  [{module.NAME}]" for module in checks().values()]
    return "\n".join(lines) + "\n"


def _head(module: ModuleType, lang: str) -> str:
    title: dict[str, str] = module.TITLE
    return f"{module.CODE}  {title.get(lang) or title['zh']}"


def _body(said: list[tuple[str, str]]) -> str:
    paragraphs = []
    for head, text in said:
        lines = text.splitlines() or [""]
        paragraphs.append("\n".join([f"{head}:", *(f"  {line}".rstrip() for line in lines)]))
    return "\n\n".join(paragraphs) + "\n"
