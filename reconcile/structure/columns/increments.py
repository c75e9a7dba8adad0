"""The increment of a row between two columns as terms of a balance."""

from __future__ import annotations

from fiscal.relation import Role, Term
from fiscal.table import Table


def increment_terms(
    table: Table, row: int, before: int, after: int, role: Role, weight: int = 1
) -> tuple[Term, ...] | None:
    """Terms for `after` − `before`; () if both cells are blank or a part states one number twice; None if unreadable.

    A total keeps both its cells even if they are equal: that it does not change is said, too.
    """
    if (row, before) in table.unread or (row, after) in table.unread:
        return None
    first, second = table.rows[row].cells[before], table.rows[row].cells[after]
    unchanged = first is not None and second is not None and first.quantity.centre == second.quantity.centre
    if unchanged and role is not Role.TOTAL:
        return ()
    terms = []
    if second is not None:
        terms.append(Term(second.id, role, weight))
    if first is not None:
        terms.append(Term(first.id, role, -weight))
    return tuple(terms)
