"""Files of the indices of deprivation in the layouts they are published in: real codes and names, invented numbers, as CSV, XLSX or ODS.

The headers are those of the published files (2015, 2019 and 2025), with their blanks at the end, their line break and their cut ends.
"""

import csv
import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.small import workbook, zip_of

YEARS = {"2015": (2011, 2013, "2012"), "2019": (2011, 2019, "2015"), "2025": (2021, 2024, "2022")}
LSOAS = {"2015": 32_844, "2019": 32_844, "2025": 33_755}
PLACES = [["E01015023", "Plymouth 003A", "E06000026", "Plymouth"], ["E01020482", "Dorset 042E", "E06000059", "Dorset"]]
IMD, IDACI = "Index of Multiple Deprivation (IMD)", "Income Deprivation Affecting Children Index (IDACI)"
IDAOPI = "Income Deprivation Affecting Older People (IDAOPI)"
DOMAINS = {"income": "Income", "employment": "Employment", "education": "Education, Skills and Training",
           "health": "Health Deprivation and Disability", "crime": "Crime", "housing": "Barriers to Housing and Services",
           "environment": "Living Environment"}  # fmt: skip
SUBDOMAINS = {"children_and_young_people": "Children and Young People Sub-domain", "adult_skills": "Adult Skills Sub-domain",
              "geographical_barriers": "Geographical Barriers Sub-domain", "wider_barriers": "Wider Barriers Sub-domain",
              "indoors": "Indoors Sub-domain", "outdoors": "Outdoors Sub-domain"}  # fmt: skip
INDICES = {"imd": IMD} | DOMAINS | {"idaci": IDACI, "idaopi": IDAOPI} | SUBDOMAINS
RATES = ("income", "employment", "idaci", "idaopi")
WORKING = {"2025": "Working age population 18-66 (for use with Employment Deprivation Domain): mid 2022"}
RANK, DECILE = " Rank (where 1 is most deprived)", " Decile (where 1 is most deprived 10% of LSOAs)"
IN_FILE = {
    1: ["imd"],
    2: list(DOMAINS),
    3: ["imd", "idaci", "idaopi"],
    4: list(SUBDOMAINS),
    5: list(INDICES),
    7: list(INDICES),
    9: list(DOMAINS),
}
TRANSFORMED = {"2015": list(DOMAINS.values()),
               "2019": ["Income", "Employment", "Education", "Health", "Crime", "Barriers", "Living Environment"]}  # fmt: skip
SUMMARIES = ["Average rank ", "Rank of average rank ", "Average score ", "Rank of average score ",
             "Proportion of LSOAs in most deprived 10% nationally ", "Rank of proportion of LSOAs in most deprived 10% nationally "]  # fmt: skip
OVERALL = {"2015": "IMD", "2019": "IMD 2019", "2025": "IMD25"}
SHEETS = {"imd": "IMD", "idaci": "IDACI", "idaopi": "IDAOPI"} | DOMAINS


def score(domain: str, row: int) -> float:
    """An invented score; a rate for the domains that are rates."""
    place = list(INDICES).index(domain)
    return round(0.01 * (place + 1) + 0.1 * row, 3) if domain in (*RATES, "adult_skills") else round(5.125 + place + 20 * row, 3)


def rank(domain: str, row: int) -> int:
    """An invented rank."""
    return 1_000 + 100 * list(INDICES).index(domain) + 12_345 * row


