"""What every form of a comparison lists, in its order: what changed by halves first, then totals, words, figures,
tables, findings. Every line has both values and both places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.table import Table
from reconcile.drafts.comparison import Change, Comparison, Said, Still, TotalChange, WordChange
from reconcile.reports.changes.hint_sentences import change_word
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, shown, spot_words, table_name, visible
from reconcile.reports.quoted.written_numbers import in_unit
from reconcile.review import Finding, Review
from reconcile.words.messages import weight_words
from reconcile.words.wording import gap_text, printed_text


class ChangeRow(Struct, frozen=True):
    """One line: what it is about, both values as printed, what they are apart, where, and what else is to be told.

    `quote` is the stretch of the narrative in which the figure stands; `home` is the table, or a word for the
    narrative, under which it is listed; `change` is the change it tells, if it is one of a figure.
    """

    what: str
    old: str = ""
    new: str = ""
    apart: str = ""
    old_place: str = ""
    new_place: str = ""
    beside: tuple[str, ...] = ()
    quote: str = ""
    home: str = ""
    change: Change | None = None


class ChangeSection(Struct, frozen=True):
    """The lines of one kind; `key` names it, `title` is what stands above them."""

    key: str
    title: str
    rows: Sequence[ChangeRow]


class Sides(Struct, frozen=True, dict=True):
    """Both drafts with their look-ups, and the language all is told in."""

    comparison: Comparison
    old: Lookup
    new: Lookup
    lang: str

    @classmethod
    def of(cls, comparison: Comparison) -> Sides:
        """The look-ups of both drafts."""
        return cls(comparison, Lookup.of(comparison.old), Lookup.of(comparison.new), comparison.lang)

    def place(self, figure: Figure, lookup: Lookup) -> str:
        """Where a figure stands, in full."""
        return place_words(figure.place, lookup, self.lang, self.several(lookup))

    def spot(self, figure: Figure, lookup: Lookup) -> str:
        """Where a figure stands, for a line that names its table, row and column already; "" if that says it all."""
        return spot_words(
            figure.place, self.lang, lookup.names.get(figure.place.document, "") if self.several(lookup) else ""
        )

    @staticmethod
    def several(lookup: Lookup) -> bool:
        """True if a draft has more than one file, so that places name theirs."""
        return len(lookup.documents) > 1


def change_sections(comparison: Comparison) -> list[ChangeSection]:
    """The sections that have something to tell."""
    sides = Sides.of(comparison)
    found = comparison.findings
    told: list[tuple[str, Iterable[ChangeRow]]] = [
        ("half", (_changed(one, sides) for one in comparison.half_changed)),
        ("totals", (_total(one, sides) for one in comparison.totals)),
        ("words", (_words(one, sides) for one in comparison.words)),
        ("changed", (_changed(one, sides) for one in comparison.changed if not one.repeated_unchanged)),
        ("added", _lone(comparison.added, comparison.tables_added, sides.new, sides)),
        ("removed", _lone(comparison.removed, comparison.tables_removed, sides.old, sides)),
        ("tables-added", _tables(comparison.tables_added, sides.new, sides)),
        ("tables-removed", _tables(comparison.tables_removed, sides.old, sides)),
        ("findings-new", (_finding(one, comparison.new, sides.new, sides) for one in found.new)),
        ("findings-reopened", (_still(one, sides) for one in found.reopened)),
        ("findings-still", (_still(one, sides) for one in found.still)),
        ("findings-gone", (_finding(one, comparison.old, sides.old, sides) for one in found.gone)),
        ("findings-answered", (_finding(one, comparison.new, sides.new, sides) for one in found.answered)),
    ]
    rows = [(key, list(lines)) for key, lines in told]
    return [
        ChangeSection(key, change_word(f"section-{key}", comparison.lang, n=len(lines)), lines)
        for key, lines in rows
        if lines
    ]


def verdict_sentence(comparison: Comparison) -> str:
    """The first line: whether anything changed, and how much of what."""
    lang, found = comparison.lang, comparison.findings
    both = len(comparison.counterparts)
    if not comparison.anything:
        return change_word("nothing", lang, n=both)
    counts = (
        ("half", len(comparison.half_changed)),
        ("changed", len(comparison.changed)),
        ("added", len(comparison.added)),
        ("removed", len(comparison.removed)),
        ("words", len(comparison.words)),
        ("totals", len(comparison.totals)),
        ("tables-added", len(comparison.tables_added)),
        ("tables-removed", len(comparison.tables_removed)),
        ("findings-new", len(found.new) + len(found.reopened)),
        ("findings-gone", len(found.gone)),
    )
    said = change_word("comma", lang).join(change_word(f"count-{key}", lang, n=count) for key, count in counts if count)
    return change_word("verdict", lang, said=said)


def compared_sentence(comparison: Comparison) -> str:
    """The last line: how much was compared with how much."""
    sides = (comparison.old, comparison.new)
    files, figures = (
        [len(side.documents) for side in sides],
        [len(side.dossier.figures) for side in sides],
    )
    return change_word(
        "compared",
        comparison.lang,
        old_files=files[0],
        old_figures=figures[0],
        new_files=files[1],
        new_figures=figures[1],
        both=len(comparison.counterparts),
    )


def named(figure: Figure, lookup: Lookup, lang: str) -> str:
    """What a figure is called: the row and the column of a cell, the label of a figure of the narrative."""
    at = lookup.cells.at(figure.id)
    if at is None:
        return shown(figure.label, lang) or change_word("nameless", lang)
    row = shown(at.table.rows[at.row].label, lang) or change_word("nameless", lang)
    column = shown(at.table.columns[at.column].title, lang) if at.column < len(at.table.columns) else ""
    return f"{row} · {column}" if column else row


BEFORE, BEHIND = 28, 10
"""Characters of the narrative that are quoted before and behind a figure."""


def excerpt(figure: Figure, lookup: Lookup) -> str:
    """The words around a figure of the narrative, within its sentence; "" for a cell."""
    passage = lookup.passage_at(figure.place)
    if passage is None or figure.start < 0:
        return ""
    a, b = next(((a, b) for a, b in passage.sentences if a <= figure.start < b), (0, len(passage.text)))
    start, end = max(a, figure.start - BEFORE), min(max(b, figure.end), figure.end + BEHIND)
    return visible(f"{'…' if start > a else ''}{passage.text[start:end]}{'…' if end < b else ''}")


def home_of(figure: Figure, lookup: Lookup, lang: str) -> str:
    """The table a figure stands in, or a word for the narrative."""
    at = lookup.cells.at(figure.id)
    return change_word("narrative", lang) if at is None else table_name(at.table) or change_word("untitled", lang)


def apart_words(change: Change, lang: str) -> str:
    """The difference with its sign and unit; nothing where the two count different things."""
    if change.difference is None or change.unit is None:
        return change_word("other-kind", lang)
    value = in_unit(change.difference, change.unit)
    sign = "−" if value < 0 else "+"
    return sign + gap_text(value, change.unit, lang)


def printed(figure: Figure) -> str:
    """A figure as printed, with its unit."""
    return printed_text(figure.quantity)


def _changed(change: Change, sides: Sides) -> ChangeRow:
    beside = tuple(
        change_word("still-says", sides.lang, place=sides.place(one, sides.new), value=printed(one))
        for one in change.repeated_unchanged
    )
    return ChangeRow(
        named(change.new, sides.new, sides.lang),
        printed(change.old),
        printed(change.new),
        apart_words(change, sides.lang),
        sides.spot(change.old, sides.old),
        sides.spot(change.new, sides.new),
        beside,
        excerpt(change.new, sides.new),
        home_of(change.new, sides.new, sides.lang),
        change,
    )


def _total(total: TotalChange, sides: Sides) -> ChangeRow:
    key = "total-alone" if total.parts_unchanged else "parts-alone"
    parts = change_word("comma", sides.lang).join(named(one, sides.new, sides.lang) for one in total.parts[:3])
    beside = [change_word(key, sides.lang)]
    if parts:
        beside.append(change_word("parts", sides.lang, parts=parts, n=len(total.parts)))
    return ChangeRow(
        named(total.figure, sides.new, sides.lang),
        printed(total.old) if total.parts_unchanged else "",
        printed(total.figure),
        "",
        sides.spot(total.old, sides.old),
        sides.spot(total.figure, sides.new),
        tuple(beside),
        excerpt(total.figure, sides.new),
        home_of(total.figure, sides.new, sides.lang),
    )


def _words(words: WordChange, sides: Sides) -> ChangeRow:
    places = [
        place_words(said.place, lookup, sides.lang, sides.several(lookup))
        for said, lookup in ((words.old, sides.old), (words.new, sides.new))
    ]
    return ChangeRow(
        "",
        _quoted(words.old, sides.lang),
        _quoted(words.new, sides.lang),
        old_place=places[0],
        new_place=places[1],
        home=_narrative(sides),
    )


def _narrative(sides: Sides) -> str:
    return change_word("narrative", sides.lang)


def _quoted(said: Said, lang: str) -> str:
    return shown(said.text, lang)


def _lone(figures: Sequence[Figure], tables: Sequence[Table], lookup: Lookup, sides: Sides) -> Iterator[ChangeRow]:
    """Figures of one draft only, those of one row together; those of whole tables are told with their table."""
    whole = {table.id for table in tables}
    runs: dict[tuple[str, int] | str, list[Figure]] = {}
    for figure in figures:
        at = lookup.cells.at(figure.id)
        if at is None:
            runs[figure.id] = [figure]
        elif at.table.id not in whole:
            runs.setdefault((at.table.id, at.row), []).append(figure)
    for run in runs.values():
        first = run[0]
        at = lookup.cells.at(first.id)
        name = named(first, lookup, sides.lang)
        values = printed(first)
        if at is not None and len(run) > 1:
            name = shown(at.table.rows[at.row].label, sides.lang) or change_word("nameless", sides.lang)
            values = change_word("comma", sides.lang).join(_with_column(one, lookup, sides.lang) for one in run)
        place, home = sides.spot(first, lookup), home_of(first, lookup, sides.lang)
        new = lookup is sides.new
        yield ChangeRow(
            name,
            "" if new else values,
            values if new else "",
            old_place="" if new else place,
            new_place=place if new else "",
            quote=excerpt(first, lookup),
            home=home,
        )


def _with_column(figure: Figure, lookup: Lookup, lang: str) -> str:
    at = lookup.cells.at(figure.id)
    column = shown(at.table.columns[at.column].title, lang) if at is not None else ""
    return f"{column} {printed(figure)}".strip()


def _tables(tables: Sequence[Table], lookup: Lookup, sides: Sides) -> Iterator[ChangeRow]:
    new = lookup is sides.new
    for table in tables:
        name = table_name(table) or change_word("untitled", sides.lang)
        place = place_words(table.place, lookup, sides.lang, sides.several(lookup))
        rows = change_word("rows", sides.lang, n=len(table.rows))
        yield ChangeRow(name, beside=(rows,), old_place="" if new else place, new_place=place if new else "")


def _finding(finding: Finding, review: Review, lookup: Lookup, sides: Sides) -> ChangeRow:
    weight = weight_words(finding.severity, finding.category, sides.lang)
    reasons = [one.reason for one in review.accepted if one.finding.id == finding.id]
    beside = tuple(change_word("reason", sides.lang, reason=shown(reason, sides.lang)) for reason in reasons)
    name = f"{finding.code} {weight}{change_word('colon', sides.lang)}{shown(finding.message, sides.lang)}"
    place = place_words(finding.place, lookup, sides.lang)
    new = lookup is sides.new
    return ChangeRow(name, old_place="" if new else place, new_place=place if new else "", beside=beside)


def _still(still: Still, sides: Sides) -> ChangeRow:
    row = _finding(still.new, sides.comparison.new, sides.new, sides)
    changed = (change_word("still-changed", sides.lang),) if still.changed else ()
    return ChangeRow(row.what, new_place=row.new_place, beside=(*changed, *row.beside))
