"""What a figure measures: one key for narrative and cells, the same in the frame of facts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

import tables
from fiscal.measured import key_of, meet

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "measured.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"].split("\n")[0] for case in CASES])
def test_the_key_of_every_figure(case: dict[str, object], tmp_path: Path) -> None:
    """Concept, place, budget, level, year and stage of the figures named."""
    path = tmp_path / "text.txt"
    path.write_text(str(case["text"]), encoding="utf-8")
    known = {figure.quantity.text: key_of(figure) for figure in tables.read(path).figures()}
    wanted = case["figures"]
    assert isinstance(wanted, dict)
    for text, said in wanted.items():
        key = known[text]
        found = (key.concept, key.place_of, key.budget, key.level, key.year, key.stage)
        assert " ".join("-" if one is None else str(one) for one in found) == said, text


def test_facts_stack_places_and_years_in_one_unit(tmp_path: Path) -> None:
    """万元 and 亿元 of two documents stand in yuan in one column; rates in their own; every figure is one row."""
    written = {
        "a.txt": "关于云溪区2023年财政决算的报告\n\n2023年，全区一般公共预算收入8.25亿元，增长3.1%。\n",
        "b.txt": "关于云溪区2024年财政决算的报告\n\n2024年，全区一般公共预算收入85100万元，增长3.2%。\n",
    }
    documents = []
    for number, (name, text) in enumerate(written.items()):
        (tmp_path / name).write_text(text, encoding="utf-8")
        documents.append(tables.read(tmp_path / name, f"d{number}"))
    facts = tables.facts(documents)
    assert len(facts) == sum(len(list(document.figures())) for document in documents)
    amounts = facts[(facts.concept == "收入合计") & (facts.measure == "amount")].set_index("year").amount
    assert amounts.loc[2023] == Decimal(825_000_000) and amounts.loc[2024] - amounts.loc[2023] == Decimal(26000000)
    assert list(facts[facts.measure == "growth"].rate) == [Decimal("3.1"), Decimal("3.2")]
    first, second = (key_of(next(document.figures())) for document in documents)
    assert not meet(first, second) and meet(first, second._replace(year=2023))
