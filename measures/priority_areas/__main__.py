"""python -m measures.priority_areas list|export|import|archive|restore|undo|history: people's own priority areas without the pages."""

import argparse
import sys
from pathlib import Path

from measures.errors import CannotAnswer
from measures.priority_areas import command
from settings import use_home
from terminal import CANNOT_ANSWER, Parser
from warehouse import WarehouseMissing


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = Parser(prog="python -m measures.priority_areas", description="List, carry and archive people's own priority areas.")
    parser.add_argument("--home", type=Path, help="folder of the built warehouse (default: data/)")
    does = parser.add_subparsers(dest="does", required=True, metavar="list|export|import|archive|restore|undo|history")
    listing = does.add_parser("list", help="every area, those of the plans too")
    listing.add_argument("--area", metavar="CODE", default="", help="of one authority only")
    listing.add_argument("--archived", action="store_true", help="people's own that are archived instead")
    listing.add_argument("--json", action="store_true")
    export = does.add_parser("export", help="people's own as GeoJSON or CSV, told by the ending of FILE")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("ids", nargs="*", metavar="ID", help="only these")
    bring = does.add_parser("import", help="areas of a GeoJSON or CSV file")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--area", metavar="CODE", default="", help="authority of shapes drawn by hand")
    bring.add_argument("--of", default="", metavar="KIND", help="what shapes are made of: ward, lsoa2011 or lsoa2021")
    bring.add_argument("--dry-run", action="store_true", help="say what would be made, change nothing")
    for name, words in (("archive", "take an area out of the filters"), ("restore", "bring an archived area back"),
                        ("undo", "take back the last change of an area")):  # fmt: skip
        does.add_parser(name, help=words).add_argument("id", metavar="ID")
    does.add_parser("history", help="every change, the latest first").add_argument("id", nargs="?", default="", metavar="ID")
    return parser.parse_args(given)


def main(given: list[str] | None = None) -> int:
    """Do what is asked and return 0; a sentence on standard error and 2 where it cannot be done, in whole or in part."""
    arguments = _arguments(given)
    use_home(arguments.home)
    for sentence in command.warnings():
        print(sentence, file=sys.stderr)
    try:
        said, refused = getattr(command, f"do_{arguments.does}")(arguments)
    except (CannotAnswer, WarehouseMissing) as error:
        print(error, file=sys.stderr)
        return CANNOT_ANSWER
    if said:
        print(said)
    for sentence in refused:
        print(sentence, file=sys.stderr)
    return CANNOT_ANSWER if refused else 0


if __name__ == "__main__":
    sys.exit(main())
