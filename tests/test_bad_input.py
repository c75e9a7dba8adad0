"""Bad input: whatever is in a file, the command ends soon, with a finding or one sentence, never with a traceback."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.counted_work import HANG, awaited
from tests.pdf_factory import encrypted, one_page, pages, writing

ROOT = Path(__file__).resolve().parent.parent
BROKEN = ROOT / "data" / "broken"


@dataclass(frozen=True)
class Run:
    """One run of the program: exit code, standard error, and the report where there is one."""

    code: int
    said: str
    report: dict[str, Any] | None

    @property
    def codes(self) -> set[str]:
        """The codes of all findings."""
        return set() if self.report is None else {finding["code"] for finding in self.report["findings"]}

    @property
    def loud(self) -> set[str]:
        """The codes of errors and warnings."""
        found = [] if self.report is None else self.report["findings"]
        return {finding["code"] for finding in found if finding["severity"] != "note"}

    def judged(self) -> set[tuple[str, str]]:
        """(outcome, expression) of every relation."""
        return set() if self.report is None else {(r["verdict"], r["expression"]) for r in self.report["relations"]}


def check(*paths: Path) -> Run:
    """`fiscal check PATH… --format json` in a process of its own; fails on a traceback or on JSON that is none."""
    done = subprocess.run(
        [sys.executable, "-m", "reconcile.cli", "check", *map(str, paths), "--format", "json"],
        cwd=ROOT,
        env={**os.environ, "FISCAL_LANG": "zh"},
        capture_output=True,
        timeout=HANG,
        check=False,
    )
    said = done.stderr.decode()
    assert "Traceback" not in said
    assert "FISCAL_DEBUG" not in said, said
    if done.returncode == 2:
        assert done.stdout == b""
        assert said.count("\n") == 1
        return Run(2, said, None)
    report = json.loads(done.stdout)
    assert report["schema"] == "fiscal-review/1"
    weights = {finding["severity"] for finding in report["findings"]}
    assert done.returncode == int("error" in weights)
    return Run(done.returncode, said, report)


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt"])
def test_no_text_is_reported_and_never_a_pass(name: str) -> None:
    """An empty or binary file is an unreadable document, exit code 1."""
    run = check(BROKEN / name)
    assert (run.code, run.codes) == (1, {"DOC01"})


@pytest.mark.parametrize("name", ["gbk.txt", "utf-16-bom.txt"])
def test_other_encodings_are_read(name: str) -> None:
    """GB18030 and UTF-16 give the figures they print, and the sum holds."""
    run = check(BROKEN / name)
    assert (run.code, run.loud) == (0, set())
    assert run.report is not None
    assert [figure["value"] for figure in run.report["figures"]] == ["3600", "2100", "1500"]
    assert [relation["verdict"] for relation in run.report["relations"]] == ["exact"]


def test_ragged_rows_are_named_and_move_nothing() -> None:
    """Rows that do not fit are named; no figure of theirs ends up in another column."""
    run = check(BROKEN / "ragged-table.txt")
    assert "DOC05" in run.codes
    assert run.report is not None
    table = run.report["tables"][0]
    values = {figure["id"]: figure["value"] for figure in run.report["figures"]}
    rows = {row["label"]: [values.get(cell) for cell in row["cells"][:2]] for row in table["rows"]}
    assert rows["教育支出"] == ["1200", "1300"]
    assert rows["合计"] == ["2450", "2550"]
    assert rows["科学技术支出"] == [None, None]
    assert "broken" not in {outcome for outcome, _ in run.judged()}


def test_an_unknown_unit_is_named() -> None:
    """A unit that nobody knows is named; the sums may still be checked."""
    run = check(BROKEN / "unknown-unit.txt")
    assert run.code == 0
    assert run.report is not None
    assert any("贯" in finding["message"] for finding in run.report["findings"])
    assert "broken" not in {outcome for outcome, _ in run.judged()}


def test_two_units_in_one_table_are_no_contradiction() -> None:
    """Percentages are not added, and a column in 亿元 agrees with one in 万元."""
    run = check(BROKEN / "two-units.txt")
    assert (run.code, run.codes) == (0, set())


def test_a_table_without_heading_keeps_its_first_row() -> None:
    """The first row is data, and both columns add up."""
    run = check(BROKEN / "no-header.txt")
    assert (run.code, run.loud) == (0, set())
    assert run.report is not None
    assert {figure["value"] for figure in run.report["figures"]} == {"1200", "1300", "800", "850", "2000", "2150"}
    assert [relation["verdict"] for relation in run.report["relations"]].count("exact") >= 2


def test_a_folder_of_broken_files_reports_each() -> None:
    """One unreadable file does not keep the others from being read."""
    run = check(BROKEN)
    assert run.code == 1
    assert run.report is not None
    assert len(run.report["documents"]) == len([*BROKEN.glob("*.txt")])
    assert sum(finding["code"] == "DOC01" for finding in run.report["findings"]) == 2


DIGITS = "0123456789" * 5_242_880
TABLE = "支出表\n单位：万元\n项目\t预算数"


def spread(text: str, every: int) -> str:
    """`text` in lines of that length."""
    return "\n".join(text[i : i + every] for i in range(0, len(text), every))


def prose() -> str:
    """Five megabytes of sentences on one line."""
    source = random.Random(5)
    pairs = [(source.randrange(10**5), source.randrange(10**5)) for _ in range(60_000)]
    sentences = [f"第{n}项支出{a + b}万元，其中基本支出{a}万元、项目支出{b}万元。" for n, (a, b) in enumerate(pairs)]
    return "".join(sentences)


GENERATED: dict[str, tuple[Callable[[], bytes], set[str], int]] = {
    # name: (the bytes, codes of which at least one must be reported, exit code)
    "50 MB of digits in one line": (lambda: DIGITS.encode(), {"DOC01"}, 1),
    "50 MB of digits in lines of 80": (lambda: spread(DIGITS, 80).encode(), {"DOC01"}, 1),
    "1 MB of digits in one line": (lambda: DIGITS[:1_000_000].encode(), {"DOC04"}, 0),
    "1 MB of digits in lines of 80": (lambda: spread(DIGITS[:1_000_000], 80).encode(), set(), 0),
    "10,000 nested brackets": (lambda: ("收入" + "（" * 10_000 + "10亿元" + "）" * 10_000 + "。").encode(), set(), 0),
    "10,000 open brackets": (lambda: ("收入10亿元（" * 10_000).encode(), set(), 0),
    "5 MB of prose in one line": (lambda: prose().encode(), {"DOC04"}, 0),
    "200,000 tabs": (lambda: b"\t" * 200_000, {"DOC01"}, 1),
    "200,000 tabs and a figure": (lambda: ("项目" + "\t" * 200_000 + "100").encode(), set(), 0),
    "200,000 lines of one tab": (lambda: b"\t\n" * 200_000 + b"1", set(), 0),
    "unpaired title marks": (lambda: ("关于《预算" * 5_000 + "\n收入10亿元。\n" * 2_000).encode(), set(), 0),
    "closing marks only": (lambda: ("》）”" * 20_000 + "收入10亿元。").encode(), set(), 0),
    "latin-1": (lambda: "Überschuß für das Jahr: 3.600 Mark, größer als früher".encode("latin-1"), set(), -1),
    "utf-16 without a mark": (lambda: "全区收入10亿元。".encode("utf-16-le"), {"DOC01"}, 1),
    "half a utf-16 character": (lambda: "收入10亿元。".encode("utf-16")[:-1], {"DOC01"}, 1),
    "zip archive": (lambda: b"PK\x03\x04" + random.Random(1).randbytes(5000), {"DOC01"}, 1),
    "control characters and high bytes": (lambda: bytes([*range(1, 32), *range(0x81, 0x9F)]) * 200, {"DOC01"}, 1),
    "only blanks": (lambda: b" \n\r\n\t " * 100, {"DOC01"}, 1),
    "pipes without end": (lambda: b"|" * 200_000, set(), 0),
    "many ragged rows": (
        lambda: "\n".join([TABLE, *(f"项{n}" + "\t1" * (n % 7) for n in range(3000))]).encode(),
        set(),
        -1,
    ),
    "a wide table": (lambda: (TABLE + "\t数" * 999 + "\n" + ("教育" + "\t1" * 1000 + "\n") * 20).encode(), set(), -1),
    "a number of 100,000 digits": (lambda: ("收入" + "9" * 100_000 + "万元，其中：税收1万元、非税2万元。").encode(), set(), -1),
    "an amount with many multipliers": (lambda: ("收入1" + "万亿" * 200 + "元，增长3%。").encode(), set(), -1),
}  # fmt: skip
"""Generated files. Exit code -1: either 0 or 1, the content decides."""


@pytest.mark.parametrize("name", GENERATED)
def test_generated_input_ends_in_bounded_time(name: str, tmp_path: Path) -> None:
    """Each ends with the findings it must have and valid JSON."""
    content, codes, code = GENERATED[name]
    path = tmp_path / "input.txt"
    path.write_bytes(content())
    run = check(path)
    assert not codes or codes & run.codes, run.codes
    assert run.code == code or (code == -1 and run.code in (0, 1))


def test_a_folder_without_documents_is_a_broken_command(tmp_path: Path) -> None:
    """A folder that holds nothing to read is exit code 2 and one sentence."""
    (tmp_path / "录像.mp4").write_bytes(b"\0\0\0\x18ftyp")
    run = check(tmp_path)
    assert run.code == 2
    assert str(tmp_path) in run.said


def test_a_missing_path_is_a_broken_command(tmp_path: Path) -> None:
    """A path that does not exist is exit code 2 and one sentence that names it."""
    run = check(tmp_path / "没有.txt")
    assert run.code == 2
    assert "没有.txt" in run.said


def test_a_broken_link(tmp_path: Path) -> None:
    """A link to nothing is a missing path; inside a folder it does not keep the rest from being read."""
    link = tmp_path / "断链.txt"
    link.symlink_to(tmp_path / "nowhere.txt")
    assert check(link).code == 2
    (tmp_path / "好.txt").write_text("收入3亿元，其中：税收1亿元、非税2亿元。", encoding="utf-8")
    run = check(tmp_path)
    assert run.report is not None
    assert run.code in (0, 1)
    assert any(relation["verdict"] == "exact" for relation in run.report["relations"])


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device here")
def test_a_device_without_end() -> None:
    """Reading stops at the limit of a text."""
    run = check(Path("/dev/zero"))
    assert (run.code, run.codes) == (1, {"DOC01"})


@pytest.mark.skipif(os.name != "posix", reason="there are no named pipes")
@pytest.mark.parametrize(
    ("content", "code"), [("收入3亿元，其中：税收1亿元、非税2亿元。".encode(), 0), (one_page(""), 1)]
)
def test_a_pipe_gives_text_and_nothing_else(content: bytes, code: int, tmp_path: Path) -> None:
    """A text is read from it once and whole; a PDF is refused in a sentence."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(content,), daemon=True)
    writer.start()
    run = check(pipe)
    assert run.code == code
    assert ("exact" in {outcome for outcome, _ in run.judged()}) == (code == 0)


