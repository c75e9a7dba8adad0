"""What reviewers write: decisions, relations not meant, relations they add; each kept before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconcile.acceptance.baseline import LARGEST, BrokenBaseline, read_baseline
from reconcile.decisions.added_relations import exact_sum
from reconcile.decisions.baseline_exchange import taken_in
from reconcile.decisions.decided import ACCEPTING, Addition, Event, Meaning, State, TermKept
from reconcile.decisions.decision_store import Overtaken
from reconcile.web.answers import record, refusal
from reconcile.web.decided_marks import decision_on, dossier_of, every_finding
from reconcile.web.desk.dossiers import OpenDossier
from reconcile.web.desk_state import DeskState
from reconcile.web.shelf.shelf_reading import Shelf
from reconcile.words.messages import page_word
from reconcile.words.wording import with_unit

LONGEST_NAME, LONGEST_TEXT, MOST_TERMS = 60, 4000, 400
LARGEST_ACT = 100_000


class Act(msgspec.Struct):
    """What every act has: who, why, the writer's own key for it, the last event the writer knew on the subject."""

    who: str
    key: str
    reason: str = ""
    seen: int | None = None


class DecisionAct(Act, kw_only=True):
    """A decision on a finding."""

    finding: str
    state: State
    comment: str = ""


class MeaningAct(Act, kw_only=True):
    """A relation is not meant, or is meant after all."""

    relation: str
    meant: bool = False


class AdditionAct(Act, kw_only=True):
    """A relation is added, or withdrawn: of a balance the first figure is the total."""

    kind: Literal["balance", "same"]
    figures: list[str]
    withdrawn: bool = False


Sent = TypeVar("Sent", bound=Act)


def routes(desk: DeskState) -> list[Route]:
    """The addresses of this file."""

    def decide(dossier: OpenDossier, act: DecisionAct) -> Response:
        marks = desk.marking.of(dossier)
        finding = next((one for one in every_finding(dossier.shelf, marks) if one.id == act.finding), None)
        if finding is None:
            return refusal(desk.lang, "problem-no-finding", 404)
        if act.state in ACCEPTING and not act.reason.strip():
            return refusal(desk.lang, "problem-no-reason", 422)
        decision = decision_on(finding, act.state, act.reason.strip(), act.comment.strip())
        return _kept(desk, act, lambda: desk.store.add(decision, act.who.strip(), act.key, act.seen))

    def mean(dossier: OpenDossier, act: MeaningAct) -> Response:
        relation = dossier.shelf.relations([act.relation]).get(act.relation)
        if relation is None:
            return refusal(desk.lang, "problem-no-figure", 404)
        if not act.meant and not act.reason.strip():
            return refusal(desk.lang, "problem-no-reason", 422)
        terms = terms_kept(dossier.shelf, [(term.figure, term.role, term.weight) for term in relation.terms])
        meaning = Meaning(relation.code, terms, act.meant, act.reason.strip())
        return _kept(desk, act, lambda: desk.store.add(meaning, act.who.strip(), act.key, act.seen))

    def extend(dossier: OpenDossier, act: AdditionAct) -> Response:
        names = list(dict.fromkeys(act.figures))
        if not 2 <= len(names) <= MOST_TERMS or len(dossier.shelf.figures(names)) < len(names):
            return refusal(desk.lang, "problem-few-figures", 422)
        roles = ["total" if act.kind == "balance" and not at else "part" for at in range(len(names))]
        roles = ["member"] * len(names) if act.kind == "same" else roles
        terms = terms_kept(dossier.shelf, [(name, role, 1) for name, role in zip(names, roles, strict=True)])
        addition = Addition(act.kind, terms, act.withdrawn, act.reason.strip())
        return _kept(desk, act, lambda: desk.store.add(addition, act.who.strip(), act.key, act.seen))

    def decided(request: Request) -> Response:
        dossier = desk.dossier(request)
        if not dossier.shown:
            return record({"last": 0, "states": {}})
        marks = desk.marking.of(dossier)
        states = {one.id: marks.state(one) for one in every_finding(dossier.shelf, marks)}
        shown = [one.relation.id for one in marks.added]
        return record({"last": marks.last, "states": states, "struck": list(marks.struck), "added": shown})

    def total(request: Request) -> Response:
        dossier = desk.dossier(request)
        names = request.query_params.getlist("figure")[:MOST_TERMS]
        known = dossier_of(dossier.shelf, names).figures
        found = exact_sum([known[name] for name in names if name in known])
        if found is None:
            return record({"words": page_word("no-sum", desk.lang, n=len(names))})
        return record({"words": page_word("sum", desk.lang, n=len(names), sum=with_unit(*found))})

    def take_in(dossier: OpenDossier, body: bytes) -> Response:
        del dossier
        try:
            entries = read_baseline(body.decode("utf-8"))
        except (BrokenBaseline, UnicodeDecodeError):
            return refusal(desk.lang, "problem-no-baseline", 422)
        count = taken_in(desk.store, entries)
        return record({"words": page_word("baseline-taken", desk.lang, n=count, all=len(entries))})

    async def baseline(request: Request) -> Response:
        body = await _body(request, LARGEST)
        if body is None:
            return refusal(desk.lang, "problem-no-baseline", 413)
        return await run_in_threadpool(take_in, desk.dossier(request), body)

    below = "/dossier/{dossier}"
    return [
        Route(below + "/decisions", _writing(desk, DecisionAct, decide), methods=["POST"]),
        Route(below + "/meanings", _writing(desk, MeaningAct, mean), methods=["POST"]),
        Route(below + "/additions", _writing(desk, AdditionAct, extend), methods=["POST"]),
        Route(below + "/baseline", baseline, methods=["POST"]),
        Route(below + "/decided", decided),
        Route(below + "/sum", total),
    ]


