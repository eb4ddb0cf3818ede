"""python -m importers FILE_OR_FOLDER… [--home DIR] [--dry-run] [--json]: recognise, check and load files; --log, --findings and
--withdraw, --restore, --prefer, --undo look at the history and change it.

python -m importers fetch --area CODE…: fetch official files from their publishers (importers/fetching/).
"""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from audit import AuditFailed
from importers.deriving import rebuild
from importers.fetching.command import fetch
from importers.history import CannotChange, change, undo
from importers.history_command import findings, log
from importers.load import Outcome, load
from importers.words import line, printable, summary
from settings import settings
from terminal import Parser
from warehouse import WarehouseMissing
from warehouse.build import BuildInProgress, NothingBefore
from warehouse.room import NoRoom

REFUSED = 2
_CHANGES = {
    "withdraw": "take a source out: its figures count nowhere until it is brought back",
    "restore": "bring back a source that was taken out",
    "prefer": "let a source win over newer releases where both speak of the same (official still comes before modelled)",
}


def _parser() -> Parser:
    parser = Parser(
        prog="python -m importers", description="Recognise, check and load official files.",
        epilog="python -m importers fetch --help tells how to fetch official files from their publishers.",
    )  # fmt: skip
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE_OR_FOLDER")
    parser.add_argument("--home", type=Path, default=settings().home, help="folder of the built warehouse (default: data/)")
    parser.add_argument("--demo", action="store_true", help="build afresh from the bundled pack alone")
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE.toml", help="what the columns of the tables given mean (docs/your-own-data.md)"
    )
    parser.add_argument(
        "--accept-rejected",
        action="store_true",
        help="load records of children without the rows that cannot be loaded, instead of refusing them",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument(
        "--rebuild", action="store_true", help="bring a warehouse of an earlier edition up to date, keeping what was loaded"
    )
    parser.add_argument("--log", action="store_true", help="print every load and change so far, and what has become of each file")
    parser.add_argument("--findings", action="store_true", help="print what looks wrong in the figures held")
    for name, meaning in _CHANGES.items():
        parser.add_argument(f"--{name}", metavar="SOURCE_ID", help=meaning)
    parser.add_argument("--undo", action="store_true", help="go back to the version before; a second time brings back what was undone")
    return parser


def _arguments(given: list[str]) -> argparse.Namespace:
    parser = _parser()
    arguments = parser.parse_args(given)
    if arguments.mapping and not arguments.mapping.is_file():
        parser.error(f"--mapping: there is no file {arguments.mapping.name}")
    alone = [name for name in ("log", "findings", "undo", *_CHANGES) if getattr(arguments, name)]
    if len(alone) > 1:
        parser.error(f"name one of {', '.join(f'--{name}' for name in alone)}, not several")
    if alone and (arguments.paths or arguments.demo or arguments.rebuild or arguments.dry_run):
        parser.error(f"--{alone[0]} stands alone; name no files with it")
    if not (alone or arguments.paths or arguments.demo or arguments.rebuild):
        parser.error("name the files or folders to load, or --demo for the bundled pack, or --log for what was loaded")
    return arguments


def _load(arguments: argparse.Namespace, home: Path) -> list[Outcome]:
    paths = [settings().demo, settings().plans] if arguments.demo else []
    say = (lambda text: print(printable(text), file=sys.stderr)) if sys.stderr.isatty() else (lambda text: None)
    if home.exists() and not home.is_dir():
        raise NotADirectoryError(0, "it is a file, not a folder", home.name)
    return load(paths + arguments.paths, home, fresh=arguments.demo, dry_run=arguments.dry_run, say=say, mapping=arguments.mapping,
                accept_rejected=arguments.accept_rejected)  # fmt: skip


def _looked_up(arguments: argparse.Namespace, home: Path) -> str | None:
    """What a question about the history or a change of it prints; None when files are to be loaded."""
    if arguments.log:
        return log(home, arguments.json)
    if arguments.findings:
        return findings(home, arguments.json)
    if arguments.rebuild:
        return "rebuilt from what was loaded" if rebuild(home) else "nothing to rebuild"
    what = next((name for name in _CHANGES if getattr(arguments, name)), None)
    if not what and not arguments.undo:
        return None
    done = undo(home) if arguments.undo else change(home, what, getattr(arguments, what))
    return json.dumps(done, ensure_ascii=False, indent=1) if arguments.json else printable(line(Outcome(**done)))


def _loaded(arguments: argparse.Namespace, home: Path) -> int:
    outcomes = _load(arguments, home)
    if arguments.json:
        print(json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False, indent=1))
    else:
        print("\n".join(printable(line(outcome, arguments.dry_run)) for outcome in outcomes))
        if sys.stderr.isatty():
            print(summary(outcomes, arguments.dry_run), file=sys.stderr)
    return REFUSED if any(outcome.status == "refused" for outcome in outcomes) else 0


def main(given: list[str] | None = None) -> int:
    """Load, print one line a file, return 0, or 2 when a file or a change was refused or the home folder cannot be written."""
    given = sys.argv[1:] if given is None else given
    if given[:1] == ["fetch"]:
        return fetch(given[1:])
    arguments = _arguments(given)
    home = arguments.home.resolve()
    try:
        told = _looked_up(arguments, home)
        if told is None:
            return _loaded(arguments, home)
        print(told, flush=True)
        return 0
    except (AuditFailed, BuildInProgress, CannotChange, NoRoom, NothingBefore, WarehouseMissing) as error:
        print(printable(str(error)), file=sys.stderr)
    except BrokenPipeError:  # the reader of a pipe, such as head, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"The home folder {arguments.home.name}/ cannot be used: {error.strerror}.", file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
