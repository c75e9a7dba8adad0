"""Why a store cannot be written, read or asked, in a word; commands have a sentence for each."""

from __future__ import annotations


class StoreRefused(Exception):
    """`reason` is the word, `what` the detail.

    "no-store" (nothing there), "not-a-store" (a folder of something else), "other-version" (`what`: its schema),
    "other-corpus" (it holds other documents), "busy" (another run writes it), "broken" (`what`: a file), and of
    questions "question" (`what`: DuckDB's words), "no-column" and "no-table" (`what`: it, then what is near it),
    "no-question", "missing-argument", "bad-argument", "not-a-question" (it is no single SELECT).
    """

    def __init__(self, reason: str, what: str = "", near: tuple[str, ...] = ()) -> None:
        super().__init__(f"{reason}: {what}")
        self.reason = reason
        self.what = what
        self.near = near

    def __reduce__(self) -> tuple[type[StoreRefused], tuple[str, str, tuple[str, ...]]]:
        return StoreRefused, (self.reason, self.what, self.near)
