"""The reference of all checks, made from the docstrings of their modules; nothing is written down twice.

A check's docstring has an English first line, blocks headed 查什么: 为什么: 例: 怎么办: 依据: in Chinese and blocks headed
What: Why: Example: Fix: Source: in English. The DOC codes, which readers raise before any check runs, are in
the catalogues of `reconcile/words`.
"""

from __future__ import annotations

import inspect
import re
from types import ModuleType

from reconcile.observe import observers
from reconcile.proposers import checks
from reconcile.review import Category, category
from reconcile.words.messages import CATEGORIES, label
from reconcile.words.reading_notes import READING_NOTES, note_text, note_title
from reconcile.words.texts import words

HEADINGS = {
    "zh": ("查什么", "为什么", "例", "怎么办", "依据"),
    "en": ("What", "Why", "Example", "Fix", "Source"),
}

ABOVE = """# 核对项 · Checks

每个核对项的编号、查什么、为什么、例、怎么办、依据。本页由各核对项的说明生成（`fiscal checks --format markdown`），
命令行中用 `fiscal explain 编号` 查看其中一项。结论分四种：一致，仅因四舍五入有差，不一致，无法判断；没有参与任何关系的数在“覆盖情况”中列出。

What each check looks for, why, an example, what to do, and its source; made from the docstrings of the checks.
"""
GROUPS = {
    Category.ARITHMETIC: ("勾稽", "Arithmetic"),
    Category.PLAUSIBILITY: ("合理性", "plausibility"),
    Category.COMPLETENESS: ("完整性", "completeness"),
    Category.READING: ("读取", "Reading"),
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
    if code in READING_NOTES:
        return f"{code}  {note_title(code, lang)}\n\n{_body(blocks(note_text(code, lang), lang))}"
    module = everything().get(code)
    if module is None:
        return None
    said = blocks(module.__doc__ or "", lang) or blocks(module.__doc__ or "", "zh")
    return f"{_head(module, lang)}  [{module.NAME}]\n\n{_body(said)}"


def everything() -> dict[str, ModuleType]:
    """Every check of arithmetic, then every observation, by code.

    Raises ImportError if one code belongs to both.
    """
    both = checks().keys() & observers().keys()
    if both:
        raise ImportError(f"{', '.join(sorted(both))} is the code of a check and of an observation")
    return checks() | observers()


def described_in_markdown(code: str, lang: str) -> str:
    """Everything there is to say about one check in Markdown, ended by the command that says it; the command alone
    where nobody knows the check.

    >>> described_in_markdown("DOC01", "en").splitlines()[-1], described_in_markdown("X", "zh")
    ('Or run: `fiscal explain DOC01`', '也可运行：`fiscal explain X`')
    """
    module = everything().get(code)
    docstring = note_text(code, lang) if code in READING_NOTES else (module.__doc__ or "" if module else "")
    said = blocks(docstring, lang) or blocks(docstring, "zh")
    colon = ": " if lang == "en" else "："
    told = [f"**{head}**{colon}{_joined(text, lang)}" for head, text in said]
    return "\n\n".join([*told, label("help-command", lang, code=code)])


def names() -> dict[str, str]:
    """The readable name of everything by its code."""
    return {code: module.NAME for code, module in everything().items()}


def described(code: str, lang: str) -> tuple[str, str, str]:
    """Name, title and first block (what it looks for) of a check or of a reading note; the code where nobody knows it.

    >>> described("TOT01", "en")[:2]
    ('rows-sum-to-total', 'total rows are the sum of their parts')
    """
    if code in READING_NOTES:
        return "", note_title(code, lang), _first(blocks(note_text(code, lang), lang))
    module = everything().get(code)
    if module is None:
        return "", code, ""
    said = blocks(module.__doc__ or "", lang) or blocks(module.__doc__ or "", "zh")
    return module.NAME, module.TITLE.get(lang) or module.TITLE["zh"], _first(said)


def _first(said: list[tuple[str, str]]) -> str:
    return said[0][1] if said else ""


def listed(lang: str) -> str:
    """One line for each check: code, title, name."""
    lines = [f"{code}  {note_title(code, lang)}" for code in READING_NOTES]
    lines += [f"{_head(module, lang)}  [{module.NAME}]" for module in everything().values()]
    return "\n".join(lines) + "\n"


def titles(lang: str) -> dict[str, str]:
    """What each check looks for in a few words, by its code; the DOC codes of the readers included."""
    found = {code: note_title(code, lang) for code in READING_NOTES}
    return {**found, **{code: module.TITLE.get(lang) or module.TITLE["zh"] for code, module in checks().items()}}


def _head(module: ModuleType, lang: str) -> str:
    title: dict[str, str] = module.TITLE
    about = words("category", category(module.CODE), lang) + {"en": ": "}.get(lang, "：")
    aside = about if category(module.CODE) in CATEGORIES else ""
    return f"{module.CODE}  {aside}{title.get(lang) or title['zh']}"


def _body(said: list[tuple[str, str]]) -> str:
    paragraphs = []
    for head, text in said:
        lines = text.splitlines() or [""]
        paragraphs.append("\n".join([f"{head}:", *(f"  {line}".rstrip() for line in lines)]))
    return "\n\n".join(paragraphs) + "\n"


def as_markdown() -> str:
    """All checks as one page, docs/checks.md, Chinese first, then English; ended by a line break."""
    entries = {
        code: (module.TITLE["zh"], module.TITLE["en"], module.NAME, module.__doc__ or "")
        for code, module in everything().items()
    }
    for code in READING_NOTES:
        both = "\n".join(note_text(code, lang) for lang in ("zh", "en"))
        entries[code] = (note_title(code, "zh"), note_title(code, "en"), "", both)
    parts = [ABOVE]
    for group, (zh, en) in GROUPS.items():
        members = [code for code in entries if category(code) is group]
        parts.append(f"## {zh} · {en}\n")
        parts.append(
            "".join(f"- [{code}](#{code.lower()}) {entries[code][0]} · {entries[code][1]}\n" for code in members)
        )
        parts += [_entry(code, *entries[code]) for code in members]
    return "\n".join(parts)


def _entry(code: str, zh: str, en: str, name: str, docstring: str) -> str:
    lines = [f"### {code}\n", f"**{zh}** · {en}" + (f" · `{name}`" if name else "") + "\n"]
    for lang, colon in (("zh", "："), ("en", ": ")):
        said = blocks(docstring, lang)
        lines += [f"- **{head}**{colon}{_joined(text, lang)}" for head, text in said]
        lines.append("")
    return "\n".join(lines)


def _joined(text: str, lang: str) -> str:
    """The lines of a block as one: Chinese without blanks between them.

    >>> _joined("合计等于\\n各项之和", "zh"), _joined("a total is\\nthe sum", "en")
    ('合计等于各项之和', 'a total is the sum')
    """
    return (" " if lang == "en" else "").join(line.strip() for line in text.splitlines())
