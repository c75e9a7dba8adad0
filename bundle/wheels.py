"""The wheels of one machine: fetched by pip, which holds each against its hash, and seen to be all that is needed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from bundle.lock_of_target import Locked
from bundle.targets import Target

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")
_NONE_THERE = ("No matching distribution found", "Could not find a version")


class NoWheel(Exception):
    """Some package has no wheel for this machine and this Python; the message is pip's."""


class FetchFailed(Exception):
    """pip did not get what it was told to get, for another reason than that there is no wheel."""


def fetch(packages: Iterable[Locked], target: Target, python: str, folder: Path) -> None:
    """Afterwards `folder` holds a wheel of every package that runs on the target. Raises NoWheel, FetchFailed."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder.parent / "fetching.txt"
    lock.write_text("".join(one.line() for one in packages), encoding="utf-8")
    platforms = [word for tag in target.tags for word in ("--platform", tag)]
    wanted = ("--no-deps", "--only-binary=:all:", "--require-hashes", "--implementation", "cp")
    done = subprocess.run(
        [*PIP, "download", *wanted, *platforms, "--python-version", python, "-d", str(folder), "-r", str(lock)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    lock.unlink()
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or [done.stderr.strip()]
        raise (NoWheel if any(word in done.stderr for word in _NONE_THERE) else FetchFailed)(said[-1])


def build_own(root: Path, folder: Path) -> Path:
    """The wheel of this program, made from the sources in `root` without network. Raises FetchFailed."""
    wanted = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder), str(root)]
    done = subprocess.run([*PIP, *wanted], capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise FetchFailed(done.stderr.strip())
    (wheel,) = folder.glob("fiscal-*.whl")
    return wheel


def with_hashes_of(packages: Mapping[str, Locked], folder: Path) -> str:
    """A lock that binds the wheels of these packages that lie in `folder`, and nothing else. Raises ValueError if one
    of them is not what the lock of the repository says.
    """
    there: dict[tuple[str, str], set[str]] = {}
    for wheel in folder.glob("*.whl"):
        name, version, *_ = parse_wheel_filename(wheel.name)
        there.setdefault((name, str(version)), set()).add(sha256(wheel))
    lines = []
    for one in packages.values():
        hashes = frozenset(there.get((one.name, one.version), ())) & one.hashes
        if not hashes:
            raise ValueError(f"{one.name} {one.version}: no wheel with a hash of the lock")
        lines.append(one.line(hashes))
    return "".join(sorted(lines))


def lacking(
    root: str, extras: Iterable[str], packages: Mapping[str, Locked], folder: Path, target: Target, python: str
) -> set[str]:
    """What the packages ask for on the target, from `root` on, that is not among them: nothing, as it should be."""
    environment, missing, seen = target.environment(python), set[str](), set[tuple[str, str]]()
    waiting = [(root, extra) for extra in ("", *extras)]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for text in _requirements(folder, packages[name]):
            needed = Requirement(text)
            if needed.marker is not None and not needed.marker.evaluate({**environment, "extra": extra}):
                continue
            other = canonicalize_name(needed.name)
            if other not in packages or not needed.specifier.contains(packages[other].version, prereleases=True):
                missing.add(f"{name}: {text}")
            else:
                waiting += [(other, asked) for asked in ("", *needed.extras)]
    return missing


def _requirements(folder: Path, package: Locked) -> list[str]:
    """What the package asks for, as its metadata says."""
    for wheel in folder.glob("*.whl"):
        name, version, *_ = parse_wheel_filename(wheel.name)
        if (name, str(version)) == (package.name, package.version):
            with zipfile.ZipFile(wheel) as archive:
                (inside,) = (
                    one for one in archive.namelist() if one.endswith(".dist-info/METADATA") and one.count("/") == 1
                )
                return HeaderParser().parsestr(archive.read(inside).decode("utf-8")).get_all("Requires-Dist", [])
    raise ValueError(f"{package.name} {package.version}: no wheel")


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
