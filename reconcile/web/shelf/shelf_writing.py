"""Writes a Review to the shelf: first what is shown, so that the page can open, then the whole for exports."""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec.structs import replace

from fiscal.document import Document
from fiscal.figure import Figure
from reconcile.acceptance.baseline import printed_figure
from reconcile.catalogue import titles
from reconcile.decisions.figure_keys import figure_keys
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.page_pictures import box_of
from reconcile.reports.quoted.places import shown, visible
from reconcile.reports.quoted.summary import headlines, skipped_lines
from reconcile.review import Review
from reconcile.web.shelf.shelf_views import View, figures_by_view, has_pages, home_of_passage, views_of
from reconcile.web.shelf.shown_findings import findings_shown
from reconcile.web.shelf.shown_records import DocumentShown, FigureShown, Overview, ViewShown
from reconcile.web.shelf.shown_relations import relation_shown
from reconcile.web.shelf.states_of_figures import states
from reconcile.words.note_wording import note_sentence
from reconcile.words.wording import where

INDEX, WHOLE = "index.db", "review.pickle"

TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE facts (key TEXT PRIMARY KEY, record BLOB) WITHOUT ROWID;
CREATE TABLE documents (id TEXT PRIMARY KEY, position INTEGER, record BLOB);
CREATE TABLE views (document TEXT, number INTEGER, record BLOB, PRIMARY KEY (document, number)) WITHOUT ROWID;
CREATE TABLE figures (id TEXT PRIMARY KEY, document TEXT, view INTEGER, record BLOB);
CREATE TABLE relations (id TEXT PRIMARY KEY, position INTEGER, record BLOB);
CREATE TABLE terms (figure TEXT, relation TEXT, PRIMARY KEY (figure, relation)) WITHOUT ROWID;
CREATE TABLE findings (id TEXT PRIMARY KEY, position INTEGER, relation TEXT, record BLOB);
CREATE TABLE keys (figure TEXT PRIMARY KEY, key TEXT, printed TEXT) WITHOUT ROWID;
CREATE TABLE homes (id TEXT PRIMARY KEY, record BLOB);
"""

Files = Mapping[str, Path | None]
"""Where the file of each document lies, by the document's id; None for a member of an archive."""

encode = msgspec.json.encode


def write_shown(review: Review, files: Files, folder: Path) -> None:
    """`folder` holds the index of `review`: everything that the page shows, but for what only exports need."""
    unfinished = folder / f"{INDEX}.part"
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.executescript(TABLES)
        with connection:
            _write(connection, review, files)
        connection.executescript(
            "CREATE INDEX by_view ON figures (document, view); "
            "CREATE INDEX told ON findings (relation); CREATE UNIQUE INDEX by_key ON keys (key);"
        )
    os.replace(unfinished, folder / INDEX)


def write_whole_review(review: Review, folder: Path) -> None:
    """`folder` holds `review` itself, and the tables and passages of documents whose pages are drawn."""
    with closing(sqlite3.connect(folder / INDEX)) as connection, connection:
        for document in review.documents:
            if has_pages(document):
                connection.executemany("INSERT INTO homes VALUES (?, ?)", _homes(document))
    unfinished = folder / f"{WHOLE}.part"
    with unfinished.open("wb") as stream:
        # A copy has none of the look-ups that the review has worked out for itself.
        pickle.dump(replace(review), stream, pickle.HIGHEST_PROTOCOL)
    os.replace(unfinished, folder / WHOLE)


