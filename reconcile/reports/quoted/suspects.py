"""Which figure to look at first, in one sentence."""

from __future__ import annotations

from reconcile.reports.quoted.lookup import Lookup
from reconcile.review import Suspect
from reconcile.words.texts import words
from reconcile.words.wording import cell_name, phrase, read_otherwise, suspect_key


def suspect_sentence(suspect: Suspect, lookup: Lookup, lang: str) -> str:
    """Which figure may be wrong, what it would have to be, and why that is likely, in the words of the findings."""
    figure = lookup.figures.get(suspect.figure)
    printed, suggested = read_otherwise(suspect, figure) if figure else ("", suspect.suggested)
    return phrase(
        suspect_key(suspect.reason),
        lang,
        label=cell_name(figure, lang) if figure else suspect.figure,
        printed=printed,
        suggested=suggested,
        reason=words("finding", suspect.reason, lang),
        count=len(suspect.repairs),
    )
