"""Tables without uprights: three-line tables, tables ruled between rows only, and tables without any rule.

A table is a run of lines that hold words and numbers side by side. Its columns are the upright stripes of the page that
hold words and are kept apart by white; its header is the lines above that stand over these stripes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from fiscal import late_patterns as re
from tables.cell_words import caption_number, is_blank, is_elision, is_number, unit_text
from tables.layout import Segment
from tables.pages.marks import Glyph, Rule
from tables.pages.open_header import header_cells
from tables.pages.page_cells import boxed, cell_of, first_left, indented, numeric, quality
from tables.pages.row_assembly import Piece, VisualLine, assemble
from tables.pages.ruled_grid import compact
from tables.pages.text_lines import Word, words_of

FEWEST_ROWS = 3
LONGEST_LABEL = 34
MOST_BETWEEN = 4
_LEADERS = re.compile(r"[.…·．]{6,}")
_SENTENCE = re.compile(r"[。；！？]|，.*，")


class TextLine(Struct, frozen=True):
    """One printed line of the page, as words."""

    words: tuple[Word, ...]

    @property
    def baseline(self) -> int:
        """The height it stands on."""
        return self.words[0].baseline

    @property
    def glyphs(self) -> list[Glyph]:
        """All its characters, from left to right."""
        return [glyph for word in self.words for glyph in word.glyphs]

    @property
    def size(self) -> int:
        """The size of its first character."""
        return self.words[0].size


def text_lines(lines: Sequence[Sequence[Glyph]]) -> list[TextLine]:
    """Lines of glyphs as lines of words."""
    return [TextLine(tuple(words_of(line))) for line in lines if line]


def open_tables(
    lines: Sequence[TextLine], rules: Sequence[Rule], page: int, recognised: bool = False
) -> list[tuple[Segment, int, int]]:
    """The tables among `lines` (top to bottom), each with the first and the last index of the lines it takes up."""
    found = []
    start = 0
    floor = 0
    while start < len(lines):
        last = _run_end(lines, start, rules)
        if last is None:
            start += 1
            continue
        first, segment = _table(lines, start, last, floor, rules, page, recognised)
        if segment is not None:
            found.append((segment, first, last))
            floor = last + 1
        start = last + 1
    return found


def _is_row(line: TextLine) -> bool:
    """True for words and numbers side by side, or numbers alone, but no sentence among them."""
    texts = [word.text for word in line.words]
    if any(len(text) > LONGEST_LABEL or _SENTENCE.search(text) or _LEADERS.search(text) for text in texts):
        return False
    return any(numeric(text) for text in texts)


def _run_end(lines: Sequence[TextLine], start: int, rules: Sequence[Rule]) -> int | None:
    """The last line of the run of rows that begins at `start`, or None if fewer than three rows stand there."""
    if not _is_row(lines[start]):
        return None
    last, rows, between = start, 1, 0
    for at in range(start + 1, len(lines)):
        gap = lines[at].baseline - lines[at - 1].baseline
        if gap > 5 * max(lines[at].size, lines[at - 1].size):
            break
        if _is_row(lines[at]):
            last, rows, between = at, rows + 1, 0
        elif _may_stand_between(lines[at]) and between < MOST_BETWEEN:
            between += 1
        else:
            break
    return last if rows >= FEWEST_ROWS else None


def _may_stand_between(line: TextLine) -> bool:
    """True for a label without numbers, or a piece of a wrapped one."""
    text = "".join(word.text for word in line.words)
    return (
        len(text) <= LONGEST_LABEL and not _SENTENCE.search(text) and not unit_text(text) and not caption_number(text)
    )


def _table(
    lines: Sequence[TextLine],
    start: int,
    last: int,
    floor: int,
    rules: Sequence[Rule],
    page: int,
    recognised: bool,
) -> tuple[int, Segment | None]:
    body = list(lines[start : last + 1])
    columns = _columns(body)
    if len(columns) < 2 or not _aligned(body, columns):
        return start, None
    first = _wrapped_above(lines, start, floor, columns, body)
    body = list(lines[first : last + 1])
    visual = [_visual(line, columns) for line in body]
    groups = _by_rules(assemble(visual), visual, rules)
    head, header = header_cells(lines, floor, first, columns, rules, recognised)
    depth = max((cell.row + cell.rows for cell in header), default=0)
    cells = list(header)
    lefts: dict[tuple[int, int], int] = {}
    for row, group in enumerate(groups, depth):
        held: dict[int, list[Glyph]] = defaultdict(list)
        for at in group:
            for word in body[at].words:
                held[_column_of(word, columns)].extend(word.glyphs)
        for column, glyphs in held.items():
            cells.append(cell_of(glyphs, row, column, recognised=recognised))
            lefts[row, column] = first_left(glyphs)
    deep, margins = indented(cells, lefts, depth, _edges(columns, rules), False)
    cells, height, width, margins = compact(deep, margins)
    box = boxed([glyph for line in lines[head : last + 1] for glyph in line.glyphs])
    return head, Segment(tuple(cells), height, width, page, box, None, "grid", min(quality(cells), 90), margins)


def _edges(columns: Sequence[tuple[int, int]], rules: Sequence[Rule]) -> list[tuple[int, int]]:
    """Where each column begins, counted from the rules of the table or else the page, and ends: before the next."""
    across = [rule.start for rule in rules if rule.start <= columns[0][0] + 200 and rule.end >= columns[-1][0]]
    left = min(across, default=0)
    return [(left, right) for _, right in columns]


def _columns(body: Sequence[TextLine]) -> list[tuple[int, int]]:
    """The stripes that hold words, from left to right.

    A word that bridges a white gap of nearly all other lines (a long label, a note) does not close it.
    """
    edges: dict[int, int] = defaultdict(int)
    for line in body:
        for word in line.words:
            if is_elision(word.text) or is_blank(word.text):
                continue  # dots and dashes stand in the middle of columns whose numbers stand at the right
            edges[word.left] += 1
            edges[max(word.right, word.left + 1)] -= 1
    crossing = max(len(body) // 25, 0)
    found: list[tuple[int, int]] = []
    depth, begin = 0, None
    for place in sorted(edges):
        before = depth
        depth += edges[place]
        if before <= crossing < depth and begin is None:
            begin = place
        elif depth <= crossing < before and begin is not None:
            found.append((begin, place))
            begin = None
    joined: list[tuple[int, int]] = []
    for left, right in found:
        if joined and left - joined[-1][1] < 100:
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    return joined


def _aligned(body: Sequence[TextLine], columns: Sequence[tuple[int, int]]) -> bool:
    """True if some column right of the first holds mostly numbers, in at least three lines."""
    numbers: dict[int, int] = defaultdict(int)
    words: dict[int, int] = defaultdict(int)
    for line in body:
        for word in line.words:
            column = _column_of(word, columns)
            words[column] += 1
            numbers[column] += numeric(word.text) and (is_number(word.text) or len(line.words) > 1)
    return any(
        column > 0 and count >= FEWEST_ROWS and count * 3 >= words[column] * 2 for column, count in numbers.items()
    )


def _column_of(word: Word, columns: Sequence[tuple[int, int]]) -> int:
    """The column that a word stands in: the one it shares most of its width with, else the nearest."""

    def fit(column: int) -> tuple[int, int]:
        left, right = columns[column]
        shared = min(word.right, right) - max(word.left, left)
        return -shared, abs(word.left + word.right - left - right)

    near = bisect_right(columns, (word.right, word.right))
    return min(range(max(0, near - 6), min(len(columns), near + 2)) or range(len(columns)), key=fit)


def _visual(line: TextLine, columns: Sequence[tuple[int, int]]) -> VisualLine:
    parts: dict[int, list[Word]] = defaultdict(list)
    for word in line.words:
        parts[_column_of(word, columns)].append(word)
    pieces = tuple(
        Piece(
            column,
            text := "".join(word.text for word in words),
            words[0].left,
            words[-1].right,
            numeric(text) and column > 0,
        )
        for column, words in sorted(parts.items())
    )
    return VisualLine(line.baseline, line.size, pieces)


def _wrapped_above(
    lines: Sequence[TextLine],
    start: int,
    floor: int,
    columns: Sequence[tuple[int, int]],
    body: Sequence[TextLine],
) -> int:
    """The index of the first line of the first row: its label may begin on a line of its own above its numbers."""
    at = start
    margin = columns[0]
    while at > floor and start - at < 2:
        line = lines[at - 1]
        close = lines[at].baseline - line.baseline < line.size * 9 // 10
        inside = all(margin[0] - 200 <= word.left and word.right <= margin[1] + 200 for word in line.words)
        if not close or not inside:
            break
        at -= 1
    return at


def _by_rules(groups: list[list[int]], lines: Sequence[VisualLine], rules: Sequence[Rule]) -> list[list[int]]:
    """The groups, cut where a rule runs between two lines of one, and joined where the rules make every row."""
    places = sorted(rule.at for rule in rules)
    cut: list[list[int]] = []
    for group in groups:
        for at in group:
            band = bisect_right(places, lines[at].baseline)
            if cut and at != group[0] and bisect_right(places, lines[cut[-1][-1]].baseline) == band:
                cut[-1].append(at)
            else:
                cut.append([at])
    if len(places) * 10 < len(groups) * 6:
        return cut
    return _joined_by_bands(cut, lines, places)


def _joined_by_bands(groups: list[list[int]], lines: Sequence[VisualLine], places: Sequence[int]) -> list[list[int]]:
    """Groups of one band between rules as one row, unless it has two numbers in one column."""
    joined: list[list[int]] = []
    for group in groups:
        same = joined and bisect_right(places, lines[joined[-1][-1]].baseline) == bisect_right(
            places, lines[group[0]].baseline
        )
        if same and not _clash(joined[-1], group, lines):
            joined[-1].extend(group)
        else:
            joined.append(list(group))
    return joined


def _clash(above: Sequence[int], below: Sequence[int], lines: Sequence[VisualLine]) -> bool:
    taken = {piece.column for at in above for piece in lines[at].pieces if piece.numeric}
    return any(piece.numeric and piece.column in taken for at in below for piece in lines[at].pieces)
