"""A small made-up place for tests of loading: two wards of four square LSOAs each, in Dorset, and files that speak of them."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import shapely

AUTHORITY = ("E06000059", "Dorset")
WARDS = [("E05000001", "Chesil Bank"), ("E05000002", 'Café "Row", West')]
LSOAS = [f"E0100000{number}" for number in range(1, 9)]
SIDE = 0.02  # degrees


def square(place: int, width: int = 1) -> shapely.Polygon:
    """The square at ``place`` of a row that runs east from Dorset; degrees."""
    west = -2.5 + SIDE * place
    return shapely.box(west, 50.7, west + SIDE * width, 50.7 + SIDE)


def feature(properties: dict, geometry: shapely.Geometry | dict | None) -> dict:
    """A GeoJSON feature."""
    drawn = shapely.geometry.mapping(geometry) if isinstance(geometry, shapely.Geometry) else geometry
    return {"type": "Feature", "properties": properties, "geometry": drawn}


def collection(features: list[dict], **more: object) -> bytes:
    """A GeoJSON file of ``features``."""
    return json.dumps({"type": "FeatureCollection", **more, "features": features}, ensure_ascii=False).encode()


def ward_features(year: int = 25, authority: bool = True) -> list[dict]:
    """Both wards, each over its four LSOAs."""
    columns = {f"LAD{year}CD": AUTHORITY[0], f"LAD{year}NM": AUTHORITY[1]} if authority else {}
    return [
        feature({f"WD{year}CD": code, f"WD{year}NM": name, **columns}, square(4 * place, 4)) for place, (code, name) in enumerate(WARDS)
    ]


def wards_file(**how: object) -> bytes:
    """The wards as GeoJSON."""
    return collection(ward_features(**how))


def lsoas_file() -> bytes:
    """The LSOAs of 2021 as GeoJSON."""
    return collection([feature({"LSOA21CD": code, "LSOA21NM": f"Dorset {code[-1]}"}, square(n)) for n, code in enumerate(LSOAS)])


def wards_frame(crs: int = 4326, **how: object) -> gpd.GeoDataFrame:
    """The wards as a frame, to be written in other formats."""
    return gpd.GeoDataFrame.from_features(ward_features(**how), crs=4326).to_crs(crs)


def table(rows: list[list[object]]) -> bytes:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


LOOKUP_HEADER = ["LSOA21CD", "LSOA21NM", "WD23CD", "WD23NM", "LAD23CD", "LAD23NM"]


def lookup_rows() -> list[list[str]]:
    """Each LSOA with its ward and authority, below the header."""
    return [LOOKUP_HEADER] + [[code, f"Dorset {code[-1]}", *WARDS[n // 4], *AUTHORITY] for n, code in enumerate(LSOAS)]


def ages_rows(persons: int = 100, code: str = AUTHORITY[0]) -> list[list[object]]:
    """Residents of the authority by single year of age, in the layout of the ONS estimates."""
    ages = [*map(str, range(90)), "90+"]
    return [["Estimates, mid-2023"], ["Code", "Name", "All ages", *ages], [code, "Dorset", persons * 91, *[persons] * 91]]


def zip_of(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of named contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """The least an Excel workbook consists of."""
    names = list(sheets)
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1))
    related = "".join(
        f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        for n in range(1, len(names) + 1)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}'
        "</Relationships>",
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": _worksheet(rows) for n, rows in enumerate(sheets.values(), start=1)}
    return zip_of({name: text.encode() for name, text in parts.items()})


def _worksheet(rows: list[list[object]]) -> str:
    cells = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{_escaped(cell)}</t></is></c>' for cell in row) + "</row>" for row in rows)
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'


def _escaped(cell: object) -> str:
    return str(cell).replace("&", "&amp;").replace("<", "&lt;")


def state(home: Path) -> dict[str, str]:
    """The digest of every file of a warehouse, save its journal, its lock, the audit log and what pages remember of it (protected)."""
    kept = [path for path in sorted(home.iterdir()) if path.name not in ("loads.jsonl", ".build.lock", "audit", "protected")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}
