"""Stocks from their opening to their closing balance in one sentence: 年初余额A，新增B，偿还C，年末余额D."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Rolled, Signed
from tables.prose.spans import depth_at, figures_within, quoted, words_before

_OPENING = re.compile(r"(?:年初|期初|上年[末底]?)[^，。；\d]{0,6}(?:余额|结存|存量)(?:为)?$")
_CLOSING = re.compile(r"(?:年[末底]|期末)[^，。；\d]{0,6}(?:余额|结存|存量)(?:为)?$")
_MORE = re.compile(r"(?:新增|增加|发行|收入|举借)[^，。；\d]{0,10}$")
_LESS = re.compile(r"(?:偿还|减少|支出|还本|归还|化解|核减)[^，。；\d]{0,10}$")
LONGEST = 200
"""So much of the sentence is quoted."""


def rolled(passage: Passage) -> Iterator[Rolled]:
    """Every sentence that leads from an opening to a closing balance; what stands in brackets is left aside."""
    for span in passage.sentences:
        opening: Figure | None = None
        moves: list[Signed] = []
        for figure in figures_within(passage, span):
            if not _flat(passage, figure):
                continue
            lead = words_before(passage, figure, 24, "，。；")
            if _OPENING.search(lead):
                opening, moves = figure, []
            elif _CLOSING.search(lead):
                if opening is not None and moves:
                    said = quoted(passage, opening, figure, 16)[:LONGEST]
                    yield Rolled(opening.id, tuple(moves), figure.id, together=True, said=said)
                opening = None
            elif opening is not None:
                sign = 1 if _MORE.search(lead) else -1 if _LESS.search(lead) else 0
                opening = opening if sign else None
                moves.append(Signed(figure.id, sign or 1))


def _flat(passage: Passage, figure: Figure) -> bool:
    amount = figure.measure in (Measure.AMOUNT, Measure.DELTA) and figure.quantity.unit.is_money
    return amount and depth_at(passage, figure.start) == 0
