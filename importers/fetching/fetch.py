"""Fetch planned files into a folder, one after the other; what fails is told and the others go on."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from importers.fetching.addresses import addresses, mirrored
from importers.fetching.client import Client
from importers.fetching.content import Piece, piece_of
from importers.fetching.failing import Failed
from importers.fetching.joining import put_in_place
from importers.fetching.manifest import Entry, Manifest, PageRead, checksum
from importers.fetching.parts import Part
from importers.fetching.plan import Planned
from importers.fetching.progress import Progress
from importers.fetching.sources import Source

_MOST_PAGES = 500
_LISTING_BYTES = 20_000_000


@dataclass(frozen=True)
class Fetched:
    """What became of one file. ``status``: fetched, unchanged or failed; ``loads`` says whether an importer knows its kind."""

    file: str
    source: str
    status: str
    size: int = 0
    reason: str = ""
    loads: bool = True


class Fetcher:
    """Fetches into one folder and keeps its manifest. ``base`` is a mirror to ask instead of the publishers."""

    def __init__(self, client: Client, progress: Progress, folder: Path, base: str = ""):
        self._client, self._progress, self._folder, self._base = client, progress, folder, base
        self._manifest = Manifest(folder)

    def fetch_all(self, files: list[Planned]) -> list[Fetched]:
        """One outcome a file, in their order. An interruption leaves what has arrived to be gone on with."""
        outcomes = []
        for number, planned in enumerate(files, start=1):
            self._progress.label = f"[{number}/{len(files)}] {planned.name}"
            try:
                outcomes.append(self._fetch(planned))
            except Failed as error:
                outcomes.append(self._outcome(planned, "failed", reason=str(error)))
            except OSError as error:
                reason = f"it cannot be written into {self._folder.name}/ ({error.strerror or error})"
                outcomes.append(self._outcome(planned, "failed", reason=reason))
        return outcomes

    def _outcome(self, planned: Planned, status: str, size: int = 0, reason: str = "") -> Fetched:
        return Fetched(planned.name, planned.source.id, status, size, reason, planned.source.loads)

    def _fetch(self, planned: Planned) -> Fetched:
        target = self._folder / planned.name
        target.parent.mkdir(parents=True, exist_ok=True)
        asked = [mirrored(each, self._base) for each in addresses(planned, lambda where: self._listing(where, target))]
        entry = self._manifest.intact(planned.name)
        if entry and self._still_holds(entry, asked):
            self._manifest.keep(planned.name, replace(entry, checked=_now()))
            return self._outcome(planned, "unchanged", entry.size, "the publisher has nothing newer")
        parts = self._pages(asked, target, planned.source)
        pages = [PageRead(part.address, part.etag, part.modified) for part in parts]
        put_in_place([part.path for part in parts], target, planned.source)
        for part in parts:
            part.discard()
        return self._kept(planned, target, entry, pages)

    def _kept(self, planned: Planned, target: Path, before: Entry | None, pages: list[PageRead]) -> Fetched:
        source, now, found, size = planned.source, _now(), checksum(target), target.stat().st_size
        same = before is not None and before.sha256 == found
        self._manifest.keep(planned.name, Entry(
            source.id, pages, before.fetched if same else now, now, found, size,
            source.publisher, source.title, source.licence, source.attribution, source.loads,
        ))  # fmt: skip
        return self._outcome(planned, *(("unchanged", size, "the same content came again") if same else ("fetched", size)))

    def _still_holds(self, entry: Entry, asked: list[str]) -> bool:
        """Whether the file was made of today's addresses and their server says of every page that it has not changed."""
        known = [page.address for page in entry.pages]
        return set(asked) <= set(known) and all(self._client.unchanged(page) for page in entry.pages)

    def _listing(self, where: str, target: Path) -> bytes:
        """A page that leads to a file; it is asked anew each time."""
        part = self._client.get(mirrored(where, self._base), target.with_name(f"{target.name}.listing"), _LISTING_BYTES)
        content = part.path.read_bytes()
        part.discard()
        return content

    def _pages(self, asked: list[str], target: Path, source: Source) -> list[Part]:
        """Every answer of every address, each checked, in temporary files."""
        parts, several = [], len(asked) > 1 or source.pages != "none"
        for base in asked:
            where, offset = base, 0
            while where:
                if len(parts) == _MOST_PAGES:
                    raise Failed(f"it has more than {_MOST_PAGES} pages")
                room = source.most_bytes - sum(part.size for part in parts)
                name = f"{target.name}.{len(parts) + 1}" if several else target.name
                part = self._client.get(where, target.with_name(name), room)
                parts.append(part)
                piece = _checked(part, source, first=offset == 0)
                offset += piece.rows
                where = next_page(base, source, piece, offset)
        return parts


def _checked(part: Part, source: Source, first: bool) -> Piece:
    """What an answer holds. One that is not what it should be must not be gone on with, so it is thrown away."""
    try:
        return piece_of(part.path, source, first)
    except Failed:
        part.discard()
        raise


def next_page(base: str, source: Source, piece: Piece, offset: int) -> str:
    """The address of the page after ``offset`` rows; empty where there is none."""
    if not piece.rows or source.pages == "none":
        return ""
    if source.pages == "arcgis":
        return f"{base}&resultOffset={offset}" if piece.more or piece.rows >= source.page_size else ""
    more = offset < piece.total if piece.total is not None else piece.rows >= source.page_size
    return f"{base}&RecordOffset={offset}" if more else ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
