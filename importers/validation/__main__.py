"""python -m importers.validation FILE_OR_FOLDER… [--home DIR]: every rule of the department's that Data to Insight's validator knows.

python -m importers.validation --make-environment: make the environment that it lives in; the only step that needs a package index.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from audit import AuditFailed
from importers.reading import Refused
from importers.validation.environment import NoEnvironment, make, python_in
from importers.validation.gathered import gather
from importers.validation.process import NoAnswer
from importers.validation.validate import told, validate
from importers.words import printable
from settings import settings
from terminal import CANNOT_ANSWER, Parser


def _parser() -> Parser:
    parser = Parser(
        prog="python -m importers.validation", description="Validate a return of children looked after by all rules of the department."
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE_OR_FOLDER", help="the return of a year, and that of the year before")
    parser.add_argument("--home", type=Path, default=settings().home, help="folder of the built warehouse (default: data/)")
    parser.add_argument("--make-environment", action="store_true", help="make the validator's environment from a package index")
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="the Python, up to 3.11, to make it with")
    parser.add_argument("--year", type=int, help="the year to validate, by the year in which it ends (default: the latest given)")
    parser.add_argument("--area", default="", metavar="CODE", help="the authority, where files and settings do not tell it")
    parser.add_argument("--rules", type=int, metavar="YEAR", help="ask the rules of another collection year")
    parser.add_argument("--rows", action="store_true", help="tell the numbers of the first rows that break each rule")
    parser.add_argument(
        "--seconds", type=float, default=settings().validation_seconds, help="how long it may take (default: %(default).0f)"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    return parser


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = _parser()
    arguments = parser.parse_args(given)
    if not (arguments.paths or arguments.make_environment):
        parser.error("name the files or folders of the return, or --make-environment")
    if arguments.seconds <= 0:
        parser.error("--seconds must be more than 0")
    return arguments


def _say(at: int, of: int) -> None:
    """How far it is, on one line of a terminal."""
    if sys.stderr.isatty():
        print(f"\r{at:,} of {of:,} rules", end="\n" if at == of else "", file=sys.stderr, flush=True)


def _make(arguments: argparse.Namespace) -> None:
    make(settings().validator, arguments.python, lambda text: print(text, file=sys.stderr))
    print(f"The validator's environment is made in {settings().validator.name}/.")


def _validate(arguments: argparse.Namespace) -> None:
    home = arguments.home.resolve()
    python = python_in(settings().validator)
    given = gather(arguments.paths, home, year=arguments.year, area=arguments.area)
    done, first_rows = validate(given, python, home, arguments.seconds, rules=arguments.rules, with_rows=arguments.rows, say=_say)
    if arguments.json:
        rows = {"first_rows": first_rows} if arguments.rows else {}
        print(json.dumps(asdict(done) | rows | {"notes": given.notes}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(printable, told(done, given.notes, first_rows))))


def main(given: list[str] | None = None) -> int:
    """Make the environment, validate, or both; 0, or 2 with a sentence where that cannot be done. Rules that are broken are no failure."""
    arguments = _arguments(given)
    try:
        if arguments.make_environment:
            _make(arguments)
        if arguments.paths:
            _validate(arguments)
    except (AuditFailed, NoAnswer, NoEnvironment, Refused) as error:
        print(printable(f"{str(error).rstrip('.')}."), file=sys.stderr)
        return CANNOT_ANSWER
    return 0


if __name__ == "__main__":
    sys.exit(main())
