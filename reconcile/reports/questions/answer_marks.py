"""What a question carries so that its answer finds back: the id of the finding and a sign of its figures.

It is printed, because that alone survives every program through which a letter goes on its way.
"""

from __future__ import annotations

from fiscal import late_patterns as re
from reconcile.reports.quoted.lookup import Lookup
from reconcile.review import Finding
from reconcile.stable_ids import id_of

MARK = re.compile(r"([0-9a-f]{12}(?:-\d{1,6})?)\s*/\s*([0-9a-f]{6})(?![0-9a-f])")
"""A mark in a text: the id of the finding, then the sign of its figures."""


def mark_of(finding: Finding, lookup: Lookup) -> str:
    """The mark of one finding; where one of its figures changes, the part behind the stroke does."""
    figures = [f"{one.sign * one.quantity.value:f}{one.quantity.unit.name}" for one in lookup.figures_of(finding)]
    return f"{finding.id}/{id_of(figures)[:6]}"
