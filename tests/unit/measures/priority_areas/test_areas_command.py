"""python -m measures.priority_areas, and the figures of an own area by python -m measures."""

import json

import pytest

from measures.__main__ import main as measures
from measures.priority_areas import store
from measures.priority_areas.__main__ import main
from measures.priority_areas.area import Member, OwnArea

POOLE, ALDERNEY = "E06000029", "E05010534"


@pytest.fixture
def kept(areas_home) -> OwnArea:
    return store.save(OwnArea("Nine Elms", POOLE, (Member(ALDERNEY, 2017),)))


def test_list(kept, capsys):
    assert main(["list", "--area", POOLE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("poole-2014.bourne-valley") and lines[-1] == f"{'own.nine-elms':<46}Nine Elms ({POOLE}; local; {ALDERNEY})"
    assert main(["list", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {row["id"] for row in found if row["members"] == []} == {"dorset-2020.north-dorset", "dorset-2020.chesil"}
    assert main(["list", "--archived"]) == 0
    assert capsys.readouterr().out == "No priority area is archived.\n"


def test_archive_restore_undo_history(kept, capsys):
    assert [main([act, kept.area_id]) for act in ("archive", "restore", "undo", "history")] == [0, 0, 0, 0]
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == [
        "Nine Elms is archived; restore brings it back.", "Nine Elms is in force again.",
        "The last change of Nine Elms is taken back: it is archived.",
    ]  # fmt: skip
    assert [line.split()[1] for line in said[3:]] == ["undone", "restored", "archived", "made"]
    assert main(["archive", "own.none"]) == 2
    assert capsys.readouterr().err == 'There is no priority area of people\'s own "own.none".\n'


def test_export_and_import(kept, tmp_path, capsys):
    for name in ("a.geojson", "a.csv"):
        assert main(["export", str(tmp_path / name)]) == 0
        assert main(["import", str(tmp_path / name)]) == 0
        assert capsys.readouterr().out.splitlines()[-1] == "Nine Elms is held already, just like this."
    assert main(["export", str(tmp_path / "a.xlsx")]) == 2
    assert main(["export", str(tmp_path / "none" / "a.csv")]) == 2
    assert "cannot be written" in capsys.readouterr().err
    store.archive(kept.area_id)
    assert main(["import", str(tmp_path / "a.csv"), "--dry-run"]) == 0
    assert (capsys.readouterr().out, store.own_areas()) == ("Nine Elms can be made.\n", ())
    assert main(["export", str(tmp_path / "b.csv")]) == 2
    assert main(["export", str(tmp_path / "b.csv"), kept.area_id]) == 0


def test_what_is_refused_goes_to_standard_error_and_the_rest_comes_in(areas_home, tmp_path, capsys):
    (tmp_path / "a.csv").write_text(f"name,authority_code,member_code\nGood,{POOLE},{ALDERNEY}\nBad,{POOLE},E05000998\n", encoding="utf-8")
    assert main(["import", str(tmp_path / "a.csv")]) == 2
    said = capsys.readouterr()
    assert said.out == "Good is made of 1 member (own.good).\n"
    assert said.err == "Bad: not imported. E05000998: no ward or LSOA of Poole that is held.\n"
    assert main(["import", str(tmp_path / "none.csv")]) == 2
    assert main(["import", str(tmp_path / "a.csv"), "--area", "E06999999"]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith('The warehouse holds no area "E06999999"')


def test_a_shape_needs_its_authority(areas_home, tmp_path, capsys):
    path = tmp_path / "a.geojson"
    path.write_text('{"type":"Polygon","coordinates":[[[-2.0,50.72],[-1.94,50.72],[-1.94,50.75],[-2.0,50.72]]]}', encoding="utf-8")
    assert main(["import", str(path)]) == 2
    assert capsys.readouterr().err == "a: not imported. The shape names no members; say which authority it lies in (--area CODE).\n"
    assert main(["import", str(path), "--area", POOLE, "--of", "ward"]) == 0
    assert main(["import", str(path), "--area", POOLE, "--of", "parish"]) == 2


def test_figures_of_an_own_area(kept, capsys):
    """Both ways: narrowed to it, and as a row among the others."""
    assert measures(["population_0_19", "--area", POOLE, "--priority", kept.area_id, "--period", "2018", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert measures(["population_0_19", "--area", POOLE, "--by", "priority_area", "--period", "2018", "--json"]) == 0
    rows = {each["area_code"]: each for each in json.loads(capsys.readouterr().out)["rows"]}
    assert rows[kept.area_id]["value"] == row["value"] == 2810
    assert rows["poole-2014.bourne-valley"]["value"] == 2810, "the plan's area is the same ward"


def test_a_home_of_its_own_and_a_damaged_store(kept, areas_home, capsys):
    (areas_home / "priority_areas.jsonl").write_bytes(b"half\n")
    assert main(["--home", str(areas_home), "list", "--area", POOLE]) == 0
    assert "1 line of priority_areas.jsonl cannot be read" in capsys.readouterr().err
    assert main(["--home", str(areas_home / "none"), "list"]) == 2
