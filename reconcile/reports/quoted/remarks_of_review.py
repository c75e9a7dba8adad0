"""What is written beside the figures of a document's copy: each figure once, with all that was found about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct, field

from fiscal.figure import Figure
from reconcile.reports.quoted.finding_rows import said_alone
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import shortened, shown
from reconcile.reports.quoted.suspects import suspects_short
from reconcile.reports.quoted.working import working_lines
from reconcile.review import Finding, Review, Severity
from reconcile.words.messages import html_word as word
from reconcile.words.messages import weight_words

MOST_TEXTS = 8
"""Findings told of at one figure; most figures take part in one or two."""

LONGEST = 200
"""Signs of a calculation that a remark shows."""

WEIGHTS = ("error", "warning", "note", "term")


class FigureRemarks(Struct):
    """What is said at one figure, the greatest weight of it and the number of the finding that gives it this weight.

    What the findings about this very figure say comes first; of the others it is said only that it takes part.
    """

    figure: Figure
    weight: str
    number: int
    own: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def titles(self) -> tuple[str, ...]:
        """A line for each finding about this very figure."""
        return tuple(text.split("\n", 1)[0] for text in self.own)

    @property
    def text(self) -> str:
        """The whole text of the remark."""
        texts = [*self.own, *self.others]
        more = [f"…… +{len(texts) - MOST_TEXTS}"] if len(texts) > MOST_TEXTS else []
        return "\n\n".join([*texts[:MOST_TEXTS], *more])


def remarks_of(review: Review, most_terms: int) -> tuple[list[FigureRemarks], int]:
    """A remark for every figure that a finding is about, in the order of the findings, and for the others that take
    part in it if they are not more than `most_terms`; and how many findings are about no figure at all.
    """
    lookup = Lookup.of(review)
    found: dict[str, FigureRemarks] = {}
    homeless = 0
    for number, finding in enumerate(review.findings, 1):
        figures = lookup.figures_of(finding)
        about = _about(finding, figures)
        homeless += not about
        for figure in dict.fromkeys([*figures, *_consequences(finding, lookup)]):
            own = figure in about
            if not own and (finding.severity is Severity.NOTE or len(figures) - len(about) > most_terms):
                continue
            weight = finding.severity.value if own else "term"
            said = found.setdefault(figure.id, FigureRemarks(figure, weight, number))
            if WEIGHTS.index(weight) < WEIGHTS.index(said.weight):
                said.weight, said.number = weight, number
            if own:
                said.own.append(_full(number, finding, lookup, review.lang))
            else:
                said.others.append(word("takes-part", review.lang, n=number))
    return list(found.values()), homeless


def _about(finding: Finding, figures: Sequence[Figure]) -> list[Figure]:
    """The figures to look at first: the suspected one, else what stands at the place of the finding, else the first."""
    suspected = finding.suspect.figure if finding.suspect else None
    for chosen in (
        [figure for figure in figures if figure.id == suspected],
        [figure for figure in figures if figure.place == finding.place],
    ):
        if chosen:
            return chosen
    return list(figures[:1])


def _consequences(finding: Finding, lookup: Lookup) -> Iterator[Figure]:
    """The figures at the places that differ for the same reason."""
    for one in finding.folded:
        verdict = lookup.verdicts.get(one.relation)
        names = verdict.relation.figures() if verdict else ()
        yield from (lookup.figures[name] for name in names if lookup.figures[name].place == one.place)


def _full(number: int, finding: Finding, lookup: Lookup, lang: str) -> str:
    """A finding in short: number, weight, what was found, its calculation, what the figure would have to be. The place
    is that of the remark, and the reports say the rest.
    """
    weight = weight_words(finding.severity, finding.category, lang)
    message = shown(said_alone(finding, lookup, lang), lang)
    lines = [word("numbered", lang, n=number, severity=weight, message=message)]
    working = working_lines(finding, lookup, lang, quotation=True, candidates=False)
    lines += [shortened(shown(line, lang), LONGEST, lang) for line in islice(working, 1)]
    if finding.suspect is not None:
        lines.append(f"{word('suspect', lang)}: {suspects_short(finding, lookup, lang)}")
    return "\n".join(lines)
