"""Names of figures that hold in every draft: what a figure measures and where it stands, in words, and the how many-th
such figure it is. Pages, numbers of tables and the figure's own number are no part of it.
"""

from __future__ import annotations

from collections import Counter

from fiscal.figure import Figure
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier, once
from reconcile.stable_ids import id_of

_NUMBERED = label_pattern("numbered-opening")


@once
def figure_keys(dossier: Dossier) -> dict[str, str]:
    """The key of every figure by its id; no two figures of a dossier share one."""
    counts: Counter[str] = Counter()
    found: dict[str, str] = {}
    for name, figure in dossier.figures.items():
        words = id_of(_words(figure, dossier))
        counts[words] += 1
        found[name] = f"{words}.{counts[words]}"
    return found


def _words(figure: Figure, dossier: Dossier) -> tuple[str, ...]:
    table = dossier.table_by_id.get(figure.place.table or "")
    if table is not None:
        title = _NUMBERED.sub("", fold(table.title))
        return "cell", title, fold(figure.place.row or figure.label), fold(figure.place.column or "")
    return "narrative", fold(figure.label), figure.measure.value, figure.quantity.unit.dimension
