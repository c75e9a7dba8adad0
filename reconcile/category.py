"""What kind of thing a finding is about: arithmetic, plausibility, completeness, or how a document was read.

Arithmetic says that figures do not agree. Plausibility and completeness are told apart from it everywhere, because they
accuse no figure: they say where a reader would look twice, and they are never errors.
"""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """The kinds of findings."""

    ARITHMETIC = "arithmetic"  # 勾稽: figures that do not agree
    PLAUSIBILITY = "plausibility"  # 合理性: figures that are hard to believe
    COMPLETENESS = "completeness"  # 完整性: something is missing, left over or numbered wrongly
    READING = "reading"  # 读取: what was not read, or not for sure


PREFIXES = {"PLA": Category.PLAUSIBILITY, "CPL": Category.COMPLETENESS, "DOC": Category.READING}
"""The letters of a code say its category; all others are arithmetic."""


def category(code: str) -> Category:
    """The category of the check called `code`.

    >>> category("PLA01").value, category("TOT01").value
    ('plausibility', 'arithmetic')
    """
    return PREFIXES.get(code[:3], Category.ARITHMETIC)
