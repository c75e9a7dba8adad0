"""`fiscal tables` as files and as raw grids, the progress line, and what `fiscal doctor` tells."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from reconcile.cli import run
from reconcile.commands import doctor
from reconcile.commands.doctor import Component, diagnosis
from reconcile.commands.progress import progress_line
from reconcile.commands.raw_segments import segments_json
from tables.frames.frame_arrow import frame_from_arrow
from tables.layout import Cell, Segment

TABLE = "附表1 收入表\n单位：万元\n项目\t预算数\n税收收入\t80.50\n其中：增值税\t30\n合计\t80.50\n"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A text with one table."""
    path = tmp_path / "收入.txt"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_parquet_files_have_an_index(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file for each table, exact decimals with the printed places, and index.json that names it."""
    folder = tmp_path / "out"
    assert run(["tables", str(document), "-o", str(folder), "--format", "parquet"]) == 0
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    (entry,) = index["tables"]
    assert (index["schema"], entry["unit"], entry["rows"]) == ("fiscal-parquet/1", "万元", 3)
    assert sorted(path.name for path in folder.iterdir()) == sorted(["index.json", entry["file"]])
    frame = frame_from_arrow(pq.read_table(io.BytesIO((folder / entry["file"]).read_bytes())))
    assert [str(value) for value in frame.iloc[:, 0]] == ["80.50", "30.00", "80.50"]
    assert frame.attrs["title"] == entry["title"]


def test_a_text_has_no_grids_and_is_told_so(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list is empty, the exit code 0, and standard error says why."""
    assert run(["tables", str(document), "--format", "json", "--segments"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out) == {"segments": []}
    assert "是文本，没有网格" in captured.err


def test_grids_of_an_unreadable_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that cannot be read is exit code 1 and one sentence, with no grids."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    assert run(["tables", str(path), "--format", "json", "--segments"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out) == {"segments": []}
    assert captured.err.startswith("a.pdf: ") and captured.err.count("\n") == 1


def test_grids_of_real_pages(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages count from 1, boxes are decimals in points, and -o writes segments.json."""
    path = shared / "bench" / "gazette.pdf"
    if not path.exists():
        pytest.skip("the bench document is not on this machine")
    assert run(["tables", str(path), "--format", "json", "--segments", "-o", str(tmp_path)]) == 0
    segments = json.loads((tmp_path / "segments.json").read_text(encoding="utf-8"))["segments"]
    assert len(segments) > 10
    assert all(1 <= segment["page"] <= 90 and len(segment["bbox"]) == 4 for segment in segments)
    assert all(isinstance(length, str) for segment in segments for length in segment["bbox"])


def test_a_grid_is_told_as_printed() -> None:
    """Texts stay as printed, line breaks included; spans, sheet, reader and quality are there."""
    cells = (Cell("收入", 0, 0, columns=2), Cell("税 收\n收入", 1, 0), Cell("1,234.50", 1, 1))
    grid = Segment(cells, 2, 2, page=1, box=(0, 150, 20000, 3000), sheet="表一", reader="grid", quality=97)
    assert json.loads(segments_json([grid])) == {
        "segments": [
            {
                "page": 1,
                "bbox": ["0.00", "1.50", "200.00", "30.00"],
                "rows": [["收入", ""], ["税 收\n收入", "1,234.50"]],
                "spans": [[0, 0, 1, 2]],
                "reader": "grid",
                "quality": 97,
                "sheet": "表一",
            }
        ]
    }


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """True."""
        return True


def test_progress_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal one line tells page and file and goes away at the end; elsewhere nothing is written."""
    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress_line(1, "zh") as watch:
            watch("预算\x1b[31m.pdf")(12, 230)
        written = stream.getvalue()
        assert ("第12页/共230页  预算 [31m.pdf" in written) == shown
        assert written.endswith("\x1b[2K\r") == shown
        assert shown or not written


def test_an_optional_part_that_lacks_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is shown with what to install; a part of the program itself that lacks is exit code 2."""
    absent = Component("no_such_part", "识别", "reads", advice="apt-get install it")
    monkeypatch.setattr(doctor, "PARTS", (*doctor.PARTS, absent))
    text, complete = diagnosis("zh")
    assert complete
    assert "如需 no_such_part: apt-get install it" in text
    monkeypatch.setattr(doctor, "PARTS", (*doctor.PARTS, Component("no_such_module", "读", "reads")))
    text, complete = diagnosis("en")
    assert not complete
    assert "install the program again to add: no_such_module" in text


def test_every_format_names_known_parts() -> None:
    """What a format needs is a part that the doctor looks at."""
    assert {name for form in doctor.FORMATS for name in form.needed} <= {part.name for part in doctor.PARTS}