def test_a_link_in_a_circle(tmp_path: Path) -> None:
    """A folder that contains a link to itself ends."""
    (tmp_path / "好.txt").write_text("收入10亿元。", encoding="utf-8")
    (tmp_path / "环").symlink_to(tmp_path)
    assert check(tmp_path).code == 0


def test_pdfs_that_cannot_be_read_in_full(tmp_path: Path) -> None:
    """A locked PDF is an error, a missing page a warning; both are told in one sentence, and the rest is read."""
    (tmp_path / "1.pdf").write_bytes(encrypted(b"secret"))
    (tmp_path / "2.pdf").write_bytes(pages(writing(), None))
    (tmp_path / "3.txt").write_text("收入3亿元，其中：税收1亿元、非税2亿元。", encoding="utf-8")
    run = check(tmp_path)
    assert (run.code, run.loud) == (1, {"DOC01", "DOC30"})
    assert run.report is not None
    told = {finding["code"]: finding["message"] for finding in run.report["findings"]}
    assert "密码" in told["DOC01"]
    assert "第2页" in told["DOC30"]
    assert any(outcome == "exact" for outcome, _ in run.judged())


def started(parent: int) -> bool:
    """True if the process has started another."""
    listed = subprocess.run(["ps", "-eo", "ppid="], capture_output=True, text=True, check=True).stdout
    return str(parent) in listed.split()


