"""What the reader of a comparison should know before relying on it, in sentences."""

from __future__ import annotations

from functools import partial

from reconcile.drafts.comparison import Told
from reconcile.reports.quoted.places import visible
from reconcile.words.texts import text

change_word = partial(text, "changes")


def hint_sentence(told: Told, lang: str) -> str:
    """The hint as one sentence."""
    return visible(change_word(f"hint-{told.hint.value}", lang, n=told.n, words=told.words))
