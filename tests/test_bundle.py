"""The offline bundle: locks for other machines, a small one installed without network, what folders are dropped onto.

The real one is tried by `make bundle ARGS=--try`; here the program has only the packages to depend on without which it
does not start, made from what is installed, so that nothing is fetched.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from importlib import metadata
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from bundle.lock_of_target import Locked, locked
from bundle.one_bundle import SHIPPED, make_bundle
from bundle.targets import PYTHONS, TARGETS
from bundle.trial import WITHOUT_NETWORK, can_run
from bundle.wheels import FetchFailed, lacking, with_hashes_of

HERE = [target for target in TARGETS.values() if can_run(target)]
THIS = "{}.{}".format(*sys.version_info)
A, B = "a" * 64, "b" * 64
TO_START = "click", "msgspec"
"""Packages without which no command starts."""


def lock(folder: Path, *lines: str) -> Path:
    """A lock of these lines."""
    path = folder / "lock.txt"
    path.write_text("# made by hand\n" + "".join(f"{line} \\\n    --hash=sha256:{A}\n    # via x\n" for line in lines))
    return path


# --- locks -------------------------------------------------------------------------------------------------------


def test_markers_are_those_of_the_other_machine(tmp_path: Path) -> None:
    """Whatever runs here: pip would take them for this machine."""
    path = lock(
        tmp_path,
        "colorama==1.0 ; sys_platform == 'win32'",
        "old==1.0 ; python_full_version < '3.12'",
        "arm==1.0 ; platform_machine == 'aarch64'",
    )
    assert set(locked(path, TARGETS["windows-amd64"], "3.12")) == {"colorama"}
    assert set(locked(path, TARGETS["linux-aarch64"], "3.11")) == {"old", "arm"}
    assert locked(path, TARGETS["windows-amd64"], "3.13")["colorama"] == Locked("colorama", "1.0", frozenset([A]))


@pytest.mark.parametrize("lines", [("a==1", "a==2"), ("a>=1",), ("a==1.*",)])
def test_a_lock_that_does_not_bind_is_refused(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Every package once, at one version."""
    with pytest.raises(ValueError, match=r"lock\.txt"):
        locked(lock(tmp_path, *lines), TARGETS["linux-x86_64"], "3.11")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-ocr.txt"])
@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda target: target.name)
def test_the_locks_of_the_repository_bind_every_machine(repo_root: Path, target: object, name: str) -> None:
    """For every Python that the bundle may serve."""
    assert all(len(locked(repo_root / name, target, python)) > 40 for python in PYTHONS)  # type: ignore[arg-type]


