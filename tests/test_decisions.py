"""The store of decisions and what it does to a review: nothing confirmed is lost, nothing is kept twice."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from msgspec.structs import replace

from reconcile.acceptance.baseline import Entry, entry_of, printed_figures, read_baseline, written
from reconcile.cli import run
from reconcile.decisions.baseline_exchange import entries_of, taken_in
from reconcile.decisions.decided import Addition, Decision, Meaning, TermKept
from reconcile.decisions.decided_review import with_decisions
from reconcile.decisions.decision_store import DecisionStore, Overtaken, StoreRefused
from reconcile.decisions.figure_keys import figure_keys
from reconcile.engine import review as reviewed
from reconcile.review import Review
from tests.review_factory import sample_review

ROOT = Path(__file__).resolve().parent.parent
EXPLAINED = Decision("f1", "TOT01", ("1万元",), "explained", "含预留数")


@pytest.fixture
def store(tmp_path: Path) -> DecisionStore:
    """A new store."""
    return DecisionStore(tmp_path / "deep" / "decisions.db")


# --- the file ----------------------------------------------------------------------------------------------------


def test_an_act_is_kept_once_and_stays(store: DecisionStore) -> None:
    """The same act sent again is the same event; a new one on the subject holds from then on, the old one stays."""
    first = store.add(EXPLAINED, "甲", "key-0001")
    assert store.add(EXPLAINED, "甲", "key-0001") == first
    second = store.add(replace_state(EXPLAINED, "open"), "乙", "key-0002", seen=first.seq)
    assert [one.seq for one in store.history(first.subject)] == [first.seq, second.seq]
    assert store.latest()[first.subject] == second
    store.close()
    again = DecisionStore(store.path)
    assert again.since(0) == [first, second]


def replace_state(decision: Decision, state: str) -> Decision:
    """The same decision with another state."""
    return Decision(decision.id, decision.code, decision.figures, state)  # type: ignore[arg-type]


def test_two_people_at_once_lose_nothing(store: DecisionStore) -> None:
    """Who has not seen the latest decision is told of it, and may then decide all the same."""
    first = store.add(EXPLAINED, "甲", "key-0001", seen=0)
    with pytest.raises(Overtaken) as overtaken:
        store.add(replace_state(EXPLAINED, "confirmed"), "乙", "key-0002", seen=0)
    assert overtaken.value.event == first
    assert store.add(replace_state(EXPLAINED, "confirmed"), "乙", "key-0002", seen=first.seq).seq > first.seq


def test_nothing_can_be_changed_or_removed(store: DecisionStore) -> None:
    """The file itself refuses it, whoever asks."""
    store.add(EXPLAINED, "甲", "key-0001")
    with sqlite3.connect(store.path) as other:
        for statement in ("UPDATE events SET who = '乙'", "DELETE FROM events"):
            with pytest.raises(sqlite3.IntegrityError):
                other.execute(statement)


def test_what_cannot_be_used_is_left_alone(tmp_path: Path) -> None:
    """A newer store, another program's database, some other file, a store that is held: each has its word."""
    newer = tmp_path / "newer.db"
    DecisionStore(newer).close()
    with sqlite3.connect(newer) as held:
        held.execute("PRAGMA user_version = 99")
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as held:
        held.execute("CREATE TABLE theirs (x)")
    text = tmp_path / "text.db"
    text.write_text("no database at all", encoding="utf-8")
    for path, problem in ((newer, "newer"), (foreign, "not-a-store"), (text, "not-a-store")):
        before = path.read_bytes()
        with pytest.raises(StoreRefused) as refused:
            DecisionStore(path)
        assert refused.value.problem == problem
        assert path.read_bytes()[100:] == before[100:]


