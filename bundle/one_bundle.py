"""One bundle from end to end: wheels, locks, scripts, an example; everything listed with its hash; one archive."""

from __future__ import annotations

import json
import shutil
import tarfile
import tomllib
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bundle.lock_of_target import Locked, locked
from bundle.targets import Target
from bundle.wheels import FetchFailed, NoWheel, build_own, fetch, lacking, sha256, with_hashes_of

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = Path(__file__).resolve().parent / "shipped"
EXAMPLE = "data/yunxi-2020-adjustment"
STAMP = (2020, 1, 1, 0, 0, 0)
"""What archives say of when their files changed: the same content is the same archive, byte for byte."""

Tell = Callable[[str], None]


@dataclass
class Parts:
    """What serves which Python: locks by file name, versions that are served, and those with recognition of scans."""

    locks: dict[str, str] = field(default_factory=dict)
    pythons: list[str] = field(default_factory=list)
    ocr: list[str] = field(default_factory=list)


def make_bundle(target: Target, pythons: Iterable[str], into: Path, tell: Tell, root: Path = ROOT) -> Path:
    """The archive for the target in `into`, of the program whose sources and locks are in `root`.

    Raises FetchFailed, also where no version of Python can be served.
    """
    version = own_version(root)
    name = f"fiscal-{version}-{target.name}"
    folder = into / name
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "parts" / "wheels"
    wheels.mkdir(parents=True)
    own = build_own(root, wheels)
    program = Locked("fiscal", version, frozenset([sha256(own)]))
    parts = Parts()
    for python in pythons:
        _serve(root, target, python, program, wheels, parts, tell)
    if not parts.pythons:
        raise FetchFailed(f"{target.name}: no version of Python has wheels for everything")
    _lay_out(root, folder, target, version, parts)
    archive = _zipped(folder) if target.windows else _tarred(folder)
    shutil.rmtree(folder)
    return archive


def own_version(root: Path) -> str:
    """The version of the program in `root`."""
    text = (root / "fiscal" / "__init__.py").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("__version__"))
    return str(tomllib.loads(line)["__version__"])


def _serve(root: Path, target: Target, python: str, program: Locked, wheels: Path, parts: Parts, tell: Tell) -> None:
    """The wheels and locks for one Python are there, or it is told why not."""
    needed = locked(root / "requirements.txt", target, python)
    try:
        fetch(needed.values(), target, python, wheels)
    except NoWheel as refusal:
        tell(f"{target.name}: Python {python} is left out: {refusal}")
        return
    needed["fiscal"] = program
    _closed(needed, (), wheels, target, python)
    parts.pythons.append(python)
    parts.locks[f"program-{python}.txt"] = with_hashes_of(needed, wheels)
    recognition = {**locked(root / "requirements-ocr.txt", target, python), "fiscal": program}
    more = {name: one for name, one in recognition.items() if name not in needed}
    try:
        fetch(more.values(), target, python, wheels)
    except NoWheel as refusal:
        tell(f"{target.name}: Python {python} without recognition of scans: {refusal}")
        return
    _closed(recognition, ("ocr",), wheels, target, python)
    parts.ocr.append(python)
    parts.locks[f"ocr-{python}.txt"] = with_hashes_of(more, wheels)
    tell(f"{target.name}: Python {python}: {len(recognition)} packages")


def _closed(packages: dict[str, Locked], extras: tuple[str, ...], wheels: Path, target: Target, python: str) -> None:
    missing = lacking("fiscal", extras, packages, wheels, target, python)
    if missing:
        raise FetchFailed(f"the lock lacks something for {target.name}, Python {python}: {'; '.join(sorted(missing))}")


def _lay_out(root: Path, folder: Path, target: Target, version: str, parts: Parts) -> None:
    """Scripts, locks, the example and the list of hashes are in the folder."""
    inner = folder / "parts"
    for part, place in (("both", folder), ("windows" if target.windows else "linux", folder), ("parts", inner)):
        # Scripts of ours that were run once leave a folder of bytecode beside them.
        for source in sorted(path for path in (SHIPPED / part).iterdir() if path.is_file()):
            text = source.read_text(encoding="utf-8")
            # cmd.exe reads lines that end as its own do, and so do old editors of Windows.
            crlf = target.windows and source.suffix in (".bat", ".txt")
            (place / source.name).write_bytes(text.replace("\n", "\r\n" if crlf else "\n").encode())
    for name, text in parts.locks.items():
        (inner / name).write_text(text, encoding="utf-8", newline="\n")
    shutil.copytree(root / EXAMPLE, folder / "示例" / Path(EXAMPLE).name)
    shutil.copyfile(root / "LICENSE", folder / "LICENSE")
    about = {"version": version, "system": target.system, "pythons": parts.pythons, "ocr": parts.ocr}
    (inner / "bundle.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8", newline="\n")
    lines = [f"{sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    (inner / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _zipped(folder: Path) -> Path:
    """A .zip beside the folder; wheels are compressed already."""
    archive = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(archive, "w") as writing:
        for path in _files(folder):
            about = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), STAMP)
            about.external_attr = 0o644 << 16
            writing.writestr(about, path.read_bytes())
    return archive


def _tarred(folder: Path) -> Path:
    """A .tar beside the folder, in which the installer may be run."""
    archive = folder.with_name(f"{folder.name}.tar")
    with tarfile.open(archive, "w", format=tarfile.PAX_FORMAT) as writing:
        for path in _files(folder):
            about = tarfile.TarInfo(path.relative_to(folder.parent).as_posix())
            about.size, about.mtime = path.stat().st_size, 1577836800
            about.mode = 0o755 if path.suffix == ".sh" else 0o644
            with path.open("rb") as stream:
                writing.addfile(about, stream)
    return archive
