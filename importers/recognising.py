"""Which importer knows which part of a file: the sheets of a workbook, the layers of a file of outlines."""

from dataclasses import dataclass, field

from importers.boundaries import needs_placing
from importers.files import XML, GivenFile
from importers.mapped import fitting, known_mapping, mapped
from importers.mapping import Mapping, read_mapping
from importers.outlines import Outlines, open_outlines
from importers.reading import Importer, Note, Refused
from importers.registry import OUTLINE_IMPORTERS, SHEET_IMPORTERS, find
from importers.sheets import Sheet, open_sheets
from importers.ssda903.tables import RETURN_IMPORTERS, read_by
from importers.ssda903.xml import open_return
from importers.unrecognised import why_unrecognised


@dataclass
class Recognised:
    """A file and the parts of it that an importer knows; sheets of one workbook may be of several kinds."""

    file: GivenFile
    parts: list[tuple[Importer, Sheet | Outlines]]
    notes: list[Note] = field(default_factory=list)
    mapping: str | None = None

    @property
    def importer(self) -> Importer:
        """The importer of the first part, whose kind and publisher stand for the whole file."""
        return self.parts[0][0]

    @property
    def order(self) -> tuple[int, bool, str]:
        """Lookups before outlines before figures; wards that must be placed after the LSOAs that place them."""
        waits = any(isinstance(part, Outlines) and needs_placing(part.header) for _, part in self.parts)
        return min(importer.order for importer, _ in self.parts), waits, self.file.name

    @property
    def modelled_method(self) -> str | None:
        """How the figures were generated, when a title row says that they were."""
        return next((part.modelled_method for _, part in self.parts if isinstance(part, Sheet) and part.modelled_method), None)


def recognised(file: GivenFile, mapping: Mapping | None = None) -> Recognised:
    """The file with the parts an importer knows, or that ``mapping`` or one of its own describes.

    Raises Refused for a file that cannot be opened or that none knows.
    """
    parts = _opened(file)
    if not file.has_outlines and (described := _described(file, mapping, parts)):
        return described
    known = [(importer, part) for part in parts if (importer := _importer_of(part))]
    if not known:
        raise Refused(why_unrecognised(parts))
    of_return = any(importer in RETURN_IMPORTERS for importer, _ in known)
    return Recognised(file, known, _passed_over(parts, [part for _, part in known]), mapping=read_by(file) if of_return else None)


def _opened(file: GivenFile) -> list[Sheet | Outlines]:
    if file.has_outlines:
        return open_outlines(file.path)
    return open_return(file.path) if file.path.suffix.lower() == XML else open_sheets(file.path)


def _described(file: GivenFile, mapping: Mapping | None, sheets: list[Sheet]) -> Recognised | None:
    """The file as a mapping describes it: the one given, the one beside it, or a kept one with the same header."""
    if mapping is None and file.mapping_beside:
        mapping = read_mapping(file.mapping_beside)
    if mapping:
        found = mapping, fitting(mapping, sheets)
    elif not (found := known_mapping(sheets)):
        return None
    importer = mapped(found[0])
    return Recognised(file, [(importer, sheet) for sheet in found[1]], mapping=found[0].identity)


def _passed_over(parts: list[Sheet | Outlines], known: list[Sheet | Outlines]) -> list[Note]:
    """A note for each layer without area codes. Sheets of notes and contents are no news."""
    unknown = [part for part in parts if isinstance(part, Outlines) and not any(part is other for other in known)]
    return [Note(f'the layer "{part.name}" was passed over: it has no column of ONS area codes') for part in unknown]


def _importer_of(part: Sheet | Outlines) -> Importer | None:
    if isinstance(part, Outlines):
        return next((importer for importer in OUTLINE_IMPORTERS if importer.recognises(part.header)), None)
    return find(part, SHEET_IMPORTERS)
