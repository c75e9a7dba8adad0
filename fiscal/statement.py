"""Statements: what a sentence says of its figures, as typed records; each figure has one role in a statement.

Figures are ids. Where the wording leaves open which figures take part, a statement keeps every reading, likeliest
first, and the arithmetic chooses; nothing here says whether the figures agree.

Long because every kind of statement stands here: whoever adds one sees which there are.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct


class Source(StrEnum):
    """How a statement is known."""

    WORDED = "worded"  # a wording of the lexicon says it
    LEARNED = "learned"  # a word that this very document uses so says it
    COUNTED = "counted"  # only the figures say it


class Signed(Struct, frozen=True):
    """A figure that is added (1) or taken off (−1)."""

    figure: str
    sign: int = 1


Run: TypeAlias = tuple[Signed, ...]
"""Amounts that are added up together, in the order of the text."""


class Total(Struct, frozen=True):
    """A sum (合计, 总来源): `whole` is the sum of one of the `readings`, the likeliest first.

    `words` are those behind which the whole stands; `plus` tells that the text says 加上 or 减去 before one of the parts,
    `sure` that one amount alone stands before it, so that nothing but the first reading can be meant; `ahead` that the
    whole stands before its parts.
    """

    whole: str
    readings: tuple[Run, ...]
    words: str
    source: Source
    plus: bool = False
    sure: bool = False
    ahead: bool = False
    said: str = ""


class Parts(Struct, frozen=True):
    """A list of parts of `whole`: complete, or only some of them (其中); `views` are lists that each split the whole."""

    whole: str
    views: tuple[tuple[str, ...], ...]
    said: str = ""


class Change(Struct, frozen=True):
    """From `before` to `after` by `deltas` (较…增加, 净减少), each with its sign."""

    before: str | None
    after: str | None
    deltas: Run
    said: str = ""


class Limit(Struct, frozen=True):
    """A stock and its ceiling (余额, 限额): the sum of `balances` is at most `limit`; `within`: the text says so itself."""

    balances: tuple[str, ...]
    limit: str
    within: bool = False
    said: str = ""


class Left(Struct, frozen=True):
    """What is left of receipts after outlays (收支相抵，结余): `rest` = one of `receipts` − one of `outlays`, nearest first.

    With a `sign` of −1 the outlays are greater (收不抵支). Of receipts, outlays and openings so many as `near` says stand
    in the same passage. `closing` is what is left with what was left before (滚存结余), one of `openings`. Not `settled`:
    no word says that outlays are taken from receipts, so that the rest may be an item of a list.
    """

    rest: str
    receipts: tuple[str, ...]
    outlays: tuple[str, ...]
    near: tuple[int, int, int] = (0, 0, 0)
    openings: tuple[str, ...] = ()
    sign: int = 1
    closing: str | None = None
    settled: bool = True
    said: str = ""


class Sides(Struct, frozen=True):
    """Both sides of one budget (收入总计, 支出总计), told in neighbouring sentences: they are equal unless a rest is left.

    `next_to`: in one passage or two neighbouring ones.
    """

    receipts: str
    outlays: str
    next_to: bool = True
    said: str = ""


class Compare(Struct, frozen=True):
    """`amount` is `rate` of one of `bases` told before it (为调整预算的), nearest first."""

    amount: str
    bases: tuple[str, ...]
    rate: str
    said: str = ""


class Moved(Struct, frozen=True):
    """由A调整为B，增加C: `before`, `after` and what is printed as the change; `points` if that is in percentage points."""

    before: str
    after: str
    delta: str
    points: bool = False
    said: str = ""


class Completed(Struct, frozen=True):
    """`amount` came of the `plan` printed beside it: with the `rate` of completion, or the `surplus` over it."""

    amount: str
    plan: str
    rate: str | None = None
    surplus: str | None = None
    said: str = ""


class Within(Struct, frozen=True):
    """The same thing of the own level (市级) and of the whole area (全市), in two sentences alike."""

    part: str
    whole: str
    said: str = ""


class Rise(Struct, frozen=True):
    """One reading of a rate of growth: what is `after`, with what was `before` or the `delta` printed beside it.

    `firm`: the words leave no other reading; what is not firm is only meant where it comes out. `years` lie between
    the two amounts: the rate is that of each of them (年均).
    """

    after: str
    before: str | None = None
    delta: str | None = None
    firm: bool = True
    years: int = 1
    said: str = ""


class Grew(Struct, frozen=True):
    """A rate of growth, or a difference in percentage `points`, by one of its `readings`, the nearest first."""

    rate: str
    readings: tuple[Rise, ...]
    points: bool = False


class Share(Struct, frozen=True):
    """`part` is `rate` of a whole (占…的比重), which is, as far as the words tell, one of

    `named`, the earlier amounts that bear the name behind 占, nearest first, of which `called` bears just this name;
    `stated`, of which the text says that `part` belongs to it; where `nothing` is named behind 占 also `part` with the
    `others` of its list, or one of the amounts `earlier`, the last of which is the nearest; or `far`, a count of
    another paragraph.
    """

    part: str
    rate: str
    named: tuple[str, ...] = ()
    called: str | None = None
    stated: str | None = None
    others: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    far: str | None = None
    nothing: bool = False
    said: str = ""


class Series(Struct, frozen=True):
    """Groups that tell the same things in turn (甲收入A、支出B、结余C；乙…): each of `columns` makes its one of `wholes`."""

    wholes: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    said: str = ""


class Rolled(Struct, frozen=True):
    """What stood at the beginning (`opening`), with all `moves`, each with its sign, is `closing`.

    `together`: one sentence tells all of it; else last year's closing balance stands in an earlier paragraph.
    """

    opening: str
    moves: Run
    closing: str
    together: bool = False
    said: str = ""

    @property
    def run(self) -> Run:
        """What stood at the beginning and all moves."""
        return (Signed(self.opening), *self.moves)


class Why(StrEnum):
    """What puts two figures in order, or makes them equal."""

    CHANGED = "changed"  # 由A提高到B; B，高于上年的A; 持平
    BUDGETED = "budgeted"  # 决算数大于预算数
    HANDLED = "handled"  # 受理A件，办结B件
    LISTED = "listed"  # 131件：甲（49件）、乙（28件）


class Ordered(Struct, frozen=True):
    """`lesser` is no greater than the first of `greaters` that it belongs to, the likeliest first."""

    lesser: str
    greaters: tuple[str, ...]
    why: Why
    said: str = ""


class Level(Struct, frozen=True):
    """Both figures are one number (持平, 等于); `roughly`: only about so (基本持平)."""

    one: str
    other: str
    why: Why
    roughly: bool = False
    said: str = ""


class Lasting(Struct, frozen=True):
    """A count since the beginning of `year` (0 if none is named), or, `over_years`, over a longer time up to `year`."""

    figure: str
    year: int
    over_years: bool = False


class Fallen(Struct, frozen=True):
    """A count and the counts that it falls into, because words say so (已, 正, 尚未) if `worded`, else if they add up."""

    whole: str
    parts: tuple[str, ...]
    worded: bool = False
    said: str = ""


class Quotient(Struct, frozen=True):
    """`part` and the amounts that together are its whole."""

    part: str
    wholes: tuple[str, ...]
    said: str = ""


class Rated(Struct, frozen=True):
    """A `rate` with a name (整改率) is one of `readings`, the likeliest first, if one comes out; else what is `firm` by
    its words, else one of those `named`, if the rate or a part is misprinted.
    """

    rate: str
    readings: tuple[Quotient, ...]
    firm: tuple[Quotient, ...] = ()
    named: tuple[Quotient, ...] = ()


class Unchanged(Struct, frozen=True):
    """`figure` is what it was last year (与上年持平), or `roughly` so: last year's budget if `planned`, what was carried out
    if not, either where nothing says."""

    figure: str
    planned: bool | None = None
    roughly: bool = False
    said: str = ""


class Itemised(Struct, frozen=True):
    """An amount of the item `name` in `division` (款), named in full: settled (`done`), or budgeted for `year`."""

    figure: str
    division: str
    name: str
    done: bool = False
    year: int | None = None
    said: str = ""


class Reached(Struct, frozen=True):
    """The amount called `name`, with the `parts` added to it here, is `whole`; no parts: what is added has no amount.

    `bases` are amounts of the same passage that may be meant, the nearest first; else the name stands elsewhere.
    """

    name: str
    parts: tuple[str, ...]
    whole: str
    bases: tuple[str, ...] = ()
    said: str = ""


class Counted(Struct, frozen=True):
    """Numbered lines with one count each: the first is the sum of the `others`, `named` so (应到) or `present`."""

    whole: str
    others: tuple[str, ...]
    named: bool = False
    present: bool = False
    said: str = ""


class Listed(Struct, frozen=True):
    """A list that its wording announces (其中, 包括, 用于, a bracket): `parts` of the `whole`, and how firm the words are.

    `trigger` announces the list; `open`: it says that items are left out (等); `begins`: it opens its sentence;
    `rivals`: other amounts that may be the whole. `all_of`: the whole says that it is all (合计);
    `closed`: 和 stands before the last part; `rest_named`: the last part is 其他. `joined` is an amount that the whole is
    told together with; `twice` are parts counted twice, `rest` is what is left over behind the list, and
    `written_off` are the parts that are taken off (累计折旧).
    """

    whole: str
    parts: tuple[str, ...]
    trigger: str
    open: bool = False
    begins: bool = False
    rivals: tuple[str, ...] = ()
    all_of: bool = False
    closed: bool = False
    rest_named: bool = False
    joined: str | None = None
    twice: tuple[str, ...] = ()
    rest: str | None = None
    written_off: tuple[str, ...] = ()
    said: str = ""


Statement: TypeAlias = (
    Total
    | Parts
    | Change
    | Limit
    | Left
    | Sides
    | Compare
    | Moved
    | Completed
    | Within
    | Grew
    | Share
    | Series
    | Rolled
    | Ordered
    | Level
    | Counted
    | Lasting
    | Fallen
    | Rated
    | Unchanged
    | Itemised
    | Reached
    | Listed
)
"""What a sentence says of its figures."""
