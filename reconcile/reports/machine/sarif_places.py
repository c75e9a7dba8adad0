"""Where something stands, in the records of SARIF: a file, a line of it, and the parts of the document around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from fiscal.place import Place
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, shown_path, visible

Record = dict[str, Any]


def location_of(place: Place, lookup: Lookup, lang: str, number: int | None = None) -> Record:
    """The record of one place; `number` counts from 0 the places that belong to one result."""
    document = lookup.documents.get(place.document)
    physical: Record = {"artifactLocation": {"uri": address(shown_path(document.path) if document else "")}}
    # A host refuses a result without a line; PDF and office files have none, so that their words say the place.
    physical["region"] = {"startLine": place.line or 1}
    location: Record = {"physicalLocation": physical, "message": {"text": place_words(place, lookup, lang)}}
    if number is not None:
        location["id"] = number + 1
    logical = list(_logical(place, lookup))
    if logical:
        location["logicalLocations"] = logical
    return location


def _logical(place: Place, lookup: Lookup) -> Iterator[Record]:
    """Page or sheet, table, row and column, outermost first."""
    table = lookup.tables.get(place.table) if place.table else None
    named = (
        ("page", str(place.page) if place.page is not None else None),
        ("sheet", place.sheet),
        ("table", table.title or table.number if table else None),
        ("row", place.row),
        ("column", place.column),
    )
    for kind, name in named:
        if name and visible(name):
            yield {"kind": kind, "name": visible(name)}


def address(path: str) -> str:
    """A relative reference as RFC 3986 has it: forward slashes, everything else escaped.

    >>> address("案卷/2025 年.txt")
    '%E6%A1%88%E5%8D%B7/2025%20%E5%B9%B4.txt'
    """
    return quote(PurePath(path).as_posix(), safe="/")
