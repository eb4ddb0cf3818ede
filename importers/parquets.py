"""Parquet files: told to be whole before they are believed, read in pieces so that no header decides how much memory they take."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from importers.reading import Refused
from importers.texts import MAX_CELLS
from settings import settings

_PIECE = 1 << 16
_MARK = b"PAR1"
_MAX_COLUMNS = 16_384
_NOT_OPENED = "the Parquet file cannot be opened; {}"
# What pyarrow was seen to raise on damaged bytes.
_BROKEN = (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError, KeyError, UnicodeDecodeError)

Columns = Callable[[], list[tuple[np.ndarray, list[object]]]]


def open_parquet(path: Path) -> tuple[list[str], Columns]:
    """Names of the columns, and a function that reads them: the place of each row's value, and the values."""
    with path.open("rb") as file:
        begins = file.read(4)
        file.seek(-min(4, path.stat().st_size), 2)
        ends = file.read(4)
    if begins != _MARK:
        raise Refused(_NOT_OPENED.format("the name ends in .parquet, but the content is none"))
    if ends != _MARK:
        raise Refused(_NOT_OPENED.format("it is cut short"))
    try:
        with pq.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except _BROKEN:  # what the library has to say of it is about its own innards
        raise Refused(_NOT_OPENED.format("it is damaged")) from None
    _check(schema, rows)
    return schema.names, lambda: _columns(path, schema.names)


def _check(schema: pa.Schema, rows: int) -> None:
    if len(schema) > _MAX_COLUMNS:
        raise Refused(_NOT_OPENED.format(f"it has {len(schema):,} columns, more than the {_MAX_COLUMNS:,} that a table may have"))
    if rows * len(schema) > MAX_CELLS:
        raise Refused(_NOT_OPENED.format(f"it has {rows:,} rows and {len(schema):,} columns, more than {MAX_CELLS:,} cells"))
    for field in schema:
        if pa.types.is_nested(field.type) or pa.types.is_binary(field.type):
            raise Refused(_NOT_OPENED.format("the column holds neither text nor numbers nor dates"), column=field.name[:80])


def _columns(path: Path, names: list[str]) -> list[tuple[np.ndarray, list[object]]]:
    """Each column as places and distinct values; counted on the way, because what the file says of itself may be false."""
    pieces, cells, size = [], 0, 0
    try:
        with pq.ParquetFile(path, read_dictionary=names) as file:
            for piece in file.iter_batches(_PIECE):
                cells, size = cells + piece.num_rows * piece.num_columns, size + piece.nbytes
                if cells > MAX_CELLS or size > settings().max_unpacked_bytes:
                    raise Refused(_NOT_OPENED.format("it unpacks to more than a table may have"))
                pieces.append(piece)
            table = pa.Table.from_batches(pieces, file.schema_arrow if not pieces else None)
        return [_encoded(column) for column in table.columns]
    except _BROKEN:  # what the library has to say of it is about its own innards
        raise Refused(_NOT_OPENED.format("it is damaged")) from None


def _encoded(column: pa.ChunkedArray) -> tuple[np.ndarray, list[object]]:
    """Place of each row's value, -1 for none, and the values."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    whole = encoded.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0) if whole.num_chunks else pa.DictionaryArray.from_arrays(pa.array([], pa.int32()), pa.array([], pa.string()))
    return whole.indices.fill_null(-1).to_numpy(zero_copy_only=False), whole.dictionary.to_pylist()
