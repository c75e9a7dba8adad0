"""The reference of all checks as one page, docs/checks.md, made from the docstrings: Chinese first, then English."""

from __future__ import annotations

from reconcile.catalogue import blocks, everything
from reconcile.review import Category, category
from reconcile.words.reading_notes import READING_NOTES, note_text, note_title

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


def as_markdown() -> str:
    """The whole page, ended by a line break."""
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
