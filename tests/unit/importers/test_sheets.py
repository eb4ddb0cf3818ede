"""Opening tables: encodings, broken files, row numbers."""

import pytest

from importers.reading import Refused
from importers.sheets import open_sheets


def opened(tmp_path, content: bytes, name: str = "table.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    (sheet,) = open_sheets(path)
    return sheet


def framed(tmp_path, content: bytes, header_at: int = 0):
    sheet = opened(tmp_path, content)
    sheet.header_at = header_at
    return sheet.frame


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    sheet = opened(tmp_path, "Name\nCaf\xe9\n".encode(encoding))
    sheet.header_at = 0
    assert sheet.frame["Name"].tolist() == ["Caf\xe9"]
    assert len(sheet.notes) == (encoding == "cp1252")


def test_index_is_the_row_of_the_file(tmp_path):
    frame = framed(tmp_path, b"A title,\na,b\n1,2\n\n,\n3,4\n", header_at=1)
    assert frame.index.tolist() == [3, 6]
    assert frame["b"].tolist() == ["2", "4"]


def test_names_are_made_distinct_and_cells_tidied(tmp_path):
    frame = framed(tmp_path, b'Area Code,"Area\n Code",\n  1  ,"two \n words",\n')
    assert list(frame.columns) == ["Area Code", "Area Code.2", "column 3"]
    assert frame.iloc[0].tolist() == ["1", "two words", ""]


def test_tabs_below_a_title(tmp_path):
    assert framed(tmp_path, b"Some title, with a comma\na\tb\n1\t2\n", header_at=1)["b"].tolist() == ["2"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a,b\n1,2\n3\n", "row 3: breaks off after 1 of 2 columns"),
        (b"a,b\n1,2,3\n", "row 2: has 3 cells, but the header names only 2 columns"),
        (b'a,b\n1,"2\n', "row 2: the table breaks off or is badly quoted"),
        (b"a,b\n", "the table has a header but no rows below it"),
        (b"a,b\n,\n\n", "the table has a header but no rows below it"),
        (b"a,b\n\0\0\n", "the file is not text"),
        (b"", "the file is empty"),
        (b"\xff\xfea", "not complete UTF-16"),
        (b"a,b\n\x81,1\n", "row 2: holds bytes that are neither UTF-8 nor Windows-1252"),
    ],
)
def test_broken_tables_are_refused(tmp_path, content, sentence):
    with pytest.raises(Refused, match=sentence):
        framed(tmp_path, content)


def test_cells_beyond_the_header_may_be_blank(tmp_path):
    assert framed(tmp_path, b"a,b\n1,2,,\n").shape == (1, 2)


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut short", b"no workbook at all", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_broken_workbooks_are_refused(tmp_path, content):
    with pytest.raises(Refused, match="workbook cannot be opened"):
        opened(tmp_path, content, "book.xlsx")


def test_metadata_beside_a_table(tmp_path):
    (tmp_path / "table.meta.csv").write_text("col_name,col_type,label\nyear_group,Filter,Year\ncases,Indicator,Cases\n")
    assert opened(tmp_path, b"year_group,cases\n6,1\n").column_types == {"year_group": "Filter", "cases": "Indicator"}
