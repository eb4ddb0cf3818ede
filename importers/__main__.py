"""python -m importers FILE_OR_FOLDER… [--home DIR] [--dry-run] [--json]: recognise, check and load files."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from importers.load import Outcome, load
from settings import settings
from warehouse.build import BuildInProgress

REFUSED = 2


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m importers", description="Recognise, check and load official files.")
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE_OR_FOLDER")
    parser.add_argument("--home", type=Path, default=settings().home, help="folder of the built warehouse (default: data/)")
    parser.add_argument("--demo", action="store_true", help="build afresh from the bundled pack")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    parser.add_argument("--json", action="store_true", help="print the outcomes as JSON")
    arguments = parser.parse_args(given)
    if not arguments.paths and not arguments.demo:
        parser.error("name the files or folders to load, or --demo for the bundled pack")
    return arguments


def _line(outcome: Outcome) -> str:
    if outcome.status in ("refused", "unchanged"):
        return f"{outcome.status:<10} {outcome.file}: {outcome.reason}"
    rejected = f", {outcome.rejected:,} rejected ({outcome.reason})" if outcome.rejected else ""
    return f"{outcome.status:<10} {outcome.file}: {outcome.kind}, {outcome.read:,} rows read, {outcome.loaded:,} loaded{rejected}"


def main(given: list[str] | None = None) -> int:
    """Load, print one line a file, return 0, or 2 when any file was refused."""
    arguments = _arguments(given)
    paths = [settings().demo, settings().plans] if arguments.demo else []
    say = (lambda text: print(text, file=sys.stderr)) if sys.stderr.isatty() else (lambda text: None)
    try:
        outcomes = load(paths + arguments.paths, arguments.home.resolve(), fresh=arguments.demo, dry_run=arguments.dry_run, say=say)
    except BuildInProgress as error:
        print(error, file=sys.stderr)
        return REFUSED
    if arguments.json:
        print(json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(_line, outcomes)))
    return REFUSED if any(outcome.status == "refused" for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
