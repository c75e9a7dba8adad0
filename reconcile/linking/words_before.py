"""The words right before a figure of the narrative."""

from __future__ import annotations

import re

from fiscal.document import Passage
from fiscal.figure import Figure


def words_before(passage: Passage, figure: Figure, reach: int, stops: str = "", begin: int = 0) -> str:
    """At most `reach` characters before `figure`, from `begin` on, and only what follows the last of the marks `stops`.

    >>> from fiscal.numbers.quantity import Quantity; from fiscal.numbers.units import unit
    >>> from fiscal.place import Place; from decimal import Decimal
    >>> figure = Figure("f", Quantity("5", Decimal(5), unit("亿元")), Place("d", span=(9, 12)), "结余", "narrative")
    >>> passage = Passage(0, "收入大于支出，结余5亿元", 1, 0, (), (), (figure,))
    >>> words_before(passage, figure, 20, "，。；"), words_before(passage, figure, 4)
    ('结余', '出，结余')
    """
    text = passage.text[max(begin, figure.start - reach) : figure.start]
    return re.split(f"[{stops}]", text)[-1] if stops else text
