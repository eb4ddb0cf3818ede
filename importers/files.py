"""Find the files to load: folders walked, zips unpacked with limits, other things passed over in words."""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from importers.reading import Refused
from settings import settings

TABLES = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"}
OUTLINES = {".geojson", ".json", ".topojson", ".gpkg", ".shp"}
_COMPANIONS = {".dbf", ".shx", ".prj", ".cpg", ".qmd", ".sbn", ".sbx", ".xml"}
_MAX_ENTRIES = 2_000
LISTING = "SOURCES.csv"
_DESCRIBES_OTHERS = (LISTING, ".meta.csv")  # speak of the files beside them, are not data themselves


@dataclass(frozen=True)
class GivenFile:
    """A file to load: where it lies now, and the name the user knows it by."""

    path: Path
    name: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the content, hexadecimal."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def given_files(paths: list[Path]) -> Iterator[tuple[list[GivenFile], list[tuple[str, str]]]]:
    """The files below ``paths`` and a list of (name, why passed over or refused). Unpacked zips vanish at the end."""
    with ExitStack() as stack:
        files, passed = [], []
        for path in paths:
            for found in sorted(path.rglob("*")) if path.is_dir() else [path]:
                _sort_in(found, path, files, passed, stack)
        yield files, passed


def _sort_in(path: Path, given: Path, files: list, passed: list, stack: ExitStack) -> None:
    in_folder = path != given
    name = path.relative_to(given.parent).as_posix() if in_folder else path.name
    if (
        path.is_dir()
        or path.name.startswith(".")
        or path.name.endswith(_DESCRIBES_OTHERS)
        or (in_folder and path.suffix.lower() in _COMPANIONS)
    ):
        return
    if not path.exists():
        passed.append((name, "there is no such file"))
    elif path.suffix.lower() == ".zip":
        try:
            files.extend(_unpacked(path, stack))
        except (Refused, zipfile.BadZipFile) as error:
            passed.append((name, f"the zip cannot be opened safely: {error}"))
    elif path.suffix.lower() in TABLES | OUTLINES or not in_folder:
        files.append(GivenFile(path, name))


def check_zip(archive: zipfile.ZipFile) -> None:
    """Refuse a zip that unpacks to too much, holds too many entries or names a path outside itself."""
    entries = archive.infolist()
    if len(entries) > _MAX_ENTRIES:
        raise Refused(f"it holds {len(entries):,} entries, more than {_MAX_ENTRIES:,}")
    unpacked, limit = sum(entry.file_size for entry in entries), settings().max_unpacked_bytes
    if unpacked > limit:
        raise Refused(f"it would unpack to {unpacked / 1e9:,.1f} GB, more than the {limit / 1e9:,.1f} GB allowed")
    for entry in entries:
        inside = PurePosixPath(entry.filename.replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or ":" in entry.filename:
            raise Refused(f'its entry "{entry.filename}" names a path outside the zip')


def _unpacked(path: Path, stack: ExitStack) -> list[GivenFile]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="needs-atlas-")))
    with zipfile.ZipFile(path) as archive:
        check_zip(archive)
        archive.extractall(folder)
    wanted = [
        found
        for found in sorted(folder.rglob("*"))
        if found.suffix.lower() in TABLES | OUTLINES and not found.name.endswith(_DESCRIBES_OTHERS)
    ]
    if not wanted:
        raise Refused("it holds no table and no outlines")
    return [GivenFile(found, f"{path.name}/{found.relative_to(folder).as_posix()}") for found in wanted]
