"""Makes `changes.schema.json`, the JSON Schema of `fiscal-diff/1`, from the classes of the contract."""

from __future__ import annotations

from pathlib import Path

from reconcile.reports.changes.change_contract import DiffRecord
from reconcile.reports.machine.review_schema import schema_text

FILE = Path(__file__).with_name("changes.schema.json")


def changes_schema() -> str:
    """The schema as text."""
    return schema_text(DiffRecord, "fiscal-diff/1")


if __name__ == "__main__":
    FILE.write_text(changes_schema(), encoding="utf-8")
