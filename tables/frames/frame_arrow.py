"""Frames of tables as Arrow tables and Parquet files, and back, without losing a digit, a unit or a header.

Every amount column is a decimal whose field names its unit and header path; a column of quantities is written as its
printed text and its unit side by side. Any program that reads Parquet gets exact decimals.
"""

from __future__ import annotations

import io
import json
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from fiscal.numbers.quantity import Quantity
from tables.frames.amount_arrow import from_arrow, to_arrow
from tables.frames.amount_dtype import AmountDtype
from tables.frames.frame import ROW_NAMES, flat_names, header, row_index, whole_text

_PATH, _UNIT, _ATTRS = b"path", b"unit", b"fiscal"
_ROW_TYPES = {"label": pa.string(), "level": pa.int64(), "code": pa.string(), "elided": pa.bool_()}


def arrow_of(frame: pd.DataFrame) -> Any:
    """The Arrow table of a frame that `frame_of` made."""
    fields, arrays = [], []
    for name, kind in _ROW_TYPES.items():
        values = [None if value is pd.NA else value for value in frame.index.get_level_values(name).astype(object)]
        fields.append(pa.field(name, kind))
        arrays.append(pa.array(values, type=kind))
    names = flat_names([tuple(path) for path in frame.columns], set(_ROW_TYPES))
    for at, (path, name) in enumerate(zip(frame.columns, names, strict=True)):
        column = frame.iloc[:, at].array
        said = {_PATH: _json([part for part in path if part])}
        if isinstance(column.dtype, AmountDtype):
            values = to_arrow(column)
            fields.append(pa.field(name, values.type, metadata={**said, _UNIT: column.dtype.unit.name.encode()}))
        else:
            values = _printed(column)
            fields.append(pa.field(name, values.type, metadata=said))
        arrays.append(values)
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={_ATTRS: _json(frame.attrs)}))


def parquet_of(frame: pd.DataFrame) -> bytes:
    """The Parquet file of a frame; the same frame gives the same bytes."""
    target = io.BytesIO()
    pq.write_table(arrow_of(frame), target, compression="zstd")
    return target.getvalue()


def frame_from_arrow(table: Any) -> pd.DataFrame:
    """The frame of an Arrow table that `arrow_of` made, or that was read from its Parquet file.

    A column of quantities comes back as {"text", "unit"}. Raises ValueError for a table of another make.
    """
    metadata = table.schema.metadata or {}
    if _ATTRS not in metadata or not set(_ROW_TYPES) <= set(table.column_names):
        raise ValueError("this table was not written by fiscal")
    fields = [table.schema.field(at) for at in range(len(_ROW_TYPES), len(table.column_names))]
    columns: dict[int, Any] = {}
    for at, field in enumerate(fields):
        values = table.column(at + len(_ROW_TYPES))
        unit = field.metadata.get(_UNIT)
        columns[at] = (
            pd.Series(values.to_pylist(), dtype=object).to_numpy()
            if unit is None
            else from_arrow(values, AmountDtype(unit.decode()))
        )
    frame = pd.DataFrame(columns, index=row_index(*(table.column(name).to_pylist() for name in ROW_NAMES[:-1])))
    frame.columns = header([tuple(json.loads(field.metadata[_PATH])) for field in fields])
    frame.attrs = json.loads(metadata[_ATTRS])
    return frame


def _printed(column: Any) -> Any:
    """Quantities as printed, each with its unit: nothing that may be a range is squeezed into one number."""
    rows = [{"text": whole_text(q.text), "unit": q.unit.name} if isinstance(q, Quantity) else None for q in column]
    return pa.array(rows, type=pa.struct([("text", pa.string()), ("unit", pa.string())]))


def _json(value: object) -> bytes:
    """JSON in UTF-8; half a surrogate pair becomes its escape, which JSON reads back."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
