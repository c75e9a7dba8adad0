"""Everything the program writes, left beside what it was made from, and every source twice: nothing is told otherwise.

Forms of reports are those there are (`reconcile.commands.check.REPORTS` and the like), so that a new one is tried
without being named here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reconcile.cli import run
from reconcile.commands.check import REPORTS
from reconcile.commands.diff import FORMS as COMPARED
from reconcile.engine import review
from reconcile.words.texts import LANGUAGES
from tables.reading.gathering import gather
from tests.serving import served

DATA = Path(__file__).resolve().parent.parent / "data"
DEMO = DATA / "yunxi-2020-adjustment"
WRONG = DATA / "wrong" / "02-说明与附表.txt"
FORMATS = DATA / "yunxi-2024-formats"
TABLES = ("xlsx", "csv", "json", "parquet")


def told(folder: Path) -> list[tuple[str, str, str]]:
    """(weight, code, id) of all findings and possible differences."""
    found = review([folder])
    return sorted((one.severity, one.code, one.id) for one in (*found.findings, *found.possible))


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """The demo, a document with errors, and one in Word and PDF."""
    folder = tmp_path / "dossier"
    shutil.copytree(DEMO, folder)
    shutil.copy(WRONG, folder / "wrong.txt")
    for name in ("docx", "pdf"):
        (source,) = FORMATS.glob(f"*.{name}")
        shutil.copy(source, folder / f"plan.{name}")
    return folder


@pytest.mark.parametrize("form", sorted(REPORTS))
def test_a_report_of_any_form_changes_nothing(dossier: Path, form: str) -> None:
    """In either language, under a name that a document might have, whether it was written with -o or --also."""
    before = told(dossier)
    assert any(weight == "error" for weight, _, _ in before)
    for lang in LANGUAGES:
        one, other = (str(dossier / f"{how}-{lang}.{ending}") for how, ending in (("o", "txt"), ("also", "html")))
        assert (
            run(["check", str(dossier), "--format", form, "-o", one, "--also", f"{form}={other}", "--lang", lang]) == 1
        )
    kept = {path.name for path in dossier.iterdir() if path.name.startswith(("o-", "also-"))}
    skipped = {Path(one.path).name: one.reason for one in review([dossier]).skipped}
    assert {name: skipped.get(name) for name in kept} == dict.fromkeys(kept, "ours")
    assert told(dossier) == before


def test_all_outputs_at_once_and_every_source_twice(dossier: Path) -> None:
    """Workbook, letter, copies with remarks, tables, figures, baseline and settings."""
    before, at = told(dossier), str(dossier)
    sources = sorted(path for path in dossier.iterdir() if path.stem.lower() != "readme")
    for lang in LANGUAGES:
        assert run(["export", at, "-o", f"{at}/book-{lang}.xlsx", "--lang", lang]) == 0
        assert run(["questions", at, "-o", f"{at}/letter-{lang}.docx", "--lang", lang]) == 0
        for name in ("docx", "pdf"):
            assert run(["annotate", f"{at}/plan.{name}", "-o", f"{at}/remarks-{lang}.{name}", "--lang", lang]) == 0
    for form in TABLES:
        assert run(["tables", at, "-o", f"{at}/tables-{form}", "--format", form]) == 0
    for form in ("csv", "json"):
        assert run(["figures", at, "--format", form, "-o", f"{at}/figures.{form}"]) == 0
    # A baseline in the folder is not used unless somebody names it.
    assert run(["accept", at, "--baseline", f"{at}/known.json", "--reason", "x"]) == 0
    (dossier / "fiscal.toml").write_text('fail-on = "note"\n', encoding="utf-8")
    (dossier / "again").mkdir()
    for source in sources:
        shutil.copy(source, dossier / "again")
    assert told(dossier) == before
    reasons = {Path(one.path).name: one.reason.partition(":")[0] for one in review([dossier]).skipped}
    assert {reasons[source.name] for source in sources} <= {"same-bytes", "same-text"}


def left(folder: Path, sources: set[Path]) -> set[str]:
    """What in the folder would be read as a document and is none of the sources."""
    return {one.shown for one in gather([folder]).files if one.path not in sources}


def files(folder: Path) -> set[Path]:
    """Every file below the folder."""
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_comparisons_of_drafts_are_no_documents(dossier: Path, lang: str) -> None:
    """In every form, of drafts that differ and of one with itself."""
    (second,) = (DATA / "yunxi-2024-second-draft").glob("*.txt")
    changed = dossier / "earlier.txt"
    changed.write_text(second.read_text(encoding="utf-8").replace("164,100", "164,200"), encoding="utf-8")
    sources = files(dossier)
    for old, name in ((changed, "changed"), (second, "same")):
        for form in COMPARED:
            target = dossier / f"{name}-{form}.{'txt' if form == 'console' else form}"
            assert run(["diff", str(old), str(second), "--format", form, "-o", str(target), "--lang", lang]) < 2
    assert len(files(dossier) - sources) == 2 * len(COMPARED)
    assert not left(dossier, sources)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_store_and_what_is_made_of_it_are_no_documents(dossier: Path, lang: str) -> None:
    """The store itself, its site, and answers; CSV alone has no place for a mark."""
    sources, store = files(dossier), str(dossier / "store")
    assert run(["batch", str(DATA / "yunxi-2024-second-draft"), "-o", store, "--lang", lang]) == 0
    assert run(["report", store, "-o", str(dossier / "site"), "--lang", lang]) == 0
    for form, ending in (("table", "txt"), ("xlsx", "xlsx"), ("json", "json"), ("parquet", "parquet")):
        target = str(dossier / f"answer.{ending}")
        assert (
            run(["query", store, "select title, unit from tables", "--format", form, "-o", target, "--lang", lang]) == 0
        )
    assert len(files(dossier) - sources) > 10
    assert not left(dossier, sources)


def test_what_the_review_page_hands_out_is_no_document(dossier: Path) -> None:
    """Everything that can be saved from it, the pages themselves too."""
    sources = files(dossier)
    with served(dossier) as server:
        path = server.read()
        for number, address in enumerate(
            (
                "",
                "/paper",
                "/out/workbook",
                "/out/questions",
                "/out/report",
                "/out/baseline",
                "/out/annotated?document=d3",
            )
        ):
            answer = server.ask(path + address)
            assert answer.status == 200, address
            (dossier / f"saved-{number}.{ending_of(answer.body)}").write_bytes(answer.body)
    assert len(files(dossier) - sources) == 7
    assert not left(dossier, sources)


def ending_of(content: bytes) -> str:
    """The ending under which a reader would take the file."""
    starts = {b"PK": "xlsx", b"%PDF": "pdf", b"{": "txt"}
    return next((ending for start, ending in starts.items() if content.startswith(start)), "html")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_program_says_of_itself_is_no_document(
    dossier: Path, lang: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Kept in a file by somebody who asks for help."""
    sources = files(dossier)
    asked = (["doctor"], ["checks"], ["checks", "--format", "markdown"], ["explain", "TOT01"], ["check", "--help"])
    for number, words in enumerate(asked):
        run([*words, "--lang", lang])
        (dossier / f"said-{number}.txt").write_bytes(capsysbinary.readouterr().out)
    assert not left(dossier, sources)
