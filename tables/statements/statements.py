"""What the sentences of a document say of their figures: one pass, every figure in one role a statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from fiscal.document import Document, Passage
from fiscal.figure import Measure
from fiscal.statement import Change, Limit, Listed, Parts, Signed, Source, Statement, Total
from tables.statements.announced_lists import announced
from tables.statements.as_last_year import unchanged
from tables.statements.cases_handled import bracketed, outcomes
from tables.statements.columns_of_lists import columns_of_lists
from tables.statements.completions import completed
from tables.statements.counts_in_sentence import fallen
from tables.statements.deductions import net_of
from tables.statements.directions import directions
from tables.statements.funds_spent import spent
from tables.statements.growths import grown
from tables.statements.items_in_full import itemised
from tables.statements.lasting import lasting
from tables.statements.lexicon import holds_any, lexicon
from tables.statements.lists_apart import ListsApart
from tables.statements.main_items import main_items
from tables.statements.named_rates import rated
from tables.statements.numbered_lines import NumberedLines
from tables.statements.parallel_sentences import within
from tables.statements.plans_and_outturns import plans_and_outturns
from tables.statements.receipts_and_outlays import Account
from tables.statements.running_totals import items, learned_words, totals
from tables.statements.series import SeriesReader
from tables.statements.shares import ShareReader
from tables.statements.skeleton import LISTED, MONEY, Piece, joined, pieces
from tables.statements.stocks import rolled
from tables.statements.told_changes import made_up, moved
from tables.statements.told_plus import bracketed_plus, reached
from tables.statements.unannounced_lists import unannounced
from tables.statements.wordings import Found, met


def stretches_of(passage: Passage) -> tuple[Piece, ...]:
    """The sentences of a passage, those that go on with the one before (加上…, 收支相抵…) joined to it, and the brackets."""
    found: list[Piece] = []
    for piece in pieces(passage):
        if found and (any(piece.text.startswith(word) for word in lexicon()["goes-on"]) or _ends_list(piece)):
            # 支出5亿元。按照以收定支的原则安排。加调出资金2亿元: sentences without figures may stand between
            told = next((i for i in range(len(found) - 1, -1, -1) if found[i].figures), len(found) - 1)
            found[told:] = [joined((*found[told:], piece))]
        else:
            found.append(piece)
    return tuple(found)


def _ends_list(piece: Piece) -> bool:
    """True for 非税收入3亿元。 behind 其中：税收收入5亿元。: a sentence that opens with a part of a list opened before it."""
    first = next((place for place in piece.places() if piece.text[place] in MONEY), None)
    return first is not None and piece.text[first] == LISTED and not holds_any("opens-list", piece.text[:first])


class _Reading(Struct):
    """What is known of a document while its passages are read in order."""

    learned: frozenset[str]
    shares: ShareReader
    series: SeriesReader = field(default_factory=SeriesReader)
    apart: ListsApart = field(default_factory=ListsApart)
    years: dict[int, int | None] = field(default_factory=dict)
    lines: NumberedLines = field(default_factory=NumberedLines)
    main_items: Mapping[int, Listed] = field(default_factory=dict)
    last: Passage | None = None
    account: Account = field(default_factory=Account)
    before: tuple[Passage, Piece] | None = None


def statements(document: Document) -> tuple[tuple[Passage, tuple[Statement, ...]], ...]:
    """The statements of every passage that has figures, in the order of the text; words are learned from all of it."""
    read = [(passage, stretches_of(passage)) for passage in document.passages if passage.figures]
    reading = _Reading(learned_words(piece for _, some in read for piece in some), ShareReader(document))
    reading.main_items = main_items(document)
    reading.years = {number: report.year for number, report in enumerate(document.reports)}
    told = [(passage, tuple(_of(passage, some, reading))) for passage, some in read]
    if told:
        passage, last = told[-1]
        told[-1] = passage, (*last, *reading.lines.close(), *reading.series.close())
    return tuple(told)


def _of(passage: Passage, some: Sequence[Piece], reading: _Reading) -> Iterator[Statement]:
    said = passage.text[:160]
    reading.account.turn(passage)
    if some and reading.before is not None:
        yield from within(reading.before, (passage, some[0]))
    reading.before = (passage, some[0]) if some else None
    yield from moved(passage)
    yield from made_up(passage)
    yield from grown(passage)
    yield from reading.shares.read(passage)
    yield from announced(passage)
    yield from unannounced(passage)
    yield from reading.series.read(passage)
    yield from columns_of_lists(passage)
    yield from directions(passage)
    yield from rolled(passage)
    yield from outcomes(passage)
    yield from spent(passage)
    yield from bracketed(reading.last, passage)
    yield from reading.lines.read(passage)
    yield from reached(passage)
    yield from bracketed_plus(passage)
    yield from fallen(passage)
    yield from rated(passage)
    yield from unchanged(passage)
    yield from itemised(passage)
    yield from lasting(passage, reading.years.get(passage.report))
    reading.last = passage
    yield from completed(passage)
    for piece in some:
        sums = tuple(totals(piece, reading.learned))
        yield from sums
        known = {run for total in sums if total.source is Source.COUNTED for run in total.readings}
        yield from (net for net in net_of(piece) if known.isdisjoint(net.readings))
        for found in met(piece):
            yield from _stated(found, said)
        yield from _views(piece, said)
        yield from plans_and_outturns(piece, said)
        yield from reading.apart.read(passage, items(piece))
        yield from reading.account.read(items(piece), sums, said, piece.tail)
    if passage.index in reading.main_items:
        yield reading.main_items[passage.index]
    reading.apart.turn(passage, [item for piece in some for item in items(piece)])


def _stated(found: Found, said: str) -> Iterator[Statement]:
    one = found.one
    states = found.wording.states
    limit, balance = one("limit"), one("balance")
    if states in ("limit", "within") and limit is not None and balance is not None:
        second = one("balance2")
        both = (balance.id,) if second is None else (balance.id, second.id)
        yield Limit(both, limit.id, states == "within", said)
    delta = one("more") or one("less")
    before, after = one("before"), one("after")
    if states == "change" and delta is not None and before is not None and after is not None:
        yield Change(before.id, after.id, (Signed(delta.id),), said)
    whole, first, other = one("whole"), one("one"), one("two")
    if states == "split" and whole is not None and first is not None and other is not None:
        yield Parts(whole.id, ((first.id, other.id),), said)
    rest, off, net = one("rest"), one("taken"), one("net")
    if states == "net" and rest is not None and off is not None and net is not None:
        yield Total(net.id, ((Signed(rest.id), Signed(off.id, -1)),), "净结余", Source.WORDED, plus=True, said=said)
    if states == "causes" and whole is not None:
        causes = [
            f for f in found.slots["deltas"] if f.quantity.unit == whole.quantity.unit and f.measure is Measure.DELTA
        ]
        if len(causes) >= 2:
            yield Change(None, whole.id, tuple(Signed(f.id, f.sign * whole.sign) for f in causes), said)


def _views(piece: Piece, said: str) -> Iterator[Parts]:
    """其中：甲、乙；丙、丁: lists behind one 其中, each of which may split the whole."""
    places = piece.places()
    at = piece.text.find("其中")
    while at >= 0:
        end = piece.text.find("。", at)
        end = len(piece.text) if end < 0 else end
        heads = [i for i, place in enumerate(places) if place < at]
        whole = next((piece.figures[i] for i in reversed(heads) if piece.figures[i].quantity.unit.is_money), None)
        lists: list[tuple[str, ...]] = []
        begin = at
        for part in piece.text[at:end].split("；"):
            stop = begin + len(part)
            inside = [f for f, place in zip(piece.figures, places, strict=True) if begin <= place < stop]
            money = tuple(f.id for f in inside if whole and f.quantity.unit.dimension == whole.quantity.unit.dimension)
            lists += [money] if len(money) >= 2 else []
            begin = stop + 1
        if whole is not None and len(lists) >= 2:
            yield Parts(whole.id, tuple(lists), said)
        at = piece.text.find("其中", at + 2)
