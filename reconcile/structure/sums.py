"""A sum that the structure of a table announces: a total row and the rows that are its parts."""

from __future__ import annotations

from dataclasses import dataclass

from fiscal.relation import Basis
from reconcile.structure.evidence import Part


@dataclass(frozen=True, slots=True)
class Sum:
    """`parts` add up to row `total`; if not `complete`, other parts are not printed and they add up to no more than
    it.
    """

    total: int
    parts: tuple[Part, ...]
    complete: bool
    basis: Basis
