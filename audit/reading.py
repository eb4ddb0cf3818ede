"""Read the log: events of a span of days, newest first, narrowed to what somebody looks for."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from audit.chain import read_line
from audit.folder import folder_of, months


@dataclass(frozen=True)
class Sought:
    """What is looked for; empty is everything. ``since`` and ``until`` are days (UTC), both included."""

    event: str = ""
    person: str = ""
    indicator: str = ""
    area: str = ""
    since: date | None = None
    until: date | None = None

    def has(self, line: dict) -> bool:
        """Whether a line is one that is looked for."""
        day = line["at"][:10]
        fits = all(not wanted or line.get(field, "") == wanted for field, wanted in
                   (("event", self.event), ("person", self.person), ("indicator", self.indicator)))  # fmt: skip
        in_area = not self.area or self.area in (line.get("area"), line.get("priority_area"), *line.get("wards", ()))
        return fits and in_area and (not self.since or day >= self.since.isoformat()) and (not self.until or day <= self.until.isoformat())


def events(home: Path, sought: Sought = Sought()) -> list[dict]:
    """The lines that are looked for, newest first. Lines that cannot be read are left out; ``verify`` names them."""
    first = f"{sought.since:%Y-%m}" if sought.since else ""
    files = [path for path in months(folder_of(home)) if path.stem >= first]
    return [line for path in reversed(files) for line in reversed(_month(path, *_stamp(path))) if sought.has(line)]


def _stamp(path: Path) -> tuple[int, int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


@lru_cache(maxsize=24)
def _month(path: Path, size: int, changed: int, inode: int) -> tuple[dict, ...]:
    """The lines of a file as they were at a size and time."""
    return tuple(said for line in path.read_bytes().split(b"\n") if (said := read_line(line)) and "at" in said)


def words(value: str | int | list[str]) -> str:
    """The value of a field as a text."""
    return ", ".join(value) if isinstance(value, list) else str(value)
