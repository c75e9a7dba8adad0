"""Which figure to look at first, in one sentence."""

from __future__ import annotations

from reconcile.reports.quoted.lookup import Lookup
from reconcile.review import Finding, Suspect
from reconcile.words.messages import label
from reconcile.words.texts import words
from reconcile.words.wording import cell_name, name_of, phrase, read_otherwise, suspect_key

FEW = 3
"""Figures that may come into question and still be told one by one."""


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


def suspects_short(finding: Finding, lookup: Lookup, lang: str) -> str:
    """The figures that come into question, a line each with what each would have to be: the suspect, or no more than
    `FEW` candidates of which any could be it; "" where nothing narrows it down.
    """
    held = (finding.suspect,) if finding.suspect else finding.candidates
    if len(held) > FEW:
        return ""
    lines = []
    for one in held:
        figure = lookup.figures.get(one.figure)
        if figure is not None:
            printed, suggested = read_otherwise(one, figure)
            lines.append(
                label("suspect_short", lang, label=name_of(figure, lang), printed=printed, suggested=suggested)
            )
    return "\n".join(lines)
