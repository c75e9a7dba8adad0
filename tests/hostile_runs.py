"""Runs the program in hostile surroundings: `make hostile ARGS="--count 2000 --seed 1"`.

A good end is exit code 0, 1 or 2 in time, no traceback, one sentence on standard error where nothing could be done, the
sources as they were, no temporary file, no process that goes on, and no more memory than a small document needs.
Every run is a fork of a process that has imported the program, in a folder of its own; POSIX only.
"""

from __future__ import annotations

import argparse
import atexit
import ctypes
import os
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.hostile_cases import Case, case

HANG = 120
GRACE = 600
"""Tenths of a second that what a killed program has started may take to end."""
MOST_MEGABYTES = 600
MARK = "FISCAL_HOSTILE_CASE"
CAPABILITIES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: without them permissions apply to the superuser, too."""
MOST_SAID = 1 << 20
HAND_OVER = (
    "reconcile.cli",
    "reconcile.commands.check",
    "reconcile.engine",
    "reconcile.commands.reviewing",
    "reconcile.commands.output",
)
"""Imported before the first fork; everything else is imported when it is wanted, as ever."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: its exit code (or the negative signal), what it said on standard error, what is wrong."""

    code: int
    said: str
    wrong: tuple[str, ...]


def run(made: Case, folder: Path, mark: str) -> Outcome:
    """Runs the case in the empty `folder`; `mark` finds its processes again."""
    for name in ("in", "out", "full", "temporary"):
        (folder / name).mkdir()
    for name, content in made.files.items():
        (folder / os.fsdecode(os.fsencode(name))).write_bytes(content)
    if made.prepare:
        made.prepare(folder)
    before = _sources(folder)
    (hears_out, shown), (hears_err, said_to) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears_out)
        os.close(hears_err)
        _child(made, folder, mark, shown, said_to)
    os.close(shown)
    os.close(said_to)
    heard: dict[int, bytes] = {}
    ears = [threading.Thread(target=_hear, args=(end, heard), daemon=True) for end in (hears_out, hears_err)]
    for ear in ears:
        ear.start()
    code, peak, late = _waited(child, made)
    left = _left_processes(mark)
    for ear in ears:
        ear.join()
    said = heard[hears_err].decode("utf-8", "replace")
    wrong = ["hangs"] if late else []
    wrong += [] if code in (0, 1, 2) or made.kill or _limited(made, code) else [f"code {code}"]
    wrong += ["traceback"] if "Traceback" in said or "FISCAL_DEBUG" in said else []
    wrong += (
        ["not one sentence"]
        if code == 2 and not made.kill and made.stdout != "broken" and said.count("\n") != 1
        else []
    )
    wrong += [f"{peak} MB"] if peak > MOST_MEGABYTES else []
    wrong += ["sources changed"] if not before.items() <= _sources(folder).items() else []
    wrong += [f"process left: {one}" for one in left]
    wrong += [f"file left: {one}" for one in _left_files(folder)]
    return Outcome(code, said, tuple(wrong))


def _limited(made: Case, code: int) -> bool:
    """True where the system itself ends a process that wants more than it may have."""
    return any(name in ("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_STACK") for name, _ in made.limits) and code < 0


def _hear(end: int, heard: dict[int, bytes]) -> None:
    """Keeps the beginning of what comes out of a pipe."""
    kept = b""
    with os.fdopen(end, "rb", buffering=0) as stream:
        while block := stream.read(1 << 16):
            kept += block if len(kept) < MOST_SAID else b""
    heard[end] = kept


def _child(made: Case, folder: Path, mark: str, shown: int, said: int) -> None:
    """The program, in the child; does not return."""
    code = 70
    try:
        atexit._clear()  # what the parent has to tidy up is its own affair
        # What started all this in the background may have had them ignored.
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()
        os.chdir(folder)
        os.environ.update({MARK: mark, "TMPDIR": str(folder / "temporary"), **made.environment})
        tempfile.tempdir = None
        _give_streams(made, shown, said)
        if made.unprivileged:
            _without_capabilities()
        for name, most in made.limits:
            resource.setrlimit(getattr(resource, name), (most, most))
        if made.kill and made.kill[1] is None:
            _die_at_the_first_write(made.kill[0])
        from reconcile import cli

        sys.argv = ["fiscal", *made.arguments]
        try:
            cli.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        atexit._run_exitfuncs()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BaseException:  # noqa: BLE001 - what gets here is what is looked for
        import traceback

        with suppress(BaseException):
            traceback.print_exc()
    finally:
        os._exit(code)


