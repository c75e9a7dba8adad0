"""Reading processes: real ones that crash, hang, swell and babble; the others go on, and nothing is left behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from reconcile.words.note_wording import note_sentence
from tables.decode import BYTE_LIMIT, UnreadableDocument
from tables.file_bytes import FILE_LIMIT
from tables.formats.image import MOST_PAGES as MOST_FRAMES
from tables.formats.image import MOST_PIXELS
from tables.formats.pdf import MOST_PAGES
from tables.office.package import MOST_BYTES, MOST_RATIO
from tables.reading.isolated.forked import Forked, may_fork
from tables.reading.isolated.limits import Limits
from tables.reading.isolated.pipe_messages import Task
from tables.reading.isolated.pool import Pool
from tables.reading.readers import File, layout_of, read, read_all
from tables.reading_options import Reading
from tables.sheets.sheet import MOST_CELLS, MOST_SPANS
from tests.counted_work import HANG, awaited
from tests.pdf_factory import one_page, pages, writing

ROOT = Path(__file__).resolve().parent.parent
SHORT = Limits(start=10, per_megabyte=0, per_page=1, memory=400 << 20)
posix = pytest.mark.skipif(os.name != "posix", reason="this system has no such limits or signals")
listing = pytest.mark.skipif(shutil.which("ps") is None, reason="there is no ps to list processes with")


def task(name: str, *arguments: object, near: bool = False) -> Task:
    """A task that one of the stand-ins does; a near one in a process forked from this, where the system forks."""
    return Task(f"tests.reading_stand_ins:{name}", arguments, near=near)


def results(tasks: Sequence[Task], jobs: int = 1, limits: Limits = SHORT) -> list[Any]:
    """What the tasks end in."""
    with Pool(jobs, limits) as pool:
        return pool.results(tasks, lambda number, done, every: None)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("refuse", "pdf"),
        ("stumble", "crashed: ZeroDivisionError"),
        ("sink", "crashed: RecursionError"),
        ("abort", "crashed"),
        ("wild", "crashed"),
        ("leave", "crashed"),
        ("loop", "too-slow"),
        pytest.param("flood", "too-much-memory", marks=posix),
    ],
)
@pytest.mark.parametrize("near", [False, True])
def test_one_lost_task_costs_no_other(name: str, reason: str, near: bool) -> None:
    """Whatever becomes of one, those before and after it give their results, in order."""
    tasks = [task("answer", 1, near=near), task(name, near=near), task("answer", 2, near=near)]
    before, lost, after = results(tasks)
    assert (before, after) == (1, 2)
    assert isinstance(lost, UnreadableDocument)
    assert lost.reason == reason


def test_errors_of_the_system_come_back_as_such() -> None:
    """A file that is not there is an OSError with its message."""
    (failure,) = results([task("not_there")])
    assert isinstance(failure, OSError)
    assert failure.strerror


@pytest.mark.parametrize("near", [False, True])
def test_what_is_printed_does_not_disturb(near: bool) -> None:
    """Libraries that print do not get between the answers."""
    assert results([task("babble", near=near), task("answer", 3, near=near)]) == ["clear", 3]


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process is forked")
def test_a_near_task_is_done_by_a_fork_of_a_program_of_one_thread(tmp_path: Path) -> None:
    """What this program has open is closed in it, and where there are threads a fresh process does the work."""
    with (tmp_path / "open").open("w") as held:
        forked = Forked(1 << 30)
        try:
            assert Path(f"/proc/{forked.pid}/exe").samefile("/proc/self/exe")
            awaited(lambda: str(tmp_path) not in _open_files(forked.pid))
            assert not held.closed
        finally:
            forked.kill()
            forked.stdin.close()
            forked.stdout.close()
        assert forked.wait(HANG) == -signal.SIGKILL
    assert may_fork() == (threading.active_count() == 1)
    with ThreadPoolExecutor(1) as pool:
        assert not pool.submit(may_fork).result()


def _open_files(process: int) -> str:
    """The names of the files that a process has open."""
    return " ".join(os.readlink(link) for link in Path(f"/proc/{process}/fd").iterdir() if link.is_symlink())


def test_a_process_is_used_again_and_no_more_are_started_than_allowed() -> None:
    """One job is one process for all tasks; two jobs are two."""
    assert len(set(results([task("number")] * 5))) == 1
    assert len(set(results([task("many_pages", 1, 200), task("number")] * 4, jobs=2))) <= 1 + 2


def test_order_is_that_of_the_tasks_however_long_they_take() -> None:
    """The slow first one comes first."""
    assert results([task("many_pages", 4, 100), task("answer", 0), task("answer", 1)], jobs=2) == [4, 0, 1]


def test_progress_is_told_of_every_task() -> None:
    """Page by page, with the number of the task."""
    told: list[tuple[int, int, int]] = []
    with Pool(2, SHORT) as pool:
        pool.results([task("many_pages", 5, 1), task("many_pages", 7, 1)], lambda *known: told.append(known))
    assert [known for known in told if known[0] == 0] == [(0, done, 5) for done in range(1, 6)]
    assert [known for known in told if known[0] == 1] == [(1, done, 7) for done in range(1, 8)]


def test_pages_that_come_keep_a_task_alive() -> None:
    """Fifteen seconds are more than the ten that nothing may be heard for, and fewer than those for ten pages."""
    assert results([task("many_pages", 10, 1500)], limits=Limits(start=10, per_megabyte=0)) == [10]


def test_too_many_slow_pages_are_given_up() -> None:
    """A document gets so much time in all, however steadily it goes on."""
    slow = Limits(start=2, per_megabyte=0, per_page=0)
    (lost,) = results([task("many_pages", 100, 300)], limits=slow)
    assert isinstance(lost, UnreadableDocument)
    assert lost.reason == "too-slow"


@posix
def test_what_a_process_started_goes_with_it(tmp_path: Path) -> None:
    """A converter that hangs does not outlive the reading that called it."""
    marker = tmp_path / "alive"
    (lost,) = results([task("child", str(marker))], limits=Limits(start=1, per_megabyte=0))
    assert isinstance(lost, UnreadableDocument)
    time.sleep(4)
    assert not marker.exists()


@posix
def test_who_is_stopped_can_tidy_up(tmp_path: Path) -> None:
    """Temporary folders go, and programs in a group of their own are ended by the one that started them."""
    marker = tmp_path / "tidied"
    (lost,) = results([task("tidy", str(marker))], limits=Limits(start=10, per_megabyte=0))
    assert isinstance(lost, UnreadableDocument)
    assert lost.reason == "too-slow"
    assert marker.exists()


def test_a_dossier_with_files_of_all_kinds(tmp_path: Path) -> None:
    """Text, PDFs good and bad, and a file that is gone: one result each, in their order."""
    (tmp_path / "a.txt").write_text("收入10亿元。", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(one_page(writing()))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "e.pdf").write_bytes(one_page(writing(["Balance 0"])))
    told: list[int] = []
    files = [
        File(tmp_path / name, name, name, lambda done, every: told.append(done))
        for name in ("a.txt", "b.pdf", "c.pdf", "d.pdf", "e.pdf")
    ]
    found = read_all(files, Reading(jobs=2))
    ids = [type(one).__name__ if isinstance(one, Exception) else one.id for one in found]
    assert ids == ["a.txt", "b.pdf", "UnreadableDocument", "FileNotFoundError", "e.pdf"]
    assert told == [1, 1]


def test_pages_spread_over_processes_make_the_same_document(tmp_path: Path) -> None:
    """Paragraphs, tables, notes and places do not depend on how many processes read; progress counts all pages."""
    path = tmp_path / "long.pdf"
    texts = [None if at == 20 else writing([f"Revenue {at}", f"Outlay {at}"]) for at in range(40)]
    path.write_bytes(pages(*texts))
    told: list[tuple[int, int]] = []
    alone = read(path)
    spread = read(path, reading=Reading(jobs=2, progress=lambda done, every: told.append((done, every))))
    assert spread == alone
    assert [note.message for note in spread.notes] == ["damaged: 21"]
    assert told == [(done, 40) for done in range(1, 41)]
    assert layout_of(path, Reading(jobs=2)) == layout_of(path)


def test_a_pdf_that_cannot_be_read_is_refused_alike_however_many_processes_there_are(tmp_path: Path) -> None:
    """The reason is the same."""
    path = tmp_path / "bad.pdf"
    for content, reason in ((b"%PDF-1.4", "pdf"), (pages(None, None), "pdf"), (one_page(""), "empty")):
        path.write_bytes(content)
        with pytest.raises(UnreadableDocument, match=reason):
            read(path, reading=Reading(jobs=2))


SCRIPT = (
    "import sys; sys.path.insert(0, '.'); import tests.test_isolated as t; "
    "t.results([t.task('loop')], limits=t.Limits())"
)


@posix
@listing
def test_the_keyboard_stops_everything_at_once() -> None:
    """An interrupt ends the program and its reading process although that would never end, and no process is left."""
    running = subprocess.Popen([sys.executable, "-c", SCRIPT], cwd=ROOT, stderr=subprocess.PIPE)
    assert awaited(lambda: _children(running.pid))
    children = _children(running.pid)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=HANG)
    assert b"KeyboardInterrupt" in said
    assert awaited(lambda: not [child for child in children if _alive(child)])


@posix
@listing
@pytest.mark.parametrize("busy", ["'loop'", "'many_pages', 1000, 100", "'child', os.devnull"])
def test_a_process_ends_when_the_program_is_killed(busy: str) -> None:
    """The reading process notices, whatever it is at, and takes with it what it started."""
    script = f"import os; {SCRIPT}".replace("'loop'", busy)
    running = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    assert awaited(lambda: _children(running.pid))
    children = _children(running.pid)
    running.kill()
    running.wait()
    assert awaited(lambda: not [child for child in children if _alive(child)])


def _children(parent: int) -> list[int]:
    """The processes that `parent` started."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    return [pid for pid, ppid in pairs if ppid == parent]


