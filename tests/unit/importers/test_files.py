"""Finding files: folders, zips, names of every kind, files that cannot be read, listings beside them."""

import os
import stat

import pytest

from importers.files import GivenFile, given_files
from importers.load import load
from importers.reading import Refused
from importers.sheets import open_sheets
from settings import Settings
from tests.small import ages_rows, lookup_rows, state, table, wards_file, zip_of


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


@pytest.mark.parametrize(
    ("listing", "status"),
    [
        (b"file,note\nages.csv,mine\n", "loaded"),
        (b"\xff\xfe\x81", "loaded"),
        (b"file,publisher,title,release,licence,attribution,nature,method\nages.csv,P,T,R,L,A,official,\n", "loaded"),
        (b"file,publisher,title,release,licence,attribution,nature,method\nages.csv,P,T,R,L,A,guessed,\n", "refused"),
    ],
)
def test_a_listing_beside_the_files(listing, status, small_home, tmp_path):
    (tmp_path / "ages.csv").write_bytes(table(ages_rows()))
    (tmp_path / "SOURCES.csv").write_bytes(listing)
    (outcome,) = load([tmp_path / "ages.csv"], small_home, dry_run=True)
    assert outcome.status == status and ('nature "guessed"' in outcome.reason) == (status == "refused")
