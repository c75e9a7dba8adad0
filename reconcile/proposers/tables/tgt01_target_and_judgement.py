"""What a table of indicators says of a row agrees with its target and its result.

查什么: 指标完成情况表中写明“提前达到目标”“已完成”“不及预期”“未完成”的行，其完成数是否确实达到（或未达到）目标数；
    完成数与目标数单位不同、没有数字，或指标以高为好还是以低为好说不清的，不比。
为什么: 判断与数字不符，两者必有一处写错，或口径不同。
例: 目标 50 个，完成 63 个，判断“提前达到目标”。
怎么办: 核对该指标的目标数、完成数与判断是否同一时点、同一口径。
依据: 表内文字与数字应当一致。

What: where a table of indicators says in words that a row reached its target or fell short, the figures say so too;
    rows with different units, without figures, or of which nobody can say which way is better are left aside.
Why: if words and figures disagree, one of them is wrong, or they differ in scope.
Example: target 50, reached 63, "reached ahead of time".
Fix: See that target, result and judgement speak of one date and one scope.
Source: the words of the table and its figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import at_most
from fiscal.relation import Basis, Relation
from fiscal.table import Attainment
from reconcile.dossier import Dossier
from reconcile.structure.columns.target_columns import judged_targets

CODE = "TGT01"
NAME = "target-and-judgement"
TITLE = {"zh": "指标完成情况与判断相符", "en": "results of indicators agree with their judgement"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `at-most` for every judged row: the lesser of target and result as the words have it."""
    for table in dossier.tables():
        for row in judged_targets(table):
            above = (row.attainment is Attainment.REACHED) is not row.ceiling
            lesser, greater = (row.target, row.result) if above else (row.result, row.target)
            yield at_most(CODE, lesser, greater, Basis.INFERRED, row.said)