def test_a_store_that_is_held_is_one_sentence(
    store: DecisionStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`fiscal serve` says that another program holds it, and what to do; exit code 2."""
    monkeypatch.setattr("reconcile.decisions.decision_store.PATIENCE", 0)
    with sqlite3.connect(store.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert run(["serve", "--no-browser", "--store", str(store.path)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "--store" in told


def test_a_full_disk_loses_nothing_that_was_confirmed(store: DecisionStore) -> None:
    """What finds no room is refused in a word; what was there stays, and with room again it goes on."""
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    kept = 0
    with pytest.raises(StoreRefused) as refused:
        for kept in range(1000):
            store.add(Decision(f"f{kept}", "TOT01", (), "explained", "长" * 500), "甲", f"key-{kept:04}")
    assert refused.value.problem == "full"
    assert [one.key for one in store.since(0)] == [f"key-{at:04}" for at in range(kept)]
    store._connection.execute("PRAGMA max_page_count = 100000")
    assert store.add(EXPLAINED, "甲", "key-again").seq > kept


CLIENT = """
import sys
from pathlib import Path
from reconcile.decisions.decided import Decision
from reconcile.decisions.decision_store import DecisionStore
store = DecisionStore(Path(sys.argv[1]))
name, first, last = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for number in range(first, last):
    store.add(Decision(f"{name}{number}", "TOT01", (), "explained", "x"), name, f"act-{name}-{number}")
    print(number, flush=True)
"""
CLIENTS, ACTS, KILLED_AFTER = 8, 125, 40


def client(path: Path, name: str) -> None:
    """Confirms ACTS decisions, killed in the middle and begun again where it last heard a confirmation."""
    heard = -1
    for stop in (KILLED_AFTER, 2 * KILLED_AFTER, ACTS):
        # What was sent and not confirmed is sent again: from the one behind the last that was heard of.
        command = [sys.executable, "-c", CLIENT, str(path), name, str(heard + 1), str(ACTS)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                heard = int(line)
                if heard + 1 == stop < ACTS:
                    process.kill()
                    break


def test_a_thousand_decisions_of_eight_clients_that_are_killed(store: DecisionStore) -> None:
    """None is lost, none is there twice, and every client's are in their order."""
    names = [chr(ord("a") + number) for number in range(CLIENTS)]
    threads = [threading.Thread(target=client, args=(store.path, name)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = [one.key for one in store.since(0)]
    assert len(kept) == CLIENTS * ACTS == 1000
    for name in names:
        assert [key for key in kept if f"-{name}-" in key] == [f"act-{name}-{number}" for number in range(ACTS)]


# --- one truth with the baseline ---------------------------------------------------------------------------------


def test_a_baseline_goes_in_and_comes_out_as_it_was(store: DecisionStore, tmp_path: Path) -> None:
    """Entries of `fiscal accept` and decisions of the page are one truth; what was taken in is not taken in again."""
    entries = (
        Entry("a1", "TOT01", ("1万元", "2万元"), "差", "含预留数"),
        Entry("b2", "SEC01", (), "差", "口径", state="scope", comment="见附件", who="甲", at="2026-11-28T08:00:00Z"),
    )
    text = written(entries)
    assert '"state"' not in text.splitlines()[2]
    assert taken_in(store, read_baseline(text)) == 2
    assert taken_in(store, read_baseline(text)) == 0
    out = {entry.id: entry for entry in entries_of(store.latest().values())}
    assert (out["a1"].state, out["a1"].reason, out["a1"].figures) == ("explained", "含预留数", ("1万元", "2万元"))
    assert (out["b2"].state, out["b2"].comment, out["b2"].who) == ("scope", "见附件", "甲")
    other = DecisionStore(tmp_path / "other.db")
    taken_in(other, read_baseline(written(out.values())))
    assert {e.key for e in entries_of(other.latest().values())} == {entry.key for entry in entries}


def test_the_commands_read_and_write_the_store_as_a_baseline(
    store: DecisionStore, capsys: pytest.CaptureFixture[str]
) -> None:
    """`fiscal accept --baseline STORE` adds to it and never replaces it; `fiscal check --baseline STORE` obeys it."""
    wrong = str(ROOT / "data" / "wrong")
    assert run(["check", wrong, "--format", "concise"]) == 1
    assert run(["accept", wrong, "--baseline", str(store.path), "--reason", "财政部门已答复"]) == 0
    assert run(["check", wrong, "--baseline", str(store.path), "--fail-on", "note"]) == 0
    assert len(store.latest()) > 5
    capsys.readouterr()


# --- what decisions do to a review -------------------------------------------------------------------------------


def decision(review: Review, at: int, state: str, reason: str = "原因") -> Decision:
    """A decision on the finding number `at`."""
    finding = review.findings[at]
    entry = entry_of(finding, printed_figures(review), "")
    return Decision(entry.id, entry.code, entry.figures, state, reason)  # type: ignore[arg-type]


def test_explained_is_accepted_and_confirmed_says_so(store: DecisionStore) -> None:
    """Every report shows decisions because the review has them: apart with the reason, or in the working."""
    review = sample_review()
    store.add(decision(review, 1, "explained", "含预留数"), "甲", "key-0001")
    store.add(decision(review, 2, "confirmed", ""), "乙", "key-0002")
    store.add(decision(review, 3, "false-alarm"), "乙", "key-0003")
    store.add(replace_state(decision(review, 3, "open"), "open"), "乙", "key-0004")
    decided = with_decisions(review, store.latest().values()).review
    (accepted,) = decided.accepted
    assert accepted.finding == review.findings[1]
    assert "已说明" in accepted.reason and "含预留数" in accepted.reason and "甲" in accepted.reason
    assert "已核实·有误" in decided.findings[1].working and "乙" in decided.findings[1].working
    assert decided.findings[2] == review.findings[3]


def test_a_decision_lapses_when_a_figure_changes(store: DecisionStore) -> None:
    """It was about those numbers."""
    review = sample_review()
    held = decision(review, 1, "explained")
    store.add(Decision(held.id, held.code, (*held.figures[:-1], "1万元"), "explained", "原因"), "甲", "key-0001")
    assert with_decisions(review, store.latest().values()).review == review


DRAFT = """关于2024年预算的说明

表1 云岭区2024年一般公共预算支出表

单位：万元

| 项目 | 预算数 |
|---|---|
| 教育支出 | 100 |
| 卫生支出 | 60 |
| 农林支出 | 40 |
| 其他支出 | 7 |
"""


def added(review: Review, labels: tuple[str, ...], reason: str = "科目表") -> Addition:
    """The first label as the total of the others, added by hand."""
    keys = figure_keys(review.dossier)
    terms = []
    for at, label in enumerate(labels):
        (figure,) = [one for one in review.dossier.figures.values() if one.place.row == label]
        printed = f"{figure.quantity.value:f}{figure.quantity.unit.name}"
        terms.append(TermKept(keys[figure.id], "part" if at else "total", 1, printed))
    return Addition("balance", tuple(terms), reason=reason)


def test_an_added_relation_is_judged_and_carried_to_the_next_draft(store: DecisionStore, tmp_path: Path) -> None:
    """The one judge judges it, in this draft and in the next, where tables moved and lines were added."""
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    review = reviewed([path])
    store.add(added(review, ("教育支出", "卫生支出", "农林支出")), "甲", "key-0001")
    decided = with_decisions(review, store.latest().values()).review
    assert [one.outcome.value for one in decided.verdicts if one.relation.code == "REV01"] == ["exact"]
    assert len(decided.findings) == len(review.findings)
    path.write_text("前言\n\n另有一段。\n\n" + DRAFT.replace("| 100 |", "| 103 |"), encoding="utf-8")
    again = with_decisions(reviewed([path]), store.latest().values())
    (finding,) = [one for one in again.review.findings if one.code == "REV01"]
    assert "3" in finding.message and not again.changed
    path.write_text(DRAFT.replace("教育支出", "文教支出"), encoding="utf-8")
    gone = with_decisions(reviewed([path]), store.latest().values())
    assert [one.who for one in gone.changed] == ["甲"]


def test_a_relation_that_is_not_meant_raises_nothing_until_its_figures_change(store: DecisionStore) -> None:
    """It stays among the relations; what it would raise stands apart with the reason."""
    review = sample_review()
    keys, figures = figure_keys(review.dossier), review.dossier.figures
    relation = review.verdict_by_relation["v2"].relation
    terms = tuple(
        TermKept(
            keys[term.figure],
            term.role.value,
            term.weight,
            f"{figures[term.figure].quantity.value:f}{figures[term.figure].quantity.unit.name}",
        )
        for term in relation.terms
    )
    store.add(Meaning(relation.code, terms, False, "含上年结转"), "甲", "key-0001")
    decided = with_decisions(review, store.latest().values())
    assert all(one.relation != "v2" for one in (*decided.review.findings, *decided.review.possible))
    assert "含上年结转" in decided.review.accepted[0].reason
    assert len(decided.review.verdicts) == len(review.verdicts)
    other = Meaning(relation.code, (replace_term(terms[0]), *terms[1:]), False, "含上年结转")
    store.add(other, "甲", "key-0002")
    changed = with_decisions(review, store.latest().values())
    assert changed.review.findings == review.findings and len(changed.changed) == 1


def replace_term(term: TermKept) -> TermKept:
    """The same figure with another number."""
    return TermKept(term.key, term.role, term.weight, "1万元")


def test_keys_of_figures_are_their_own() -> None:
    """No two figures of a review share a key."""
    review = reviewed([ROOT / "data" / "yunxi-dossier"])
    keys = figure_keys(review.dossier)
    assert len(set(keys.values())) == len(keys) == len(review.dossier.figures)
    assert replace(review).dossier is not review.dossier
