"""python -m measures INDICATOR --area CODE […]: prints the same MeasureTable that the pages show."""

import argparse
import os
import sys
from pathlib import Path

from audit import AuditFailed
from measures import command, gap_command
from measures.access import acting_as, at_this_machine
from measures.attainment_groups import PEERS
from measures.errors import CannotAnswer, NotPermitted
from measures.selection import COMPARATORS
from settings import use_home
from terminal import CANNOT_ANSWER, Parser
from warehouse import WarehouseMissing

NOT_PERMITTED = 3


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = Parser(prog="python -m measures", description="Print the figures of an indicator.")
    parser.add_argument("indicator", nargs="?", help="indicator id; --list shows them")
    parser.add_argument("--area", metavar="CODE", help="code of the authority, or of one of its wards")
    parser.add_argument(
        "--by", default="", help="one row for each: lsoa, ward, priority_area, authority, neighbours (itself and its ten) or england"
    )
    parser.add_argument("--period", default="", help='as the publisher writes it, or "all"; default: the latest')
    parser.add_argument("--breakdown", default="Total")
    parser.add_argument("--comparator", default="none", help=f"one of {', '.join(COMPARATORS)}")
    parser.add_argument(
        "--gap", nargs="?", const=gap_command.ALL_GROUPS, metavar="GROUP", help="the comparison less a group (or each group)"
    )
    parser.add_argument("--peers", choices=PEERS, default="local", help="whom a gap is taken to")
    parser.add_argument("--without-unknown", action="store_true", help="leave those with an unknown answer out of the denominator")
    parser.add_argument("--priority-area", default="", metavar="ID")
    parser.add_argument("--home", type=Path, help="folder of the built warehouse (default: data/)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--list", action="store_true", help="list the indicators")
    parser.add_argument(
        "--protect", action="store_true", help="work out now which figures of children must be hidden, so that no page waits"
    )
    arguments = parser.parse_args(given)
    if not (arguments.list or arguments.protect) and not (arguments.indicator and arguments.area):
        parser.error("name an indicator and an --area, or ask for --list")
    return arguments


def _said(arguments: argparse.Namespace) -> str:
    if arguments.list:
        return command.listing(arguments.json)
    if arguments.protect:
        return command.protect()
    return gap_command.gap_answer(arguments) if gap_command.is_gap_of(arguments) else command.answer(arguments)


def main(given: list[str] | None = None) -> int:
    """Print the answer and return 0; one sentence on standard error and 2 or 3 when there is none."""
    arguments = _arguments(given)
    use_home(arguments.home)
    try:
        with acting_as(at_this_machine()):
            print(_said(arguments))
    except NotPermitted as error:
        print(error, file=sys.stderr)
        return NOT_PERMITTED
    except (AuditFailed, CannotAnswer, WarehouseMissing) as error:
        print(error, file=sys.stderr)
        return CANNOT_ANSWER
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # the reader of a pipe, such as head, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
