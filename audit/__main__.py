"""python -m audit verify|list|prune [--home DIR]: whether the chain of the audit log holds, what is in it, and its retention."""

import argparse
import os
import sys
from pathlib import Path

from audit import command
from audit.errors import AuditFailed
from audit.events import EVENTS, OWN
from settings import settings, use_home
from terminal import CANNOT_ANSWER, Parser


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = Parser(prog="python -m audit", description="Check and list the audit log.")
    home = Parser(add_help=False)
    home.add_argument("--home", type=Path, help="folder of the built warehouse, in which the log lies (default: data/)")
    does = parser.add_subparsers(dest="does", required=True, metavar="verify|list|prune")
    verify = does.add_parser("verify", parents=[home], help="whether the chain holds; names the first line that is broken and ends with 2")
    verify.add_argument("--head", default="", metavar="NUMBER:HASH", help="a head that was noted elsewhere and must be in the log")
    listing = does.add_parser("list", parents=[home], help="the events, newest first")
    listing.add_argument("--event", default="", choices=["", *EVENTS, *OWN], metavar="EVENT", help=f"one of {', '.join([*EVENTS, *OWN])}")
    for name in ("person", "indicator", "area"):
        listing.add_argument(f"--{name}", default="", metavar="CODE")
    for name in ("since", "until"):
        listing.add_argument(f"--{name}", type=command.day, metavar="YYYY-MM-DD")
    listing.add_argument("--most", type=int, default=100, metavar="N", help="how many at most (100)")
    listing.add_argument("--json", action="store_true")
    does.add_parser("prune", parents=[home], help="delete months older than the settings keep (audit_days)")
    return parser.parse_args(given)


def main(given: list[str] | None = None) -> int:
    """Do what is asked and return 0; 2 where the chain is broken or nothing can be done."""
    arguments = _arguments(given)
    use_home(arguments.home)
    try:
        said, code = getattr(command, f"do_{arguments.does}")(arguments)
    except AuditFailed as error:
        print(error, file=sys.stderr)
        return CANNOT_ANSWER
    except OSError as error:
        print(f"The audit log of {settings().home.name}/ cannot be read ({error.strerror}).", file=sys.stderr)
        return CANNOT_ANSWER
    print(said)
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # the reader of a pipe, such as head, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
