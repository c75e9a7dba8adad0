"""Look-ups are made once for a dossier or a table, and nothing keeps either alive when it is no longer needed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from weakref import ref

import pytest

from fiscal.document import Document
from reconcile.dossier import Dossier
from reconcile.engine import files_of, judge_documents, load_all, propose
from reconcile.explain.findings import findings
from reconcile.judge.choose import choose
from reconcile.judge.claim import claims
from reconcile.linking.matters import matters
from reconcile.linking.rivals import rivals_in
from reconcile.observe.observed_findings import with_observations
from reconcile.reports.html.to_html import to_html
from reconcile.reports.quoted.lookup import Lookup
from reconcile.structure.rows.announced_sums import announced_sums

ROOT = Path(__file__).parent.parent
CASES = ("data/yunxi-dossier", "data/yunxi-2020-adjustment", "data/wrong")


@pytest.fixture(params=CASES)
def documents(request: pytest.FixtureRequest) -> Iterator[list[Document]]:
    """The documents of one folder, which nothing else holds."""
    read = load_all(files_of([ROOT / request.param]))
    yield read
    read.clear()


def test_a_lookup_is_made_once(documents: list[Document]) -> None:
    """Asked again, a dossier and a table answer with the very same object; another dossier has its own."""
    dossier = Dossier(documents)
    assert matters(dossier) is matters(dossier)
    assert matters(dossier) is not matters(Dossier(documents))
    for table in dossier.tables():
        assert announced_sums(table) is announced_sums(table)


def test_nothing_keeps_a_dossier_alive(documents: list[Document]) -> None:
    """Everything that is asked of a dossier on the way to its findings goes with it."""
    dossier = Dossier(documents)
    verdicts = choose(claims(propose(dossier)), dossier.figures, rivals_in(dossier)).verdicts
    told = with_observations(findings(verdicts, dossier, "zh").told, dossier, verdicts, "zh")
    assert verdicts and told is not None
    known = ref(dossier)
    del dossier
    gc.collect()
    assert known() is None


def test_nothing_keeps_tables_alive(documents: list[Document]) -> None:
    """Once its review is told and dropped, no table of a document is left in memory."""
    review = judge_documents(documents)
    assert to_html(review)
    known = [ref(table) for document in documents for table in document.tables]
    assert known
    documents.clear()
    del review
    gc.collect()
    assert [one() for one in known if one() is not None] == []


def test_a_lookup_of_a_review_finds_its_parts(documents: list[Document]) -> None:
    """Every figure of every verdict is found, and every cell where it stands in its table."""
    review = judge_documents(documents)
    lookup = Lookup.of(review)
    for verdict in review.verdicts:
        for name in verdict.relation.figures():
            figure = lookup.figures[name]
            assert (name in lookup.cells) == (figure.source == "cell")
            if name in lookup.cells:
                table, row, column = lookup.cells[name]
                assert table.rows[row].cells[column] is figure
            else:
                assert lookup.passage_at(figure.place) is not None
