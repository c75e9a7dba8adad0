"""From the opening balance to the closing one in a sentence: 年初余额A，新增B，偿还C，年末余额D.

查什么: 同一句中写有年初（期初、上年末）余额、当年新增（增加、发行）、当年偿还（减少、支出）和年末余额的，A＋B－C是否等于D；括号内的分项不
    参加。相加不符的，只有一处笔误即可解释时才提示。
为什么: 余额是滚动的，四个数改了一个就接不上。
例: 年初余额258万元，当年新增88万元，当年偿还20万元，年末余额326万元。
怎么办: 核对年初、新增、偿还、年末四个数及其口径，更正写错的一个。
依据: 算术关系；财政部政府债务限额余额情况表（余额变动口径）。

What: in one sentence, the opening balance with what was added and less what was repaid makes the closing balance; parts
    in brackets are left aside. A break is told only where one slip of the pen explains it.
Why: balances roll forward, and a single changed figure breaks the chain.
Example: 258 and 88 less 20 is 326.
Fix: Check opening, additions, repayments and closing, and correct the one that is wrong.
Source: arithmetic; the Ministry of Finance's form on limits and balances of government debt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal import late_patterns as re
from fiscal.claims import balance, term
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation, Role, Term
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds, near_miss
from tables.prose.spans import depth_at, figures_within, words_before

CODE = "BAL02"
NAME = "opening-to-closing-balance"
TITLE = {"zh": "年初余额到年末余额", "en": "From the opening to the closing balance"}

_OPENING = re.compile(r"(?:年初|期初|上年[末底]?)[^，。；\d]{0,6}(?:余额|结存|存量)(?:为)?$")
_CLOSING = re.compile(r"(?:年[末底]|期末)[^，。；\d]{0,6}(?:余额|结存|存量)(?:为)?$")
_MORE = re.compile(r"(?:新增|增加|发行|收入|举借)[^，。；\d]{0,10}$")
_LESS = re.compile(r"(?:偿还|减少|支出|还本|归还|化解|核减)[^，。；\d]{0,10}$")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every sentence that leads from an opening to a closing balance."""
    for passage in dossier.passages():
        for span in passage.sentences:
            figures = [figure for figure in figures_within(passage, span) if _flat(passage, figure)]
            for relation in _chains(passage, figures):
                if holds(relation, dossier.figures) or near_miss(relation, dossier.figures):
                    yield relation


def _flat(passage: Passage, figure: Figure) -> bool:
    amount = figure.measure in (Measure.AMOUNT, Measure.DELTA) and figure.quantity.unit.is_money
    return amount and depth_at(passage, figure.start) == 0


def _chains(passage: Passage, figures: Sequence[Figure]) -> Iterator[Relation]:
    opening: Figure | None = None
    terms: list[Term] = []
    for figure in figures:
        lead = words_before(passage, figure, 24, "，。；")
        if _OPENING.search(lead):
            opening, terms = figure, []
        elif _CLOSING.search(lead):
            if opening is not None and terms:
                said = passage.text[max(0, opening.start - 16) : figure.end]
                whole = (term(figure, Role.TOTAL), term(opening, Role.PART), *terms)
                yield balance(CODE, whole, Basis.STATED, said[:200])
            opening = None
        elif opening is not None:
            sign = 1 if _MORE.search(lead) else -1 if _LESS.search(lead) else 0
            opening = opening if sign else None
            terms.append(term(figure, Role.PART, sign or 1))
