"""LibreOffice as the other program: what it makes of a file of ours."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.counted_work import HANG

XLSX = "xlsx:Calc MS Excel 2007 XML"

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def converted(source: Path, folder: Path, form: str = XLSX) -> Path:
    """`source` as LibreOffice saves it in `form`, below `folder`, where it also keeps its settings; formulas worked
    out.
    """
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", form, "--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=HANG)
    return folder / "out" / f"{source.stem}.{form.partition(':')[0]}"
