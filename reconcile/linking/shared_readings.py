"""Relations of the narrative that stand and fall with one reading: shares of one whole, lists of one paragraph, growths
over amounts told elsewhere.

What one of them takes for granted, all do. If several break and no one figure explains them, the reading is wrong, not
the figures; if the others hold, the reading is right.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeAlias

from fiscal.figure import Figure
from fiscal.relation import Kind, Relation, Role
from reconcile.linking.cells_by_name import side_of

Reading: TypeAlias = tuple[Hashable, ...]


def reading_of(relation: Relation, figures: Mapping[str, Figure]) -> Reading | None:
    """What a relation over figures of the narrative takes for granted; None where it stands alone, or has a cell."""
    members = [figures[name] for name in relation.figures()]
    if any(figure.source != "narrative" for figure in members):
        return None
    code, document = relation.code, members[0].place.document
    paragraphs = frozenset((figure.place.document, figure.place.paragraph) for figure in members)
    if relation.kind is Kind.RATIO:
        return ("whole", code, whole_of(relation))
    if relation.kind is Kind.GROWTH:
        side = side_of(members[0].label)
        return ("base", code, document, side) if len(paragraphs) > 1 else None
    if relation.kind is Kind.BALANCE and len(paragraphs) == 1:
        return ("list", code, relation.partial, paragraphs)
    return None


def whole_of(relation: Relation) -> frozenset[str]:
    """The figures that a share is taken of: the whole, or all parts of the list where no whole is printed."""
    parts = (Role.PART, Role.WHOLE) if relation.partial else (Role.WHOLE,)
    return frozenset(term.figure for term in relation.terms if term.role in parts)


def by_reading(relations: Iterable[Relation], figures: Mapping[str, Figure]) -> dict[Reading, list[Relation]]:
    """The relations of the narrative that share a reading with another one, by that reading."""
    found: dict[Reading, list[Relation]] = {}
    for relation in relations:
        reading = reading_of(relation, figures)
        if reading is not None:
            found.setdefault(reading, []).append(relation)
    return {reading: several for reading, several in found.items() if len(several) > 1}
