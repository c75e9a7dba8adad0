"""The words of a store in Chinese or English: what codes of levels, stages, states and reasons are called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reconcile.words.note_wording import note_sentence
from reconcile.words.texts import text, texts_in, written

CONTEXT = "store-word"


@cache
def store_words(lang: str) -> Mapping[str, str]:
    """What every code is called, by its kind and itself.

    >>> store_words("zh")["debt:special"], store_words("en")["stage:final"]
    ('专项债务', 'final')
    """
    return {key: said for (_, key), said in texts_in(CONTEXT, lang).items()}


def store_word(kind: str, code: str | None, lang: str) -> str:
    """What `code` is called, or itself where nobody has a word for it."""
    return store_words(lang).get(f"{kind}:{code}", code or "")


def reason_sentence(reason: str, lang: str) -> str:
    """Why a file was not judged, as the store has it in a word.

    >>> reason_sentence("manifest-year: 去年", "zh"), reason_sentence("judging: too-slow", "zh")
    ('清单这一行的年份不是年份：去年', '核对时中断：too-slow')
    """
    head, _, detail = reason.partition(": ")
    if f"reason:{head}" in store_words(lang):
        return store_words(lang)[f"reason:{head}"] + (("：" if lang == "zh" else ": ") + detail if detail else "")
    return note_sentence("DOC01", reason, lang) if written("DOC01", head) else reason


def store_text(key: str, lang: str, **values: object) -> str:
    """What the commands of stores say for `key`, its {names} filled in.

    >>> store_text("query_rows", "zh", n=3)
    '共 3 行'
    """
    return text("store", key, lang, **values)
