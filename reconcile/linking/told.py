"""What the sentences of a dossier say of their figures, read once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from fiscal.document import Passage
from fiscal.statement import Statement
from reconcile.dossier import Dossier, once
from tables.statements.statements import statements

T = TypeVar("T")


@once
def told(dossier: Dossier) -> tuple[tuple[Passage, tuple[Statement, ...]], ...]:
    """Every passage with its statements, in the order of the documents."""
    return tuple(entry for document in dossier.documents for entry in statements(document))


def told_as(dossier: Dossier, kind: type[T]) -> Iterator[T]:
    """Every statement of one kind, in the order of the documents."""
    for _, some in told(dossier):
        for statement in some:
            if isinstance(statement, kind):
                yield statement