def _alive(pid: int) -> bool:
    """True for a process that exists and is more than a memory of one."""
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(listed.strip()) and not listed.strip().startswith("Z")


def test_the_environment_raises_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds and megabytes as said; what is no number changes nothing."""
    monkeypatch.setenv("FISCAL_READING_SECONDS", "1000")
    monkeypatch.setenv("FISCAL_READING_MEGABYTES", "8192")
    assert Limits.usual() == Limits(start=1000, memory=8 << 30)
    monkeypatch.setenv("FISCAL_READING_SECONDS", "-1")
    monkeypatch.setenv("FISCAL_READING_MEGABYTES", "much")
    assert Limits.usual() == Limits()


TOLD = {
    "too-slow": (Limits().start, Limits().per_megabyte, Limits().per_page),
    "too-much-memory": (Limits().memory >> 20,),
    "too-many-pages": (MOST_PAGES, MOST_FRAMES),
    "too-large": (BYTE_LIMIT >> 20, FILE_LIMIT >> 20),
    "bomb": (MOST_BYTES >> 20, MOST_RATIO),
    "too-many-cells": (MOST_CELLS, MOST_SPANS),
    "image-too-large": (MOST_PIXELS,),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("word", TOLD)
def test_every_limit_is_told_with_its_number(word: str, lang: str) -> None:
    """And what to do about it: a reader has to know how much is too much."""
    said = note_sentence("DOC01", word, lang).replace(",", "").replace(" million", "000000")
    numbers = re.sub(r"(\d+) 万", lambda found: f"{found[1]}0000", said)
    assert all(str(number) in numbers for number in TOLD[word])
    assert "请" in said or "please" in said
