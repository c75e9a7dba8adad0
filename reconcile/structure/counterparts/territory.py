"""Whose money a table speaks of, by its title: 全市, 市本级, a district. Tables of one territory belong together."""

from __future__ import annotations

import re

from fiscal.table import Table

_BUDGETS = re.compile(
    "(?:一般公共|政府性基金|国有资本经营|公共财政)(?:预算)?|社会保险基金(?:预算)?|(?:养老|医疗|失业|工伤|生育)保险基金"
)
_PURPOSE = re.compile(
    r"(?:19|20)\d\d[年—-]*度?|[（(][^（）()]*[)）]|表[\d一二三四五六七八九十—-]*|收支|收入|支出|执行|完成|决算|预算|草案|安排|情况"
    r"|调整|平衡|地方|总|明细|计划|结余|功能|政府|经济|性质|分类|科目|[数额按的\s]"
)


def territory(table: Table) -> str:
    """What the title of a table says besides year, budget, side and purpose.

    >>> from fiscal.place import Place
    >>> of = lambda title: territory(Table("t", "d", title, None, None, (), (), Place("d")))
    >>> of("2025年市本级政府性基金预算支出执行情况表"), of("2026年全市国有资本经营预算收支总表（草案）")
    ('市本级', '全市')
    """
    return _PURPOSE.sub("", _BUDGETS.sub("", re.sub(r"\s", "", table.title)))
