"""Plants changes in a draft, the same for the same seed, and writes drafts as text, Word, web page and workbook."""

from __future__ import annotations

import html
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
from msgspec import Struct, field
from msgspec.structs import replace

NUMBER = re.compile(r"(?<![\d.,年月第—–-])\d[\d,]*(?:\.\d+)?(?=\s*(?:亿元|万元|%)(?![—–-]))")
TURNS = (("增加", "减少"), ("增长", "下降"), ("调增", "调减"), ("减少", "增加"), ("下降", "增长"))
NEW_ROWS = ("应急物资储备支出", "青年人才公寓专项", "滨河步道维护", "智慧停车补助", "档案馆搬迁经费", "防汛泵站更新")
NEW_SENTENCES = (
    "另安排古树名木养护经费{}万元。",
    "新购置扫雪车辆支出{}万元。",
    "社区图书角运行补助{}万元。",
    "老旧电梯更新补助{}万元。",
)


class Grid(Struct, frozen=True, dict=True):
    """One table as it is printed: caption, unit, rows of cells, the first of them the header."""

    number: str
    title: str
    unit: str
    rows: tuple[tuple[str, ...], ...]


class Manuscript(Struct, frozen=True, dict=True):
    """A document before it is a file: paragraphs and tables in order."""

    parts: tuple[str | Grid, ...]

    @property
    def grids(self) -> list[int]:
        """Where the tables stand."""
        return [at for at, part in enumerate(self.parts) if isinstance(part, Grid)]


class Truth(Struct, dict=True):
    """What was planted: figures changed (old, new), figures added and removed, sentences turned, all as printed."""

    changed: Counter[tuple[str, str]] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    turned: Counter[tuple[str, str]] = field(default_factory=Counter)
    planted: int = 0


def manuscript(paths: Sequence[Path]) -> Manuscript:
    """The paragraphs and tables of text files of ours, one paragraph a line, cells parted by tabs."""
    parts: list[str | Grid] = []
    for path in paths:
        lines = [line.rstrip("\n") for line in path.read_text(encoding="utf-8").splitlines()]
        rows: list[tuple[str, ...]] = []
        for line in [*lines, ""]:
            if "\t" in line:
                rows.append(tuple(line.split("\t")))
                continue
            if rows:
                unit, title, number = (str(parts.pop()) for _ in range(3))
                name = re.sub(r"[（）()：:]|单位", "", unit)
                parts.append(Grid(number.rstrip("：:"), title, name, tuple(rows)))
                rows = []
            if line.strip():
                parts.append(line.strip())
    return Manuscript(tuple(parts))


def planted(draft: Manuscript, seed: str, counts: dict[str, int]) -> tuple[Manuscript, Truth]:
    """The draft with so many changes of each kind of `PLANTS` in it, and what they are."""
    source, truth = random.Random(seed), Truth()
    used: set[object] = set()
    parts = list(draft.parts)
    for kind, count in counts.items():
        for _ in range(count):
            PLANTS[kind](parts, source, truth, used)
            truth.planted += 1
    return Manuscript(tuple(parts)), truth


def _other(text: str, source: random.Random) -> str:
    """Another number of the same length: one digit changed, the first never to 0."""
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    at = source.choice(places)
    digits = [d for d in "123456789" if d != text[at]]
    return text[:at] + source.choice(digits) + text[at + 1 :]


def _number(parts: list[str | Grid], source: random.Random, truth: Truth, used: set[object]) -> None:
    """One amount or rate of the narrative is another."""
    places = [
        (at, found.start(), found[0])
        for at, part in enumerate(parts)
        if isinstance(part, str)
        for found in NUMBER.finditer(part)
        if (id(part), found.start()) not in used and ("text", at) not in used
    ]
    at, start, old = source.choice(places)
    new = _other(old, source)
    text = str(parts[at])
    parts[at] = text[:start] + new + text[start + len(old) :]
    used.add(("text", at))
    truth.changed[old, new] += 1


