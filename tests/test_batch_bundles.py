"""Small dossiers are handed out in bundles, and each is what it was alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.batch import bundles as bundling
from reconcile.batch.handed_out import HandedOut
from reconcile.batch.orders import DossierFiles, Order, Outcome


def orders(*sizes: int) -> list[Order]:
    """An order for a dossier of each size, in bytes."""
    return [Order(DossierFiles(f"d{at:03}", ()), Path("store"), "", size=size) for at, size in enumerate(sizes)]


def test_every_order_is_in_one_bundle_the_largest_first_and_the_last_alone() -> None:
    """Bundles shrink to the end, whatever the order of the corpus was; none holds more bytes than one may."""
    given = orders(*[5_000] * 200, 30 << 20, 900_000, 800_000)
    found = list(bundling.bundles(given, 2))
    assert found == list(bundling.bundles(given[::-1], 2))
    assert sorted(one.dossier.name for bundle in found for one in bundle) == [one.dossier.name for one in given]
    assert [bundle[0].size for bundle in found[:3]] == [30 << 20, 900_000, 800_000]
    assert len(found[0]) == 1 and max(map(len, found)) == bundling.MOST_DOSSIERS and len(found) < 40
    assert [len(bundle) for bundle in found[-8:]] == [1] * 8
    assert all(len(bundle) == 1 or sum(one.size for one in bundle) <= bundling.MOST_BYTES for bundle in found)


def test_what_fails_to_be_written_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told of, not waited for, while the other threads go on."""

    def judged(order: Order) -> Outcome:
        if order.dossier.name == "d003":
            raise OSError(28, "No space left on device")
        return Outcome(order.dossier.name, order.dossier.name, "judged", "")

    monkeypatch.setattr(bundling, "judged", judged)
    with pytest.raises(OSError, match="No space left"):
        list(HandedOut(orders(*[1] * 9), 2, 2).outcomes(None))
    monkeypatch.setattr(bundling, "judged", lambda order: Outcome(order.dossier.name, "", "judged", ""))
    assert len({one.key for one in HandedOut(orders(*[1] * 9), 2, 2).outcomes(None)}) == 9
