"""A small corpus of many dossiers, written where a test wants it: no two of its documents are the same."""

from __future__ import annotations

import zipfile
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"

PLAN = """{place}{year}年预算调整方案

一、{year}年一般公共预算收入{a}万元，其中：税收收入{b}万元，非税收入{c}万元。
{year}年末全市政府债务限额{limit}亿元，其中：一般债务限额{general}亿元，专项债务限额{special}亿元。
{year}年末全市政府债务余额{balance}亿元。
"""


def plan(place: str, year: int, number: int, balance: str = "") -> str:
    """A short text on one place and year, its figures made from `number`; all of them agree."""
    limit = 100 + number
    return PLAN.format(
        place=place,
        year=year,
        a=1000 * number + 300,
        b=1000 * number + 100,
        c=200,
        limit=f"{limit}.50",
        general=f"{limit - 60}.50",
        special="60.00",
        balance=balance or f"{limit - 5}.25",
    )


def write_corpus(folder: Path, places: int = 3) -> Path:
    """Folders of three years for some places, a file by itself, and an archive."""
    names = ["甲河市", "乙山市", "丙林市", "丁湖市", "戊原市"][:places]
    for at, place in enumerate(names):
        (folder / place).mkdir(parents=True)
        for year in (2021, 2022, 2023):
            text = plan(place, year, 10 * (at + 1) + year - 2020)
            (folder / place / f"{year}.txt").write_text(text, encoding="utf-8")
    (folder / "单独.txt").write_text(plan("庚田市", 2022, 77, balance="180.00"), encoding="utf-8")
    with zipfile.ZipFile(folder / "打包.zip", "w") as archive:
        archive.writestr("己海市/2022.txt", plan("己海市", 2022, 55))
        archive.writestr("己海市/说明.exe", b"MZ")
    return folder


def add_hostile(folder: Path, copies: int = 2) -> int:
    """Files that cannot be read, in a folder of their own and among sound ones; how many there are."""
    hostile = {
        "空": b"",
        "乱": bytes(range(256)) * 40,
        "断.pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>",
        "假.docx": b"PK\x03\x04" + b"\xff" * 500,
        "假.xlsx": b"PK\x05\x06" + b"\0" * 18,
    }
    (folder / "坏").mkdir()
    count = 0
    for copy in range(copies):
        for at, (name, data) in enumerate(hostile.items()):
            place = folder / "坏" if copy % 2 == 0 else folder / "甲河市"
            stem, _, ending = name.partition(".")
            # One byte of each is another: the same bytes twice would be one file.
            text = data + bytes([65 + copy]) * (copy + at) if data else data
            (place / f"{stem}{copy}.{ending or 'txt'}").write_bytes(text)
            count += 1
    return count


def bytes_of_tables(store: Path) -> dict[str, bytes]:
    """Every file of the store but those of `runs`, by its path inside the store."""
    return {
        path.relative_to(store).as_posix(): path.read_bytes()
        for path in sorted(store.rglob("*"))
        if path.is_file() and path.parent.name != "runs" and path.name != ".lock"
    }
