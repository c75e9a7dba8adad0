"""What a result depends on beside the documents: the code that reads and judges, and the libraries it reads with."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fiscal import __version__

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("fiscal", "tables", "reconcile")
OUTER = ("acceptance", "commands", "reports", "site", "web", "cli.py")
"""What of reconcile only shows results."""
LIBRARIES = ("camelot-py", "lxml", "numpy", "openpyxl", "pandas", "pypdfium2", "rapidocr", "selectolax", "xlrd")
KINDS = frozenset({".py", ".txt", ".csv", ".mo", ".json"})


@cache
def program_hash() -> str:
    """A hash of the version, of every file that bears on results, and of the versions of the libraries."""
    digest = sha256(__version__.encode())
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            parts = path.relative_to(ROOT).parts
            if path.suffix not in KINDS or (package == "reconcile" and parts[1] in OUTER) or not path.is_file():
                continue
            digest.update("/".join(parts).encode() + b"\0" + path.read_bytes() + b"\0")
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    return digest.hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
