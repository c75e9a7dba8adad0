"""The closing lines of a report: how much was read, what the relations said, and plainly what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fiscal.place import Place
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import home_words, visible
from reconcile.review import Outcome, Review, Severity
from reconcile.words.messages import CATEGORIES, label
from reconcile.words.skipped_words import skipped_sentence
from reconcile.words.wording import where

PLACES = 5


def summary(review: Review, lookup: Lookup, key: str = "unchecked") -> Iterator[str]:
    """The lines of the summary, without indentation; `key` says what is told of the figures not checked."""
    lang, coverage = review.lang, review.coverage
    yield from headlines(review, lookup)
    if not coverage.figures:
        yield label("no_figures", lang)
        return
    if not coverage.unchecked:
        yield label("nothing_unchecked", lang)
        return
    yield label(key, lang, n=len(coverage.unchecked))
    places = unchecked_places(review, lookup)
    for place, count in places[:PLACES]:
        yield "  " + label("unchecked_in", lang, place=place, n=count)
    if len(places) > PLACES:
        rest = sum(count for _, count in places[PLACES:])
        yield "  " + label("unchecked_rest", lang, places=len(places) - PLACES, n=rest)


def verdict_lines(review: Review) -> Iterator[str]:
    """What came of it, for the top of a report: what was found, and in the same breath what was not checked."""
    weights = Counter(finding.severity for finding in review.findings)
    if not review.coverage.figures:
        yield label("no_figures", review.lang)
        return
    yield label("findings", review.lang, **{severity.value: weights[severity] for severity in Severity})
    if review.possible:
        yield label("possible", review.lang, n=len(review.possible))
    yield label("unchecked_count", review.lang, n=len(review.coverage.unchecked))


def headlines(review: Review, lookup: Lookup) -> Iterator[str]:
    """How much was read, what the relations said, how many findings there are, and how much was checked."""
    lang, coverage = review.lang, review.coverage
    unread = sum(any(note.code == "DOC01" for note in document.notes) for document in review.documents)
    files = len(review.documents) - unread
    yield label("read", lang, files=files, tables=len(lookup.tables), figures=coverage.figures)
    if unread:
        yield label("unread", lang, n=unread)
    yield from skipped_lines(review)
    outcomes = Counter(verdict.outcome for verdict in review.verdicts)
    counts = {outcome.value: outcomes[outcome] for outcome in Outcome}
    yield label("relations", lang, all=len(review.verdicts), **counts)
    weights = Counter(finding.severity for finding in review.findings)
    yield label("findings", lang, **{severity.value: weights[severity] for severity in Severity})
    kinds = Counter(finding.category.value for finding in review.findings)
    if any(kinds[kind] for kind in CATEGORIES):
        yield label("aside", lang, **{kind: kinds[kind] for kind in CATEGORIES})
    if review.possible:
        yield label("possible", lang, n=len(review.possible))
    if review.accepted:
        sources = Counter(one.source for one in review.accepted)
        by = {source: sources[source] for source in ("baseline", "settings", "off")}
        yield label("accepted", lang, n=len(review.accepted), **by)
    yield label("coverage", lang, bound=coverage.bound, figures=coverage.figures, verified=coverage.verified)
    by_kind = [label(f"kind_{kind}", lang, n=count) for kind, count in coverage.kinds.items() if count]
    if by_kind:
        yield label("coverage_kinds", lang, kinds=label("between", lang).join(by_kind))
    if coverage.with_counterpart:
        yield label("with_counterpart", lang, n=len(coverage.with_counterpart))
    if coverage.unread:
        yield label("unread_figures", lang, n=sum(one.count for one in coverage.unread), places=_unread(review, lookup))
    if coverage.otherwise:
        yield label("otherwise", lang, n=coverage.otherwise)


def _unread(review: Review, lookup: Lookup) -> str:
    """Where figures are printed that were not read, and how many: most first, the rest counted."""
    lang, several = review.lang, len(review.documents) > 1
    ordered = sorted(review.coverage.unread, key=lambda place: -place.count)
    told = []
    for one in ordered[:PLACES]:
        document = lookup.names[one.document] if several else None
        place = visible(where(Place(one.document, page=one.page, sheet=one.sheet), None, document, lang))
        told.append(label("unread_at", lang, place=place, n=one.count))
    rest = sum(one.count for one in ordered[PLACES:])
    if rest:
        told.append(label("unread_elsewhere", lang, n=rest))
    return ("、" if lang == "zh" else ", ").join(told)


def skipped_lines(review: Review) -> Iterator[str]:
    """Which files took no part, a line for each reason; those that this program wrote are counted only."""
    reasons: dict[str, list[str]] = {}
    for one in review.skipped:
        reasons.setdefault(one.reason.partition(": ")[0], []).append(visible(one.path))
    for reason, paths in reasons.items():
        yield skipped_sentence(reason, paths, review.lang)


def unchecked_places(review: Review, lookup: Lookup) -> list[tuple[str, int]]:
    """Tables and narratives with figures that were not checked, and how many, most first."""
    found: Counter[str] = Counter()
    for name in review.coverage.unchecked:
        figure = lookup.figures.get(name)
        if figure is not None:
            found[home_words(figure, lookup, review.lang)] += 1
    return found.most_common()
