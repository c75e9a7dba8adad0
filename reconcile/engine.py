"""The straight line: files are read, relations proposed, judged, and turned into a Review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from fiscal.document import Document, Note
from fiscal.relation import Relation
from reconcile.coverage import coverage
from reconcile.dossier import Dossier
from reconcile.findings import findings
from reconcile.judge import judge_all
from reconcile.proposers import checks
from reconcile.review import Review
from tables.decode import UnreadableDocument
from tables.readers import SUFFIXES, read


def files_of(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """The files to read with the path to print for each: a file as given, a folder's readable files by name.

    Every file stands once, in the order given; hidden files and README files of a folder are left out. Raises
    FileNotFoundError naming the first path that does not exist.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(path)
        if not path.is_dir():
            found.setdefault(path, path.name if path.is_absolute() else path.as_posix())
            continue
        for entry in sorted(path.rglob("*")):
            plain = not any(part.startswith(".") for part in entry.relative_to(path).parts)
            if entry.is_file() and plain and entry.suffix.lower() in SUFFIXES and entry.stem.lower() != "readme":
                found.setdefault(entry, f"{path.name}/{entry.relative_to(path).as_posix()}")
    return list(found.items())


def load(path: Path, shown: str, document: str) -> Document:
    """The Document at `path`; one that cannot be read becomes an empty Document with a note DOC01 that says why."""
    try:
        return read(path, document, shown)
    except UnreadableDocument as failure:
        reason = failure.reason
    except OSError as failure:
        reason = "no-permission" if isinstance(failure, PermissionError) else f"system: {failure.strerror or failure}"
    return Document(document, shown, "unreadable", _digest(path), 0, notes=(Note("DOC01", reason),))


def propose(dossier: Dossier) -> Iterator[Relation]:
    """Every relation that some check proposes, check by check in the order of their codes."""
    for check in checks().values():
        yield from check.propose(dossier)


def review(paths: Sequence[Path], lang: str = "zh") -> Review:
    """The Review of all files under `paths` as one dossier (案卷).

    Raises FileNotFoundError for a path that does not exist; everything wrong inside a file is a finding.
    """
    documents = [load(path, shown, f"d{number}") for number, (path, shown) in enumerate(files_of(paths))]
    return judge_documents(documents, lang)


def judge_documents(documents: Sequence[Document], lang: str = "zh") -> Review:
    """The Review of documents that have been read."""
    dossier = Dossier(documents)
    verdicts = judge_all(propose(dossier), dossier.figures)
    return Review(dossier.documents, verdicts, findings(verdicts, dossier, lang), coverage(verdicts, dossier), lang)


def _digest(path: Path) -> str:
    """SHA-256 of a file's first 32 MB, or of nothing where the system does not give it."""
    try:
        with path.open("rb") as stream:
            return sha256(stream.read(32 << 20)).hexdigest()
    except OSError:
        return sha256(b"").hexdigest()
