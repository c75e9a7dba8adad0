"""Rows of a debt form left at 0: a limit of 0 beside the same limit of another year that is not.

查什么: 债务余额情况表中，某年的债务限额列为0，而同表另一年的同类限额不为0：多半是限额尚未下达或没有填列。一张表只提示一次，
    列出其中为0的各行；这些0不参加核对。
为什么: 限额为0而余额不为0，按字面就是超限额；读者分不清是没有下达，还是漏填。
例: 2023年末限额4,012.30亿元，2024年限额0.00亿元。
怎么办: 限额已经下达的补填，没有下达的写明“待下达”。
依据: 预算法第三十五条（债务限额由国务院报全国人大批准、逐级下达）；本项只提示，不判定数字有误。
What: in a form on debt balances the limit of one year is 0 while that of another year is not: not handed down yet, or
    not filled in. Told once of a table, with the rows that are 0; these zeros are held against nothing.
Why: read literally any balance would exceed such a limit; nobody can tell "not yet" from "forgotten".
Example: a limit of 4,012.30 at the end of 2023 and of 0.00 for 2024.
Fix: Fill in the limit, or say that it has not been handed down.
Source: Budget Law, art. 35; this is a hint, no figure is called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.table import Row, Table
from reconcile.dossier import Dossier
from reconcile.linking.limit_tables import limits_left_at_zero
from reconcile.observe.observation import Observation, of_table
from reconcile.review import Severity, Verdict

CODE = "CPL08"
NAME = "limits-left-at-zero"
TITLE = {"zh": "债务限额列为0", "en": "a debt limit left at 0"}


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One note for every table with such rows."""
    for table in dossier.tables():
        rows = limits_left_at_zero(table)
        if rows:
            yield _told(table, rows)


def _told(table: Table, rows: Sequence[Row]) -> Observation:
    names = "、".join(f"“{row.label.strip()}”" for row in rows)
    return Observation(
        CODE,
        Severity.NOTE,
        of_table(table),
        (
            f"债务限额列为0，请核对是否尚未下达或没有填列：{names}",
            f"debt limits stand at 0; please check whether they are still to be handed down or filled in: {names}",
        ),
        key=(table.title, *(row.label for row in rows)),
    )
