"""Names of documents in reports: as short as tells them apart, never a path of this machine, never without an end."""

from __future__ import annotations

from reconcile.words.document_names import short_names


def test_names_are_told_apart_by_folders_only_where_needed() -> None:
    """A folder is named for files of the same name alone; of absolute paths no more is told than needed."""
    assert short_names(["/卷/甲/附表.xlsx", "/卷/乙/附表.xlsx", "/卷/乙/议案.txt"]) == [
        "甲/附表.xlsx",
        "乙/附表.xlsx",
        "议案.txt",
    ]


def test_the_same_path_twice_and_none_come_to_an_end() -> None:
    """Paths that cannot be told apart keep the same name; a folder tells a file from one without."""
    assert short_names(["甲/附表.txt", "甲/附表.txt"]) == ["甲/附表.txt", "甲/附表.txt"]
    assert short_names(["附表.txt", "甲/附表.txt"]) == ["附表.txt", "甲/附表.txt"]
    assert short_names([]) == []
