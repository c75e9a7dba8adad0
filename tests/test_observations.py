"""Plausibility and completeness: the cases of tests/cases/PLA*.yml and CPL*.yml, and what holds for all of them.

A case has a `name` and a `text` (or a `sheet`, or `texts` that are read as one dossier). `find` lists what the
observation must tell: `severity` and, of each, words that its message or working `says`; without `find` it must tell
nothing. `quiet: true`: no observation of any code may be made.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
import yaml
from docx import Document
from msgspec.structs import replace

from fiscal.document import Note
from fiscal.place import Place
from reconcile.catalogue import everything
from reconcile.dossier import Dossier
from reconcile.engine import judge_documents
from reconcile.observe import observers
from reconcile.observe.observation import Observation
from reconcile.observe.observed_findings import observed
from reconcile.reports.questions.to_questions import to_questions
from reconcile.reports.screen.to_concise import to_concise
from reconcile.reports.screen.to_console import to_console
from reconcile.review import Category, Finding, Review, Severity, category
from tables.formats.text import read_text_document
from tables.reading.readers import read
from tests.counted_work import growth
from tests.sheet_file import sheet_file

CASES = Path(__file__).parent / "cases"
ASIDE = (Category.PLAUSIBILITY, Category.COMPLETENESS)


@cache
def files() -> dict[str, dict[str, Any]]:
    """The cases of every observation by its code."""
    found = {}
    for code in observers():
        path = CASES / f"{code}.yml"
        found[code] = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {"cases": []}
    return found


def every_case() -> list[Any]:
    """(code, case) of every file, with a readable id."""
    return [
        pytest.param(code, case, id=f"{code}: {case['name']}")
        for code, content in files().items()
        for case in content["cases"]
    ]


def reviewed(case: dict[str, Any], lang: str = "zh") -> Review:
    """The review of the document or documents of a case."""
    if "sheet" in case:
        with NamedTemporaryFile(suffix=".xlsx") as file:
            file.write(sheet_file(case["sheet"]))
            file.flush()
            return judge_documents([read(file.name, "d0", "case.xlsx")], lang)
    texts = case.get("texts") or [case["text"]]
    documents = [read_text_document(text.encode(), f"{n}.txt", f"d{n}") for n, text in enumerate(texts)]
    return judge_documents(documents, lang)


def aside(review: Review) -> list[Finding]:
    """What was found beside the arithmetic and the reading."""
    return [finding for finding in review.findings if finding.category in ASIDE]


@pytest.mark.parametrize(("code", "case"), every_case())
def test_case(code: str, case: dict[str, Any]) -> None:
    """An observation tells exactly what it must, in both languages, and leaves alone what it must."""
    review = reviewed(case)
    own = [finding for finding in aside(review) if finding.code == code]
    wanted = case.get("find", ())
    told = [f"{finding.severity}: {finding.message} {finding.working}" for finding in own]
    assert len(own) == len(wanted), told
    for entry in wanted:
        fitting = [text for text in told if text.startswith(entry["severity"]) and entry["says"] in text]
        assert fitting, (entry, told)
        told.remove(fitting[0])
    if case.get("quiet"):
        assert not aside(review)
    english = [finding for finding in aside(reviewed(case, "en")) if finding.code == code]
    assert [finding.id for finding in english] == [finding.id for finding in own]
    assert all(one.message != other.message for one, other in zip(own, english, strict=True))


@pytest.mark.parametrize("code", sorted(observers()))
def test_every_observation_has_a_case_that_finds_and_one_that_does_not(code: str) -> None:
    """As for checks: what nobody has seen at work, and at rest, is not finished."""
    cases = files()[code]["cases"]
    assert any(case.get("find") for case in cases), f"{code} has no case that must find"
    assert any(not case.get("find") for case in cases), f"{code} has no case that must find nothing"


@pytest.mark.parametrize("code", sorted(observers()))
def test_an_observation_is_no_check_of_arithmetic(code: str) -> None:
    """Its code says so, and so does every list in which it stands."""
    assert category(code) in ASIDE
    assert files()[code]["code"] == code
    assert code in everything()


def test_an_observation_is_never_an_error() -> None:
    """What is only implausible or incomplete accuses nobody."""
    with pytest.raises(ValueError, match="never an error"):
        Observation("PLA00", Severity.ERROR, Place("d"), ("甲", "a"))


def test_observations_stand_apart_in_every_report() -> None:
    """Console, concise and summary name the category, and the figures they speak of count as no relation."""
    review = reviewed({"text": "全区安排专项资金1,200万元，另安排奖补资金XX万元。"})
    assert [finding.code for finding in aside(review)] == ["CPL02"]
    assert "CPL02 完整性提醒: " in to_concise(review)
    console = to_console(review)
    assert "CPL02 完整性提醒: " in console
    assert "其中合理性 0 项、完整性 1 项" in console
    assert review.coverage.bound == 0


def test_without_observations_no_report_speaks_of_them() -> None:
    """The line of the summary about them is for those documents that have some."""
    assert "合理性" not in to_console(reviewed({"text": "全区安排专项资金1,200万元。"}))


def test_of_a_page_read_off_a_picture_nothing_is_certain() -> None:
    """A recogniser may have misread a title or a year: what would be a warning is a note."""
    document = read_text_document("全区安排专项资金1,200万元，另安排奖补资金XX万元。".encode(), "a.txt", "d0")
    seen = replace(document, notes=(Note("DOC41", "recognised"),))
    assert [finding.severity for finding in aside(judge_documents([document]))] == [Severity.WARNING]
    assert [finding.severity for finding in aside(judge_documents([seen]))] == [Severity.NOTE]


@pytest.mark.parametrize(
    "word", ["XX年", "（）", "见附表7、", "表1-", "比2024年增长3%", "附表九 ", "截至2023年12月31日"]
)
def test_a_document_of_nothing_but_odd_words_is_no_more_work_than_its_length(word: str) -> None:
    """Whatever is repeated, an observation neither fails nor compares everything with everything."""

    def work(size: int) -> Callable[[], object]:
        text = f"2024年度部门决算\n\n2024年{word * 4 * size}。\n\n" + "\n\n".join([f"三、{word}支出情况表"] * size)
        dossier = Dossier([read_text_document(text.encode(), "a.txt", "d0")])
        return lambda: list(observed(dossier, ()))

    assert growth(work, 100) <= 60


def test_the_letter_of_questions_says_what_a_question_is_about() -> None:
    """Between questions about figures stand others: the word before the sentence tells them apart."""
    review = reviewed({"text": "全区安排专项资金1,200万元，另安排奖补资金XX万元。"})
    letter = Document(io.BytesIO(to_questions(review)))
    assert any("（完整性）" in paragraph.text for paragraph in letter.paragraphs)
