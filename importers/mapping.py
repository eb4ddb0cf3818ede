"""A mapping: a small TOML file that says what the columns of a table mean. See docs/your-own-data.md."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from importers.mapping_keys import ALLOWED, COLUMNS, KEYS, ONE_OF, SYMBOLS, TABLES
from importers.mapping_toml import Table, Written
from importers.reading import Provenance

_RANGE = re.compile(r"^(\d{1,3})\.\.(\d{1,3})$")
_KINDS = {str: "a text in quotes", int: "a whole number", bool: "true or false", list: "a list of texts", dict: "a table of texts"}
_EARLIEST, _LATEST = 1950, 2100


@dataclass(frozen=True)
class Mapping:
    """A mapping that keeps every rule a mapping has by itself; whether it fits a file is asked by ``importers/mapped.py``."""

    written: Written
    identity: str

    @property
    def loads(self) -> str:
        """What it loads to: observation, population or area_lookup."""
        return self.written.content["loads"]

    @cached_property
    def header(self) -> tuple[str, ...]:
        """All column names of the one file this mapping is for; empty where it does not say them. ``0..89`` stands for 90 names."""
        listed = []
        for name in self.written.content.get("header", []):
            span = _RANGE.match(name)
            listed += map(str, range(int(span[1]), int(span[2]) + 1)) if span else [name]
        return tuple(listed)

    def table(self, section: str) -> Table:
        """The one table of a section; empty where it is not written."""
        found = self.written.tables(section)
        return found[0] if found else Table({}, section, 0, self.written)

    def columns(self) -> list[tuple[Table, str, str]]:
        """Every column it names: the table, the key and the column."""
        tables = [table for section in COLUMNS for table in self.written.tables(section)]
        named = [(table, key, table.get(key)) for table in tables for key in COLUMNS[table.section] if table.get(key)]
        return named + [(table, "only", column) for table in tables for column in table.get("only", {})]

    @property
    def provenance(self) -> Provenance:
        """Who published the figures, in the mapping's words."""
        said = self.table("source").values
        return Provenance(said["publisher"], said["title"], said["attribution"], said["licence"], said["nature"], said.get("method", ""))


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file. Raises Refused with file, line and key for the first thing wrong with it."""
    written = Written(path)
    mapping = Mapping(written, f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()[:12]}")
    top = written.tables("")[0]
    _check(Table({key: value for key, value in top.values.items() if key in KEYS[""]}, "", 0, written), KEYS[""])
    tables = TABLES[mapping.loads]
    for key in [key for key in top.values if key not in KEYS[""] and key not in tables]:
        raise top.fault(key, f"there is no such key or table; a mapping that loads {mapping.loads} knows {', '.join(tables)}")
    for section, rule in tables.items():
        _check_section(mapping, section, rule)
    _check_together(mapping)
    return mapping


def _check_section(mapping: Mapping, section: str, rule: str) -> None:
    held = mapping.written.content.get(section)
    top = mapping.table("")
    if held is None:
        if "!" in rule:
            raise top.fault(section, f"the table is missing; a mapping that loads {mapping.loads} needs it")
        return
    many = "[]" in rule
    shaped = isinstance(held, list) and all(isinstance(item, dict) for item in held) and held if many else isinstance(held, dict)
    if not shaped:
        raise top.fault(section, f"must be written as {'[[' if many else '['}{section}{']]' if many else ']'}")
    keys = KEYS["area of a lookup" if many and section == "area" else section]
    for table in mapping.written.tables(section):
        _check_symbols(table) if section == "symbols" else _check(table, keys)


def _check(table: Table, keys: dict[str, str]) -> None:
    """Refuse a table with a key that is unknown, missing, of the wrong kind or of a value that is not allowed."""
    place = f"[{table.section}]" if table.section else "a mapping"
    for key, value in table.values.items():
        if key not in keys:
            raise table.fault(key, f"there is no such key; {place} knows {', '.join(keys)}")
        _check_kind(table, key, value, keys[key].rstrip("!"))
    for key, kind in keys.items():
        if kind.endswith("!") and key not in table.values:
            raise table.fault(key, f"the key is missing; {place} needs it")
    _check_choice(table)


def _check_kind(table: Table, key: str, value: object, kind: str) -> None:
    wanted = next(found for found in _KINDS if found.__name__ == kind)
    if type(value) is not wanted:
        raise table.fault(key, f"must be {_KINDS[wanted]}")
    if kind == "str" and not value.strip():
        raise table.fault(key, "is empty")
    if kind in ("list", "dict") and not all(isinstance(item, int if key == "years" else str) for item in _items(value)):
        raise table.fault(key, "must hold years only" if key == "years" else "must hold texts in quotes only")
    years = {"vintage": [value], "year": [value], "years": _items(value)}.get(key, [])
    if any(not _EARLIEST <= year <= _LATEST for year in years):
        raise table.fault(key, f"is not a year between {_EARLIEST} and {_LATEST}")
    allowed = ALLOWED.get((table.section, key))
    if allowed and value not in allowed:
        raise table.fault(key, f'"{value[:40]}" is none of {", ".join(allowed)}')


def _items(value: object) -> list:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _check_choice(table: Table) -> None:
    """Refuse a table that says one thing in two ways, or in none."""
    choices = ONE_OF.get(table.section, ())
    given = [key for key in choices if key in table.values]
    if choices and len(given) != 1:
        raise table.fault(given[1] if given else "", f"[{table.section}] needs exactly one of {', '.join(choices)}")


def _check_symbols(table: Table) -> None:
    for text, symbol in table.values.items():
        if symbol not in SYMBOLS:
            raise table.fault(text, f"stands for none of the symbols {', '.join(SYMBOLS)}")


def _check_together(mapping: Mapping) -> None:
    """Refuse what is wrong only because of what stands elsewhere in the mapping."""
    source = mapping.table("source")
    if source.get("nature") == "modelled" and not source.get("method"):
        raise source.fault("method", "the key is missing; modelled figures say how they were made")
    if mapping.loads == "population":
        _check_ages(mapping)
    if mapping.loads == "area_lookup":
        _check_vintages(mapping)
    seen = set()
    for value in mapping.written.tables("value"):
        if value.get("measure") in seen:
            raise value.fault("measure", f'"{value.get("measure")}" is the measure of another [[value]] already')
        seen.add(value.get("measure"))


def _check_ages(mapping: Mapping) -> None:
    age, sex = mapping.table("age"), mapping.table("sex")
    if age.get("wide") is False:
        raise age.fault("wide", "must be true; leave it out for ages in rows")
    if age.get("from") and not age.get("to"):
        raise age.fault("to", 'the key is missing; "from" and "to" go together')
    if not age.get("wide") and not mapping.table("persons").get("column"):
        raise mapping.table("").fault("persons", "the table is missing; it names the column of residents")
    if set(sex.get("codes", {}).values()) - {*ALLOWED["sex", "fixed"]}:
        raise sex.fault("codes", f"must stand for {', '.join(ALLOWED['sex', 'fixed'])}")


def _check_vintages(mapping: Mapping) -> None:
    related = {relation.get(key) for relation in mapping.written.tables("relation") for key in ("child", "parent")}
    for area in mapping.written.tables("area"):
        if not {"vintage", "vintage_column"} & area.values.keys() and area.get("code") not in related:
            raise area.fault("vintage", "the key is missing; only an area of a [[relation]] takes its year from there")
