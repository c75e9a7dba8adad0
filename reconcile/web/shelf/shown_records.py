"""What the review page shows, as records: texts in the language of the review, ids that lead from one to the other."""

from __future__ import annotations

from msgspec import Struct


class TermShown(Struct, frozen=True, array_like=True):
    """A figure in a relation: what it does there, and how often it counts."""

    figure: str
    role: str
    weight: int


class RelationShown(Struct, frozen=True):
    """A relation with its verdict. `gap` is the difference in words, `slack` what rounding explains of it."""

    id: str
    code: str
    kind: str
    basis: str
    outcome: str
    expression: str
    gap: str
    slack: str
    said: str
    terms: tuple[TermShown, ...]


class FoldedShown(Struct, frozen=True):
    """A relation that is told under a finding."""

    relation: str
    place: str
    working: str


class FindingShown(Struct, frozen=True):
    """A finding. `group` is "told", "possible" or "accepted"; `figure` the one it is about; `printed` its numbers as a
    baseline keeps them; `item` and `gap` are for the list, where a line has to do.
    """

    id: str
    code: str
    title: str
    group: str
    severity: str
    weight: str
    message: str
    relation: str | None
    figure: str | None
    document: str
    view: int
    page: str
    place: str
    table: str
    item: str
    gap: str
    working: tuple[str, ...]
    suspect: str
    suspected: str | None
    folded: tuple[FoldedShown, ...]
    confidence: str
    help: str
    printed: tuple[str, ...]
    reason: str = ""


class FigureShown(Struct, frozen=True):
    """A figure: where it stands, what is printed, what is known of it (`state`) and how many relations it stands in."""

    id: str
    document: str
    view: int
    home: str
    text: str
    unit: str
    label: str
    place: str
    state: str
    relations: int
    bbox: tuple[int, int, int, int] | None


class DocumentShown(Struct, frozen=True):
    """A document and where its file lies; `drawn` if its pages can be drawn, `views` how many pages it is shown on.

    `size` and `changed` are those the file had before it was read: another file may stand there by now.
    """

    id: str
    name: str
    format: str
    drawn: bool
    views: int
    path: str
    size: int
    changed: int
    unread: str = ""


class ViewShown(Struct, frozen=True):
    """A page, sheet or stretch of a document with the count of its figures by state."""

    document: str
    number: int
    label: str
    counts: dict[str, int]
    items: tuple[tuple[str, int, int], ...] = ()


class Overview(Struct, frozen=True):
    """What is said of the whole: the sentences of the summary, counts, what was skipped."""

    title: str
    headlines: tuple[str, ...]
    skipped: tuple[str, ...]
    figures: int
    unchecked: int
    counts: dict[str, int]
    lang: str