@pytest.mark.skipif(os.name != "posix" or shutil.which("ps") is None, reason="needs signals and a list of processes")
def test_the_keyboard_interrupts_a_slow_pdf(tmp_path: Path) -> None:
    """One sentence and exit code 2, although pdfium is busy."""
    path = tmp_path / "slow.pdf"
    path.write_bytes(one_page(b"q " * 40_000_000))
    command = [sys.executable, "-m", "reconcile.cli", "check", str(path)]
    running = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, env={**os.environ, "FISCAL_LANG": "zh"})
    assert awaited(lambda: started(running.pid))
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=HANG)
    assert (running.returncode, said.decode().strip()) == (2, "fiscal: 已中断。")


def test_an_interruption_in_code_made_from_a_string(tmp_path: Path) -> None:
    """Exit code 2, although Python notes such an interruption (a dataclass was being made) and end by a signal."""
    program = "from reconcile import cli\ncli.cli.main = lambda *_, **__: exec('raise KeyboardInterrupt')\ncli.main()\n"
    (tmp_path / "interrupted.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "-m", "interrupted"]
    paths = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", "FISCAL_LANG": "zh"}
    run = subprocess.run(command, env=paths, capture_output=True, timeout=HANG, check=False)
    assert (run.returncode, run.stderr.decode().strip()) == (2, "fiscal: 已中断。")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    """A file that may not be read is an unreadable document; the other files are still read."""
    secret = tmp_path / "密.txt"
    secret.write_text("收入10亿元。", encoding="utf-8")
    secret.chmod(0)
    (tmp_path / "好.txt").write_text("收入10亿元。", encoding="utf-8")
    run = check(tmp_path)
    assert (run.code, run.codes) == (1, {"DOC01"})
    assert run.report is not None
    assert len(run.report["documents"]) == 2


@pytest.mark.parametrize("name", ["空 格.txt", "=cmd.txt", "-o.txt", "坏\x1b[31m.txt"])
def test_odd_file_names(name: str, tmp_path: Path) -> None:
    """Names with blanks, dashes, formulas or terminal commands are names."""
    path = tmp_path / name
    path.write_text("收入10亿元。", encoding="utf-8")
    assert check(path).code == 0