def _give_streams(made: Case, shown: int, said: int) -> None:
    if made.stdout == "full":
        shown = os.open("/dev/full", os.O_WRONLY)
    if made.stdout == "broken":
        reader, shown = os.pipe()
        os.close(reader)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(shown, 1)
    os.dup2(said, 2)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    if made.stdout == "closed":
        os.close(1)
        sys.stdout = None


def _without_capabilities() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    for one in CAPABILITIES:
        libc.prctl(24, one, 0, 0, 0)  # PR_CAPBSET_DROP: programs started later do not get it back
    header, kept = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, kept)
    for at in range(3):
        kept[at] &= ~sum(1 << one for one in CAPABILITIES)
    libc.capset(header, kept)


def _die_at_the_first_write(number: int) -> None:
    """The process is killed when it has written its output and forces it to the disk: the worst moment there is."""
    forced = os.fsync

    def fsync(handle: int) -> None:
        forced(handle)
        os.kill(os.getpid(), number)
        time.sleep(HANG)

    os.fsync = fsync  # type: ignore[assignment]


def _waited(child: int, made: Case) -> tuple[int, int, bool]:
    """Exit code, peak megabytes of the process and of what it waited for, and whether it had to be ended."""
    late, ticks = False, 0
    while True:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status), used.ru_maxrss // 1024, late
        if made.kill and ticks == made.kill[1]:
            os.kill(child, made.kill[0])
        if ticks > HANG * 100:
            late = True
            os.kill(child, signal.SIGKILL)
        time.sleep(0.01)
        ticks += 1


def _sources(folder: Path) -> dict[str, bytes]:
    """The documents of the case: nothing may change them."""
    inside = folder / "in"
    return {
        name: (inside / name).read_bytes()
        for name in sorted(os.listdir(inside))
        if (inside / name).is_file() and not (inside / name).is_symlink()
    }


def _left_processes(mark: str) -> list[str]:
    """The command lines of processes of the case that still run when they have had time to end."""
    for _ in range(GRACE):
        found = list(_running(mark))
        if not found:
            return []
        time.sleep(0.1)
    for number, _ in found:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    return [command for _, command in found]


def _running(mark: str) -> Iterator[tuple[int, str]]:
    wanted = f"{MARK}={mark}".encode()
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError):
                if wanted in Path(entry.path, "environ").read_bytes().split(b"\0"):
                    yield int(entry.name), Path(entry.path, "cmdline").read_bytes().replace(b"\0", b" ").decode()[:80]


def _left_files(folder: Path) -> list[str]:
    found = list((folder / "temporary").iterdir())
    for place, _, names in os.walk(folder):
        found += [Path(place, name) for name in names if name.startswith(".fiscal-")]
    return [str(one.relative_to(folder)) for one in found]


def bad_ends(count: int, seed: int, ends: Counter[str], first: int = 0) -> Iterator[tuple[str, Case, Outcome]]:
    """Runs the cases of a seed, counts how they end, and gives those that end badly with their names."""
    for name in HAND_OVER:
        __import__(name)
    with tempfile.TemporaryDirectory(prefix="hostile-") as whole:
        for at in range(first, first + count):
            name = f"{seed}-{at}"
            made, folder = case(name), Path(whole, str(at))
            folder.mkdir()
            outcome = run(made, folder, name)
            ends[f"{made.kind}: {outcome.code}"] += 1
            if outcome.wrong:
                yield name, made, outcome
            for place, folders, _ in os.walk(folder):
                for one in folders:
                    Path(place, one).chmod(0o700)
                if len(Path(place).parts) > 50:
                    break
            _removed(folder)


def _removed(folder: Path) -> None:
    """Folders deeper than Python recurses are taken apart first."""
    deep = folder / "in" / "d"
    while deep.is_dir():
        inner = deep / "d"
        if inner.is_dir():
            inner.rename(folder / "d2")
        shutil.rmtree(deep)
        if not (folder / "d2").is_dir():
            break
        (folder / "d2").rename(deep)
    shutil.rmtree(folder)


def main() -> int:
    """1 if anything ended badly."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--first", type=int, default=0, help="begin with this case, to see one again")
    chosen = options.parse_args()
    ends: Counter[str] = Counter()
    bad = 0
    for name, made, outcome in bad_ends(chosen.count, chosen.seed, ends, chosen.first):
        bad += 1
        shown = [one[:60] for one in made.arguments]
        print(
            f"{name} {made.kind} {shown!r} {made.environment} {made.limits} {made.stdout} {made.kill} "
            f"{'permissions apply' if made.unprivileged else ''}"
        )
        print(f"   {outcome.code} {'; '.join(outcome.wrong)}: {outcome.said[-600:]!r}", flush=True)
    for end, times in sorted(ends.items()):
        print(f"{times:6} {end}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