def wheel(folder: Path, name: str, version: str, files: dict[str, bytes], requires: tuple[str, ...] = ()) -> Path:
    """A wheel of these files."""
    about = f"{name}-{version}.dist-info"
    told = "".join(f"Requires-Dist: {one}\n" for one in requires)
    files = {
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{told}".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inside, content in files.items():
            archive.writestr(inside, content)
        digests = {inside: hashlib.sha256(content).digest() for inside, content in files.items()}
        record = "".join(
            f"{n},sha256={base64.urlsafe_b64encode(d).decode().rstrip('=')},\n" for n, d in digests.items()
        )
        archive.writestr(f"{about}/RECORD", f"{record}{about}/RECORD,,\n")
    return path


def test_what_the_wheels_ask_for_has_to_be_there(tmp_path: Path) -> None:
    """By the markers of the other machine, extras included, at a version that fits."""
    wheel(tmp_path, "fiscal", "1", {}, ("part>=2; sys_platform == 'win32'", "seen; extra == 'ocr'", "part[more]"))
    wheel(tmp_path, "part", "1", {}, ("other; extra == 'more'",))
    packages = {name: Locked(name, "1", frozenset()) for name in ("fiscal", "part")}

    def missing(target: str, *extras: str) -> set[str]:
        return lacking("fiscal", extras, packages, tmp_path, TARGETS[target], "3.12")

    assert missing("linux-x86_64") == {"part: other; extra == 'more'"}
    assert missing("windows-amd64", "ocr") == {
        "fiscal: part>=2; sys_platform == 'win32'",
        "fiscal: seen; extra == 'ocr'",
        "part: other; extra == 'more'",
    }


def test_a_wheel_that_the_lock_does_not_know_is_refused(tmp_path: Path) -> None:
    """Only what lies there and has a hash of the repository's lock enters the lock of the bundle."""
    path = wheel(tmp_path, "part", "1", {})
    true = hashlib.sha256(path.read_bytes()).hexdigest()
    assert with_hashes_of({"part": Locked("part", "1", frozenset([B, true]))}, tmp_path) == (
        f"part==1 --hash=sha256:{true}\n"
    )
    with pytest.raises(ValueError, match="part 1"):
        with_hashes_of({"part": Locked("part", "1", frozenset([B]))}, tmp_path)


# --- Windows scripts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.bat")), ids=lambda path: path.name)
def test_scripts_of_windows_are_read_alike_in_every_code_page(path: Path) -> None:
    """Plain ASCII without lines that end in the other way, UTF-8 chosen before anything is shown, blanks in quotation
    marks, and every file they name is shipped.
    """
    text = path.read_bytes().decode("ascii")
    assert text.startswith("@echo off\nsetlocal DisableDelayedExpansion\n") and "\r" not in text
    lines = [line.strip() for line in text.splitlines()]
    assert lines.index("chcp 65001 >nul") < min(i for i, line in enumerate(lines) if "type " in line or "-P" in line)
    paths = [line[: found.start()] for line in lines for found in re.finditer("%(?:~dp0|PLACE%|LOCALAPPDATA%)", line)]
    assert paths and all(before.count('"') % 2 for before in paths), "a path may hold blanks"
    named = set(re.findall(r"%~dp0(parts\\[\w.-]+)", text))
    assert named and all((SHIPPED / name.replace("\\", "/")).is_file() for name in named)
    assert text.count("(") == text.count(")")


# --- a small bundle ----------------------------------------------------------------------------------------------


def wheel_of_installed(folder: Path, name: str) -> str:
    """The line of a lock that asks for the wheel made here of the package as it is installed."""
    package = metadata.distribution(name)
    suffixes = (".py", ".typed", *EXTENSION_SUFFIXES)
    files = [file for file in package.files or () if file.parts[0] == name and str(file).endswith(suffixes)]
    held = {str(file): Path(str(file.locate())).read_bytes() for file in files}
    digest = hashlib.sha256(wheel(folder, name, package.version, held).read_bytes()).hexdigest()
    return f"{name}=={package.version} --hash=sha256:{digest}"


@pytest.fixture(scope="module")
def archive(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle for this machine: the program as it is, except that it asks for TO_START alone; no recognition of
    scans is to be had.
    """
    pytest.importorskip("hatchling", reason="the build backend is not installed in this environment")
    if not HERE:
        pytest.skip("no bundle is made for this kind of machine")
    root = tmp_path_factory.mktemp("root")
    for package in ("fiscal", "tables", "reconcile", "data/yunxi-2020-adjustment"):
        shutil.copytree(repo_root / package, root / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "README.zh-CN.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(repo_root / name, root / name)
    settings = (repo_root / "pyproject.toml").read_text(encoding="utf-8")
    settings = re.sub(r"^dependencies = \[.*?^\]", f"dependencies = {list(TO_START)}", settings, flags=re.M | re.S)
    (root / "pyproject.toml").write_text(settings, encoding="utf-8")
    found = root / "found"
    found.mkdir()
    parts = [wheel_of_installed(found, name) for name in TO_START]
    (root / "requirements.txt").write_text("".join(f"{part}\n" for part in parts))
    (root / "requirements-ocr.txt").write_text(f"nowhere-to-be-had==1.0 --hash=sha256:{A}\n")
    told: list[str] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PIP_NO_INDEX", "1")
        patched.setenv("PIP_FIND_LINKS", str(found))
        patched.setenv("PIP_CONFIG_FILE", os.devnull)
        (target,) = HERE
        made = make_bundle(target, [THIS], root / "dist", told.append, root)
    assert any("without recognition of scans" in line for line in told)
    return made


@pytest.fixture
def unpacked(archive: Path, tmp_path: Path) -> Path:
    """The bundle as somebody unpacked it, below a folder of Chinese name with a blank."""
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "王 五", filter="data")
    return tmp_path / "王 五" / archive.stem


def installed(unpacked: Path, *arguments: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """How the installer ends, without network where this system can take it away."""
    home = unpacked.parent
    (home / "桌面").mkdir(exist_ok=True)
    surroundings = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "数据"), "PYTHON": python}
    alone = list(WITHOUT_NETWORK) if shutil.which("unshare") else []
    if alone and subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        alone = []
    command = [*alone, "sh", str(unpacked / "install.sh"), "--desktop", str(home / "桌面"), *arguments]
    return subprocess.run(command, env=surroundings, capture_output=True, encoding="utf-8", check=False)


def test_it_installs_and_runs_without_network(unpacked: Path) -> None:
    """What is absent is told by `fiscal doctor`; a second installation that fails leaves the first as it was."""
    done = installed(unpacked)
    assert done.returncode == 0, done.stderr
    assert "没有识别扫描件的部件" in done.stdout
    home = unpacked.parent
    program = home / "数据" / "fiscal" / "program"
    entry = (home / "桌面" / "核对.desktop").read_text(encoding="utf-8")
    assert entry == (home / "数据" / "applications" / "fiscal-check.desktop").read_text(encoding="utf-8")
    assert os.access(home / "桌面" / "核对.desktop", os.X_OK) and str(program / "check_dropped.py") in entry
    fiscal = [str(program / "venv" / "bin" / "python"), "-P", "-m", "reconcile.cli"]
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def said(*arguments: str) -> str:
        ran = subprocess.run(
            [*fiscal, *arguments], env=surroundings, capture_output=True, encoding="utf-8", check=False
        )
        return ran.stdout + ran.stderr

    assert said("--version").startswith("fiscal ")
    assert "rapidocr  缺少" in said("doctor")
    own = next(unpacked.glob("parts/program-*.txt"))
    own.write_text(re.sub(r"(fiscal==\S+ --hash=sha256:)\w+", rf"\g<1>{B}", own.read_text()))
    listed = unpacked / "parts" / "SHA256SUMS"
    digest = hashlib.sha256(own.read_bytes()).hexdigest()
    listed.write_text(re.sub(rf"\w+(  parts/{own.name})", rf"{digest}\1", listed.read_text(encoding="utf-8")))
    again = installed(unpacked)
    assert again.returncode == 2 and "没有安装" in again.stderr and "Traceback" not in again.stderr
    assert said("--version").startswith("fiscal ")
    assert not (program / "venv-before").exists()


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_spoilt_bundle_changes_nothing(unpacked: Path, how: str) -> None:
    """Every file is held against its hash before anything is written."""
    spoilt = next(unpacked.glob("parts/wheels/fiscal-*.whl"))
    if how == "gone":
        spoilt.unlink()
    else:
        spoilt.write_bytes(spoilt.read_bytes().replace(b"PK\x05\x06", b"PK\x05\x07"))
    done = installed(unpacked)
    assert done.returncode == 2 and spoilt.name in done.stderr
    assert not (unpacked.parent / "数据").exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ((THIS, "2.7"), f"没有 Python {THIS} 用的部件"),
        ((sysconfig.get_platform(), "win-amd64"), "这个安装包是给 win-amd64 的"),
    ],
)
def test_another_machine_or_python_is_refused_first(unpacked: Path, change: tuple[str, str], sentence: str) -> None:
    """In a sentence, before anything else."""
    about = unpacked / "parts" / "bundle.json"
    about.write_text(about.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    done = installed(unpacked)
    assert done.returncode == 2 and sentence in done.stderr
    assert not (unpacked.parent / "数据").exists()


def test_a_machine_without_python_is_told_so_first(unpacked: Path, tmp_path: Path) -> None:
    """Nothing on the path but an old one: the sentence of parts/python-needed.txt, exit code 2."""
    old = tmp_path / "bin" / "python3"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    for name in ("sh", "dirname", "cat"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    done = subprocess.run(
        ["sh", str(unpacked / "install.sh")],
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2 and done.stderr.startswith("需要 Python 3.11")


def test_a_fetch_that_fails_otherwise_is_told(tmp_path: Path, repo_root: Path) -> None:
    """No sources, no bundle: one sentence, nothing left out in silence."""
    (tmp_path / "fiscal").mkdir()
    (tmp_path / "fiscal" / "__init__.py").write_text('__version__ = "0"\n')
    with pytest.raises(FetchFailed):
        make_bundle(TARGETS["windows-amd64"], [THIS], tmp_path / "dist", print, tmp_path)


# --- dropping ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("gio") is None, reason="nothing here starts desktop entries")
def test_a_folder_dropped_onto_the_icon_is_checked(tmp_path: Path, repo_root: Path) -> None:
    """Started as a desktop starts it, from paths with blanks, quotation marks and signs that shells read."""
    from bundle.shipped.parts.install_offline import desktop_entry

    place = tmp_path / '程 序$`"'
    python = place / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    shown = tmp_path / "bin" / "xdg-open"
    terminal = tmp_path / "bin" / "xterm"
    shown.parent.mkdir()
    shown.write_text(
        f'#!/bin/sh\nprintf %s "$1" >"{tmp_path}/new" && mv "{tmp_path}/new" "{tmp_path}/opened"\n', encoding="utf-8"
    )
    terminal.write_text(
        f'#!/bin/sh\nshift\n"$@" >"{tmp_path}/said" 2>&1 </dev/null\ntouch "{tmp_path}/done"\n', encoding="utf-8"
    )
    for program in (python, shown, terminal):
        program.chmod(0o755)
    shutil.copy(SHIPPED / "parts" / "check_dropped.py", place)
    entry = place / "核对.desktop"
    entry.write_text(desktop_entry(place), encoding="utf-8")
    folder = tmp_path / "2025年 预算（草案）'附件' 100%"
    shutil.copytree(repo_root / "data" / "wrong", folder)
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(repo_root),
        "PATH": f"{shown.parent}{os.pathsep}{os.environ['PATH']}",
    }
    for number in ("", "（2）"):
        subprocess.run(["gio", "launch", str(entry), str(folder)], env=surroundings, check=True, timeout=600)
        wait_for(tmp_path / "done")
        (tmp_path / "done").unlink()
        said = (tmp_path / "said").read_text(encoding="utf-8")
        assert "Traceback" not in said
        assert (folder / f"核对结果{number}" / "核对工作簿.xlsx").is_file(), said
        wait_for(tmp_path / "opened")
        assert (tmp_path / "opened").read_text(encoding="utf-8") == str(folder / f"核对结果{number}" / "核对报告.html")
        (tmp_path / "opened").unlink()


def wait_for(path: Path) -> None:
    """Returns when the file is there: a desktop starts programs and does not wait."""
    from time import sleep

    for _ in range(3000):
        if path.exists():
            return
        sleep(0.1)
    raise AssertionError(f"{path.name} never came")
