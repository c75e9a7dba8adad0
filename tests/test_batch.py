"""A corpus becomes a store: the same bytes in whatever order, by whatever workers, after whatever interruption."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from reconcile.batch.corpus import MOST_TOGETHER, dossiers_of_folder
from reconcile.batch.run import run
from reconcile.cli import run as command
from reconcile.commands.batch_running import progress_text
from reconcile.store.opening import MARK, UNFINISHED, writing
from reconcile.store.refusals import StoreRefused
from tests.small_corpus import add_hostile, bytes_of_tables, plan, write_corpus

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with hostile files in it."""
    folder = write_corpus(tmp_path_factory.mktemp("corpus"))
    add_hostile(folder)
    return folder


@pytest.fixture(scope="module")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of an undisturbed run with one worker."""
    store = tmp_path_factory.mktemp("stores") / "whole"
    run(corpus, store, jobs=1)
    return store


def rows(store: Path, table: str) -> list[dict[str, object]]:
    """All rows of a table."""
    return [row for path in sorted((store / table).glob("*.parquet")) for row in pq.read_table(path).to_pylist()]


def program(*arguments: str) -> subprocess.Popen[bytes]:
    """The real program, at work in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "reconcile.cli", *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_every_file_is_recorded_with_what_became_of_it(corpus: Path, whole: Path) -> None:
    """Sound documents are judged, hostile ones named with a reason, what is no document is skipped."""
    found = {str(row["path"]): (row["state"], row["reason"]) for row in rows(whole, "documents")}
    files = {path.relative_to(corpus).as_posix() for path in corpus.rglob("*") if path.is_file()}
    assert files - {"打包.zip"} <= set(found)
    assert found["打包.zip/己海市/说明.exe"] == ("skipped", "format")
    assert all(found[f"{place}/{year}.txt"][0] == "judged" for place in ("甲河市", "乙山市") for year in (2021, 2023))
    hostile = [
        path for path in files if "坏/" in path or path.startswith(("甲河市/空", "甲河市/乱", "甲河市/断", "甲河市/假"))
    ]
    assert len(hostile) == 10
    assert all(found[path][0] in ("unread", "failed", "skipped") and found[path][1] for path in hostile)


