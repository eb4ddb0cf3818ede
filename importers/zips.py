"""Zips, and workbooks that are zips: counted while they are unpacked, because what a zip says of itself may be false."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path, PurePosixPath

from importers.reading import Refused
from settings import settings

_MAX_ENTRIES = 2_000
_CHUNK = 1 << 20
_UNLIMITED = 1 << 62
_ENCRYPTED = 0x1
# Everything that zipfile and the decompressors were seen to raise on damaged bytes.
_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OverflowError, IndexError,
    EOFError, OSError, zlib.error, lzma.LZMAError, struct.error,
)  # fmt: skip


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip at ``path``, its entries checked. Raises Refused in words for damage, also damage met while it is read."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_entries(archive)
            yield archive
    except _BROKEN as error:
        raise Refused(f"it is damaged or cut short ({error or type(error).__name__})") from None


def check_entries(archive: zipfile.ZipFile) -> None:
    """Refuse a zip by what it says of itself: too much, too many, encrypted, twice the same, or a path outside it."""
    entries = archive.infolist()
    if len(entries) > _MAX_ENTRIES:
        raise Refused(f"it holds {len(entries):,} entries, more than {_MAX_ENTRIES:,}")
    _refuse_size(sum(entry.file_size for entry in entries))
    seen = set()
    for entry in entries:
        _check_entry(entry)
        if entry.filename in seen:
            raise Refused(f'its entry "{entry.filename}" stands in it twice')
        seen.add(entry.filename)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    inside = PurePosixPath(entry.filename.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts or ":" in entry.filename:
        raise Refused(f'its entry "{entry.filename}" names a path outside the zip')
    if entry.flag_bits & _ENCRYPTED:
        raise Refused(f'its entry "{entry.filename}" is encrypted; unpack it with its password first')


def _refuse_size(unpacked: int) -> None:
    limit = settings().max_unpacked_bytes
    if unpacked > limit:
        raise Refused(f"it would unpack to {unpacked / 1e9:,.1f} GB, more than the {limit / 1e9:,.1f} GB allowed")


class Allowance:
    """How many bytes may still be unpacked. The entries of one zip share one."""

    def __init__(self) -> None:
        self.spent = 0

    def spend(self, size: int) -> None:
        """Take ``size`` bytes off; Refused when that is too much."""
        self.spent += size
        _refuse_size(self.spent)


def chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowance: Allowance) -> Iterator[bytes]:
    """What an entry really unpacks to, piece by piece; refused as soon as it is more than its header states or than is allowed."""
    believed = copy(entry)
    believed.file_size = _UNLIMITED  # the reader stops at the stated size, which may be a lie
    with archive.open(believed) as content:
        unpacked = 0
        while chunk := content.read(_CHUNK):
            allowance.spend(len(chunk))
            unpacked += len(chunk)
            if unpacked > entry.file_size:
                raise Refused(f'its entry "{entry.filename}" unpacks to more than the {entry.file_size:,} bytes it states')
            yield chunk


def unpack(path: Path, folder: Path, wanted: set[str]) -> list[Path]:
    """Unpack the entries whose suffix is in ``wanted`` (lower case) below ``folder``; their paths, sorted."""
    unpacked, allowance = [], Allowance()
    with opened_zip(path) as archive:
        for entry in archive.infolist():
            inside = PurePosixPath(entry.filename.replace("\\", "/"))
            hidden = any(part.startswith((".", "__MACOSX")) for part in inside.parts)
            if entry.is_dir() or hidden or inside.suffix.lower() not in wanted:
                continue
            target = folder / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as out:
                out.writelines(chunks(archive, entry, allowance))
            unpacked.append(target)
    return sorted(unpacked)