def _cell(parts: list[str | Grid], source: random.Random, truth: Truth, used: set[object]) -> None:
    """One cell of a table is another."""
    places = [
        (at, y, x)
        for at, part in enumerate(parts)
        if isinstance(part, Grid)
        for y, row in enumerate(part.rows)
        for x, text in enumerate(row)
        if x
        and re.fullmatch(r"-?\d[\d,]*(?:\.\d+)?", text)
        and text != "0"
        and ("cell", part.title, row[0], x) not in used
    ]
    at, y, x = source.choice(places)
    grid = parts[at]
    assert isinstance(grid, Grid)
    old = grid.rows[y][x]
    new = _other(old, source)
    used.add(("cell", grid.title, grid.rows[y][0], x))
    used.add(("row", grid.title, grid.rows[y][0]))
    parts[at] = _with_row(grid, y, (*grid.rows[y][:x], new, *grid.rows[y][x + 1 :]))
    truth.changed[old, new] += 1


def _with_row(grid: Grid, y: int, row: tuple[str, ...] | None) -> Grid:
    return replace(grid, rows=(*grid.rows[:y], *((row,) if row else ()), *grid.rows[y + 1 :]))


def _numbers_of(row: Sequence[str]) -> list[str]:
    return [text for text in row[1:] if re.fullmatch(r"-?\d[\d,]*(?:\.\d+)?", text)]


def _row_added(parts: list[str | Grid], source: random.Random, truth: Truth, used: set[object]) -> None:
    """A row of a name that nothing else has comes into a table."""
    label = next(name for name in NEW_ROWS if ("new", name) not in used)
    used.add(("new", label))
    at = source.choice([at for at, part in enumerate(parts) if isinstance(part, Grid)])
    grid = parts[at]
    assert isinstance(grid, Grid)
    y = source.randrange(1, len(grid.rows))
    row = (label, *(f"{source.randrange(1000, 9999):,}" for _ in grid.rows[0][1:]))
    parts[at] = replace(grid, rows=(*grid.rows[:y], row, *grid.rows[y:]))
    truth.added.update(_numbers_of(row))


def _row_removed(parts: list[str | Grid], source: random.Random, truth: Truth, used: set[object]) -> None:
    """A row with figures, untouched so far, goes out of a table."""
    places = [
        (at, y)
        for at, part in enumerate(parts)
        if isinstance(part, Grid)
        for y, row in enumerate(part.rows[1:], 1)
        if _numbers_of(row)
        and ("row", part.title, row[0]) not in used
        and ("new", row[0]) not in used
        and sum(other[0] == row[0] for other in part.rows) == 1
    ]
    at, y = source.choice(places)
    grid = parts[at]
    assert isinstance(grid, Grid)
    truth.removed.update(_numbers_of(grid.rows[y]))
    parts[at] = _with_row(grid, y, None)


def _moved(parts: list[str | Grid], source: random.Random, truth: Truth, used: set[object]) -> None:
    """Two tables change places and get each other's number: no change."""
    places = [at for at, part in enumerate(parts) if isinstance(part, Grid)]
    at, to = source.sample(places, 2)
    one, other = parts[at], parts[to]
    assert isinstance(one, Grid) and isinstance(other, Grid)
    parts[at], parts[to] = replace(other, number=one.number), replace(one, number=other.number)


def _turned(parts: list[str | Grid], source: random.Random, truth: Truth, used: set[object]) -> None:
    """A word of a sentence becomes its opposite."""
    places = [
        (at, found.start(), old, new)
        for at, part in enumerate(parts)
        if isinstance(part, str) and ("text", at) not in used
        for old, new in TURNS
        for found in re.finditer(f"{old}(?=约?\\d)", part)
    ]
    at, start, old, new = source.choice(places)
    text = str(parts[at])
    used.add(("text", at))
    parts[at] = text[:start] + new + text[start + len(old) :]
    truth.turned[old, new] += 1


def _sentence_added(parts: list[str | Grid], source: random.Random, truth: Truth, used: set[object]) -> None:
    """A sentence comes in at the end of a paragraph."""
    words = next(text for text in NEW_SENTENCES if ("new", text) not in used)
    used.add(("new", words))
    at = source.choice([at for at, part in enumerate(parts) if isinstance(part, str) and part.endswith("。")])
    number = str(source.randrange(1000, 9999))
    parts[at] = f"{parts[at]}{words.format(number)}"
    truth.added[number] += 1