@pytest.mark.parametrize("few", [0, 128])
def test_any_number_of_workers_and_any_order_give_the_same_bytes(
    corpus: Path, whole: Path, tmp_path: Path, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers, of Dask or of this program alone, and files that lie in the folder in another order."""
    monkeypatch.setattr("reconcile.batch.run.FEW", few)
    again = tmp_path / "corpus"
    again.mkdir()
    for path in sorted(corpus.rglob("*"), reverse=True):
        if path.is_file():
            target = again / path.relative_to(corpus)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
    run(again, tmp_path / "store", jobs=2)
    assert bytes_of_tables(tmp_path / "store") == bytes_of_tables(whole)


def test_killed_at_random_and_run_again_gives_the_same_bytes(corpus: Path, whole: Path, tmp_path: Path) -> None:
    """Ten times the program is killed without warning: after one part, after two, at last while it packs them."""
    store = tmp_path / "store"
    moments = random.Random(15)
    for wanted in range(10):
        process = program("batch", str(corpus), "-o", str(store), "--jobs", "2")
        while process.poll() is None and len([*store.glob("parts/*.arrow")]) < min(wanted, 6):
            time.sleep(0.02)
        time.sleep(moments.uniform(0, 0.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert command(["batch", str(corpus), "-o", str(store), "--jobs", "2", "--resume"]) == 1
    assert bytes_of_tables(store) == bytes_of_tables(whole)


def test_a_run_killed_before_there_was_a_store_can_be_run_again(tmp_path: Path) -> None:
    """Whatever the first run had made by then; a folder with anything else in it is left alone, as it was."""
    corpus = write_corpus(tmp_path / "corpus", places=1)
    run(corpus, tmp_path / "whole")
    for at, made in enumerate(([".lock"], [".lock", "documents/.fiscal-x1"], [".lock", ".unfinished", ".fiscal-y2"])):
        store = tmp_path / f"store{at}"
        for name in made:
            (store / name).parent.mkdir(parents=True, exist_ok=True)
            (store / name).touch()
        run(corpus, store)
        assert bytes_of_tables(store) == bytes_of_tables(tmp_path / "whole")
    (tmp_path / "other" / "documents").mkdir(parents=True)
    (tmp_path / "other" / "documents" / "信.docx").touch()
    with pytest.raises(StoreRefused):
        run(corpus, tmp_path / "other")
    assert [path.name for path in (tmp_path / "other").rglob("*")] == ["documents", "信.docx"]


def test_only_what_changed_is_judged_and_written_again(tmp_path: Path) -> None:
    """Another number in one file, a new file, a dossier removed: the store is as if made at once."""
    corpus, store = write_corpus(tmp_path / "corpus"), tmp_path / "store"
    run(corpus, store)
    assert run(corpus, store).unchanged == 5
    before = bytes_of_tables(store)
    (corpus / "乙山市" / "2022.txt").write_text(plan("乙山市", 2022, 33), encoding="utf-8")
    (corpus / "新.txt").write_text(plan("辛水市", 2022, 66), encoding="utf-8")
    shutil.rmtree(corpus / "丙林市")
    progress = run(corpus, store)
    assert (progress.done, progress.unchanged, progress.removed) == (5, 3, 1)
    after = bytes_of_tables(store)
    key = str(next(row["dossier_id"] for row in rows(store, "documents") if row["dossier"] == "甲河市"))
    assert before[f"figures/{key[:1]}.parquet"] == after[f"figures/{key[:1]}.parquet"]
    run(corpus, tmp_path / "fresh")
    assert after == bytes_of_tables(tmp_path / "fresh")


def test_amounts_are_exact_and_what_does_not_fit_is_kept_as_text(tmp_path: Path) -> None:
    """DECIMAL(38,12) as printed, yuan with two places; a number of 38 digits stands in `printed` alone."""
    (tmp_path / "corpus").mkdir()
    large = "1" * 30
    text = f"一般公共预算收入{large}亿元，支出0.1234567万元，另有347.26亿元。\n"
    (tmp_path / "corpus" / "大.txt").write_text(text, encoding="utf-8")
    run(tmp_path / "corpus", tmp_path / "store")
    found = {str(row["printed"]): (row["value"], row["yuan"]) for row in rows(tmp_path / "store", "figures")}
    assert found[large] == (None, None)
    assert [str(value) for value in found["347.26"]] == ["347.260000000000", "34726000000.00"]
    assert (str(found["0.1234567"][0]), found["0.1234567"][1]) == ("0.123456700000", None)
    schema = pq.read_schema(tmp_path / "store" / "figures" / "_columns.parquet")
    assert (str(schema.field("value").type), str(schema.field("yuan").type)) == (
        "decimal128(38, 12)",
        "decimal128(38, 2)",
    )


def test_a_store_that_grows_or_shrinks_is_packed_as_if_it_had_always_been_so(
    corpus: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few dossiers are packed into fewer files, and a run that was killed in the middle of the change is no harm."""
    few, many = bytes_of_tables(whole), tmp_path / "many"
    monkeypatch.setattr("reconcile.store.packing.FEW", 3)
    run(corpus, many)
    other = bytes_of_tables(many)
    assert few.keys() != other.keys() and not [name for name in other if len(Path(name).stem) == 1]
    store = tmp_path / "store"
    shutil.copytree(whole, store)
    left = store / "documents" / next(Path(name).name for name in other if name.startswith("documents/"))
    shutil.copyfile(many / "documents" / left.name, left)
    run(corpus, store)
    assert bytes_of_tables(store) == other
    monkeypatch.undo()
    run(corpus, store)
    assert bytes_of_tables(store) == few


def test_what_failed_is_tried_again_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was past its time limit is skipped as long as nobody asks, and judged once there is time."""
    (tmp_path / "corpus").mkdir()
    shutil.copyfile(ROOT / "data/yunxi-2024-formats/云溪区2024年区级预算调整方案.pdf", tmp_path / "corpus" / "a.pdf")
    monkeypatch.setenv("FISCAL_READING_MEGABYTES", "1")
    assert len(run(tmp_path / "corpus", tmp_path / "store").troubles) == 1
    assert rows(tmp_path / "store", "documents")[0]["state"] == "failed"
    monkeypatch.delenv("FISCAL_READING_MEGABYTES")
    assert run(tmp_path / "corpus", tmp_path / "store").unchanged == 1
    assert run(tmp_path / "corpus", tmp_path / "store", retry=True).troubles == []
    assert rows(tmp_path / "store", "documents")[0]["state"] == "judged"


def test_a_manifest_names_places_and_dossiers_and_its_bad_lines_cost_themselves(tmp_path: Path) -> None:
    """A line without a path, one that leads out of the folder, one with no year are rows with their reasons."""
    (tmp_path / "a.txt").write_text(plan("甲河市", 2021, 1), encoding="utf-8")
    (tmp_path / "b.txt").write_text(plan("甲河市", 2022, 2), encoding="utf-8")
    lines = [
        "路径,地区,年份,类型,案卷",
        "a.txt,甲,2021,预算,一",
        "b.txt,甲,2022,预算,一",
        ",甲,2022,,",
        "../etc/passwd,,,,",
        "b.txt,,二〇二二,,",
        "c.txt,,,,",
    ]
    (tmp_path / "清单.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    run(tmp_path / "清单.csv", tmp_path / "store")
    found = rows(tmp_path / "store", "documents")
    assert {(r["dossier"], r["path"], r["place"], r["year"], r["kind"]) for r in found if r["state"] == "judged"} == {
        ("一", "a.txt", "甲", 2021, "预算"),
        ("一", "b.txt", "甲", 2022, "预算"),
    }
    refused = {str(row["path"]): str(row["reason"]).partition(":")[0] for row in found if row["state"] == "failed"}
    assert refused == {
        "清单.csv#4": "manifest-no-path",
        "清单.csv#5": "manifest-outside",
        "清单.csv#6": "manifest-year",
        "清单.csv#7": "manifest-no-file",
    }


def test_a_folder_is_one_dossier_unless_it_is_a_collection(tmp_path: Path) -> None:
    """What lies directly in the corpus is by itself, too."""
    for name, count in (("卷", 3), ("集", MOST_TOGETHER + 1)):
        (tmp_path / name).mkdir()
        for at in range(count):
            (tmp_path / name / f"{at:02d}.txt").write_text("收入1亿元", encoding="utf-8")
    (tmp_path / "单.txt").write_text("收入1亿元", encoding="utf-8")
    sizes = {one.name: len(one.files) for one in dossiers_of_folder(tmp_path)}
    assert sizes["卷"] == 3 and sizes["单.txt"] == 1 and sizes["集/00.txt"] == 1 and len(sizes) == MOST_TOGETHER + 3


def test_what_stops_a_batch_is_one_sentence(
    corpus: Path, whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another version, a folder of something else, another corpus, another run at work, no scheduler, no corpus."""

    def said(*arguments: str) -> str:
        assert command(["batch", *arguments]) == 2
        lines = capsys.readouterr().err.strip().splitlines()
        assert len(lines) == 1 and lines[0].startswith("fiscal: ")
        return lines[0]

    older = tmp_path / "older"
    older.mkdir()
    (older / MARK).write_text(json.dumps({"schema": "fiscal-store/0"}), encoding="utf-8")
    assert "fiscal-store/0" in said(str(corpus), "-o", str(older))
    changed = tmp_path / "changed"
    shutil.copytree(whole, changed)
    shutil.copyfile(changed / "notes" / "_columns.parquet", changed / "tables" / "_columns.parquet")
    assert "fiscal-store/1, tables" in said(str(corpus), "-o", str(changed))
    assert "没有改动" in said(str(corpus), "-o", str(corpus))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text("收入1亿元", encoding="utf-8")
    assert "另一批文件" in said(str(tmp_path / "other"), "-o", str(whole))
    assert not (whole / UNFINISHED).exists()
    assert "找不到" in said(str(tmp_path / "none"), "-o", str(tmp_path / "s"))
    assert "调度器" in said(str(corpus), "-o", str(tmp_path / "s"), "--scheduler", "tcp://127.0.0.1:9")
    with writing(tmp_path / "busy"):
        assert "等它结束" in said(str(corpus), "-o", str(tmp_path / "busy"))


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A scheduler with two workers, processes of their own that listen on the loopback alone; its address."""
    told = tmp_path / "scheduler.json"
    quiet = {"cwd": tmp_path, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run_dask = [sys.executable, "-W", "ignore", "-m", "dask"]
    begun = [[*run_dask, "scheduler", "--port", "0", "--scheduler-file", str(told)]]
    begun += [[*run_dask, "worker", "--scheduler-file", str(told), "--no-nanny", "--nthreads", "1"]] * 2
    begun = [[*words, "--host", "127.0.0.1", "--no-dashboard"] for words in begun]
    processes = [subprocess.Popen(words, env=environment, **quiet) for words in begun]  # type: ignore[call-overload]
    for _ in range(300):
        if told.is_file() and told.stat().st_size:
            break
        time.sleep(0.1)
    yield str(json.loads(told.read_text(encoding="utf-8"))["address"])
    for process in reversed(processes):
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_workers_of_a_scheduler_elsewhere_give_the_same_bytes(
    corpus: Path, whole: Path, tmp_path: Path, scheduler: str
) -> None:
    """The same code on processes that were started by themselves."""
    assert command(["batch", str(corpus), "-o", str(tmp_path / "store"), "--scheduler", scheduler]) == 1
    assert bytes_of_tables(tmp_path / "store") == bytes_of_tables(whole)


def test_progress_is_one_line(corpus: Path, tmp_path: Path) -> None:
    """Dossiers and documents done, pages a second, the time needed still, failures."""
    lines: list[str] = []
    run(corpus, tmp_path / "store", told=lambda progress: lines.append(progress_text(progress, "en")))
    assert lines[0].startswith("dossiers 0/6, documents 0, 0 pages a second")
    assert len(lines) == 7 and lines[-1].startswith("dossiers 6/6") and lines[-1].endswith(", 10 not judged")


def test_nothing_is_served_while_a_batch_runs(tmp_path: Path) -> None:
    """On this machine no port is opened, not even on the loopback."""
    import socket

    from reconcile.batch.engine_of_tasks import answers, workers

    opened = []
    listen = socket.socket.listen

    def watched(self: socket.socket, *backlog: int) -> None:
        opened.append(self.getsockname())
        listen(self, *backlog)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "listen", watched)
        with workers(2, None, lambda: None) as client:
            assert sorted(answer for _, answer in answers(client, abs, [-1, -2, -3]) if isinstance(answer, int)) == [
                1,
                2,
                3,
            ]
    assert not opened
