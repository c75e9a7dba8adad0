"""Outputs, settings and surroundings that go wrong, drawn at random, the same for the same seed."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.mutations import spoilt

TABLE = "附表1 支出表\n单位：万元\n\n| 项目 | 预算数 |\n|---|---|\n| 甲 | 1,046 |\n| 乙 | 2,413 |\n| 合计 | 3,495 |\n"
SETTINGS = (
    b'fail-on = "warning"\nbaseline = "known.json"\n[severity]\nTOT01 = "note"\n'
    b'[[exceptions]]\ncode = "TOT01"\nreason = "x"\n'
)
BASELINE = (
    b'{"schema": "fiscal-baseline/1", "accepted": [\n{"id": "0123abcd", "code": "TOT01", '
    b'"figures": ["1\xe4\xb8\x87\xe5\x85\x83"], "message": "m", "reason": "r"}\n]}\n'
)
FORMS = ("console", "concise", "json", "sarif", "junit", "html", "github")
NAMES = (
    *(
        "a b.out",
        "预算.out",
        "-o",
        "--",
        "::error::x",
        "a\nb",
        "a\tb",
        ".hidden",
        "~",
        "$HOME",
        "%s%n",
        "*",
        "CON",
        "a" * 250,
    ),
    *(
        "a" * 300,
        "x/" * 3000 + "y",
        "\udcff\udcfe.out",
        "é\u0301.out",
        "\u202etxt.out",
        "nul\x01.out",
        "/",
        ".",
        "..",
        "",
        " ",
    ),
)
DEVICES = (
    "/dev/null",
    "/dev/full",
    "/dev/zero",
    "/dev/stdout",
    "/dev/fd/1",
    "/proc/self/mem",
    "/proc/1/environ",
    "/sys/kernel",
)


@dataclass
class Case:
    """A command line, what lies around it, and what is done to the process.

    `limits` are (resource, bytes or number); `stdout` is how standard output is given ("file", "closed", "full",
    "broken"); `unprivileged` makes permissions apply to the superuser, too; `kill` is a signal and after how many
    hundredths of a second, or at the first write to a disk where that is None.
    """

    kind: str
    arguments: list[str]
    files: dict[str, bytes] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    limits: list[tuple[str, int]] = field(default_factory=list)
    stdout: str = "file"
    unprivileged: bool = False
    kill: tuple[int, int | None] | None = None
    prepare: Callable[[Path], None] | None = None


def case(seed: str) -> Case:
    """The case of a seed."""
    source = random.Random(seed)
    made: Case = source.choices(KINDS, WEIGHTS)[0](source)
    made.files.setdefault("in/a.txt", TABLE.encode())
    if source.random() < 0.2:
        made.arguments += ["--lang", "en"]
    return made


def _writes(source: random.Random, target: str) -> list[str]:
    """A command that writes to `target`."""
    return source.choice(
        (
            ["check", "in", "--format", source.choice(FORMS), "-o", target],
            ["check", "in", "--also", f"{source.choice(FORMS)}={target}"],
            [
                "check",
                "in",
                "-o",
                "out/one.txt",
                "--also",
                f"json={target}",
                "--also",
                f"html={source.choice((target, 'out/two.html'))}",
            ],
            ["export", "in", "-o", target],
            ["questions", "in", "-o", target],
            ["tables", "in", "-o", target, "--format", source.choice(("xlsx", "csv", "json", "parquet"))],
            ["figures", "in", "-o", target],
            ["accept", "in", "--reason", "x", "--baseline", target],
        )
    )


def _names(source: random.Random) -> Case:
    folder = source.choice(("out/", "out/", "", "missing/", "in/", "in/a.txt/"))
    name = source.choice(NAMES).replace("\0", "")
    return Case("odd name", _writes(source, folder + name))


def _places(source: random.Random) -> Case:
    targets = (
        "out",
        "in",
        "in/a.txt",
        "hard",
        "soft",
        "dangling",
        "loop",
        "fifo",
        "socket",
        "full/x",
        "locked/x",
        "locked",
    )
    return Case(
        "odd place",
        _writes(source, source.choice((*targets, *DEVICES))),
        prepare=_odd_places,
        unprivileged=source.random() < 0.5,
    )


def _odd_places(folder: Path) -> None:
    import os
    import socket

    (folder / "hard").hardlink_to(folder / "in" / "a.txt")
    (folder / "soft").symlink_to("in/a.txt")
    (folder / "dangling").symlink_to("nowhere/at/all")
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "fifo")
    (folder / "locked").mkdir(mode=0o500)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(folder / "socket"))


def _full(source: random.Random) -> Case:
    least = source.choice((0, 1, 100, 1000, 4096, 20_000))
    return Case("full disk", _writes(source, "out/x"), {"out/x": b"old"}, limits=[("RLIMIT_FSIZE", least)])


def _few(source: random.Random) -> Case:
    limit = source.choice(
        [("RLIMIT_NOFILE", n) for n in (3, 4, 6, 10, 20)]
        + [("RLIMIT_CPU", 1), ("RLIMIT_AS", 1 << 28), ("RLIMIT_STACK", 1 << 17)]
    )
    return Case("few resources", _writes(source, "out/x"), limits=[limit])


def _settings(source: random.Random) -> Case:
    content = source.choice(
        (
            spoilt(SETTINGS, f"{source.random()}"),
            b"a = " + b"[" * 5000,
            b"\xff\xfe",
            b"a" * 2_000_000,
            b"[a." + b"b." * 20_000 + b"c]",
            b"x = 1" + b"0" * 10_000,
        )
    )
    made = Case(
        "settings",
        ["check", "in", *source.choice((["--settings", "s.toml"], []))],
        {"s.toml": content, "fiscal.toml": content, "known.json": BASELINE},
    )
    if source.random() < 0.2:
        made.arguments = ["check", "in", "--settings", source.choice(("out", "loop", "fifo", "missing", "", *DEVICES))]
        made.prepare = _odd_places
    return made


def _baselines(source: random.Random) -> Case:
    deep = b'{"schema": "fiscal-baseline/1", "accepted": ' + b"[" * 50_000
    many = (
        b'{"schema": "fiscal-baseline/1", "accepted": ['
        + b'{"id":"a","code":"TOT01","figures":[],"reason":"r"},' * 150_000
        + b"]}"
    )
    content = source.choice(
        (
            spoilt(BASELINE, f"{source.random()}"),
            spoilt(BASELINE, f"{source.random()}"),
            deep,
            many,
            b"",
            b"null",
            b'"a"',
            b"1" * 10_000,
        )
    )
    first = source.choice((["check", "in"], ["accept", "in", "--reason", "x"], ["export", "in", "-o", "out/x.xlsx"]))
    made = Case("baseline", [*first, "--baseline", "known.json"], {"known.json": content})
    if source.random() < 0.2:
        made.arguments[-1] = source.choice(("out", "loop", "fifo", "missing/x", "", "locked/x", *DEVICES))
        made.prepare = _odd_places
    return made


def _inputs(source: random.Random) -> Case:
    files: dict[str, bytes] = {}
    for _ in range(source.randint(1, 4)):
        name = source.choice(NAMES).strip("/.\n ") or "b"
        if len(name.encode("utf-8", "surrogateescape")) < 240 and "/" not in name:
            files[f"in/{name}.txt"] = TABLE.encode()
    made = Case(
        "odd input",
        [
            source.choice(("check", "figures")),
            source.choice(
                (
                    "in",
                    "in",
                    ".",
                    "in/../in",
                    "missing",
                    "in/a.txt/b",
                    "",
                    "/dev/full",
                    "/dev/null",
                    "loop",
                    "\udcff",
                )
            ),
        ],
        files,
    )
    made.prepare = source.choice((_odd_places, _deep, _crowd))
    if source.random() < 0.4:
        made.arguments += ["-o", "out/x"]
    return made


def _deep(folder: Path) -> None:
    import os

    here = os.open(folder / "in", os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


def _crowd(folder: Path) -> None:
    import os

    for at in range(200):
        (folder / "in" / f"{at}.xyz").write_bytes(b"x")
    os.mkfifo(folder / "in" / "pipe.txt")
    (folder / "in" / "gone.txt").symlink_to("/nowhere")
    (folder / "in" / "mem.txt").symlink_to("/proc/self/mem")
    (folder / "in" / "zero.txt").symlink_to("/dev/zero")


def _options(source: random.Random) -> Case:
    words = (
        "0",
        "-1",
        "99999999999999999999",
        "nan",
        "1e999",
        "",
        "１",
        "x" * 5000,
        "\udcff",
        "\n",
        "--",
        "json",
        "=",
        "json=",
        "=x",
        "a=b=c",
        "0.5",
    )
    names = (
        "--jobs",
        "--min-confidence",
        "--format",
        "--fail-on",
        "--lang",
        "--engine",
        "--also",
        "-o",
        "--baseline",
        "--settings",
        "--nothing",
        "-x",
    )
    command = source.choice(
        (
            "check",
            "export",
            "tables",
            "figures",
            "questions",
            "accept",
            "annotate",
            "explain",
            "checks",
            "doctor",
            "nothing",
            "",
        )
    )
    arguments = [command, *(["in"] if source.random() < 0.7 else [])]
    for _ in range(source.randint(1, 3)):
        arguments += [source.choice(names), *([source.choice(words)] if source.random() < 0.9 else [])]
    return Case("options", arguments)


def _streams(source: random.Random) -> Case:
    command = source.choice(
        (
            ["check", "in", "--format", source.choice(FORMS)],
            ["figures", "in"],
            ["checks"],
            ["doctor"],
            ["--help"],
            ["explain", "TOT01"],
            ["tables", "in", "--format", "json"],
        )
    )
    return Case("streams", command, stdout=source.choice(("closed", "full", "broken")))


def _surroundings(source: random.Random) -> Case:
    settings = {
        "LANG": ("C", "zh_CN.GBK", "x" * 1000),
        "LC_ALL": ("C", "POSIX", "zh_CN.UTF-8"),
        "PYTHONIOENCODING": ("ascii", "gbk", "utf-16"),
        "FISCAL_LANG": ("", "xx", "EN", "\udcff"),
        "TMPDIR": ("/nowhere", "/dev/null", "locked"),
        "HOME": ("", "/nowhere"),
        "PATH": ("", "/nowhere"),
        "FISCAL_READING_SECONDS": ("0", "-1", "x", "1", "9" * 30),
        "FISCAL_READING_MEGABYTES": ("0", "1", "x", "10", "9" * 30),
        "FISCAL_JUDGING_SECONDS": ("0", "-1", "x", "9" * 30),
        "COLUMNS": ("0", "-5", "x", "1"),
        "TERM": ("", "dumb"),
        "NO_COLOR": ("1",),
    }
    chosen = source.sample(sorted(settings), source.randint(1, 3))
    made = Case(
        "surroundings", _writes(source, "out/x") if source.random() < 0.5 else ["check", "in"], prepare=_odd_places
    )
    made.environment = {name: source.choice(settings[name]) for name in chosen}
    return made


def _killed(source: random.Random) -> Case:
    made = Case("killed", _writes(source, "out/x"), {"out/x": b"old"})
    number = source.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP))
    made.kill = (number, None) if source.random() < 0.5 else (number, source.randrange(150))
    return made


KINDS = (_names, _places, _full, _few, _settings, _baselines, _inputs, _options, _streams, _surroundings, _killed)
WEIGHTS = (14, 14, 8, 4, 10, 10, 10, 12, 5, 6, 7)
