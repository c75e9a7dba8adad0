"""What the HTML report says of the whole: the files read, the summary, and every figure that was not checked."""

from __future__ import annotations

from dataclasses import replace

from fiscal import __version__
from fiscal.document import Document
from fiscal.figure import Figure
from reconcile.reports.html.elements import Markup, element, joined
from reconcile.reports.html.scrolled_tables import cell, data_table, head, number, row
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import shown, shown_path, table_name, visible
from reconcile.reports.quoted.summary import headlines
from reconcile.review import Review
from reconcile.words.document_names import names_of
from reconcile.words.html_words import word
from reconcile.words.messages import label
from reconcile.words.note_wording import note_sentence
from reconcile.words.wording import where

MOST_LISTED = 3000
"""Figures that the list of what was not checked names."""


def summary_section(review: Review, lookup: Lookup) -> Markup:
    """What was read, what was found and how much was not checked."""
    lang = review.lang
    lines = [element("li", line) for line in headlines(review, lookup)]
    keys = ("file", "format", "pages", "tables", "figures", "remarks")
    names = names_of(review.documents)
    rows = [_document(document, names[document.id], lang) for document in review.documents]
    table = data_table(word("documents", lang), [word(key, lang) for key in keys], rows)
    title = element("h2", word("summary", lang), id="summary-title")
    return element("section", title, element("ul", *lines), table, id="summary", aria_labelledby="summary-title")


def _document(document: Document, name: str, lang: str) -> Markup:
    counts = (document.pages, len(document.tables), sum(1 for _ in document.figures()))
    read = not any(note.code == "DOC01" for note in document.notes)
    remarks = [element("p", shown(note_sentence(n.code, n.message, lang), lang)) for n in document.notes]
    return row(
        head(shown(name, lang)),
        cell(document.format if read else word("unreadable", lang)),
        *(number(f"{count:,}" if read else "") for count in counts),
        cell(joined(remarks)),
    )


def coverage_section(review: Review, lookup: Lookup) -> Markup:
    """没有核对的数字: by document and table, each figure with its label, so that a person can look."""
    lang = review.lang
    names = review.coverage.unchecked
    figures = [lookup.figures[name] for name in names[:MOST_LISTED] if name in lookup.figures]
    parts = [element("h2", word("unchecked", lang), id="unchecked-title")]
    if names:
        parts.append(element("p", word("unchecked-why", lang, n=len(names))))
    else:
        parts.append(element("p", word("all-checked", lang)))
    homes: dict[str, list[Figure]] = {}
    for figure in figures:
        homes.setdefault(_home(figure, lookup, lang), []).append(figure)
    parts += [_unchecked(home, held, lang) for home, held in homes.items()]
    if len(names) > len(figures):
        parts.append(element("p", word("unchecked-rest", lang, n=len(names) - len(figures))))
    return element("section", *parts, id="unchecked", aria_labelledby="unchecked-title")


def _home(figure: Figure, lookup: Lookup, lang: str) -> str:
    """The table or the narrative of a figure, after the name of its file where there are several."""
    table = lookup.cells[figure.id].table if figure.id in lookup.cells else None
    name = table_name(table) if table else label("narrative", lang)
    return f"{visible(lookup.names[figure.place.document])}  {name}" if len(lookup.documents) > 1 else name


def _unchecked(home: str, figures: list[Figure], lang: str) -> Markup:
    heads = [word(key, lang) for key in ("item", "column", "number", "unit", "where")]
    rows = [
        row(
            cell(shown(figure.label, lang)),
            cell(shown(figure.place.column or "", lang)),
            number(figure.quantity.text),
            cell(figure.quantity.unit.name),
            cell(_spot(figure, lang)),
        )
        for figure in figures
    ]
    return data_table(label("unchecked_in", lang, place=shown(home, lang), n=len(figures)), heads, rows, kind="plain")


def _spot(figure: Figure, lang: str) -> str:
    """Page, line or cell alone: the rest of the place is in the other columns."""
    place = figure.place
    return visible(where(replace(place, row=None, column=None), None, None, lang))


def about_section(review: Review, unpictured: int, undrawn: int) -> Markup:
    """关于本报告: what it is worth, how many pages have no picture, and which versions of the files were checked."""
    lang = review.lang
    parts = [element("h2", word("about", lang), id="about-title"), element("p", word("intro", lang))]
    for key, pages in (("unpictured", unpictured), ("undrawn", undrawn)):
        if pages:
            parts.append(element("p", word(key, lang, n=pages)))
    parts.append(element("p", word("program", lang), f" fiscal {__version__}"))
    items = [
        element("li", shown(shown_path(document.path), lang), " ", element("code", document.sha256))
        for document in review.documents
    ]
    parts += [element("p", word("hashes", lang)), element("ul", *items, class_="hashes")]
    return element("section", *parts, id="about", aria_labelledby="about-title")
