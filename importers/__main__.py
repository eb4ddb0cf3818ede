"""python -m importers FILE_OR_FOLDER… [--home DIR] [--dry-run] [--json] [--log]: recognise, check and load files.

python -m importers fetch --area CODE…: fetch official files from their publishers (importers/fetching/).
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from importers.fetching.command import fetch
from importers.journal import read_journal
from importers.lines import line, printable
from importers.load import Outcome, load, rebuild
from settings import settings
from warehouse.build import BuildInProgress

REFUSED = 2


def _arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m importers", description="Recognise, check and load official files.",
        epilog="python -m importers fetch --help tells how to fetch official files from their publishers.",
    )  # fmt: skip
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE_OR_FOLDER")
    parser.add_argument("--home", type=Path, default=settings().home, help="folder of the built warehouse (default: data/)")
    parser.add_argument("--demo", action="store_true", help="build afresh from the bundled pack alone")
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE.toml", help="what the columns of the tables given mean (docs/your-own-data.md)"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    parser.add_argument("--json", action="store_true", help="print the outcomes as JSON")
    parser.add_argument(
        "--rebuild", action="store_true", help="bring a warehouse of an earlier edition up to date, keeping what was loaded"
    )
    parser.add_argument("--log", action="store_true", help="print every load so far, with its time, and load nothing")
    arguments = parser.parse_args(given)
    if arguments.log and (arguments.paths or arguments.demo):
        parser.error("--log only prints what was loaded; name no files with it")
    if arguments.mapping and not arguments.mapping.is_file():
        parser.error(f"--mapping: there is no file {arguments.mapping.name}")
    if not (arguments.paths or arguments.demo or arguments.log or arguments.rebuild):
        parser.error("name the files or folders to load, or --demo for the bundled pack, or --log for what was loaded")
    return arguments


def _print_log(home: Path, as_json: bool) -> None:
    loads = read_journal(home)
    if as_json:
        print(json.dumps(loads, ensure_ascii=False, indent=1))
        return
    if not loads:
        print(f"Nothing has been loaded into {home.name}/ yet.")
    for entry in loads:
        for file in entry["files"]:
            print(printable(f"{entry['when']}  {line(Outcome(**file))}"))


def _load(arguments: argparse.Namespace) -> list[Outcome]:
    paths = [settings().demo, settings().plans] if arguments.demo else []
    say = (lambda text: print(printable(text), file=sys.stderr)) if sys.stderr.isatty() else (lambda text: None)
    home = arguments.home.resolve()
    if home.exists() and not home.is_dir():
        raise NotADirectoryError(0, "it is a file, not a folder", home.name)
    return load(paths + arguments.paths, home, fresh=arguments.demo, dry_run=arguments.dry_run, say=say, mapping=arguments.mapping)


def main(given: list[str] | None = None) -> int:
    """Load, print one line a file, return 0, or 2 when any file was refused or the home folder cannot be written."""
    given = sys.argv[1:] if given is None else given
    if given[:1] == ["fetch"]:
        return fetch(given[1:])
    arguments = _arguments(given)
    if arguments.log:
        _print_log(arguments.home.resolve(), arguments.json)
        return 0
    try:
        if arguments.rebuild:
            print("rebuilt from what was loaded" if rebuild(arguments.home.resolve()) else "nothing to rebuild")
            return 0
        outcomes = _load(arguments)
    except BuildInProgress as error:
        print(error, file=sys.stderr)
        return REFUSED
    except OSError as error:
        print(f"The home folder {arguments.home.name}/ cannot be used: {error.strerror}.", file=sys.stderr)
        return REFUSED
    if arguments.json:
        print(json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False, indent=1))
    else:
        print("\n".join(printable(line(outcome)) for outcome in outcomes))
    return REFUSED if any(outcome.status == "refused" for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
