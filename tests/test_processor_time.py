"""Judging ends when its processor time is used up, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fiscal.relation import Relation
from reconcile import engine
from reconcile.dossier import Dossier
from tables.reading.readers import read


def endless(_dossier: Dossier) -> Iterator[Relation]:
    """A check that never ends."""
    yield from ()
    while True:
        pass


def test_what_was_not_checked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check without end is stopped; the document is told as checked in part, with the number of the limit."""
    source = tmp_path / "a.txt"
    source.write_text("支出合计30万元，其中甲10万元，乙20万元。\n")
    monkeypatch.setenv("FISCAL_JUDGING_SECONDS", "1")
    monkeypatch.setattr(engine, "propose", endless)
    (finding,) = [one for one in engine.judge_documents([read(source)]).findings if one.code == "DOC10"]
    assert "1 秒" in finding.message
    assert "FISCAL_JUDGING_SECONDS" in finding.message