def _sentence_removed(parts: list[str | Grid], source: random.Random, truth: Truth, used: set[object]) -> None:
    """A sentence of a paragraph that nothing touched goes out, with its figures."""
    places = [
        (at, sentence)
        for at, part in enumerate(parts)
        if isinstance(part, str) and ("text", at) not in used
        for sentence in re.findall(r"[^。]+。", part)
        if NUMBER.search(sentence)
        and not re.search("[—–-]", sentence)
        and len(NUMBER.findall(sentence)) == len(re.findall(r"\d[\d,.]*", sentence))
    ]
    at, sentence = source.choice(places)
    truth.removed.update(NUMBER.findall(sentence))
    used.add(("text", at))
    parts[at] = str(parts[at]).replace(sentence, "", 1)


Plant = Callable[[list[str | Grid], random.Random, Truth, set[object]], None]
PLANTS: dict[str, Plant] = {
    "number": _number,
    "cell": _cell,
    "row added": _row_added,
    "row removed": _row_removed,
    "turned": _turned,
    "sentence removed": _sentence_removed,
    "sentence added": _sentence_added,
    "moved": _moved,
}
FORTY = {
    "turned": 3,
    "sentence removed": 2,
    "row removed": 3,
    "number": 11,
    "cell": 13,
    "row added": 3,
    "sentence added": 3,
    "moved": 2,
}
"""Forty changes: figures, rows, sentences, words, and tables moved, which is no change."""


def as_text(draft: Manuscript, target: Path, width: int = 0) -> Path:
    """The draft as a text file; with a `width` its prose is wrapped at so many characters, blank lines between."""
    lines: list[str] = []
    for part in draft.parts:
        if isinstance(part, Grid):
            lines += [f"{part.number}：", "", part.title, "", f"单位：{part.unit}", ""]
            lines += ["\t".join(row) for row in part.rows] + [""]
        elif width:
            lines += [part[at : at + width] for at in range(0, len(part), width)] + [""]
        else:
            lines += [part, ""]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def as_word(draft: Manuscript, target: Path) -> Path:
    """The draft as a Word file."""
    document = docx.Document()
    for part in draft.parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        for line in (part.number, part.title, f"单位：{part.unit}"):
            document.add_paragraph(line)
        width = max(map(len, part.rows))
        table = document.add_table(len(part.rows), width, "Table Grid")
        for y, row in enumerate(part.rows):
            for x, text in enumerate(row):
                table.cell(y, x).text = text
        document.add_paragraph("")
    document.save(str(target))
    return target


def as_page(draft: Manuscript, target: Path) -> Path:
    """The draft as a web page."""
    out = ['<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>x</title></head><body>']
    for part in draft.parts:
        if isinstance(part, str):
            out.append(f"<p>{html.escape(part)}</p>")
            continue
        out += [f"<p>{html.escape(line)}</p>" for line in (part.number, part.title, f"单位：{part.unit}")]
        head, *body = part.rows
        out += ["<table border=1><tr>" + "".join(f"<th>{html.escape(text)}</th>" for text in head) + "</tr>"]
        out += ["<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in body]
        out.append("</table>")
    target.write_text("\n".join([*out, "</body></html>"]), encoding="utf-8")
    return target


def as_workbook(draft: Manuscript, target: Path) -> Path:
    """The tables of the draft as an Excel file, a sheet for each."""
    book = openpyxl.Workbook()
    if book.active is not None:
        book.remove(book.active)
    for number, at in enumerate(draft.grids, 1):
        grid = draft.parts[at]
        assert isinstance(grid, Grid)
        sheet = book.create_sheet(f"{number}")
        for line in (grid.number, grid.title, f"单位：{grid.unit}"):
            sheet.append([line])
        for row in grid.rows:
            sheet.append([int(text.replace(",", "")) if re.fullmatch(r"-?\d[\d,]*", text) else text for text in row])
    book.save(target)
    return target
