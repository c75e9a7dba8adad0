"""A bundle tried as on a machine that reaches no network: unpacked, installed, the example checked and dropped."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from pathlib import Path

from bundle.targets import Target

WITHOUT_NETWORK = ("unshare", "-rn")
"""Runs what follows in a namespace whose only interface is a loopback that is down (util-linux)."""


class TrialFailed(Exception):
    """The bundle did not install or did not run; the message is what it said."""


def can_run(target: Target) -> bool:
    """True if this machine is one of those the bundle is for."""
    return target.system == sysconfig.get_platform() and not target.windows


def try_here(archive: Path) -> None:
    """Returns if the bundle installs and checks its example without network, below a folder of Chinese name with a
    blank in it. Raises TrialFailed.
    """
    with tempfile.TemporaryDirectory(prefix="fiscal-") as name:
        home = Path(name) / "王 五"
        (home / "桌面").mkdir(parents=True)
        with tarfile.open(archive) as packed:
            packed.extractall(home, filter="data")
        unpacked = home / archive.stem
        surroundings = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "数据"), "PYTHON": sys.executable}
        _run(["sh", "install.sh", "--desktop", str(home / "桌面")], unpacked, surroundings)
        program = home / "数据" / "fiscal" / "program"
        python, (example,) = str(program / "venv" / "bin" / "python"), (unpacked / "示例").iterdir()
        fiscal = [python, "-P", "-m", "reconcile.cli"]
        _run([*fiscal, "doctor"], home, surroundings)
        _run([*fiscal, "check", str(example), "--fail-on", "never"], home, surroundings)
        _run([python, "-P", str(program / "check_dropped.py"), str(example)], home, surroundings, findings=True)
        if not list((example / "核对结果").glob("*.html")):
            raise TrialFailed("nothing was written beside what was dropped")


def _run(command: list[str], cwd: Path, surroundings: dict[str, str], findings: bool = False) -> None:
    done = subprocess.run(
        [*WITHOUT_NETWORK, *command],
        cwd=cwd,
        env={name: value for name, value in surroundings.items() if name != "PYTHONPATH"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    print(done.stdout, end="", file=sys.stderr, flush=True)
    if done.returncode not in ((0, 1) if findings else (0,)):
        raise TrialFailed(f"{command[1:3]}: {(done.stderr or done.stdout).strip()}")
