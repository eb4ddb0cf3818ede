"""What may be fetched and from where: data/sources.toml (or NEEDS_ATLAS_SOURCES), read and checked."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from importers.fetching.failing import BadSources

FORMATS = ("csv", "geojson", "xlsx", "ods")
PAGES = ("none", "arcgis", "nomis")
EACH = ("area", "region", "place", "once")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_KNOWN = {"area", "region", "england", "neighbours", "since", "until", "found"}


@dataclass(frozen=True)
class Step:
    """A page asked first, because the address of the file stands in it: the ``value`` of every object whose ``name`` matches.

    ``within`` narrows the search to what lies under that key; ``embedded`` reads the JSON that a page of Explore
    Education Statistics carries; ``batch`` asks for all values, that many together, instead of the first one.
    """

    address: str
    value: str
    query: dict[str, str] = field(default_factory=dict)
    within: str = ""
    name: str = ""
    match: str = ""
    embedded: bool = False
    batch: int = 0


@dataclass(frozen=True)
class Source:
    """One entry of the file of sources; the file itself says at its top what the fields mean."""

    id: str
    kind: str
    publisher: str
    title: str
    licence: str
    attribution: str
    address: str
    file: str
    format: str
    must_have: tuple[str, ...]
    verified: bool
    each: str = "once"
    codes: tuple[str, ...] = ()
    query: dict[str, str] = field(default_factory=dict)
    pages: str = "none"
    page_size: int = 1000
    save_as_csv: bool = False
    loads: bool = True
    most_bytes: int = 200_000_000
    find: tuple[Step, ...] = ()

    @property
    def host(self) -> str:
        """Whom it is asked of."""
        return urlsplit(self.find[0].address if self.find else self.address).netloc


def read_sources(path: Path) -> list[Source]:
    """The sources of a file. BadSources says in a sentence what is wrong with it."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))["source"]
    except FileNotFoundError:
        raise BadSources(f"There is no file of sources at {path.name}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSources(f"{path.name} cannot be read: {error}.") from None
    except KeyError:
        raise BadSources(f"{path.name} holds no [[source]].") from None
    sources = [_source(table, path.name) for table in tables]
    twice = {source.id for source in sources if sum(other.id == source.id for other in sources) > 1}
    if twice:
        raise BadSources(f'{path.name} holds the source "{min(twice)}" twice.')
    return sources


def _source(table: dict, file: str) -> Source:
    table = dict(table)
    try:
        table["find"] = tuple(Step(**step) for step in table.get("find", []))
        table["must_have"], table["codes"] = tuple(table.get("must_have", ())), tuple(table.get("codes", ()))
        source = Source(**table)
    except TypeError as error:
        raise BadSources(f'{file}, source "{table.get("id", "?")}": {error}.') from None
    for problem in _problems(source):
        raise BadSources(f'{file}, source "{source.id}": {problem}.')
    return source


def _problems(source: Source) -> list[str]:
    """What is wrong with a source, in words."""
    choices = ((source.format, FORMATS, "format"), (source.pages, PAGES, "pages"), (source.each, EACH, "each"))
    wrong = [f'{name} "{given}" is none of {", ".join(allowed)}' for given, allowed, name in choices if given not in allowed]
    texts = [source.address, source.file, *source.query.values()]
    texts += [text for step in source.find for text in (step.address, *step.query.values())]
    unknown = {name for text in texts for name in _PLACEHOLDER.findall(str(text))} - _KNOWN
    wrong += [f"there is no placeholder {{{name}}}" for name in sorted(unknown)]
    inside = PurePosixPath(source.file)
    if inside.is_absolute() or ".." in inside.parts or "\\" in source.file or ":" in source.file:
        wrong.append("its file lies outside the folder")
    if len(inside.parts) > 3:
        wrong.append("its file lies more than two folders deep")
    return wrong


def filled(text: str, values: dict[str, str]) -> str:
    """``text`` with its placeholders filled in."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], ""), str(text))