def _write(connection: sqlite3.Connection, review: Review, files: Files) -> None:
    lookup, known = Lookup.of(review), states(review)
    standing = Counter(name for verdict in review.verdicts for name in dict.fromkeys(verdict.relation.figures()))
    at: dict[str, FigureShown] = {}
    for position, document in enumerate(review.documents):
        views = views_of(document)
        held = [
            _figure(figure, view, home, (known.get(figure.id, "unchecked"), standing[figure.id]), lookup, review.lang)
            for figure, view, home in figures_by_view(document, views)
        ]
        at |= {one.id: one for one in held}
        row = (document.id, position, encode(_document(document, views, files, lookup, review.lang)))
        connection.execute("INSERT INTO documents VALUES (?, ?, ?)", row)
        connection.executemany("INSERT INTO views VALUES (?, ?, ?)", _views(document, views, held))
        connection.executemany(
            "INSERT OR IGNORE INTO figures VALUES (?, ?, ?, ?)",
            ((one.id, one.document, one.view, encode(one)) for one in held),
        )
        if not has_pages(document):
            connection.executemany("INSERT INTO homes VALUES (?, ?)", _homes(document))
    for position, verdict in enumerate(review.verdicts):
        row = (verdict.id, position, encode(relation_shown(verdict, review.lang)))
        connection.execute("INSERT INTO relations VALUES (?, ?, ?)", row)
        terms = ((name, verdict.id) for name in dict.fromkeys(verdict.relation.figures()))
        connection.executemany("INSERT OR IGNORE INTO terms VALUES (?, ?)", terms)
    for position, finding in enumerate(findings_shown(review, lookup, titles(review.lang), at)):
        told = (finding.id, position, finding.relation, encode(finding))
        connection.execute("INSERT OR IGNORE INTO findings VALUES (?, ?, ?, ?)", told)
    named = ((name, key, printed_figure(lookup.figures[name])) for name, key in figure_keys(review.dossier).items())
    connection.executemany("INSERT INTO keys VALUES (?, ?, ?)", named)
    connection.execute("INSERT INTO facts VALUES ('overview', ?)", (encode(_overview(review, lookup, at)),))


def _figure(figure: Figure, view: int, home: str, known: tuple[str, int], lookup: Lookup, lang: str) -> FigureShown:
    place = figure.place
    table = lookup.tables.get(place.table) if place.table else None
    return FigureShown(
        figure.id,
        place.document,
        view,
        home,
        visible(figure.quantity.text),
        visible(figure.quantity.unit.name),
        shown(figure.label or place.row or "", lang),
        visible(where(place, table, None, lang)),
        *known,
        box_of(place),
    )


def _document(document: Document, views: list[View], files: Files, lookup: Lookup, lang: str) -> DocumentShown:
    path = files.get(document.id)
    size, changed = stamp(path)
    unread = [note for note in document.notes if note.code == "DOC01"]
    said = note_sentence("DOC01", unread[0].message, lang) if unread else ""
    name, drawn = visible(lookup.names[document.id]), has_pages(document) and path is not None
    return DocumentShown(document.id, name, document.format, drawn, len(views), str(path or ""), size, changed, said)


def stamp(path: Path | None) -> tuple[int, int]:
    """Size and time of change of a file, zeros where there is none: if they are others, so may be its content."""
    try:
        status = path.stat() if path else None
    except OSError:
        status = None
    return (status.st_size, status.st_mtime_ns) if status else (0, 0)


def _views(document: Document, views: list[View], figures: list[FigureShown]) -> Iterator[tuple[str, int, bytes]]:
    counts: dict[int, Counter[str]] = {view.number: Counter() for view in views}
    for figure in figures:
        counts[figure.view][figure.state] += 1
    for view in views:
        record = ViewShown(document.id, view.number, visible(view.label), dict(counts[view.number]), tuple(view.items))
        yield document.id, view.number, encode(record)


def _homes(document: Document) -> Iterator[tuple[str, bytes]]:
    for passage in document.passages:
        yield home_of_passage(document.id, passage.index), pickle.dumps(passage, pickle.HIGHEST_PROTOCOL)
    for table in document.tables:
        yield table.id, pickle.dumps(table, pickle.HIGHEST_PROTOCOL)


def _overview(review: Review, lookup: Lookup, figures: Mapping[str, FigureShown]) -> Overview:
    names = [visible(name) for name in lookup.names.values()]
    return Overview(
        "、".join(names[:3]) + ("……" if len(names) > 3 else ""),
        tuple(headlines(review, lookup)),
        tuple(skipped_lines(review)),
        review.coverage.figures,
        len(review.coverage.unchecked),
        dict(Counter(one.state for one in figures.values())),
        review.lang,
    )
