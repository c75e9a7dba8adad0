"""The page of benchmarks is kept part by part, and what two checkouts say is compared as it has to be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.__main__ import keep
from benchmarks.figures_bound import Share, measured
from benchmarks.golden_relations import FRESH, SHARED, asked_for
from benchmarks.nation import Costs, Nation, simulate
from benchmarks.running_totals_held import claims_of
from benchmarks.same_results import compare
from fiscal.statement import Source
from tables.formats.text import read_text_document


def test_a_part_is_put_in_the_place_of_its_predecessor(tmp_path: Path) -> None:
    """Parts begin with a heading of the first level; new ones go to the end; doing it twice changes nothing."""
    path = tmp_path / "benchmarks.md"
    keep(path, "# Benchmarks\n\n| a |\n")
    keep(path, "# Readers\n\n## Ninety pages\n\nold\n")
    keep(path, "# Benchmarks\n\n| b |\n")
    keep(path, "# Readers\n\n## Ninety pages\n\nnew\n")
    wanted = "# Benchmarks\n\n| b |\n\n# Readers\n\n## Ninety pages\n\nnew\n"
    assert path.read_text(encoding="utf-8") == wanted
    keep(path, "# Readers\n\n## Ninety pages\n\nnew\n")
    assert path.read_text(encoding="utf-8") == wanted


ONE = '<html><p class="a" id="b">it&#x27;s <b>1</b></p></html>'


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("r.html", '<html><p id="b" class="a">it&#39;s <b>1</b></p></html>', True),
        ("r.html", '<html><p id="b" class="a">it&#39;s<b> 1</b></p></html>', False),
        ("r.html", ONE.replace("<b>1</b>", "<i>1</i>"), False),
        ("r.html", ONE + "fiscal: 1", False),
        ("r.json", ONE.replace("&#x27;", "&#39;"), False),
    ],
)
def test_reports_are_compared_as_trees_and_all_else_by_bytes(tmp_path: Path, name: str, other: str, same: bool) -> None:
    """Escapes and the order of attributes make no difference; text, elements and errors do."""
    for folder, text in (("before", ONE), ("after", other)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    assert (compare(tmp_path / "before", tmp_path / "after") == []) is same


def test_a_simulated_nation_is_the_same_every_time_and_slower_with_fewer_nodes() -> None:
    """Seeded; nobody is busy longer than it all takes."""
    usual = Nation(Costs(document=1 / 32, page=1 / 16, tasks=500))
    first, again, fewer = simulate(usual), simulate(usual), simulate(replace(usual, nodes=50))
    assert first == again
    assert first.seconds < fewer.seconds and 0 < first.busy <= 1


@pytest.mark.parametrize("name", FRESH)
def test_relations_read_by_hand_are_written_alike(name: str) -> None:
    """One id a relation, two figures at least, no relation twice, and words that the scoring knows."""
    rows = [json.loads(line) for line in FRESH[name].read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [f"{name}-{number:03}" for number in range(1, len(rows) + 1)]
    assert len({(row["kind"], row["expr"], row["basis"]) for row in rows}) == len(rows)
    for row in rows:
        assert len(row["members"]) > 1
        assert row["holds"] in ("exact", "rounding", "fails")
        assert row["domain"] in ("money", "percent", "count") and row["basis"] in ("stated", "derived", "inferred")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the documents are kept outside the repository")
@pytest.mark.parametrize("name", FRESH)
def test_each_report_read_by_hand_is_one_document(name: str) -> None:
    """A web page or a PDF, never two of one name."""
    document, relations, _ = asked_for(name)
    assert document.is_file() and relations == FRESH[name]


def test_bound_money_is_counted_by_source_without_noughts_and_rates(tmp_path: Path) -> None:
    """Of two amounts in the text one is bound; 0 and 5% are not counted; a relation that is undecided binds nothing."""

    def figure(name: str, value: str, unit: str) -> dict[str, str]:
        return {"id": name, "value": value, "unit": unit, "source": "narrative"}

    figures = [figure("a", "3", "亿元"), figure("b", "4", "万元"), figure("c", "0", "万元"), figure("d", "5", "%")]
    relations = [
        {"verdict": verdict, "terms": [{"figure": name}]} for verdict, name in (("exact", "a"), ("undecided", "b"))
    ]
    review = {"figures": figures, "relations": relations, "tables": [], "documents": [{"format": "pdf"}]}
    (tmp_path / "a.json").write_text(json.dumps(review), encoding="utf-8")
    genre, shares = measured(tmp_path, ["a.json"])["a.json"]
    assert genre == "reports in prose"
    assert shares == {"narrative": Share(1, 2), "cell": Share(0, 0)}


def test_running_totals_are_counted_by_how_they_are_known() -> None:
    """A total under its own name that holds, and one that does not; neither is met by chance."""
    text = (
        "全区收入21.07亿元，补助18.69亿元，收入总计39.76亿元。\n\n全镇收入11.99亿元，补助12.82亿元，收入总计24.18亿元。"
    )
    claims = list(claims_of(read_text_document(text.encode(), "case.txt", "d0")))
    assert [(claim.source, claim.held, claim.chance) for claim in claims] == [
        (Source.WORDED, True, 0),
        (Source.WORDED, False, 0),
    ]
