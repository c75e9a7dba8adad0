"""Counts in brackets behind names, each within the total that they share out.

查什么: “办理较多的有甲（49件）、乙（28件）……”中，各单位的数量是否都不超过前文的总数。
为什么: 单项不可能大于总数。
例: 代表建议131件，区建设管理委（49件）、公安分局（28件）。
怎么办: 逐家重数，更正总数或所列各数。
依据: 算术关系。

What: counts in brackets behind names in a list, each at most the total before the list.
Why: no part exceeds its whole.
Example: 131 proposals, of which one office handles 49, another 28.
Fix: Count again; correct the total or the items.
Source: arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fiscal.claims import at_most
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier

CODE = "ORD02"
NAME = "bracketed-counts-within-total"
TITLE = {"zh": "逐家列出的数量不超过总数", "en": "Bracketed counts within their total"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """at-most relations for lists of three bracketed counts or more under a larger count of the same unit before
    them.
    """
    for document in dossier.documents:
        for at, passage in enumerate(document.passages):
            listed = [f for f in passage.figures if _alone_in_bracket(passage, f)]
            for unit in dict.fromkeys(figure.quantity.unit.name for figure in listed):
                run = [figure for figure in listed if figure.quantity.unit.name == unit]
                total = _total(document.passages[max(0, at - 1) : at + 1], run)
                if len(run) >= 3 and total is not None:
                    for figure in run:
                        yield at_most(CODE, figure, total, Basis.INFERRED, total.label)


def _alone_in_bracket(passage: Passage, figure: Figure) -> bool:
    span = figure.place.span or (0, 0)
    around = passage.text[span[0] - 1 : span[0]] + passage.text[span[1] : span[1] + 1]
    return figure.measure is Measure.COUNT and around == "()"


def _total(passages: Sequence[Passage], run: Sequence[Figure]) -> Figure | None:
    """The nearest count before the list, or in the passage before, that says 共 or 总 and is no smaller than any."""
    if not run:
        return None
    first = run[0].start
    for passage in reversed(passages):
        for figure in reversed(passage.figures):
            span = figure.place.span or (0, 0)
            if passage.index == run[0].place.paragraph and span[0] >= first:
                continue
            lead = passage.text[max(0, span[0] - 14) : span[0]]
            same = figure.quantity.unit.name == run[0].quantity.unit.name
            if same and re.search(r"共|总", lead) and figure.quantity.value >= max(f.quantity.value for f in run):
                return figure
    return None
