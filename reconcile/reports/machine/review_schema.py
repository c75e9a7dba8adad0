"""Makes `review.schema.json`, the JSON Schema of `fiscal-review/1`, from the classes of the contract."""

from __future__ import annotations

import json
import re
from pathlib import Path

from msgspec.json import schema

from reconcile.reports.machine.json_contract import Record, ReviewRecord

FILE = Path(__file__).with_name("review.schema.json")


def review_schema() -> str:
    """The schema of a review as text."""
    return schema_text(ReviewRecord, "fiscal-review/1")


def schema_text(record: type[Record], title: str) -> str:
    """The schema of `record` as text; a record is called as in the report: `finding`, not FindingRecord."""
    made = schema(record, ref_template="#/$defs/{name}")
    definitions = made["$defs"]
    top = definitions.pop(record.__name__)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **top, "title": title}
    text = json.dumps({**whole, "$defs": definitions}, ensure_ascii=False, indent=1)
    for name in definitions:
        text = re.sub(rf'(?<=["/]){name}(?=")', name.removesuffix("Record").lower(), text)
    return text + "\n"


if __name__ == "__main__":
    FILE.write_text(review_schema(), encoding="utf-8")
