"""Links: which figures of the narrative, and which cells, state the same fact.

Two mentions are linked if their setting agrees (budget, level, stage, period, measure) and their labels are alike; one
that differs from the others by a single slip of the pen is linked too, under stricter conditions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from fiscal.claims import same
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from reconcile.disjoint_sets import DisjointSets
from reconcile.dossier import Dossier, once
from reconcile.linking.lists_told_twice import list_ties
from reconcile.linking.mentions import Mention, mentions
from reconcile.linking.slips_of_the_pen import companion_slips, named_alike, slips
from reconcile.linking.ties import closeness, companions, exact_ties, rounded_ties


class Group(Struct, frozen=True):
    """Mentions of one fact in the order of the document; `basis` is how sure that is."""

    members: tuple[Figure, ...]
    basis: Basis


@once
def groups(dossier: Dossier) -> tuple[Group, ...]:
    """The groups of two mentions or more, in order of their first member; a pure table group is none."""
    seen = mentions(dossier)
    links = _Links([_settled(mention) for mention in seen])
    ties = sorted(exact_ties(seen), key=lambda tie: closeness(seen[tie[0]], seen[tie[1]]), reverse=True)
    links.join_compatible(ties)
    links.join_compatible(_rounded(seen, links))
    links.join_compatible(list(list_ties(seen)))
    for i, j in companions(seen, list(links.pairs())):
        links.join(i, j)
    slipped = list(slips(seen, links.find, links.sizes()))
    slipped += [(i, j, named_alike(seen[i], seen[j])) for i, j in companion_slips(seen, links.find, links.sizes())]
    for i, j, _ in slipped:
        links.join(i, j)
    weak = {links.find(i) for i, _, sure in slipped if not sure}
    order = {figure: n for n, figure in enumerate(dossier.figures)}
    found = []
    for root, members in links.sets().items():
        figures = sorted((seen[i].figure for i in members), key=lambda f: order[f.id])
        if any(f.source == "narrative" for f in figures):
            found.append(Group(tuple(figures), Basis.INFERRED if root in weak else Basis.STATED))
    return tuple(sorted(found, key=lambda g: order[g.members[0].id]))


def _rounded(seen: Sequence[Mention], links: _Links) -> list[tuple[int, int]]:
    """For each coarse mention the fine one it rounds; of two numbers that round alike only a clearly closer one.

    15.5亿元 of education fits 154,830万元 of the whole area and 155,210万元 of the own level: it must not join them.
    Where two tables print 154,830万元, it joins both.
    """
    fits: dict[int, dict[int, int]] = defaultdict(dict)
    for coarse, fine in rounded_ties(seen):
        root = links.find(fine)
        best = fits[coarse].get(root)
        if best is None or closeness(seen[coarse], seen[fine]) > closeness(seen[coarse], seen[best]):
            fits[coarse][root] = fine
    chosen = []
    for coarse, by_root in fits.items():
        if _printed_as_finely(coarse, seen, links):
            continue
        ranked = sorted(by_root.values(), key=lambda fine: closeness(seen[coarse], seen[fine]), reverse=True)
        most = closeness(seen[coarse], seen[ranked[0]])
        likeliest = [fine for fine in ranked if closeness(seen[coarse], seen[fine]) == most]
        if len({seen[fine].figure.quantity.centre for fine in likeliest}) == 1:
            chosen += [(coarse, fine) for fine in likeliest]
    return chosen


def _printed_as_finely(coarse: int, seen: Sequence[Mention], links: _Links) -> bool:
    """True if a cell is known already that prints just this number in smaller steps: 8.68亿元 as 86,800, not 86,850."""
    own = seen[coarse].figure.quantity
    others = [seen[i].figure.quantity for i in links.members(coarse) if seen[i].is_cell]
    return any(other.step < own.step and other.centre == own.centre for other in others)


def statements(group: Group) -> Iterator[tuple[Figure, ...]]:
    """The group as claims: the mentions printed most finely among themselves, then one of them with the coarser ones.

    So that three mentions of 3,472,564万元 are said to agree exactly, and 347.26亿元 to agree with them by rounding.
    """
    finest = min(figure.quantity.step for figure in group.members)
    fine = tuple(figure for figure in group.members if figure.quantity.step == finest)
    coarse = tuple(figure for figure in group.members if figure.quantity.step != finest)
    if len(fine) >= 2:
        yield fine
    if coarse:
        usual = Counter(figure.quantity.centre for figure in fine).most_common(1)[0][0]
        yield (next(figure for figure in fine if figure.quantity.centre == usual), *coarse)


def repeats(dossier: Dossier, code: str, in_tables: bool) -> Iterator[Relation]:
    """One `same` relation for every claim of the groups that reach into a table, or of those that do not."""
    for group in groups(dossier):
        if any(figure.source == "cell" for figure in group.members) is in_tables:
            for members in statements(group):
                yield same(code, members, group.basis, members[0].label)


def _settled(mention: Mention) -> frozenset[tuple[str, object]]:
    """What a mention says beyond doubt about itself, as answers to questions."""
    answers: list[tuple[str, object]] = []
    if mention.figure.level is not None:
        answers.append(("level", mention.figure.level))
    if mention.fact is not None:
        answers.append(("fact", replace(mention.fact, qualifier="")))
    if mention.scope:
        answers.append(("scope", mention.scope))
    return frozenset(answers)


class _Links:
    """Disjoint sets of mentions; each set knows what its members settle: their level, debt fact and scope."""

    def __init__(self, settled: Sequence[frozenset[tuple[str, object]]]) -> None:
        self._sets = DisjointSets(range(len(settled)))
        self._settled = list(settled)
        self.find = self._sets.find

    def compatible(self, i: int, j: int) -> bool:
        """True if the sets of i and j do not settle one question in two ways: 全区 and 区本级 never meet by a third."""
        one, other = self._settled[self.find(i)], self._settled[self.find(j)]
        both = one | other
        return len(both) == len({question for question, _ in both})

    def join(self, i: int, j: int) -> None:
        one, other = self.find(i), self.find(j)
        if self._sets.join(i, j):
            self._settled[self.find(i)] = self._settled[one] | self._settled[other]

    def join_compatible(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Join the pairs one by one where their sets are compatible by then."""
        for i, j in pairs:
            if self.compatible(i, j):
                self.join(i, j)

    def members(self, i: int) -> list[int]:
        """All that are joined to a mention, itself among them."""
        return self._sets.members(i)

    def sets(self) -> dict[int, list[int]]:
        """Members of every set of two or more by its root, in order."""
        return {self.find(members[0]): sorted(members) for members in self._sets.sets() if len(members) > 1}

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Neighbouring members of every set."""
        for members in self.sets().values():
            yield from zip(members, members[1:], strict=False)

    def sizes(self) -> dict[int, int]:
        """How many members each set has, by its root."""
        return {self.find(members[0]): len(members) for members in self._sets.sets()}
