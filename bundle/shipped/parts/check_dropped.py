"""Checks what was dropped onto the icon: every report in 核对结果 beside the documents, and the page opened.

With nothing dropped it opens the review page. Lies beside the environment of the program and runs with its Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import count
from pathlib import Path

RESULTS = "核对结果"
FISCAL = (sys.executable, "-P", "-m", "reconcile.cli")


def main() -> int:
    """The exit code of `fiscal`; a window that was opened for this waits until it was read."""
    paths = [Path(path).absolute() for path in sys.argv[1:]]
    if not paths:
        print("正在打开核对页面；用完后关闭本窗口即可。", flush=True)
        return subprocess.run([*FISCAL, "serve"], check=False).returncode
    results = free_folder(paths)
    wanted = [*map(str, paths), "--all", str(results), "--format", "concise"]
    shown = subprocess.run([*FISCAL, "check", *wanted], check=False)
    for page in sorted(results.glob("*.html")):
        print(f"\n结果在 {results}", flush=True)
        show(page)
    if sys.stdin is not None and sys.stdin.isatty():
        input("按回车键关闭。")
    return shown.returncode


def free_folder(paths: list[Path]) -> Path:
    """Where the results go: inside the folder that was dropped, or beside the first file, in a folder not there yet.

    Answers that somebody has written into the letter of an earlier run stay.
    """
    place = paths[0] if paths[0].is_dir() else paths[0].parent
    names = (RESULTS if number == 1 else f"{RESULTS}（{number}）" for number in count(1))
    return next(place / name for name in names if not (place / name).exists())


def show(page: Path) -> None:
    """The page is open in the browser, where there is a screen."""
    if sys.platform == "win32":
        os.startfile(page)
        return
    try:
        quiet = subprocess.DEVNULL
        subprocess.Popen(["xdg-open", str(page)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        print(f"请用浏览器打开 {page}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
