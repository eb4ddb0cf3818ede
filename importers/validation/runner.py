"""Run in the validator's own environment by process.py, and imported by nothing of the product: a request in, counts by rule out.

Standard input is one JSON object: ``tables`` (name of the package's, with _last for the year before; ``columns`` and ``rows`` of texts),
``collection_year``, ``authority``, ``rules_of`` (the year whose rules are asked, or null), ``first_rows`` (how many places of rows are
told by rule). Standard output is a JSON object a line: ``at`` and ``of`` while rules run, then ``answer``, or ``failed`` with the kind of error.
The package prints and logs cells, so nothing but these lines leaves the process.
"""

import csv
import io
import json
import logging
import os
import re
import sys
from dataclasses import replace
from importlib import import_module
from importlib.metadata import version
from pkgutil import iter_modules

PACKAGE = "csc-validator-be-903"
_LAST = "_last"


def _alone():
    """The standard output for our own lines; whatever else is printed or logged goes nowhere."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    logging.disable(logging.CRITICAL)
    return out


def _registry(wanted: int) -> tuple[int, dict]:
    """The rules of the year wanted, else of the latest year before it that has any, else of the first; and which year that is."""
    found = (re.fullmatch(r"lac\d{4}_(\d\d)", module.name) for module in iter_modules(import_module("lac_validator.rules").__path__))
    years = {2000 + int(name[1]): name[0] for name in found if name}
    year = max((each for each in years if each <= wanted), default=min(years))
    return year, import_module(f"lac_validator.rules.{years[year]}").registry


def _files(tables: dict) -> list[dict]:
    """The tables as the package takes them: CSV files with exactly its columns; those that a return does not state are empty."""
    known = import_module("lac_validator.config").column_names
    return [{
        "name": f"{name}.csv", "description": "Prev year" if name.endswith(_LAST) else "This year",
        "file_content": _csv(table, known[name.removesuffix(_LAST)]),
    } for name, table in tables.items()]  # fmt: skip


def _csv(table: dict, columns: list) -> bytes:
    places = [table["columns"].index(column) if column in table["columns"] else None for column in columns]
    text = io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow(columns)
    out.writerows([("" if place is None else row[place]) for place in places] for row in table["rows"])
    return text.getvalue().encode()


def _watched(registry: dict, say) -> dict:
    """The rules, each of which says that its turn has come, and breaks off where it names rows that there are not."""

    def watched(at: int, ask):
        def asked(tables):
            say({"at": at, "of": len(registry)})
            rows = {name: len(table) for name, table in tables.items() if name != "metadata"}
            found = ask(tables)
            for name, places in found.items():
                stated = [place for place in places if place == place]  # NaN, which the package leaves out, equals nothing
                if any(not 0 <= place < rows[name] for place in stated):
                    raise IndexError(name)
            return found

        return asked

    return {code: replace(rule, func=watched(at, rule.func)) for at, (code, rule) in enumerate(registry.items(), start=1)}


def _broken(results: dict, registry: dict, first_rows: int) -> list[dict]:
    """By rule and table how many rows break it, and the places of the first, counted from 0."""
    found = []
    for name, table in results.items():
        for code in [column[4:] for column in getattr(table, "columns", ()) if column.startswith("ERR_")]:
            is_hit = table[f"ERR_{code}"].eq(True)
            if is_hit.any():
                rule = registry[code]
                found.append({
                    "rule": str(code), "table": name.removesuffix(_LAST), "is_of_year_before": name.endswith(_LAST),
                    "columns": [str(column) for column in rule.affected_fields or ()], "says": " ".join(str(rule.message or "").split()),
                    "rows": int(is_hit.sum()), "first_rows": [place for place, hit in enumerate(is_hit) if hit][:first_rows],
                })  # fmt: skip
    return found


def validated(request: dict, say) -> dict:
    """What the package finds in the tables of a request."""
    year, registry = _registry(request["rules_of"] or request["collection_year"])
    validator = import_module("lac_validator.lac_validator").LacValidator
    metadata = {"collectionYear": str(request["collection_year"]), "localAuthority": request["authority"]}
    done = validator(metadata=metadata, files=_files(request["tables"]), registry=_watched(registry, say))
    return {
        "package": version(PACKAGE), "rules_of": year, "rules": len(registry), "ran": len(done.dones), "skipped": [str(code) for code in done.skips],
        "crashed": [str(code) for code in done.fails], "broken": _broken(done.ds_results, registry, request["first_rows"]),
    }  # fmt: skip


def main() -> None:
    """Answer the request on standard input."""
    out = _alone()

    def say(line: dict) -> None:
        out.write(json.dumps(line) + "\n")
        out.flush()

    try:
        say({"answer": validated(json.loads(sys.stdin.buffer.read()), say)})
    except Exception as error:  # its words may quote a cell, so that its kind alone is told
        say({"failed": type(error).__name__})


if __name__ == "__main__":
    main()
