"""A mapping as it is written: TOML whose every table and key knows its line, so that a fault can be named where it stands."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from importers.reading import Refused

_MOST_BYTES = 1_000_000
_ARRAY = re.compile(r"^\s*\[\[\s*([\w-]+)\s*\]\]")
_TABLE = re.compile(r"^\s*\[\s*([\w-]+)\s*(?:\.\s*([\w-]+)\s*)?\]")
_KEY = re.compile(r"""^\s*(?:([\w-]+)\s*\.\s*)?(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*=""")


@dataclass(frozen=True)
class Table:
    """One table of a mapping: ``[area]``, the second ``[[value]]``, or what stands above them all (section "")."""

    values: dict
    section: str
    index: int
    written: "Written"

    def get(self, key: str, default: object = None) -> object:
        """The value of a key."""
        return self.values.get(key, default)

    def fault(self, key: str, why: str) -> Refused:
        """The refusal that names file, line and key."""
        named = f"{self.section}.{key}" if self.section and key else self.section or key
        return Refused(f'{self.written.name}, line {self.written.line(self.section, self.index, key)}, key "{named}": {why}')


class Written:
    """A mapping file, read and parsed. Raises Refused for what is no TOML."""

    def __init__(self, path: Path):
        self.name = path.name
        if path.stat().st_size > _MOST_BYTES:
            raise Refused(f"{self.name} is no mapping: it has more than {_MOST_BYTES:,} bytes")
        try:
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            self.content = tomllib.loads(text)
        except UnicodeDecodeError as error:
            raise Refused(f"{self.name}: the mapping is not UTF-8 text (byte {error.start:,})") from None
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise Refused(f"{self.name}: the mapping is not TOML ({error})") from None
        self._lines = _positions(text)

    def line(self, section: str, index: int, key: str) -> int:
        """The line of a key; where it is not written, that of its table; else the first."""
        places = [(section, index, key), (section, index, ""), *[(key, 0, "")] * (section == "")]
        return next((self._lines[place] for place in places if place in self._lines), 1)

    def tables(self, section: str) -> list[Table]:
        """The tables called ``section``; one for ``[section]``, several for ``[[section]]``, none where it is absent."""
        found = self.content if section == "" else self.content.get(section, [])
        listed = found if isinstance(found, list) else [found]
        return [Table(values, section, index, self) for index, values in enumerate(listed)]


def _positions(text: str) -> dict[tuple[str, int, str], int]:
    """Section, its number and key to the line where it stands."""
    lines: dict[tuple[str, int, str], int] = {}
    section, index, below = "", 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if array := _ARRAY.match(line):
            index = index + 1 if section == array[1] else 0
            section, below = array[1], ""
            lines.setdefault((section, index, ""), number)
        elif table := _TABLE.match(line):
            index = index if section == table[1] else 0
            section, below = table[1], table[2] or ""
            lines.setdefault((section, index, below), number)
        elif key := _KEY.match(line):
            name = key[2] or key[3] or key[4]
            dotted = (key[1], 0, name) if key[1] and not section else (section, index, key[1] or name)
            lines.setdefault((section, index, below) if below else dotted, number)
    return lines
