"""Text files of tables: their encoding found, their rows parsed, within limits that keep memory in bounds."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from importers.reading import Note, Refused

MAX_CELLS = 20_000_000
_MAX_COLUMNS = 16_384  # as many as a worksheet can have
_MAX_LETTERS = 1_000_000


def decoded(content: bytes) -> tuple[str, Note | None]:
    """Text of a file in UTF-8, UTF-16 with a byte-order mark, or Windows-1252 (then with a note)."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _utf16(content), None
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise Refused("the file is not text: it holds zero bytes; save it as CSV in UTF-8", row=line)
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
    try:
        return content.decode("cp1252"), Note("read as Windows-1252, because it is not UTF-8", row=line)
    except UnicodeDecodeError:
        raise Refused("holds bytes that are neither UTF-8 nor Windows-1252; save it as CSV in UTF-8", row=line) from None


def _utf16(content: bytes) -> str:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Refused(f"the file is not complete UTF-16 text (byte {error.start:,})") from None
    if "\0" in text:
        raise Refused("the file is not text: it holds zero bytes; save it as CSV in UTF-8")
    return text


def parsed(text: str, most: int | None = None) -> list[list[str]]:
    """The rows of a table separated by commas or tabs, all or the first ``most``."""
    top = text[:10_000]
    delimiter = "\t" if top.count("\t") > top.count(",") else ","
    csv.field_size_limit(_MAX_LETTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(islice(_within_limits(reader), most))
    except csv.Error as error:
        raise Refused(_said(error), row=max(reader.line_num, 1)) from None


def _within_limits(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        if len(row) > _MAX_COLUMNS:
            raise Refused(f"has {len(row):,} columns, more than the {_MAX_COLUMNS:,} that a table may have", row=number)
        if cells > MAX_CELLS:
            raise Refused(f"the table has more than {MAX_CELLS:,} cells up to here; load a part of it", row=number)
        yield row


def _said(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a cell holds more than {_MAX_LETTERS:,} characters"
    return f"the table breaks off or is badly quoted ({error})"
