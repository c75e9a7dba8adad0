"""What became of the findings: new, gone, still there, answered, and back since a figure of theirs changed."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from msgspec import Struct

from fiscal.words.label_patterns import label_pattern
from reconcile.drafts.comparison import Change, FindingChanges, Still
from reconcile.review import Category, Finding, Review

_REPEATED = label_pattern("repeated-id")
UNSAID = "off"
"""A check that is turned off answers nothing."""


class Touched(Struct, frozen=True):
    """Where the drafts differ: the ids of figures, tables and passages of either draft, and whether anything does.

    `reread`: the files were read differently, so that what no change explains says nothing of the draft.
    """

    figures: frozenset[str]
    tables: frozenset[str]
    passages: frozenset[tuple[str, int | None]]
    whole_tables: bool
    reread: bool


def finding_changes(
    old: Review,
    new: Review,
    counterparts: Mapping[str, str],
    changed: Mapping[str, Change],
    touched: tuple[Touched, Touched],
) -> FindingChanges:
    """The findings of both drafts without what the readers had to say; `touched` is where each draft differs."""
    names = _Names(old, new, counterparts)
    before, after = _told(old.findings), _told(new.findings)
    accepted_before = _told(one.finding for one in old.accepted if one.source != UNSAID)
    answered = _told(one.finding for one in new.accepted if one.source != UNSAID)

    def still(pairs: Iterable[tuple[Finding, Finding]]) -> tuple[Still, ...]:
        return tuple(Still(one, other, any(f in changed for f in names.figures(one, old))) for one, other in pairs)

    kept, before, after = names.matched(before, after)
    _, before, _ = names.matched(before, answered)
    back, _, after = names.matched(accepted_before, after)
    new_ones = [one for one in after if not touched[1].reread or _is_touched(one, names.figures(one, new), touched[1])]
    gone = [one for one in before if not touched[0].reread or _is_touched(one, names.figures(one, old), touched[0])]
    return FindingChanges(
        new=tuple(new_ones),
        gone=tuple(gone),
        answered=tuple(answered),
        still=still(kept),
        reopened=still(back),
        reread_new=tuple(one for one in after if one not in new_ones),
        reread_gone=tuple(one for one in before if one not in gone),
    )


def _told(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.category is not Category.READING]


def _is_touched(finding: Finding, figures: Sequence[str], touched: Touched) -> bool:
    """True if something that the finding speaks of is another in the other draft."""
    places = (finding.place, *finding.related)
    return (
        any(name in touched.figures for name in figures)
        or any(place.table in touched.tables for place in places if place.table is not None)
        or any((place.document, place.paragraph) in touched.passages for place in places)
        or (not figures and touched.whole_tables)
    )


class _Names:
    """By what the findings of two drafts are known: their figures in the new draft, or their id."""

    def __init__(self, old: Review, new: Review, counterparts: Mapping[str, str]) -> None:
        self._old = old
        self._new = new
        self._counterparts = counterparts

    def figures(self, finding: Finding, review: Review) -> tuple[str, ...]:
        """The figures of its relation."""
        verdict = review.verdict_by_relation.get(finding.relation or "")
        return tuple(dict.fromkeys(verdict.relation.figures())) if verdict is not None else ()

    def matched(
        self, before: Sequence[Finding], after: Sequence[Finding]
    ) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
        """Pairs of findings that are one finding, and those left over on either side, in their order."""
        keys: tuple[tuple[Callable[[Finding], Hashable], Callable[[Finding], Hashable]], ...] = (
            (self._over_old, self._over_new),
            (_plain_id, _plain_id),
        )
        pairs: list[tuple[Finding, Finding]] = []
        olds, news = list(before), list(after)
        for one_key, other_key in keys:
            waiting: dict[Hashable, deque[int]] = defaultdict(deque)
            for at, finding in enumerate(news):
                waiting[other_key(finding)].append(at)
            taken: set[int] = set()
            left = []
            for finding in olds:
                key = one_key(finding)
                if key is not None and waiting[key]:
                    at = waiting[key].popleft()
                    taken.add(at)
                    pairs.append((finding, news[at]))
                else:
                    left.append(finding)
            olds, news = left, [finding for at, finding in enumerate(news) if at not in taken]
        return pairs, olds, news

    def _over_old(self, finding: Finding) -> Hashable:
        figures = [self._counterparts.get(name) for name in self.figures(finding, self._old)]
        return (finding.code, frozenset(figures)) if figures and None not in figures else None

    def _over_new(self, finding: Finding) -> Hashable:
        figures = self.figures(finding, self._new)
        return (finding.code, frozenset(figures)) if figures else None


def _plain_id(finding: Finding) -> str:
    return _REPEATED.sub("", finding.id)
