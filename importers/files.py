"""Find the files to load: folders walked, zips unpacked with limits, what cannot be opened named in words."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from importers.reading import Refused
from importers.zips import unpack

TABLES = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet"}
OUTLINES = {".geojson", ".json", ".topojson", ".gpkg", ".shp"}
COMPANIONS = (".dbf", ".shx", ".prj", ".cpg")
XML = ".xml"
MAPPING = ".toml"
LISTING = "SOURCES.csv"
MANIFEST = "manifest.json"
_DESCRIBES_OTHERS = (LISTING, MANIFEST, ".meta.csv", "Modelled postcodes.csv")  # speak of the files beside them, are not data themselves
_OF_A_RETURN = (b"SSDA903", b"<CHILDID")  # stand in the first letters of an XML that is one
_LOADABLE = "a table (.csv, .tsv, .xlsx, .xls, .ods, .parquet), a return (.xml) nor outlines (.geojson, .json, .topojson, .gpkg, .shp)"


@dataclass(frozen=True)
class GivenFile:
    """A file to load: where it lies now, and the name the user knows it by."""

    path: Path
    name: str

    @property
    def has_outlines(self) -> bool:
        """Whether its name says outlines, else it is a table."""
        return self.path.suffix.lower() in OUTLINES

    @property
    def mapping_beside(self) -> Path | None:
        """The mapping that lies beside the table under the same name; None where there is none."""
        beside = self.path.with_suffix(MAPPING)
        return beside if not self.has_outlines and beside.is_file() else None

    @cached_property
    def checksum(self) -> str:
        """SHA-256 of the content, hexadecimal; of a shapefile, that of its companions with it."""
        digest = hashlib.sha256()
        for path in [self.path, *companions(self.path)]:
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
        return digest.hexdigest()


def companions(path: Path) -> list[Path]:
    """The files that make a shapefile whole, in a fixed order; none for any other file."""
    if path.suffix.lower() != ".shp":
        return []
    beside = [path.with_suffix(suffix) for ending in COMPANIONS for suffix in (ending, ending.upper())]
    return [companion for companion in dict.fromkeys(beside) if companion.is_file()]


@contextmanager
def given_files(paths: list[Path]) -> Iterator[tuple[list[GivenFile], list[tuple[str, str]]]]:
    """The files below ``paths`` and a list of (name, why refused). What was unpacked from zips vanishes at the end."""
    with ExitStack() as stack:
        files, refused = [], []
        for path in paths:
            try:
                _take(path, files, refused, stack)
            except OSError as error:
                refused.append((_shown(path.name), f"it cannot be read ({error.strerror})"))
        yield files, refused


def _take(path: Path, files: list[GivenFile], refused: list[tuple[str, str]], stack: ExitStack) -> None:
    """Add what one given path holds to ``files`` or to ``refused``."""
    if not path.exists():
        refused.append((_shown(path.name), "there is no such file"))
    elif path.is_dir():
        _walk(path.resolve(), files, refused, stack)
    elif path.is_file():
        _sort_in(path, _shown(path.name), files, refused, stack)
    else:
        refused.append((_shown(path.name), "it is not a regular file"))


def _walk(folder: Path, files: list, refused: list, stack: ExitStack) -> None:
    before = len(files) + len(refused)
    for found in sorted(folder.rglob("*")):
        known = found.suffix.lower() in TABLES | OUTLINES | {".zip", XML}
        if known and found.is_file() and not _set_aside(found):
            _sort_in(found, _shown(found.relative_to(folder.parent).as_posix()), files, refused, stack)
    if len(files) + len(refused) == before:
        refused.append((_shown(folder.name), f"there is nothing to load in this folder: it holds neither {_LOADABLE} nor a zip of them"))


def _set_aside(path: Path) -> bool:
    return path.name.startswith(".") or path.name.endswith(_DESCRIBES_OTHERS) or (path.suffix.lower() == XML and not _is_return(path))


def _is_return(path: Path) -> bool:
    """Whether an XML is a return. Others lie beside outlines and describe them, and are passed over like texts."""
    with path.open("rb") as file:
        top = file.read(20_000).replace(b"\0", b"").upper()
    return any(mark in top for mark in _OF_A_RETURN)


def _sort_in(path: Path, name: str, files: list, refused: list, stack: ExitStack) -> None:
    if path.suffix.lower() != ".zip":
        files.append(GivenFile(path, name))
        return
    try:
        _take_unpacked(path, name, files, refused, stack)
    except Refused as error:
        refused.append((name, f"the zip cannot be opened safely: {error}"))


def _take_unpacked(path: Path, name: str, files: list, refused: list, stack: ExitStack) -> None:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="needs-atlas-")))
    found = unpack(path, folder, TABLES | OUTLINES | set(COMPANIONS) | {".zip", XML, MAPPING})
    inside = [item for item in found if item.suffix.lower() not in (*COMPANIONS, MAPPING) and not _set_aside(item)]
    if not inside:
        raise Refused(f"it holds neither {_LOADABLE}")
    for item in inside:
        shown = _shown(f"{name}/{item.relative_to(folder).as_posix()}")
        if item.suffix.lower() == ".zip":
            refused.append((shown, "a zip inside a zip is not opened; unpack it first"))
        else:
            files.append(GivenFile(item, shown))


def _shown(name: str) -> str:
    """A file name that can be printed and stored, whatever bytes it is made of."""
    readable = name.encode("utf-8", "replace").decode()
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in readable)
