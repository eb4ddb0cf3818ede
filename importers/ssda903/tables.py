"""The tables of a return, known by their columns whatever the file is called."""

from dataclasses import replace

from importers.children import described_as, is_sample, table_of
from importers.files import GivenFile
from importers.provenance import Origin
from importers.reading import Importer, Note, Provenance, Reading, Refused, ReturnTable
from importers.sheets import Sheet
from importers.ssda903.postcodes import installed
from settings import settings
from warehouse.returns import KINDS

KIND, KIND_OF_OTHERS = "ssda903", "ssda903_tables"  # a file with Episodes; one of other tables alone
_DROPPED = {"UPN", "DOB", "LA_PERM", "PL_LA"}  # read by no table, or by another than the one that has them; nothing to be told
_LOCAL = Provenance("The authority itself", "SSDA903 return, from its own records", "From the authority's own records of children looked after.",
                    licence="Not for publication", nature="local")  # fmt: skip
_GENERATED = Provenance("Needs Atlas", "Generated SSDA903 return: no child's data",
                        "Modelled by Needs Atlas: generated children looked after, no child's data.", nature="modelled",
                        method="No child's data: every child is generated; totals are those of the official figures and plans in the bundled pack.")  # fmt: skip


def _plain(name: str) -> str:
    return "_".join(name.upper().split())


def table_named(header: tuple[str, ...]) -> str | None:
    """The table of the schema that a header belongs to; None where it is of no return."""
    named = {_plain(name) for name in header}
    return next((name for name, kind in KINDS.items() if kind.needs <= named), None)


def read(sheet: Sheet) -> Reading:
    """Which table it is. The rows themselves are read by ``take_in``."""
    name, header = table_named(sheet.header), tuple(map(_plain, sheet.header))
    kind = KINDS[name]
    if any(header.count(column) > 1 for column in kind.columns):
        raise Refused("two columns have the same name")
    lacking = [column for column in kind.columns if column not in header and not column.startswith("PL_")]
    passed = len([column for column in header if column and column not in {*kind.columns} | _DROPPED])
    notes = [Note(f"{kind.name}: there is no column {', '.join(lacking)}: not known of any child")] if lacking else []
    notes += [Note(f"{kind.name}: {passed} more column{'s' * (passed != 1)} not read")] * bool(passed)
    return Reading(returned=[ReturnTable(name, table_of(sheet, header), sheet.said)], notes=notes)


def read_by(file: GivenFile) -> str | None:
    """What decides, beside the file, what is made of a return; given again under other circumstances it is taken in again. None for generated ones."""
    if is_sample(file):
        return None
    given = settings()
    told = {"authority": given.return_authority, "postcodes": installed(), "list of postcodes": given.postcodes and given.postcodes.name}
    return "; ".join(f"{name} {value}" for name, value in told.items() if value) or None


def described(origin: Origin, file: GivenFile, release: str) -> Origin:
    """The provenance of a return, with its years."""
    return replace(described_as(origin, file, _LOCAL, _GENERATED), release=release)


EPISODES = Importer(KIND, 80, lambda header: table_named(header) == "episode", read, _LOCAL)
OTHERS = Importer(KIND_OF_OTHERS, 81, lambda header: table_named(header) not in (None, "episode"), read, _LOCAL)
RETURN_IMPORTERS = [EPISODES, OTHERS]
