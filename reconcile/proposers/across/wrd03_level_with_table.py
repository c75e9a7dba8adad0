"""与上年持平, where last year's amount stands in a table.

查什么: 正文“某项A亿元，与上年（上年预算、上年完成数）持平”，A已与附表某行对上，该行（或同名行）又有上年数的，两数是否相同；“基本持平”只记录
    相同的。
为什么: “持平”是一个数字结论，往往从上年的说明照抄下来。
例: 正文非税收入32.53亿元、与上年持平，附表上年数323,300万元。
怎么办: 核对上年数，改写“持平”或更正数字。
依据: 公文用语准确、前后一致的要求（GB/T 9704）；预算法第四十八条。

What: an amount that is said to be level with last year, against last year's amount in its row of the tables.
Why: the word is a statement about figures, and is easily left over from last year's text.
Example: 32.53亿元 "as last year", 323,300万元 last year in the table.
Fix: Check last year's amount, and correct the word or the figure.
Source: drafting rules for official documents (GB/T 9704); Budget Law art. 48.
"""

from __future__ import annotations

from fiscal.statement import Unchanged
from reconcile.judge.one_number import agree
from reconcile.linking.anchors import CHANGED, DONE, PLAN
from reconcile.linking.claiming import Claiming, Proposed, over
from reconcile.linking.rows_named import bases, is_done, last_year, rows_named

CODE = "WRD03"
NAME = "level-with-last-year-in-table"
TITLE = {"zh": "“与上年持平”与附表上年数", "en": "Level with last year, and last year in the table"}


@over(CODE, Unchanged)
def propose(one: Unchanged, claim: Claiming) -> Proposed:
    """One `same` for every amount with that word right behind it whose row prints last year's amount."""
    figure = claim.figures[one.figure]
    passage = claim.dossier.passage_at(figure.place)
    for row in rows_named(figure, figure, passage, claim.dossier) if passage is not None else ():
        year = last_year(row)
        if year is None:
            return
        steps = (PLAN, CHANGED) if one.planned else (DONE,) if is_done(row) or one.planned is False else (DONE, PLAN)
        known = [base for base, home in bases(row, year, steps, claim.dossier) if home]
        fitting = [base for base in known if agree(base, row.now) or agree(base, figure)]
        if fitting or (known and not one.roughly):
            base = (fitting or known)[0]
            now = figure if agree(base, figure) and not agree(base, row.now) else row.now
            yield claim.derived.same((now, base))
            return
