"""`fiscal accept`: writes the findings that were looked at into a baseline, with the reason, and clears old entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.commands.options import lang_option, paths_argument, reading_options

if TYPE_CHECKING:
    from reconcile.review import Finding, Review


@click.command("accept", short_help="接受已说明的发现 / Accept findings that were explained.")
@paths_argument
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="写入哪个文件，已有的条目保留 / Where to write; entries that are there stay.",
)
@click.option("--reason", metavar="TEXT", help="理由，如财政部门的答复 / Why, for instance the answer received.")
@click.option(
    "--finding",
    "wanted",
    metavar="ID",
    multiple=True,
    help="只接受这一项，填报告中的“本条编号”，可多次使用；不写则接受全部 / "
    "Accept this one only, by the id in the report (repeatable); all unless told.",
)
@click.option(
    "--from",
    "answered",
    type=click.Path(path_type=Path),
    metavar="ANSWERS.docx",
    help="从填好答复的审查要点（Word）中读取理由，没有填的不动 / Take the reasons from the letter that came back.",
)
@click.option("--prune", is_flag=True, help="清理不再出现的条目 / Remove entries whose finding is gone.")
@reading_options
@lang_option
def command(
    paths: tuple[Path, ...],
    baseline: Path,
    reason: str | None,
    wanted: tuple[str, ...],
    answered: Path | None,
    prune: bool,
    engine: str,
    jobs: int,
    lang: str,
) -> int:
    """把已经说明的发现连同理由写入基线文件；以后 fiscal check --baseline 不再列出，数字一改即重新列出。

    Writes findings that were explained, with the reason, to a baseline: `fiscal check --baseline` no longer lists them
    until one of their figures changes.
    """
    from reconcile.commands.failures import ReasonNeeded
    from reconcile.commands.output import alone, check_target, encoded, show, write_whole
    from reconcile.commands.reviewing import reviewed
    from reconcile.commands.what_is_accepted import entries_in
    from reconcile.words.messages import label

    if not prune and answered is None and not (reason or "").strip():
        raise ReasonNeeded
    check_target(baseline, [*paths, *([answered] if answered else [])])
    if answered is not None:
        from reconcile.commands.answers_from_letter import answers_of

        answers = answers_of(answered)
    if baseline.exists():
        entries_in(baseline)  # so that a long job does not fail at its end
    review = reviewed(paths, lang, engine, jobs)
    from reconcile.acceptance.accepted_entries import accepted, chosen, missing
    from reconcile.acceptance.baseline import written
    from reconcile.commands.failures import NoSuchFinding

    absent = missing(review, wanted)
    if absent is not None:
        raise NoSuchFinding(absent)
    from reconcile.decisions.decision_store import is_store

    reasons = {one.id: reason for one in chosen(review, wanted)} if reason else {}
    if answered is not None:
        from reconcile.commands.answers_from_letter import reasons_from

        taken = reasons_from(answers, review)
        show("".join(f"{line}\n" for line in taken.lines))
        reasons = {name: why for name, why in taken.reasons.items() if not wanted or name in wanted}
    explained = [one for one in review.findings if one.id in reasons]
    if is_store(baseline):
        counts = _into_store(baseline, explained, review, reasons)
        show(label("baseline_written", lang, path=baseline, **counts) + "\n")
        return 0
    with alone(baseline):
        known = entries_in(baseline) if baseline.exists() else ()
        result = accepted(known, explained, review, reasons, prune=prune)
        write_whole(baseline, encoded(written(result.entries)))
    counts = {"new": result.added, "all": len(result.entries), "gone": result.removed}
    show(label("baseline_written", lang, path=baseline, **counts) + "\n")
    return 0


def _into_store(path: Path, findings: Sequence[Finding], review: Review, reasons: Mapping[str, str]) -> dict[str, int]:
    """The findings are explained in the store of decisions at `path`, in which nothing is ever cleared.

    Answers how many are new, how many it holds, how many were removed. Raises StoreUnusable.
    """
    from reconcile.acceptance.baseline import entry_of, printed_figures
    from reconcile.commands.what_is_accepted import opened_store
    from reconcile.decisions.baseline_exchange import entries_of, taken_in

    printed = printed_figures(review)
    with opened_store(path) as store:
        known = {entry.key for entry in entries_of(store.latest().values())}
        entries = [entry_of(finding, printed, reasons[finding.id]) for finding in findings]
        new = taken_in(store, [entry for entry in entries if entry.key not in known])
        return {"new": new, "all": len(list(entries_of(store.latest().values()))), "gone": 0}
