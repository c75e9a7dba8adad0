"""A review: what came of judging a dossier. Reports render it and compute nothing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, field

from fiscal.document import Document
from fiscal.numbers.interval import Interval
from fiscal.numbers.units import Unit
from fiscal.place import Place
from fiscal.relation import Relation
from reconcile.dossier import Dossier


class Category(StrEnum):
    """The kinds of findings.

    Plausibility and completeness are told apart from arithmetic everywhere, because they accuse no figure: they say
    where a reader would look twice, and they are never errors.
    """

    ARITHMETIC = "arithmetic"  # 勾稽: figures that do not agree
    PLAUSIBILITY = "plausibility"  # 合理性: figures that are hard to believe
    COMPLETENESS = "completeness"  # 完整性: something is missing, left over or numbered wrongly
    READING = "reading"  # 读取: what was not read, or not for sure


PREFIXES = {"PLA": Category.PLAUSIBILITY, "CPL": Category.COMPLETENESS, "DOC": Category.READING}
"""The letters of a code say its category; all others are arithmetic."""


def category(code: str) -> Category:
    """The category of the check called `code`.

    >>> category("PLA01").value, category("TOT01").value
    ('plausibility', 'arithmetic')
    """
    return PREFIXES.get(code[:3], Category.ARITHMETIC)


class Outcome(StrEnum):
    """What the judge says of one relation."""

    EXACT = "exact"
    ROUNDING = "rounding"
    BROKEN = "broken"
    UNDECIDED = "undecided"


HOLDS = (Outcome.EXACT, Outcome.ROUNDING)
"""What is said of a relation that agrees."""


class Severity(StrEnum):
    """How much a finding matters: error 错误, warning 提醒, note 提示."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """The order in which findings are told: 0 for an error, 1 for a warning, 2 for a note."""
        return tuple(Severity).index(self)


class Verdict(Struct, frozen=True):
    """The outcome for one relation, with its working.

    `computed` and `stated` are the two sides' intervals and `computed_centre`, `stated_centre` their centres, in base
    units of `unit`'s dimension; `difference` = stated_centre − computed_centre; `slack` is how much rounding can
    explain.
    All are None for an undecided relation. `unit` is the unit in which a reader would like to see them.
    """

    id: str
    relation: Relation
    outcome: Outcome
    expression: str
    unit: Unit | None = None
    computed: Interval | None = None
    stated: Interval | None = None
    computed_centre: Decimal | None = None
    stated_centre: Decimal | None = None
    difference: Decimal | None = None
    slack: Decimal | None = None


class Suspect(Struct, frozen=True):
    """The one figure whose single change would repair every broken relation it stands in, keeping those that hold.

    `unit` is the unit it would have to have, where the number may stand as it is; None where the number has to change.
    """

    figure: str
    suggested: str
    reason: str
    repairs: tuple[str, ...]
    unit: str | None = None


class Folded(Struct, frozen=True):
    """A broken relation with the same cause as the finding it is told under: its id, its place, its calculation."""

    relation: str
    place: Place
    working: str


class Finding(Struct, frozen=True):
    """One thing to tell the committee. Texts are in the review's language.

    `id` hashes the code and the labels of its terms, so that it survives re-extraction and small edits. `folded` are
    the consequences of the same cause; `candidates` are figures that come into question where none is suspected.
    `confidence` is how likely a reviewer would call it true, None where nothing was judged (notes, observations);
    `witnesses` are the ids of the relations in which the same reading holds.
    """

    id: str
    code: str
    severity: Severity
    message: str
    place: Place
    related: tuple[Place, ...]
    relation: str | None
    working: str
    help: str
    suspect: Suspect | None = None
    folded: tuple[Folded, ...] = ()
    candidates: tuple[Suspect, ...] = ()
    confidence: Decimal | None = None
    witnesses: tuple[str, ...] = ()

    @property
    def category(self) -> Category:
        """What kind of thing it is about: arithmetic, plausibility, completeness, reading."""
        return category(self.code)


class Accepted(Struct, frozen=True):
    """A finding that is not raised again: `source` says by what, "baseline", "settings" or "off", `reason` why."""

    finding: Finding
    reason: str
    source: str


class UnreadFigures(Struct, frozen=True):
    """How many figures are printed on a page or sheet of a document, or in a document that has none, and not read."""

    document: str
    page: int | None
    sheet: str | None
    count: int


class Coverage(Struct, frozen=True):
    """How much was checked. `bound`: in at least one relation; `verified`: in at least one that holds.

    `otherwise` counts the claims that do not hold as they were first read and do in another reading, `silent` those
    that were recognised and of which no reading fits, so that nothing was concluded from them. `kinds` counts the
    figures by kind of check (see `reconcile.explain.coverage.KINDS`); one figure may be of several. `with_counterpart`
    are those of `unchecked` that something else in the material measures too, and that were not held against it.
    `unread` are figures that are printed and were not read, by place; they are not among `figures`.
    """

    figures: int
    bound: int
    verified: int
    unchecked: tuple[str, ...]
    otherwise: int = 0
    silent: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    with_counterpart: tuple[str, ...] = ()
    unread: tuple[UnreadFigures, ...] = ()


class Skipped(Struct, frozen=True):
    """A file that was not judged, and why: a word of `reconcile.words.skipped_words`, its detail behind `: `."""

    path: str
    reason: str


class Review(Struct, frozen=True, dict=True):
    """A judged dossier: the documents, every relation with its verdict, the findings by weight, the coverage.

    `accepted` are the findings that settings or a baseline explain; they are no longer among `findings`. `possible`
    are differences that are too little likely to be told as findings: shown in the workbook and in JSON, counted
    everywhere. `skipped` are the files that took no part. `saved` tells that it was read back from JSON: the sentences
    of its documents are known by the labels of their figures only.
    """

    documents: tuple[Document, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
    lang: str = "zh"
    accepted: tuple[Accepted, ...] = ()
    possible: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    saved: bool = False

    def judged_in(self, dossier: Dossier) -> Review:
        """The same review, with what was looked up while its documents were judged."""
        self.__dict__["dossier"] = dossier
        return self

    @cached_property
    def dossier(self) -> Dossier:
        """Its documents with their look-ups."""
        return Dossier(self.documents)

    @cached_property
    def verdict_by_relation(self) -> Mapping[str, Verdict]:
        """Every verdict by its id, by which findings name it."""
        return {verdict.id: verdict for verdict in self.verdicts}
