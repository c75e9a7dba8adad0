"""Old office files to new ones by LibreOffice: in a folder and profile of their own, without macros, within limits."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tables.decode import BYTE_LIMIT, UnreadableDocument
from tables.kinds import kind_of

GROUPS = hasattr(os, "killpg")
MOST_SECONDS = 180
MOST_OUTPUT = 4 * BYTE_LIMIT
PROGRAMS = ("soffice", "libreoffice")
INSTALLED_IN = ("ProgramFiles", "ProgramFiles(x86)")
TARGETS = {"doc": "docx", "rtf": "docx", "xls": "xlsx"}

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value>
</prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value>
</prop></item></oor:items>
"""
"""A profile in which no macro runs, no active content starts and no link is followed."""


def converter() -> str | None:
    """The path of LibreOffice, or None where it is not installed.

    On Windows its installer puts it among the programs and not on the path.
    """
    usual = [Path(os.environ[name]) / "LibreOffice" / "program" for name in INSTALLED_IN if os.environ.get(name)]
    places = (None, *map(str, usual))
    return next((found for place in places for name in PROGRAMS if (found := shutil.which(name, path=place))), None)


def converted(data: bytes, ending: str) -> bytes:
    """An old office file as a new one, .docx or .xlsx; `ending` is what the old file is: doc, rtf or xls.

    Raises UnreadableDocument: "needs-libreoffice", "conversion" where nothing came of it, "slow" past the time limit.
    """
    target = TARGETS[ending]
    new = convert(data, ending, target)
    if kind_of(new) != target:
        raise UnreadableDocument("conversion")
    return new


def convert(data: bytes, ending: str, target: str) -> bytes:
    """The file as LibreOffice saves it in the format `target`. Raises as `converted` does."""
    program = converter()
    if program is None:
        raise UnreadableDocument("needs-libreoffice")
    with tempfile.TemporaryDirectory(prefix="fiscal-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = folder / f"document.{ending}"
        source.write_bytes(data)
        _run(program, folder, source, target)
        result = folder / "out" / f"document.{target}"
        if not result.is_file() or result.stat().st_size > MOST_OUTPUT:
            raise UnreadableDocument("conversion")
        return result.read_bytes()


def _run(program: str, folder: Path, source: Path, target: str) -> None:
    """Run the conversion; past the time limit it is ended together with everything it started."""
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--convert-to", target),
        *("--outdir", str(folder / "out"), str(source)),
    ]
    quiet = subprocess.DEVNULL
    separate: dict[str, Any] = {"start_new_session": True} if GROUPS else {}
    surroundings = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        process = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, env=surroundings, **separate
        )
    except OSError:
        raise UnreadableDocument("needs-libreoffice") from None
    try:
        process.wait(MOST_SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableDocument("slow") from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Nothing that the conversion started is left running."""
    if GROUPS:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        # Windows ends a process alone; the converter is a starter, and what it started does the work.
        quiet = subprocess.DEVNULL
        with contextlib.suppress(OSError):
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], stdout=quiet, stderr=quiet, check=False)
        process.kill()
    process.wait()
