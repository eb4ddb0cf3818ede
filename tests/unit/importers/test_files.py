"""Finding files: folders, zips that lie about themselves, names of every kind, files that cannot be read."""

import os
import stat
import struct
import zipfile

import pytest

from importers.files import GivenFile, given_files
from importers.load import load
from importers.reading import Refused
from importers.sheets import open_sheets
from importers.zips import unpack
from settings import Settings
from tests.small import ages_rows, lookup_rows, state, table, wards_file, workbook, zip_of

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
        (lying(zip_of({f"{n}.csv": b"0" * (SMALL_LIMIT // 4) for n in range(5)})), "would unpack to"),
        (encrypted(zip_of({"x.csv": b"1"})), 'entry "x.csv" is encrypted'),
        (zip_of({"x.csv": b"some text"})[:60], "damaged or cut short"),
        (zip_of({"x.csv": b"some text"}, zipfile.ZIP_STORED).replace(b"some", b"same"), "damaged or cut short .*CRC"),
        (zip_of({"x" * 300 + ".csv": b"1"}), "damaged or cut short.*too long"),
        (zip_of({"x.csv/a.csv": b"1", "x.csv": b"1"}), "damaged or cut short"),
        (b"no zip", "damaged or cut short"),
        (b"", "damaged or cut short"),
    ],
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


def listed(paths) -> tuple[list[str], dict[str, str]]:
    """Names of the files found below ``paths``, and why others are refused."""
    with given_files(paths) as (files, refused):
        return [file.name for file in files], dict(refused)


def test_a_folder_is_walked_in_order_with_names_below_it(tmp_path):
    folder = tmp_path / "given"
    for name in ("b/x.CSV", "a/y.geojson", "a/z.shp", "a/z.dbf", "a/notes.txt", "SOURCES.csv", "a/y.meta.csv", ".x.csv", "c.csv/d.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"1")
    (folder / "set.zip").write_bytes(zip_of({"in/x.csv": b"1", "in/z.shp": b"2", "in/z.dbf": b"3"}))
    files, refused = listed([folder])
    assert files == ["given/a/y.geojson", "given/a/z.shp", "given/b/x.CSV", "given/c.csv/d.csv", "given/set.zip/in/x.csv",
                     "given/set.zip/in/z.shp"]  # fmt: skip
    assert not refused


def test_a_folder_given_from_within(tmp_path, monkeypatch):
    (tmp_path / "x.csv").write_bytes(b"1")
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    assert listed([tmp_path.relative_to(tmp_path) / ".."])[0] == [f"{tmp_path.name}/x.csv"]


def test_folders_with_nothing_to_load(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "read.me").write_text("x")
    (tmp_path / "notes" / "only.zip").write_bytes(zip_of({"read.me": b"1"}))
    (tmp_path / "table.csv").mkdir()
    _, refused = listed([tmp_path / "notes", tmp_path / "table.csv", tmp_path / "gone.csv"])
    assert "neither a table" in refused["notes/only.zip"]
    assert refused["table.csv"].startswith("there is nothing to load in this folder: it holds neither a table (.csv")
    assert refused["gone.csv"] == "there is no such file"


def test_a_zip_in_a_zip_is_named_and_the_rest_is_taken(tmp_path):
    (tmp_path / "outer.zip").write_bytes(zip_of({"x.csv": b"1", "inner.zip": zip_of({"y.csv": b"1"})}))
    assert listed([tmp_path / "outer.zip"]) == (
        ["outer.zip/x.csv"], {"outer.zip/inner.zip": "a zip inside a zip is not opened; unpack it first"},
    )  # fmt: skip


def test_what_was_unpacked_vanishes(tmp_path):
    (tmp_path / "x.zip").write_bytes(zip_of({"x.csv": b"1"}))
    with given_files([tmp_path / "x.zip"]) as (files, _):
        assert files[0].path.is_file()
    assert not files[0].path.parent.exists()


def test_pipes_and_broken_links_are_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "link.csv").symlink_to(tmp_path / "gone.csv")
    _, refused = listed([tmp_path / "pipe.csv", tmp_path / "link.csv"])
    assert refused == {"pipe.csv": "it is not a regular file", "link.csv": "there is no such file"}
    assert listed([tmp_path])[0] == []


@pytest.mark.parametrize("name", ['a "b", c.csv', "café été.csv", "100% & more;.csv", "a!b.csv", "two\nlines.csv"])
def test_names_of_every_kind(name, small_home, tmp_path):
    (tmp_path / name).write_bytes(table(ages_rows()))
    (outcome,) = load([tmp_path / name], small_home, dry_run=True)
    assert outcome.status == "loaded" and outcome.file == name.replace("\n", "\N{REPLACEMENT CHARACTER}")


def test_a_name_that_is_no_text(small_home, tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff.csv"
    with open(path, "wb") as out:  # noqa: PTH123 (a name in bytes)
        out.write(table(ages_rows()))
    (outcome,) = load([tmp_path], small_home, dry_run=True)
    assert (outcome.file, outcome.status) == (f"{tmp_path.name}/?.csv", "loaded")


def test_a_name_that_the_reader_of_outlines_would_split(small_home, tmp_path):
    (tmp_path / "wards!a.geojson").write_bytes(wards_file())
    (outcome,) = load([tmp_path / "wards!a.geojson"], small_home, dry_run=True)
    assert outcome.reason == 'the name of the file or of its folder holds "!"; rename it'


@pytest.mark.parametrize("name", ["wards, 'b'.geojson", "zip:wards.geojson", "wards ü.zip.geojson"])
def test_names_of_outlines(name, small_home, tmp_path):
    (tmp_path / name).write_bytes(wards_file())
    assert [o.status for o in load([tmp_path / name], small_home, dry_run=True)] == ["loaded"]


def test_a_file_that_vanishes_after_it_was_opened(small_home, tmp_path, monkeypatch):
    path = tmp_path / "ages.csv"
    path.write_bytes(table(ages_rows()))
    before = state(small_home)
    (outcome,) = load([path], small_home, say=lambda text: path.unlink(missing_ok=True) if "reading" in text else None)
    assert (outcome.status, outcome.reason) == ("refused", "the file cannot be read (No such file or directory)")
    assert state(small_home) == before


def test_a_file_that_may_not_be_read(small_home, tmp_path, monkeypatch):
    path = tmp_path / "ages.csv"
    path.write_bytes(table(ages_rows()))
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser may read everything: let the system say no
        monkeypatch.setattr("pathlib.Path.open", _no)
    try:
        (outcome,) = load([path], small_home, dry_run=True)
    finally:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert (outcome.status, outcome.reason) == ("refused", "the file cannot be read (Permission denied)")


def _no(path, *how, **more):
    raise PermissionError(13, "Permission denied", str(path))


def test_a_shapefile_is_known_again_with_its_companions(tmp_path):
    (tmp_path / "x.shp").write_bytes(b"1")
    (tmp_path / "x.dbf").write_bytes(b"2")
    first = GivenFile(tmp_path / "x.shp", "x.shp").checksum
    (tmp_path / "x.dbf").write_bytes(b"3")
    assert GivenFile(tmp_path / "x.shp", "x.shp").checksum != first


def test_files_over_the_limit_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("importers.sheets.settings", lambda: Settings(max_file_bytes=10))
    (tmp_path / "x.csv").write_bytes(table(lookup_rows()))
    with pytest.raises(Refused, match=r"more than the 0\.0 GB allowed"):
        open_sheets(tmp_path / "x.csv")
