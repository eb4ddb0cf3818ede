"""The publishers' own files, mutated: whatever is done to them, they are read or refused in a sentence; nothing else is raised."""

import csv
import io
from pathlib import Path

import pytest

from importers.reading import Reading, Refused
from importers.registry import SHEET_IMPORTERS, find
from importers.sheets import open_sheets
from tests.real_files import real_file

# A file and the rows above its header.
FILES = {
    "dfe_ees/la_cla_during_year_new_placements.csv": 0, "dfe_ees/1_eyfsp_headline_measures_2022.csv": 0, "dfe_ees/ks2_la.csv": 0,
    "dfe_legacy/SFR50_CLA2017.csv": 0, "dfe_lait/lait_data_dictionary.csv": 0, "ofsted/provider_at_march.csv": 3,
    "ohid_fingertips/la_hospital_admissions_2324.csv": 0,
}  # fmt: skip
ROWS = 40


def top(name: str) -> list[list[str]]:
    with real_file(name).open(encoding="utf-8-sig", newline="") as file:
        return [row for row, _ in zip(csv.reader(file), range(ROWS + FILES[name]), strict=False)]


def written(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def attempted(path: Path, content: bytes) -> str:
    """What became of the content: a sentence, "read" or "unknown"."""
    path.write_bytes(content)
    try:
        sheet = open_sheets(path)[0]
        importer = find(sheet, SHEET_IMPORTERS)
        if importer is None:
            return "unknown"
        assert isinstance(importer.read(sheet), Reading)
    except Refused as error:
        assert str(error) and "Traceback" not in str(error)
        return str(error)
    return "read"


@pytest.mark.parametrize("name", FILES)
def test_the_top_of_the_file_is_read(tmp_path, name):
    assert attempted(tmp_path / "2017.csv", written(top(name))) == "read"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("change", ["dropped", "renamed", "doubled", "emptied", "texts", "swapped"])
def test_columns_changed(tmp_path, name, change):
    rows, at = top(name), FILES[name]
    changes = {
        "dropped": lambda row, place, n: row[:place] + row[place + 1 :],
        "renamed": lambda row, place, n: [*row[:place], "Other name", *row[place + 1 :]] if n == at else row,
        "doubled": lambda row, place, n: [*row[:place], row[place], *row[place:]],
        "emptied": lambda row, place, n: [*row[:place], "", *row[place + 1 :]] if n > at else row,
        "texts": lambda row, place, n: [*row[:place], "no such thing", *row[place + 1 :]] if n == at + 5 else row,
        "swapped": lambda row, place, n: [*row[:place], *row[place : place + 2][::-1], *row[place + 2 :]] if n > at else row,
    }
    for place in range(0, len(rows[at]), max(1, len(rows[at]) // 6)):
        mutated = [changes[change](row, place, n) if n >= at and len(row) > place else row for n, row in enumerate(rows)]
        attempted(tmp_path / "2017.csv", written(mutated))


@pytest.mark.parametrize("name", FILES)
def test_bytes_cut_short_or_changed(tmp_path, name):
    whole = written(top(name))
    for length in range(1, len(whole), max(1, len(whole) // 8)):
        attempted(tmp_path / "2017.csv", whole[:length])
    for place in range(0, len(whole), max(1, len(whole) // 8)):
        attempted(tmp_path / "2017.csv", whole[:place] + b"\xff\x00\x9d"[place % 3 : place % 3 + 1] + whole[place + 1 :])


@pytest.mark.parametrize("name", FILES)
def test_rows_doubled(tmp_path, name):
    rows = top(name)
    found = attempted(tmp_path / "2017.csv", written([*rows, rows[-1]]))
    assert "a second time" in found or found == "read"
