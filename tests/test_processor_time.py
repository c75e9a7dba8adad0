"""Judging ends when its processor time is used up, whatever it is busy with, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fiscal.relation import Relation
from reconcile import engine
from reconcile.explain.findings import findings
from reconcile.judge import choose
from reconcile.observe.observed_findings import with_observations
from reconcile.review import Review
from tables.reading.readers import read

TEXT = """2024年收入表
单位：万元
项目	预算数	执行数
增值税	1,046	1,046
企业所得税	2,413	2,413
合计	3,459	3,495
"""


def endless(*_: object) -> None:
    """Something that never ends."""
    while True:
        pass


def never_proposed(*_: object) -> Iterator[Relation]:
    """A check that never ends."""
    yield from ()
    endless()


def swallowing(*_: object) -> None:
    """Something that never ends, and in which the first end is lost."""

    class Loud:
        def __del__(self) -> None:
            endless()

    Loud()
    endless()


STEPS: dict[str, tuple[object, str, Callable[..., object]]] = {
    "proposing": (engine, "propose", never_proposed),
    "judging": (choose, "_rival_that_holds", endless),
    "explaining": (engine, "findings", lambda verdicts, *rest: endless() if verdicts else findings(verdicts, *rest)),
    "observing": (engine, "with_observations", lambda *told: endless() if told[2] else with_observations(*told)),
    "what swallows the end": (choose, "_rival_that_holds", swallowing),
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A text with a sum that comes out and one that does not."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return path


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_was_not_checked_is_told(step: str, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step without end is stopped; the document is told as checked in part, with the number of the limit."""
    monkeypatch.setenv("FISCAL_JUDGING_SECONDS", "1")
    monkeypatch.setattr(*STEPS[step])
    review: Review = engine.judge_documents([read(source)])
    (finding,) = [one for one in review.findings if one.code == "DOC10"]
    assert "1 秒" in finding.message
    assert "FISCAL_JUDGING_SECONDS" in finding.message
    assert [one.code for one in review.findings] == ["DOC10"], "nothing is told that was not looked at in every reading"


def test_with_time_enough_everything_is_told(source: Path) -> None:
    """The wrong sum of the same text is told where nothing takes too long."""
    assert [one.code for one in engine.judge_documents([read(source)]).findings] == ["TOT01"]
