"""Zips, and workbooks that are zips: whatever they say of themselves, they are counted while they are unpacked."""

import struct
import zipfile

import pytest

from importers.reading import Refused
from importers.sheets import open_sheets
from importers.zips import unpack
from settings import Settings
from tests.small import workbook, zip_of

SMALL_LIMIT = 1_000_000


@pytest.fixture
def small_limits(monkeypatch):
    """A limit of a megabyte on what may be unpacked."""
    monkeypatch.setattr("importers.zips.settings", lambda: Settings(max_unpacked_bytes=SMALL_LIMIT))


def lying(content: bytes, stated: int = 10) -> bytes:
    """A zip whose headers say that each entry unpacks to ``stated`` bytes."""
    made = bytearray(content)
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = made.find(signature)
        while at >= 0:
            made[at + place : at + place + 4] = struct.pack("<I", stated)
            at = made.find(signature, at + 4)
    return bytes(made)


def encrypted(content: bytes) -> bytes:
    """A zip whose entries are marked as encrypted."""
    made = bytearray(content)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.find(signature) + place] |= 1
    return bytes(made)


def unpacking(content: bytes, tmp_path) -> list[str]:
    """What is unpacked from a zip, as paths below a folder."""
    (tmp_path / "given.zip").write_bytes(content)
    (tmp_path / "out").mkdir()
    return [path.relative_to(tmp_path / "out").as_posix() for path in unpack(tmp_path / "given.zip", tmp_path / "out", {".csv"})]


def test_what_is_wanted_is_unpacked(tmp_path):
    made = zip_of({"b/x.csv": b"1", "a.csv": b"2", "read.me": b"3", "__MACOSX/a.csv": b"4", ".hidden/a.csv": b"5", "b/": b""})
    assert unpacking(made, tmp_path) == ["a.csv", "b/x.csv"]


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (zip_of({"../x.csv": b"1"}), 'entry "../x.csv" names a path outside'),
        (zip_of({"/etc/x.csv": b"1"}), "names a path outside"),
        (zip_of({"a\\..\\..\\x.csv": b"1"}), "names a path outside"),
        (zip_of({"C:x.csv": b"1"}), "names a path outside"),
        (zip_of({f"{n}.csv": b"" for n in range(2_001)}), "holds 2,001 entries, more than 2,000"),
        (zip_of({"x.csv": b"0" * (SMALL_LIMIT + 1)}), "would unpack to"),
        (lying(zip_of({"x.csv": b"0" * (SMALL_LIMIT + 1)})), "would unpack to"),
        (lying(zip_of({f"{n}.csv": b"0" * (SMALL_LIMIT // 4) for n in range(5)})), "unpacks to more than the 10 bytes it states"),
        (encrypted(zip_of({"x.csv": b"1"})), 'entry "x.csv" is encrypted'),
        (zip_of({"x.csv": b"some text"})[:60], "damaged or cut short"),
        (zip_of({"x.csv": b"some text"}, zipfile.ZIP_STORED).replace(b"some", b"same"), "damaged or cut short .*CRC"),
        (zip_of({"x" * 300 + ".csv": b"1"}), "damaged or cut short.*too long"),
        (zip_of({"x.csv/a.csv": b"1", "x.csv": b"1"}), "damaged or cut short"),
        (b"no zip", "damaged or cut short"),
        (b"", "damaged or cut short"),
    ],
    ids=lambda given: given if isinstance(given, str) else "zip",  # a zip's bytes hold the time, which two workers read apart
)
def test_bad_zips_are_refused(made, sentence, tmp_path, small_limits):
    with pytest.raises(Refused, match=sentence):
        unpacking(made, tmp_path)
    assert not (tmp_path.parent / "x.csv").exists()


def test_an_entry_twice(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive, pytest.warns(UserWarning):
        archive.writestr("x.csv", "1")
        archive.writestr("x.csv", "2")
    with pytest.raises(Refused, match="stands in it twice"):
        unpacking((tmp_path / "x.zip").read_bytes(), tmp_path)


def test_other_ways_of_packing_are_read_or_refused(tmp_path):
    for number, method in enumerate((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)):
        with zipfile.ZipFile(tmp_path / f"{number}.zip", "w", method) as archive:
            archive.writestr("x.csv", "a,b\n" * 1_000)
        (tmp_path / f"{number}").mkdir()
        assert unpack(tmp_path / f"{number}.zip", tmp_path / f"{number}", {".csv"})[0].read_text() == "a,b\n" * 1_000
    unknown = zip_of({"x.csv": b"1"}).replace(b"\x08\x00", b"\x63\x00")
    with pytest.raises(Refused, match="damaged or cut short"):
        unpacking(unknown, tmp_path)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_workbooks_that_unpack_to_too_much(suffix, tmp_path, small_limits):
    bomb = lying(zip_of({"xl/workbook.xml": b" " * (SMALL_LIMIT + 1)}))
    (tmp_path / f"bomb{suffix}").write_bytes(bomb)
    with pytest.raises(Refused, match="the workbook cannot be opened; it would unpack to"):
        open_sheets(tmp_path / f"bomb{suffix}")


def test_a_small_workbook_that_spans_a_huge_sheet(tmp_path):
    made = workbook({"a": [["x"]]})
    with zipfile.ZipFile(tmp_path / "small.xlsx", "w") as archive:
        (tmp_path / "made.xlsx").write_bytes(made)
        with zipfile.ZipFile(tmp_path / "made.xlsx") as source:
            for entry in source.infolist():
                archive.writestr(entry.filename, source.read(entry).replace(b'<c t="', b'<c r="XFD1048576" t="'))
    with pytest.raises(Refused, match="spans 1,048,576 rows and 16,384 columns"):
        open_sheets(tmp_path / "small.xlsx")


def test_an_open_document_that_repeats_its_cells_without_end(tmp_path):
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    (tmp_path / "bomb.ods").write_bytes(zip_of({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f'<x xmlns:table="t" xmlns:office="o"><table:table>{rows}</table:table></x>'.encode(),
    }))  # fmt: skip
    with pytest.raises(Refused, match="spans 1,048,576 rows and 16,384 columns"):
        open_sheets(tmp_path / "bomb.ods")