def decile(domain: str, row: int, edition: str) -> int:
    """The tenth a rank lies in."""
    return -(-rank(domain, row) * 10 // LSOAS[edition])


def residents(edition: str) -> dict[str, list[int]]:
    """The columns of residents of an edition: what they are called, and a number for each LSOA."""
    mid = f"mid {YEARS[edition][2]}" + " (excluding prisoners)" * (edition != "2025")
    held = {f"Total population: {mid}": [1_795, 1_640], f"Dependent Children aged 0-15: {mid}": [300, 210]}
    if edition != "2025":
        held[f"Population aged 16-59: {mid}"] = [1_000, 800]
    held[f"Older population aged 60 and over: {mid}"] = [495, 630]
    held[WORKING.get(edition, "Working age population 18-59/64: for use with Employment Deprivation Domain (excluding prisoners)")] = [
        1_000,
        790,
    ]
    return held


def columns(number: int, edition: str) -> dict[str, list[float]]:
    """The columns of figures of a file: what they are called, and a number for each LSOA."""
    if number == 6:
        return residents(edition)
    if number == 9:
        named = TRANSFORMED.get(edition, TRANSFORMED["2019"])
        return {f"{name} Score - exponentially transformed": [10.5, 50.25] for name in named}
    held: dict[str, list[float]] = {}
    short = number == 1 and edition == "2019"
    for domain in IN_FILE[number]:
        words = INDICES[domain]
        if number in (5, 7):
            held[f"{words} Score" + " (rate)" * (domain in RATES)] = [score(domain, row) for row in (0, 1)]
        if number != 5:
            held[words + RANK[: 5 if short else None]] = [rank(domain, row) for row in (0, 1)]
            held[words + DECILE[: 7 if short else None]] = [decile(domain, row, edition) for row in (0, 1)]
    return held | (residents(edition) if number == 7 else {})


def lsoa_file(number: int, edition: str) -> list[list[object]]:
    """File 1 to 7 or 9 of an edition: its header and two LSOAs."""
    lsoa, district, _ = YEARS[edition]
    header = [f"LSOA code ({lsoa})", f"LSOA name ({lsoa})", f"Local Authority District code ({district})",
              f"Local Authority District name ({district})"]  # fmt: skip
    held = columns(number, edition)
    return [[*header, *held], *([*place, *(cells[row] for cells in held.values())] for row, place in enumerate(PLACES))]


def summary_sheet(domain: str, edition: str, upper: bool = False) -> list[list[object]]:
    """A sheet of File 10 or, for upper tiers, File 11."""
    year = YEARS[edition][1]
    level = "Upper Tier " * upper + "Local Authority District"
    words = {"imd": "IMD", "idaci": "IDACI", "idaopi": "IDAOPI"}.get(domain, INDICES[domain])
    header = [f"{level} code ({year})", f"{level} name ({year})", *(f"{words} - {summary}" for summary in SUMMARIES)]
    rows = [
        ["E06000026", "Plymouth", 18_688.94, 101, 24.087, 87, 0.1159, 80],
        ["E06000059", "Dorset", 14_451.08, 174, 16.268, 180, 0.0224, 156],
    ]
    if domain == "imd":
        overall = OVERALL[edition]
        header += [f"{overall} - Extent ", f"{overall} - Rank of extent ", f"{overall} - Local concentration ",
                   f"{overall} - Rank of local concentration "]  # fmt: skip
        rows = [[*row, 0.257, 74, 31_881.1, 77] for row in rows]
    if domain in ("income", "employment"):
        header += [f"{words} scale", f"Rank of {words} Scale"]
        rows = [[*row, 36_123, 41] for row in rows]
    return [header, *rows]


def summary_file(edition: str, upper: bool = False) -> dict[str, list[list[object]]]:
    """All sheets of File 10 or 11, with the sheet of notes that stands before them."""
    notes = {"Notes": [["Summaries at local authority level"], ["Published by MHCLG"]]}
    return notes | {SHEETS[domain]: summary_sheet(domain, edition, upper) for domain in ("imd", "income", "education", "idaci")}


def ods(sheets: dict[str, list[list[object]]]) -> bytes:
    """The least an OpenDocument spreadsheet consists of."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    office = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(_ods_row, rows))}</table:table>" for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f"{body}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{office}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zip_of({"mimetype": kind.encode(), "META-INF/manifest.xml": manifest.encode(), "content.xml": content.encode()})


def _ods_row(cells: list[object]) -> str:
    return "<table:table-row>" + "".join(map(_ods_cell, cells)) + "</table:table-row>"


def _ods_cell(cell: object) -> str:
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def xlsx(sheets: dict[str, list[list[object]]]) -> bytes:
    """An Excel workbook whose numbers are numbers."""
    plain = workbook({name: [] for name in sheets})
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number, rows in enumerate(sheets.values(), start=1):
        cells = "".join("<row>" + "".join(map(_xlsx_cell, row)) + "</row>" for row in rows)
        head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        parts[f"xl/worksheets/sheet{number}.xml"] = f"{head}<sheetData>{cells}</sheetData></worksheet>".encode()
    return zip_of(parts)


def _xlsx_cell(cell: object) -> str:
    if isinstance(cell, int | float):
        return f"<c><v>{cell}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(cell))}</t></is></c>'


def comma_separated(rows: list[list[object]]) -> bytes:
    """Rows as CSV with a byte-order mark, as the publisher's are."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def written(folder: Path, name: str, rows: list[list[object]], form: str) -> Path:
    """The rows as a file of a form (csv, xlsx, ods); workbooks open with a sheet of notes."""
    path = folder / f"{name}.{form}"
    sheets = {"Notes": [["Notes"]], "Data": rows}
    path.write_bytes(comma_separated(rows) if form == "csv" else xlsx(sheets) if form == "xlsx" else ods(sheets))
    return path
