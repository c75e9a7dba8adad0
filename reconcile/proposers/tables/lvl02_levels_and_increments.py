"""What only the government itself does is the same at both levels, and the difference between levels adds up.

查什么: 上解支出、债务还本、补充预算稳定调节基金等只发生在本级的行，两级数字相同（或只差一个笔误）时按同一个数核对；
    两级总计之差等于各行两级之差之和；两级增加额之差等于下属各行增加额之差之和，只在一级列出的行按另一级为零计。
为什么: 两张表各自相加相符，而两级之间对不上，仍说明有一个数不对。
例: 全区城乡社区支出增加 56,000，区级增加 48,000，相差 8,000，正是只列在全区表中的污水处理费安排的支出 8,000。
怎么办: 核对两级表格的同名行，说明下级之和与差额的关系。
依据: 《预算法》第六条至第九条、第三十五条（地方政府债务由省级代为举借、本级偿还）。
What: rows that concern the government itself alone (上解, 还本, 补充稳定调节基金) state one number at both levels where
    they tie or differ by one slip; the difference of the totals between the levels is the sum of the differences of the
    rows; the same holds for increments, a row printed at one level only counting as nothing at the other.
Why: each table may add up by itself while the two do not fit together.
Example: increments of 56,000 and 48,000; the 8,000 between them are a row that stands in one table only.
Fix: Hold the rows of both levels against each other, and explain what the areas below add.
Source: Budget Law, articles 6 to 9 and 35.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import balance, same
from fiscal.relation import Basis, Relation
from fiscal.slips.misprint import slip
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.structure.counterparts.level_differences import increment_differences, total_differences
from reconcile.structure.counterparts.paired_tables import LevelPair, level_pairs

CODE = "LVL02"
NAME = "levels-fit-together"
TITLE = {"zh": "两级之间的数字相互衔接", "en": "figures of two levels fit together"}
_OWN_ALONE = label_pattern("own-level-alone")
FEWEST_DIGITS = 4


def propose(dossier: Dossier) -> Iterator[Relation]:
    """Equal rows, differences of totals and of increments, for every pair of tables at two levels."""
    for pair in level_pairs(list(dossier.tables())):
        yield from _equal_rows(pair)
        for said, terms in (*total_differences(pair), *increment_differences(pair)):
            yield balance(CODE, terms, Basis.DERIVED, said)


def _equal_rows(pair: LevelPair) -> Iterator[Relation]:
    for row, own_row in pair.rows:
        label = pair.own.rows[own_row].label
        if not _OWN_ALONE.search(label):
            continue
        for column, own_column in pair.columns:
            one, two = pair.whole.rows[row].cells[column], pair.own.rows[own_row].cells[own_column]
            if one is None or two is None or one.quantity.unit.dimension != two.quantity.unit.dimension:
                continue
            digits = min(len(q.value.as_tuple().digits) for q in (one.quantity, two.quantity))
            tied = one.quantity.centre == two.quantity.centre
            slipped = digits >= FEWEST_DIGITS and slip(one.quantity.value, two.quantity.value) is not None
            if tied or slipped:
                basis = Basis.STATED if tied else Basis.DERIVED
                yield same(CODE, (one, two), basis, f"{pair.own.title} {label}".strip())
