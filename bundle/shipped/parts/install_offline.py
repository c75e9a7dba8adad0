"""Installs the bundle it lies in: into a folder and environment of its own, from the wheels of the bundle, no network.

Runs with Python 3.11 or newer and nothing else. Every file is held against its hash before anything is changed; pip
holds every wheel against the lock once more. What was installed before stays until the new one runs.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

PARTS = Path(__file__).resolve().parent
ENGLISH = os.environ.get("FISCAL_LANG") == "en"
WINDOWS = sys.platform == "win32"
GLIBC = (2, 28)


class Stopped(Exception):
    """The installation stops here; nothing that was installed before has changed."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en if ENGLISH else zh)


def main() -> int:
    """0 where the program is installed and runs, 2 with one sentence where it is not."""
    said = _parser().parse_args()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        about = json.loads((PARTS / "bundle.json").read_text(encoding="utf-8"))
        fits(about)
        _tell("核验各个文件……", "holding every file against its hash …")
        verify(PARTS.parent)
        target = (said.target or usual_place()).absolute()
        install(about, target)
        _tell(f"已装在 {target}", f"installed in {target}")
        place(target, said.desktop)
    except Stopped as refusal:
        print(f"{'not installed' if ENGLISH else '没有安装'}: {refusal}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="把预算数字核对工具装到本机，不联网 / Installs without network.")
    parser.add_argument("--target", type=Path, help="装在哪里 / the folder to install into")
    parser.add_argument("--desktop", type=Path, help="桌面文件夹 / the folder of the desktop")
    return parser


def _tell(zh: str, en: str) -> None:
    print(en if ENGLISH else zh, flush=True)


def fits(about: dict[str, Any]) -> None:
    """Returns if this Python on this machine is one that the bundle was made for. Raises Stopped."""
    here = sysconfig.get_platform()
    if here != about["system"]:
        raise Stopped(
            f"这个安装包是给 {about['system']} 的，这里的 Python 是 {here}；请换对应的安装包，或换 64 位的 Python。",
            f"this bundle is for {about['system']}, this Python is {here}; take the other bundle, or a 64-bit Python.",
        )
    version, served = "{}.{}".format(*sys.version_info), "、".join(about["pythons"])
    if version not in about["pythons"]:
        raise Stopped(
            f"安装包里没有 Python {version} 用的部件；请另装 Python {served} 中的一个。",
            f"the bundle has no parts for Python {version}; install one of {served}.",
        )
    libc, number = platform.libc_ver()
    if here.startswith("linux") and (libc != "glibc" or tuple(map(int, number.split(".")[:2])) < GLIBC):
        raise Stopped(
            f"系统的 C 库是 {libc or '?'} {number}，需要 glibc 2.28 或更新；请在更新的系统上安装。",
            f"the C library is {libc or '?'} {number}, glibc 2.28 or newer is needed; install on a newer system.",
        )
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        raise Stopped(
            "这个 Python 不能建立独立环境；Debian、Ubuntu、统信请先安装 python3-venv。",
            "this Python cannot make environments; on Debian and its kin install python3-venv first.",
        )


def verify(folder: Path) -> None:
    """Returns if the folder holds every file that the bundle lists, with its hash. Raises Stopped."""
    for line in (folder / "parts" / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        try:
            with (folder / name).open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            found = ""
        if found != wanted:
            raise Stopped(
                f"“{name}”{'与安装包的清单不符' if found else '不见了'}，可能拷贝时损坏；请重新拷贝整个安装包。",
                f"“{name}” {'is not what the bundle lists' if found else 'is not there'}; copy the whole bundle again.",
            )


def usual_place() -> Path:
    """A folder of the user's own, so that nobody has to be an administrator."""
    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "fiscal" / "program"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fiscal" / "program"


def install(about: dict[str, Any], target: Path) -> None:
    """The environment in `target` holds the program and runs it; on a failure it is as it was. Raises Stopped."""
    environment, before = target / "venv", target / "venv-before"
    if environment.exists() and not (environment / "pyvenv.cfg").is_file():
        raise Stopped(f"“{environment}”不是本程序装的，不会动它。", f"“{environment}” is not ours and is left alone.")
    try:
        target.mkdir(parents=True, exist_ok=True)
        if environment.exists():
            shutil.rmtree(before, ignore_errors=True)
            environment.rename(before)
        try:
            _fill(about, environment)
        except BaseException:  # an interruption too must leave what was installed before
            shutil.rmtree(environment, ignore_errors=True)
            if before.exists():
                before.rename(environment)
            raise
        shutil.rmtree(before, ignore_errors=True)
        shutil.copyfile(PARTS / "check_dropped.py", target / "check_dropped.py")
    except OSError as error:
        raise Stopped(
            f"写不了“{error.filename or target}”（{error.strerror}）；程序正在运行的请先关闭，或用 --target 换一个文件夹。",
            f"“{error.filename or target}” cannot be written ({error.strerror}); close the program if it runs, "
            "or name another folder with --target.",
        ) from error


def _fill(about: dict[str, Any], environment: Path) -> None:
    version = "{}.{}".format(*sys.version_info)
    _tell("建立独立环境……", "making an environment …")
    _run([sys.executable, "-m", "venv", str(environment)])
    python = str(python_of(environment))
    locks = [PARTS / f"program-{version}.txt"]
    if version in about["ocr"]:
        locks.append(PARTS / f"ocr-{version}.txt")
    else:
        _tell(
            "这个版本的 Python 没有识别扫描件的部件，其余都装。", "no recognition of scans for this version of Python."
        )
    _tell("安装各个部件，需要一两分钟……", "installing the parts, a minute or two …")
    fetch = ["-m", "pip", "install", "-q", "--no-index", "--find-links", str(PARTS / "wheels"), "--no-deps"]
    _run([python, *fetch, "--require-hashes", *(word for lock in locks for word in ("-r", str(lock)))])
    _run([python, "-P", "-m", "reconcile.cli", "--version"])


def _run(command: list[str]) -> None:
    """Raises Stopped where it fails, with its last line."""
    # Neither the settings of this machine's pip nor a PYTHONPATH may bring other parts than those of the bundle.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    surroundings = {**kept, "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, env=surroundings, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or [f"exit code {done.returncode}"]
        raise Stopped(said[-1], said[-1])


def python_of(environment: Path) -> Path:
    """The Python of an environment."""
    return environment / ("Scripts/python.exe" if WINDOWS else "bin/python")


def place(target: Path, desktop: Path | None) -> None:
    """What a folder is dropped onto lies on the desktop, if there is one, and in `target`."""
    name = "核对.bat" if WINDOWS else "核对.desktop"
    if WINDOWS:
        shutil.copyfile(PARTS.parent / name, target / name)
    else:
        (target / name).write_text(desktop_entry(target), encoding="utf-8")
        (target / name).chmod(0o755)
        menu = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "applications"
        if target == usual_place():
            menu.mkdir(parents=True, exist_ok=True)
            shutil.copy(target / name, menu / "fiscal-check.desktop")
    desktop = desktop or desktop_folder()
    if desktop is None or not desktop.is_dir():
        _tell(f"把文件夹拖到 {target / name} 上即可核对。", f"drop a folder onto {target / name} to check it.")
        return
    if WINDOWS and target != usual_place():
        return  # the one on the desktop looks in the usual place
    shutil.copy(target / name, desktop / name)
    if not WINDOWS and shutil.which("gio"):
        # Some desktops start only what was marked so; where they know no such mark, nothing is lost.
        marked = ["gio", "set", str(desktop / name), "metadata::trusted", "true"]
        subprocess.run(marked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    _tell(f"桌面上有“{name}”：把文件夹拖到它上面即可核对。", f"drop a folder onto “{name}” on the desktop to check it.")


def desktop_entry(target: Path) -> str:
    """What makes the program an icon onto which files are dropped (Desktop Entry Specification)."""
    command = " ".join(map(_quoted, (str(python_of(target / "venv")), "-P", str(target / "check_dropped.py"))))
    return f"""[Desktop Entry]
Type=Application
Name=Check budget figures
Name[zh_CN]=核对预算数字
Comment=Drop a folder of budget documents here
Comment[zh_CN]=把放材料的文件夹拖到这里
Exec={command} %F
Icon=accessories-calculator
Terminal=true
Categories=Office;
MimeType=inode/directory;application/pdf;
"""


def _quoted(word: str) -> str:
    """One argument of Exec: quoted as the specification says, backslashes doubled as in every string, % doubled."""
    inside = "".join(f"\\{char}" if char in '"`$\\' else char for char in word)
    return '"' + inside.replace("\\", "\\\\").replace("%", "%%") + '"'


def desktop_folder() -> Path | None:
    """The user's desktop, if it is known."""
    if WINDOWS:
        import winreg

        where = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, where) as key:  # type: ignore[attr-defined,unused-ignore]
                said = str(winreg.QueryValueEx(key, "Desktop")[0])  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return None
        return Path(os.path.expandvars(said))
    if shutil.which("xdg-user-dir"):
        done = subprocess.run(["xdg-user-dir", "DESKTOP"], capture_output=True, encoding="utf-8", check=False)
        said = done.stdout.strip()
        # Where no desktop is set, the home folder is named.
        return Path(said) if said and Path(said) != Path.home() else None
    return next((path for name in ("桌面", "Desktop") if (path := Path.home() / name).is_dir()), None)


if __name__ == "__main__":
    sys.exit(main())
