"""python -m importers fetch --area CODE…: fetch the official files of an authority, and load them when asked to."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from importers.fetching.client import Client, Patience
from importers.fetching.failing import BadSources
from importers.fetching.fetch import Fetched, Fetcher
from importers.fetching.places import check_area, places_of
from importers.fetching.plan import Planned, planned
from importers.fetching.progress import Progress
from importers.fetching.sources import Source, read_sources
from importers.load import Outcome, load
from importers.reading import Refused
from importers.words import line, printable
from settings import settings
from terminal import Parser

FAILED, STOPPED = 2, 130
_EARLIEST = 1991
_LOCK = ".fetch.lock"


def _arguments(given: list[str], kinds: list[str], ids: list[str]) -> argparse.Namespace:
    parser = Parser(prog="python -m importers fetch", description="Fetch official files from their publishers.")
    this_year = datetime.now(UTC).year
    parser.add_argument(
        "--area", action="append", default=[], metavar="CODE", help="an authority or district of England; may stand more than once"
    )
    parser.add_argument("--since", type=int, default=2019, metavar="YEAR", help="first year of figures by year (default: 2019)")
    parser.add_argument("--home", type=Path, default=settings().home, help="folder of the built warehouse (default: data/)")
    parser.add_argument("--to", type=Path, metavar="DIR", help="folder for the files (default: raw/ in the home folder)")
    parser.add_argument(
        "--only",
        nargs="+",
        action="extend",
        default=[],
        metavar="KIND",
        help=f"of {', '.join(kinds)}, or single sources as --list names them",
    )
    parser.add_argument("--load", action="store_true", help="load what is there afterwards")
    parser.add_argument("--list", action="store_true", help="say what would be fetched, from where, and ask nobody")
    parser.add_argument("--json", action="store_true", help="print the outcomes as JSON")
    parser.add_argument("--base-url", default="", metavar="URL", help="ask a mirror that holds each host as a folder")
    arguments = parser.parse_args(given)
    if not arguments.area:
        parser.error("name an authority, such as --area E06000059")
    if not _EARLIEST <= arguments.since <= this_year:
        parser.error(f"--since must be a year from {_EARLIEST} to {this_year}")
    for unknown in sorted(set(arguments.only) - {*kinds, *ids}):
        parser.error(f'there is no kind or source "{unknown}"; there are {", ".join(kinds)}')
    return arguments


def fetch(given: list[str], patience: Patience | None = None) -> int:
    """Fetch, print one line a file, return 0, 2 when any file failed, or 130 when interrupted."""
    try:
        sources = read_sources(settings().sources)
        kinds = list(dict.fromkeys(source.kind for source in sources))
        arguments = _arguments(given, kinds, [source.id for source in sources])
        files, left_out = _files(arguments, sources)
    except (BadSources, Refused) as error:
        print(str(error).rstrip(".") + ".", file=sys.stderr)
        return FAILED
    if arguments.list:
        _print_list(files, left_out, arguments.json)
        return 0
    return _run(arguments, files, left_out, patience or Patience())


def _files(arguments: argparse.Namespace, sources: list[Source]) -> tuple[list[Planned], list[str]]:
    places = places_of([check_area(code) for code in arguments.area], arguments.home.resolve())
    return planned(sources, places, arguments.since, datetime.now(UTC).year, arguments.only)


def _run(arguments: argparse.Namespace, files: list[Planned], left_out: list[str], patience: Patience) -> int:
    home = arguments.home.resolve()
    folder = arguments.to.resolve() if arguments.to else home / "raw"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _LOCK, timeout=0):
            outcomes = _fetched(files, folder, arguments.base_url, patience)
    except Timeout:
        return _said(f"Another process is fetching into {folder.name}/.", FAILED)
    except OSError as error:
        return _said(f"The folder {folder.name}/ cannot be used: {error.strerror}.", FAILED)
    except KeyboardInterrupt:
        return _said("Stopped. What has arrived is kept; the same command goes on from there.", STOPPED)
    loaded = _load(outcomes, folder, home) if arguments.load else []
    _print(outcomes, left_out, loaded, arguments.json)
    return FAILED if any(each.status in ("failed", "refused") for each in [*outcomes, *loaded]) else 0


def _fetched(files: list[Planned], folder: Path, base: str, patience: Patience) -> list[Fetched]:
    progress = Progress()
    return Fetcher(Client(patience, progress), progress, folder, base).fetch_all(files)


def _load(outcomes: list[Fetched], folder: Path, home: Path) -> list[Outcome]:
    """Load every file that is there whole and of a kind that an importer knows."""
    paths = [folder / each.file for each in outcomes if each.loads and each.status != "failed"]
    return load(paths, home) if paths else []


def _said(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


def _print_list(files: list[Planned], left_out: list[str], as_json: bool) -> None:
    rows = [
        {"file": file.name, "source": file.source.id, "kind": file.source.kind, "title": file.source.title,
         "publisher": file.source.publisher, "licence": file.source.licence, "host": file.source.host,
         "verified": file.source.verified, "loads": file.source.loads}
        for file in files
    ]  # fmt: skip
    if as_json:
        print(json.dumps({"files": rows, "left_out": left_out}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        doubts = ["address not verified"] * (not row["verified"]) + ["no importer yet"] * (not row["loads"])
        print(
            f"{row['kind']:<13} {row['source']:<26} {row['file']}: {row['title']}, {row['host']}"
            + (f" ({'; '.join(doubts)})" if doubts else "")
        )
    print("\n".join(left_out), file=sys.stderr, end="\n" * bool(left_out))


def _line(outcome: Fetched) -> str:
    if outcome.status == "failed":
        return f"failed     {outcome.file}: {outcome.reason}"
    more = [outcome.reason] * bool(outcome.reason) + ["kept, but no importer loads it yet"] * (not outcome.loads)
    return f"{outcome.status:<10} {outcome.file}: {outcome.size:,} bytes" + "".join(f"; {each}" for each in more)


def _print(outcomes: list[Fetched], left_out: list[str], loaded: list[Outcome], as_json: bool) -> None:
    if as_json:
        told = {"files": [asdict(each) for each in outcomes], "left_out": left_out, "loaded": [asdict(each) for each in loaded]}
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    print("\n".join(printable(text) for text in [*map(_line, outcomes), *map(line, loaded)]))
    print("\n".join(left_out), file=sys.stderr, end="\n" * bool(left_out))
