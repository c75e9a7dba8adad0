"""What is told around the calculation of a finding: its consequences, what may be left out, who else says what.

Every line is a sentence of `reconcile.words.wording`; a finding without such circumstances has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from fiscal.figure import Figure
from reconcile.explain.other_mentions import MOST, OtherMentions
from reconcile.explain.uncounted_line import UncountedLine
from reconcile.explain.weighing import Weighed
from reconcile.review import Suspect, Verdict
from reconcile.words.wording import name_of, phrase, printed_text, read_otherwise

SHOWN = 20
"""So many folded places are written out; the record holds all."""

NAMED = 3
"""Of more figures that come into question nobody can make anything."""

Where = Callable[[Figure], str]


def folded_lines(folded: Sequence[Verdict], place: Callable[[Verdict], str], lang: str) -> Iterator[str]:
    """The other places that have the same cause, each with its own calculation."""
    if not folded:
        return
    yield phrase("folded", lang, count=len(folded))
    for verdict in folded[:SHOWN]:
        yield phrase("folded-one", lang, where=place(verdict), expression=verdict.expression)
    if len(folded) > SHOWN:
        yield phrase("folded-more", lang, count=len(folded) - SHOWN)


def uncounted_line_sentence(missing: UncountedLine | None, count: int, lang: str) -> Iterator[str]:
    """The row or column whose figures are the differences."""
    if missing is not None and missing.label.strip():
        key = "left-out" if count > 1 else "left-out-once"
        yield phrase(key, lang, line=phrase(missing.kind, lang, **{missing.kind: missing.label}))


def weighed_lines(weighed: Weighed | None, lang: str) -> Iterator[str]:
    """Where else the same reading holds, what is known of such gaps, and what would fill this one."""
    if weighed is None:
        return
    lines, sisters = len(weighed.witnesses.lines), len(weighed.witnesses.sisters)
    if lines or sisters:
        home = "witness-told" if weighed.witnesses.told else "witness-lines"
        parts = [phrase(home, lang, count=lines)] if lines else []
        parts += [phrase("witness-sisters", lang, count=sisters)] if sisters else []
        yield phrase("witnesses", lang, places=phrase("comma", lang).join(parts))
    if weighed.known is not None:
        yield phrase(f"known-{weighed.known}", lang)
    if weighed.filling is not None:
        key = "filling-blank" if weighed.filling.figure is None else "filling-row"
        yield phrase(key, lang, row=weighed.filling.label)


def candidate_lines(
    candidates: Sequence[Suspect], figure_of: Callable[[str], Figure], shown: Figure, where: Where, lang: str
) -> Iterator[str]:
    """Figures each of which, printed otherwise, would make all agree, where nobody can tell which: one line, or none
    where they are many. Those in the table of the figure `shown` need no place.
    """
    if len(candidates) > NAMED:
        return
    named = []
    for one in candidates:
        figure = figure_of(one.figure)
        printed, suggested = read_otherwise(one, figure)
        words = {"label": name_of(figure, lang), "printed": printed, "suggested": suggested}
        here = figure.place.table is not None and figure.place.table == shown.place.table
        key = "candidate-here" if here else "candidate"
        named.append(phrase(key, lang, **words, reason=phrase(one.reason, lang), where="" if here else where(figure)))
    if named:
        yield phrase("candidates", lang, count=len(candidates), terms=phrase("comma", lang).join(named))


def same_number_lines(
    mentions: OtherMentions,
    shown: Figure,
    sides: Sequence[Decimal | None],
    used: Sequence[str],
    where: Where,
    lang: str,
) -> Iterator[str]:
    """The places that state the one side and those that state the other."""
    for side in sides:
        if side is None:
            continue
        found = mentions.with_amount(shown, side, used)
        if found:
            places = phrase("comma", lang).join(where(figure) for figure in found[:MOST])
            words = {"amount": printed_text(found[0].quantity, found[0].sign), "count": len(found), "places": places}
            yield phrase("agreeing", lang, **words)
