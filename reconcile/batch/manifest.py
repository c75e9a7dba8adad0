"""A manifest: a CSV that lists files with their path, place, year, kind and dossier, one on each line.

A line that names no file, or says a year that is none, costs itself only: it is recorded with the reason.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

from reconcile.batch.corpus import dossier_of_archive
from reconcile.batch.orders import DossierFiles
from reconcile.store.review_columns import Listed
from tables.decode import UnreadableDocument, decode
from tables.reading.gathering import ARCHIVE

COLUMNS = {
    "path": ("path", "路径", "文件"),
    "place": ("place", "地区", "地方"),
    "year": ("year", "年度", "年份", "年"),
    "kind": ("kind", "类型", "种类"),
    "dossier": ("dossier", "案卷"),
}
"""The columns there may be, each with the names it may have; only the path has to be there."""
MOST_BYTES = 256 << 20


class ManifestRefused(Exception):
    """The manifest cannot be read at all: `reason` is "not-text", "no-path" or "too-large"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def dossiers_of_manifest(manifest: Path) -> Iterator[DossierFiles]:
    """The dossiers that the manifest lists, paths being those inside its folder; and one of the lines that are refused.

    Files of one dossier column are one dossier; without it each is its own. Raises ManifestRefused, OSError.
    """
    folder = manifest.absolute().parent
    groups: dict[str, dict[str, Listed]] = {}
    refused = []
    for number, line in enumerate(_lines(manifest), 2):
        path, reason = _path(line, folder)
        year = line.get("year", "")
        if not reason and year and not (year.isdecimal() and 1900 <= int(year) <= 2200):
            reason = f"manifest-year: {year}"
        if reason:
            refused.append((f"{manifest.name}#{number}", reason))
            continue
        said = Listed(line.get("place", ""), int(year) if year else None, line.get("kind", ""))
        groups.setdefault(line.get("dossier") or path, {}).setdefault(path, said)
    for name, files in groups.items():
        yield from _dossier(name, files, folder)
    if refused:
        yield DossierFiles(manifest.name, (), refused=tuple(refused))


def _dossier(name: str, files: dict[str, Listed], folder: Path) -> Iterator[DossierFiles]:
    paths = list(files)
    if len(paths) == 1 and paths[0].lower().endswith(ARCHIVE):
        yield from dossier_of_archive(folder / paths[0], paths[0])
        return
    yield DossierFiles(name, tuple((folder / path, path, None) for path in sorted(paths)), listed=files)


def _lines(manifest: Path) -> Iterator[dict[str, str]]:
    """Every line by the columns it has, cells without blanks around them; empty lines come as empty."""
    if manifest.stat().st_size > MOST_BYTES:
        raise ManifestRefused("too-large")
    try:
        text = decode(manifest.read_bytes())
    except UnreadableDocument:
        raise ManifestRefused("not-text") from None
    sign = "\t" if manifest.suffix.lower() == ".tsv" else ","
    rows = csv.reader(io.StringIO(text), delimiter=sign)
    header = [cell.strip().lstrip("\ufeff").lower() for cell in next(rows, [])]
    at = {name: header.index(said) for name, names in COLUMNS.items() for said in names if said in header}
    if "path" not in at:
        raise ManifestRefused("no-path")
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            row = []
        yield {name: row[index].strip() for name, index in at.items() if index < len(row)}


def _path(line: dict[str, str], folder: Path) -> tuple[str, str]:
    """The path of a line inside the manifest's folder, and why it is refused ("" if it is not)."""
    said = line.get("path", "").replace("\\", "/")
    if not said:
        return "", "manifest-no-path"
    path = os.path.normpath(said).replace(os.sep, "/")
    if os.path.isabs(path) or path.startswith("../") or path in ("..", ".") or "\0" in path:
        return path, "manifest-outside"
    if not (folder / path).is_file():
        return path, "manifest-no-file"
    return path, ""
