"""Stocks from their opening to their closing balance in one sentence: 年初余额A，新增B，偿还C，年末余额D."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Rolled, Signed
from tables.prose.spans import depth_at, figures_within, quoted, words_before

_CARRIED = re.compile(r"上年[^，。；\d]{0,4}(?:结转|结余)(?:收入|资金)?(?:为)?$")
_HANDED_ON = re.compile(r"(?:结转下年[^，。；\d]{0,4}|年[终末](?:滚存)?(?:结转|结余))(?:为)?$")
_OPENING = re.compile(r"(?:年初|期初|上年[末底]?)[^，。；\d]{0,6}(?:余额|结存|存量)(?:为)?$")
_CLOSING = re.compile(r"(?:年[末底]|期末)[^，。；\d]{0,6}(?:余额|结存|存量)(?:为)?$")
_AT_HAND = re.compile(r"(?:[用充排]后[^，。；\d]{0,8}|稳定调节基金)余额(?:为|达)?$")
_SETTLED = re.compile(r"(?:年[末底]|期末|后)[^，。；\d]{0,6}余额(?:为|达)?$")
_MORE = re.compile(r"(?:新增|增加|发行|收入|举借|补充)[^，。；\d]{0,10}$")
_LESS = re.compile(r"(?:偿还|减少|支出|还本|归还|化解|核减|动用)[^，。；\d]{0,10}$")
LONGEST = 200
"""So much of the sentence is quoted."""


def rolled(passage: Passage) -> Iterator[Rolled]:
    """Every sentence that leads from an opening to a closing balance; what stands in brackets is left aside.

    A balance at hand within the year (动用后余额A) opens one, too, but other moves may be left out there.
    """
    for span in passage.sentences:
        opening: Figure | None = None
        moves: list[Signed] = []
        closes = _CLOSING
        for at, figure in enumerate(one for one in figures_within(passage, span) if _flat(passage, one)):
            lead = words_before(passage, figure, 24, "，。；")
            if _OPENING.search(lead) or (at == 0 and _CARRIED.search(lead)):
                opening, moves = figure, []
                closes = _CLOSING if _OPENING.search(lead) else _HANDED_ON
            elif closes.search(lead):
                # 上年结转A，收入B，支出C，结转下年D: both sides stand between; else it is a list of what there is to spend
                both = {move.sign for move in moves} == {1, -1} or closes is not _HANDED_ON
                if opening is not None and moves and both:
                    said = quoted(passage, opening, figure, 16)[:LONGEST]
                    yield Rolled(opening.id, tuple(moves), figure.id, together=closes is not _SETTLED, said=said)
                opening = None
            elif opening is None and _AT_HAND.search(lead):
                opening, moves, closes = figure, [], _SETTLED
            elif opening is not None:
                sign = 1 if _MORE.search(lead) else -1 if _LESS.search(lead) else 0
                opening = opening if sign else None
                moves.append(Signed(figure.id, sign or 1))


def _flat(passage: Passage, figure: Figure) -> bool:
    amount = figure.measure in (Measure.AMOUNT, Measure.DELTA) and figure.quantity.unit.is_money
    return amount and depth_at(passage, figure.start) == 0
