"""The findings of a review as the page lists and shows them, those only possible and those accepted at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reconcile.acceptance.baseline import entry_of, printed_figures
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, shown, table_name, visible
from reconcile.reports.quoted.suspects import suspect_sentence
from reconcile.reports.quoted.working import working_lines
from reconcile.review import Finding, Review
from reconcile.web.shelf.shown_records import FigureShown, FindingShown, FoldedShown
from reconcile.web.shelf.shown_relations import relation_shown
from reconcile.words.messages import weight_words
from reconcile.words.wording import phrase

Figures = Mapping[str, FigureShown]


def findings_shown(
    review: Review, lookup: Lookup, titles: Mapping[str, str], figures: Figures
) -> Iterator[FindingShown]:
    """A record for every finding, in the order of the review."""
    everything = [*review.findings, *review.possible, *(one.finding for one in review.accepted)]
    printed = printed_figures_of(review, everything)
    for finding in review.findings:
        yield _shown(finding, "told", "", review, lookup, titles, figures, printed)
    for finding in review.possible:
        yield _shown(finding, "possible", "", review, lookup, titles, figures, printed)
    for one in review.accepted:
        yield _shown(one.finding, "accepted", one.reason, review, lookup, titles, figures, printed)


def printed_figures_of(review: Review, findings: list[Finding]) -> dict[str, tuple[str, ...]]:
    """The printed numbers of each relation that one of `findings` is about, by the relation's id."""
    from msgspec.structs import replace

    return printed_figures(replace(review, findings=tuple(findings)))


def _shown(
    finding: Finding,
    group: str,
    reason: str,
    review: Review,
    lookup: Lookup,
    titles: Mapping[str, str],
    figures: Figures,
    printed: Mapping[str, tuple[str, ...]],
) -> FindingShown:
    lang, place = review.lang, finding.place
    about = [one for one in lookup.figures_of(finding) if one.place == place] or list(lookup.figures_of(finding)[:1])
    figure = figures.get(about[0].id) if about else None
    table = lookup.tables.get(place.table or "")
    verdict = lookup.verdict_of(finding)
    page = phrase("page", lang, page=place.page) if place.page is not None else ""
    return FindingShown(
        id=finding.id,
        code=finding.code,
        title=titles.get(finding.code, ""),
        group=group,
        severity=finding.severity.value,
        weight=weight_words(finding.severity, finding.category, lang),
        message=shown(finding.message, lang),
        relation=finding.relation,
        figure=figure.id if figure else None,
        document=place.document,
        view=figure.view if figure else place.page or 1,
        page=page or visible(place.sheet or ""),
        place=place_words(place, lookup, lang, document=len(lookup.documents) > 1),
        table=table_name(table) if table else "",
        item=shown(place.row or (figure.label if figure else "") or finding.message, lang),
        gap=relation_shown(verdict, lang).gap if verdict else "",
        working=tuple(shown(line, lang) for line in working_lines(finding, lookup, lang, quotation=False)),
        suspect=shown(suspect_sentence(finding.suspect, lookup, lang), lang) if finding.suspect else "",
        suspected=finding.suspect.figure if finding.suspect else None,
        folded=tuple(
            FoldedShown(one.relation, place_words(one.place, lookup, lang, document=False), shown(one.working, lang))
            for one in finding.folded
        ),
        confidence="" if finding.confidence is None else f"{finding.confidence:f}",
        help=shown(finding.help, lang),
        printed=entry_of(finding, printed, reason).figures,
        reason=shown(reason, lang),
    )
