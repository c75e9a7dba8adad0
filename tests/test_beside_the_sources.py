"""Everything the program writes, left beside what it was made from, and every source twice: nothing is told otherwise.

Forms of reports are those there are (`reconcile.commands.check.REPORTS`), so that a new one is tried without being
named here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reconcile.cli import run
from reconcile.commands.check import REPORTS
from reconcile.engine import review
from reconcile.words.texts import LANGUAGES

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
