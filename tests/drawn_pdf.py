"""Draws real PDF files for the readers' tests: text at places, rules, whole tables in the styles of budgets.

The font is not embedded: a PDF viewer knows the metrics of the standard Chinese font, which is all the readers need.
Lengths are points from the top left of the page, as a typesetter counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

EM = 10
STYLES = ("ruled", "open sides", "three lines", "horizontals", "verticals", "none", "columns and header")


def width(text: str, size: int = EM) -> int:
    """How wide the text is set: Latin characters are half as wide as Chinese ones."""
    return sum(size if ord(char) > 0x2E7F else size // 2 for char in text)


@dataclass
class Page:
    """One page being drawn; `turn` is /Rotate, `matrix` turns what is drawn a quarter to the left without saying so."""

    wide: int = 595
    high: int = 842
    turn: int = 0
    matrix: bool = False
    marks: list[str] = field(default_factory=list)

    def text(self, x: int, y: int, text: str, size: int = EM) -> None:
        """Sets `text` with its baseline at `y`."""
        code = text.encode("utf-16-be").hex()
        self.marks.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {self._flip(y)} Tm <{code}> Tj ET")

    def rule(self, x0: int, y0: int, x1: int, y1: int) -> None:
        """Draws a straight line."""
        self.marks.append(f"0.5 w {x0} {self._flip(y0)} m {x1} {self._flip(y1)} l S")

    def _flip(self, y: int) -> int:
        return (self.wide if self.matrix else self.high) - y

    def stream(self) -> bytes:
        """The page's drawing instructions."""
        start = f"q 0 1 -1 0 {self.wide} 0 cm" if self.matrix else "q"
        return "\n".join([start, *self.marks, "Q"]).encode("ascii")


def pdf(pages: Sequence[Page]) -> bytes:
    """The pages as one PDF file."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]
    for at, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.wide} {page.high}] /Rotate {page.turn} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * at} 0 R >>".encode()
        )
        stream = page.stream()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def draw_table(
    page: Page,
    rows: Sequence[Sequence[str]],
    style: str,
    top: int = 120,
    left: int = 60,
    label: int = 150,
    value: int = 80,
    pitch: int = 20,
) -> int:
    """Draws a table whose first row is its header and whose first column holds labels; returns the height it ends at.

    Labels longer than their column are broken over lines, the numbers beside them standing in the middle.
    """
    columns = len(rows[0])
    xs = [left, left + label, *(left + label + value * (i + 1) for i in range(columns - 1))]
    ys = [top]
    for at, row in enumerate(rows):
        lines = _broken(row[0], label - 12)
        high = pitch + (len(lines) - 1) * (EM + 3)
        y = ys[-1]
        for k, line in enumerate(lines):
            x = left + 6 if at else left + (label - width(line)) // 2
            page.text(x, y + 14 + k * (EM + 3), line)
        middle = y + 14 + (len(lines) - 1) * (EM + 3) // 2
        for column, text in enumerate(row[1:], 1):
            if text:
                room = xs[column + 1] - xs[column]
                x = xs[column] + (room - width(text)) // 2 if at == 0 else xs[column + 1] - 5 - width(text)
                page.text(x, middle, text)
        ys.append(y + high)
    _rules(page, style, xs, ys)
    return ys[-1]


def _broken(label: str, room: int) -> list[str]:
    lines = [""]
    for char in label:
        if width(lines[-1] + char) > room:
            lines.append("")
        lines[-1] += char
    return lines


def _rules(page: Page, style: str, xs: Sequence[int], ys: Sequence[int]) -> None:
    lying = {
        "ruled": ys,
        "open sides": ys,
        "three lines": (ys[0], ys[1], ys[-1]),
        "horizontals": ys,
        "verticals": (ys[0], ys[-1]),
        "columns and header": (ys[0], ys[1], ys[-1]),
    }.get(style, ())
    steep = {"ruled": xs, "open sides": xs[1:-1], "verticals": xs, "columns and header": xs[1:-1]}.get(style, ())
    for y in lying:
        page.rule(xs[0], y, xs[-1], y)
    for x in steep:
        page.rule(x, ys[0], x, ys[-1])
