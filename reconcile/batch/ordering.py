"""What is ordered of a run: every dossier of the corpus, with what the store holds of it already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reconcile.batch.orders import DossierFiles, Order
from reconcile.batch.program_hash import program_hash
from reconcile.store.opening import Known
from reconcile.store.refusals import StoreRefused


def same_corpus(known: Mapping[str, Known], listed: Sequence[DossierFiles], store: Path) -> None:
    """Raises StoreRefused where the store holds dossiers and none of them is in the corpus: it is another's store."""
    if known and not known.keys() & {one.key for one in listed}:
        raise StoreRefused("other-corpus", str(store))


def order(dossier: DossierFiles, store: Path, known: Mapping[str, Known], retry: bool, lang: str, jobs: int) -> Order:
    """The order to judge a dossier into `store`, which knows these; `jobs` are judged at once on this machine."""
    before = known.get(dossier.key)
    judged_as = "" if before is None or (retry and before.failed > 0) else before.judged_as
    return Order(dossier, store.absolute(), program_hash(), judged_as, lang, jobs, _size(dossier))


def _size(dossier: DossierFiles) -> int:
    """Bytes of the files of a dossier, as far as the system tells."""
    total = 0
    for path in {path for path, _, _ in dossier.files}:
        try:
            total += path.stat().st_size
        except OSError:
            continue
    return total
