"""What the comparison of two drafts answers. Reports and the page render it and compute nothing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.numbers.units import Unit
from fiscal.place import Place
from fiscal.relation import Relation
from fiscal.table import Table
from reconcile.review import Finding, Review


class Change(Struct, frozen=True):
    """One figure that reads otherwise in the new draft.

    `difference` is new less old in `unit`, the unit the new one is printed in; both are None where the two count
    different things. `repeated_unchanged` are the figures of the new draft that stated the same number before and still
    state the old one.
    """

    old: Figure
    new: Figure
    difference: Decimal | None
    unit: Unit | None
    repeated_unchanged: tuple[Figure, ...] = ()


class Said(Struct, frozen=True):
    """A sentence, normalised, with the place where it begins."""

    place: Place
    text: str


class WordChange(Struct, frozen=True):
    """One sentence in both drafts whose words turned (增长 → 下降, 约 → 超过), or were merely put otherwise."""

    old: Said
    new: Said


class TotalChange(Struct, frozen=True):
    """A total that moved without its parts (`parts_unchanged`), or stayed where they moved, and no longer agrees.

    `figure` is the total in the new draft, `old` the same in the old one; `parts` are its parts in the new draft that
    changed.
    """

    figure: Figure
    old: Figure
    parts_unchanged: bool
    parts: tuple[Figure, ...] = ()


class Still(Struct, frozen=True):
    """A finding that both drafts have; `changed` tells that one of its figures is another now."""

    old: Finding
    new: Finding
    changed: bool


class FindingChanges(Struct, frozen=True):
    """What became of the findings.

    `new` came up because something changed, `gone` are those that a change settled; `answered` stand in the new draft
    and were accepted with a reason; `reopened` were accepted for the old draft and came back since one of their
    figures changed. `reread_new` and `reread_gone` differ only because the two files were read differently: nothing
    they speak of changed.
    """

    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    answered: tuple[Finding, ...] = ()
    still: tuple[Still, ...] = ()
    reopened: tuple[Still, ...] = ()
    reread_new: tuple[Finding, ...] = ()
    reread_gone: tuple[Finding, ...] = ()


class Hint(StrEnum):
    """What the reader of a comparison should know before relying on it."""

    ORDER = "order"  # the date in the new draft is older
    OLD_UNREAD = "old-unread"  # so many files of the old draft could not be read
    NEW_UNREAD = "new-unread"
    OLD_PARTLY = "old-partly"  # so many places of the old draft were not read
    NEW_PARTLY = "new-partly"
    OLD_UNCOMPARED = "old-uncompared"  # so many cells of the new draft stand in the old one outside any table
    NEW_UNCOMPARED = "new-uncompared"
    OLD_WORDLESS = "old-wordless"  # only tables: the narrative has no counterpart
    NEW_WORDLESS = "new-wordless"
    RESTATED = "restated"  # so many figures are the same in another unit or with other decimals
    REWORDED = "reworded"  # so many sentences are put otherwise, their figures are the same
    REREAD = "reread"  # so many findings appear in one reading only
    ADJUSTED = "adjusted"  # so many figures moved as the adjustment plan itself says
    SAVED = "saved"  # one side was read back from JSON, in which no sentence is kept
    UNRELATED = "unrelated"  # hardly anything is in both


class Told(Struct, frozen=True):
    """A hint with the count or the words that belong to it."""

    hint: Hint
    n: int = 0
    words: str = ""


class Comparison(Struct, frozen=True, dict=True):
    """Two drafts, figure by figure.

    `counterparts` are the ids of the figures of the old draft with those of the new that measure the same, changed or
    not; `table_counterparts` the same for tables. `added` and `removed` are figures without a counterpart, in the order
    of their draft. `restated` are the same amounts in another unit or with other decimals, `reworded` sentences put
    otherwise: neither is a change. Changes stand in the order of the new draft, those that are not repeated
    everywhere first.
    """

    old: Review
    new: Review
    changed: tuple[Change, ...]
    added: tuple[Figure, ...]
    removed: tuple[Figure, ...]
    words: tuple[WordChange, ...]
    tables_added: tuple[Table, ...]
    tables_removed: tuple[Table, ...]
    totals: tuple[TotalChange, ...]
    findings: FindingChanges
    counterparts: Mapping[str, str]
    table_counterparts: Mapping[str, str]
    restated: tuple[tuple[Figure, Figure], ...] = ()
    reworded: tuple[WordChange, ...] = ()
    hints: tuple[Told, ...] = ()

    @property
    def lang(self) -> str:
        """The language its findings are told in."""
        return self.new.lang

    @property
    def half_changed(self) -> tuple[Change, ...]:
        """The figures that changed in one place and not where they are repeated."""
        return tuple(change for change in self.changed if change.repeated_unchanged)

    @property
    def anything(self) -> bool:
        """True if a figure, a table, or what a sentence says of its figures is another now."""
        return bool(
            self.changed
            or self.added
            or self.removed
            or self.words
            or self.tables_added
            or self.tables_removed
            or self.findings.new
            or self.findings.gone
            or self.findings.reopened
        )

    @cached_property
    def changed_figures(self) -> Mapping[str, Change]:
        """Every change by the id of its figure in the old draft."""
        return {change.old.id: change for change in self.changed}

    def carried(self, relation: Relation) -> Relation | None:
        """The same relation over the figures of the new draft, or None if one of its figures changed or is gone.

        What a reviewer said of a relation of the old draft holds for it; where the answer is None it is to be asked
        anew.
        """
        terms = []
        for term in relation.terms:
            name = self.counterparts.get(term.figure)
            if name is None or term.figure in self.changed_figures:
                return None
            terms.append(replace(term, figure=name))
        return replace(relation, terms=tuple(terms))
