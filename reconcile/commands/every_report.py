"""Every report of one reading: the page, the workbook, the letter, the copies with remarks and the JSON, in one folder.

A copy that cannot be made (a PDF whose author allows no comments) costs itself only, and is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from reconcile.commands.failures import NotAnnotated, OutputRefused
from reconcile.commands.output import check_target, encoded, write_whole
from reconcile.words.messages import file_name, label

if TYPE_CHECKING:
    from reconcile.review import Review

REPORTS = ("page", "workbook", "letter", "json")
COPIED = ("pdf", "docx")


class ReportFolder(Struct, frozen=True):
    """The folder that takes the reports of `paths`; it need not exist yet."""

    folder: Path
    paths: tuple[Path, ...]
    lang: str

    def check(self) -> None:
        """Returns if everything looks writable, so that a long job does not fail at its end.

        Raises OutputRefused, WouldOverwriteInput.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputRefused(str(self.folder), error) from error
        for name in REPORTS:
            check_target(self._target(name), self.paths)

    def written(self, review: Review) -> str:
        """Every report is in the folder; answers what was written there, a line for each file.

        Raises OutputRefused.
        """
        lines = list(self._write(review))
        return "\n".join([label("all_written", self.lang, folder=self.folder), *(f"  {one}" for one in lines)]) + "\n"

    def _write(self, review: Review) -> Iterator[str]:
        for name, content in _reports(review, self.paths):
            write_whole(self._target(name), content)
            yield str(self._target(name).relative_to(self.folder))
        yield from self._copies(review)

    def _target(self, name: str) -> Path:
        return self.folder / file_name(name, self.lang)

    def _copies(self, review: Review) -> Iterator[str]:
        from reconcile.commands.annotate import copy_in_dossier
        from reconcile.commands.original_pages import paths_by_document

        files = paths_by_document(self.paths)
        about = {finding.place.document for finding in review.findings}
        taken: set[Path] = set()
        for document in review.documents:
            path = files.get(document.id)
            if path is None or document.id not in about or document.format not in COPIED:
                continue
            target = _free(self._target("copies") / path.name, taken)
            try:
                target.parent.mkdir(exist_ok=True)
                check_target(target, self.paths)
                write_whole(target, copy_in_dossier(path, document.id, review, self.lang))
            except NotAnnotated as refusal:
                yield refusal.sentence(self.lang)
                continue
            except OSError as error:
                raise OutputRefused(str(target), error) from error
            yield str(target.relative_to(self.folder))


def _reports(review: Review, paths: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    from reconcile.commands.check import page
    from reconcile.reports.machine.to_json import to_json
    from reconcile.reports.questions.to_questions import to_questions
    from reconcile.reports.workbook.to_workbook import to_workbook

    yield "page", encoded(page(review, paths, review.lang))
    yield "workbook", to_workbook(review)
    yield "letter", to_questions(review)
    yield "json", encoded(to_json(review))


def _free(target: Path, taken: set[Path]) -> Path:
    """`target`, or with a number behind its stem where two documents of a dossier have one name."""
    free, number = target, 2
    while free in taken:
        free, number = target.with_stem(f"{target.stem} ({number})"), number + 1
    taken.add(free)
    return free