def terms_kept(shelf: Shelf, terms: list[tuple[str, str, int]]) -> tuple[TermKept, ...]:
    """Terms (figure, role, weight) in words that hold in every draft."""
    keys = shelf.keys([name for name, _, _ in terms])
    return tuple(
        TermKept(key, role, weight, printed) for (_, role, weight), (key, printed) in zip(terms, keys, strict=True)
    )


def _kept(desk: DeskState, act: Act, keep: Callable[[], Event]) -> Response:
    """The answer when an act is on the disk, or when somebody else was faster."""
    try:
        event = keep()
    except Overtaken as overtaken:
        other = overtaken.event
        state = getattr(other.record, "state", "")
        said = page_word(f"decision-{state}", desk.lang) if state else ""
        sentence = page_word("problem-overtaken", desk.lang, who=other.who, state=said)
        return record({"problem": sentence, "seen": other.seq}, 409)
    return record({"seq": event.seq, "at": event.at, "who": event.who})


def _writing(desk: DeskState, kind: type[Sent], act: Callable[[OpenDossier, Sent], Response]) -> Any:
    """The endpoint of an act: what arrives is looked at before anybody acts on it."""

    async def endpoint(request: Request) -> Response:
        body = await _body(request, LARGEST_ACT)
        try:
            sent = msgspec.json.decode(body or b"", type=kind)
        except msgspec.DecodeError:
            return refusal(desk.lang, "problem-act", 422)
        if not sent.who.strip():
            return refusal(desk.lang, "problem-no-name", 422)
        long = len(sent.who) > LONGEST_NAME or len(sent.reason) + len(getattr(sent, "comment", "")) > LONGEST_TEXT
        if long or not 8 <= len(sent.key) <= 100:
            return refusal(desk.lang, "problem-act", 422)
        dossier = desk.dossier(request)
        if not dossier.shown:
            return refusal(desk.lang, "problem-not-open", 409)
        return await run_in_threadpool(act, dossier, sent)

    return endpoint


async def _body(request: Request, most: int) -> bytes | None:
    """What was sent, or None if it is more than `most` bytes."""
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > most:
            return None
    return bytes(found)
