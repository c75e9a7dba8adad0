"""Texts that reports and commands share: labels, words for weights and categories, words of each report."""

from __future__ import annotations

from functools import partial

from reconcile.words.texts import text, words

CATEGORIES = ("plausibility", "completeness")
"""What is no arithmetic and said before the weight; notes of the readers have codes that say so."""

label = partial(text, "label")
html_word = partial(text, "html")
workbook_word = partial(text, "workbook")
question_word = partial(text, "questions")
page_word = partial(text, "page")
accepted_word = partial(text, "accepted")
list_word = partial(text, "list")
file_name = partial(text, "file")


def weight_words(severity: str, category: str, lang: str) -> str:
    """How much a finding matters and, where it is not about arithmetic, what it is about.

    >>> weight_words("warning", "arithmetic", "zh"), weight_words("note", "plausibility", "zh")
    ('提醒', '合理性提示')
    >>> weight_words("warning", "completeness", "en")
    'completeness warning'
    """
    weight = words("severity", severity, lang)
    if category not in CATEGORIES:
        return weight
    return words("category", category, lang) + (" " if lang == "en" else "") + weight


def aside(category: str, lang: str) -> str:
    """What a finding is about, in brackets before its sentence, where it is not about arithmetic.

    >>> aside("completeness", "zh"), aside("arithmetic", "zh"), aside("plausibility", "en")
    ('（完整性）', '', '(plausibility) ')
    """
    if category not in CATEGORIES:
        return ""
    return f"({words('category', category, lang)}) " if lang == "en" else f"（{words('category', category, lang)}）"
