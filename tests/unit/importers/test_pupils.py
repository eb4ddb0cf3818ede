"""Results of pupils: identifiers hashed, homes placed, what is wrong counted and never guessed."""

import hashlib
import hmac
import json

import duckdb
import pytest

from importers.__main__ import main
from importers.history import change, undo
from importers.journal import read_journal
from importers.load import load
from importers.pupils import PUPILS
from settings import settings
from tests.pupil_files import HEADER, KEY, pupil, pupils_file, ward_rows
from tests.small import LSOAS, state, workbook
from tests.tables import kind_of
from warehouse.query import query
from warehouse.versions import read_pointer


@pytest.fixture
def home(own_home, use_home, monkeypatch):
    """The small place in force, with a key of one's own."""
    monkeypatch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
    return use_home(own_home)


def given(tmp_path, rows, name="pupils.csv", header=HEADER):
    (tmp_path / name).write_bytes(pupils_file(rows, header))
    return tmp_path / name


def held(home, columns="*", where="true"):
    with duckdb.connect(str(home / read_pointer(home).cohort), read_only=True) as cohort:
        return cohort.execute(f"select {columns} from pupil_result where {where} order by source_id, row_number").fetchall()


def test_the_file_is_known_by_its_columns():
    assert kind_of("result,measure,academic_year,key_stage,home_lsoa,pupil_id\n1,gld,202425,EYFS,E01000001,A1") == "pupil_results"
    assert not PUPILS.recognises(tuple(name for name in HEADER if name != "measure"))


def test_identifiers_become_a_keyed_hash_and_homes_an_lsoa(home, tmp_path):
    outcome = load([given(tmp_path, [pupil(1, academic_year="2024/25"), pupil(2, home_lsoa="", result="")])], home)[0]
    assert (outcome.status, outcome.read, outcome.loaded, outcome.rejected) == ("loaded", 2, 2, 0)
    expected = [hmac.new(KEY.encode(), f"ZX000000{n}".encode(), hashlib.sha256).hexdigest()[:32] for n in (1, 2)]
    assert held(home, "child_key, home_lsoa_code, academic_year, score, row_number") == [
        (expected[0], LSOAS[0], "202425", 1.0, 2), (expected[1], None, "202425", None, 3),
    ]  # fmt: skip


def test_the_sample_key_is_refused_for_pupils_that_are_not_the_sample(own_home, use_home, tmp_path, monkeypatch):
    use_home(own_home)
    marked = b"Modelled by Needs Atlas. They say so.\n" + pupils_file([pupil(1)])
    (tmp_path / "Generated pupil results 2021-2025.csv").write_bytes(marked)  # neither name nor mark makes a sample
    before = state(own_home)
    outcome = load([tmp_path / "Generated pupil results 2021-2025.csv"], own_home)[0]
    assert outcome.status == "refused" and "need a secret key of your own" in outcome.reason
    assert state(own_home) == before
    monkeypatch.setenv("NEEDS_ATLAS_PUPIL_KEY", "short")
    settings.cache_clear()
    assert "at least 16 letters" in load([tmp_path / "Generated pupil results 2021-2025.csv"], own_home)[0].reason


BAD = {
    "two results for one pupil, year and measure": [pupil(1), pupil(1, result="0")],
    "an impossible result": [pupil(2, result="2"), pupil(3, result="0.5"), pupil(4, key_stage="KS4", measure="attainment8", result="90.5"),
                             pupil(5, result="-1"), pupil(6, result="yes"), pupil(7, result="nan")],
    "an unknown code": [pupil(8, social_care="LAC")],
    "an unknown key stage or measure": [pupil(9, key_stage="KS3"), pupil(10, measure="maths"), pupil(11, key_stage="KS4"), pupil(12, measure="")],
    "a year that does not exist": [pupil(13, academic_year="202426"), pupil(14, academic_year="2024"), pupil(15, academic_year="209900"),
                                   pupil(16, academic_year="")],
    "an LSOA that is not held": [pupil(17, home_lsoa="E01999999"), pupil(18, home_lsoa="E05000001")],
    "a postcode that resolves nowhere": [pupil(19, home_lsoa="", home_postcode="QZ9 9ZZ")],
    "no identifier": [pupil(20, pupil_id=" ")],
}  # fmt: skip


def test_what_is_wrong_is_counted_and_the_file_refused_until_the_user_accepts(home, tmp_path):
    sound = [pupil(50), pupil(51, result="0"), pupil(52, result="")]
    bad = [row for rows in BAD.values() for row in rows]
    path, before = given(tmp_path, [*sound, *bad]), state(home)
    refused = load([path], home)[0]
    assert (refused.status, refused.read, refused.rejected) == ("refused", len(bad) + 3, len(bad))
    first = 5
    for reason, rows in BAD.items():
        numbers = ", ".join(str(first + place) for place in range(min(len(rows), 5))) + (" and more" if len(rows) > 5 else "")
        assert f"{reason}: {len(rows)} row{'s' * (len(rows) > 1)} ({numbers})" in refused.reason
        first += len(rows)
    assert "--accept-rejected" in refused.reason and state(home) == before
    loaded = load([path], home, accept_rejected=True)[0]
    assert (loaded.status, loaded.loaded, loaded.rejected) == ("loaded", 3, len(bad))
    assert all(reason in loaded.reason for reason in BAD)
    assert held(home, "row_number, problem") == [(2, None), (3, None), (4, None)]


def test_a_row_is_counted_once_whatever_is_wrong_with_it(home, tmp_path):
    outcome = load([given(tmp_path, [pupil(1), pupil(2, sex="Lads", fsm="Y", academic_year="1")])], home)[0]
    assert outcome.rejected == 1 and "a year that does not exist: 1 row (3)" in outcome.reason


def test_a_file_of_nothing_but_wrong_rows_is_refused_even_when_accepted(home, tmp_path):
    outcome = load([given(tmp_path, [pupil(1, sex="?")])], home, accept_rejected=True)[0]
    assert outcome.status == "refused" and "nothing else to load" in outcome.reason


@pytest.mark.parametrize("content", [
    pupils_file([pupil(1)]) + b"ZX9999999,QZ9 9ZZ,too,few\r\n", pupils_file([pupil(1)]) + b'"ZX9999999,QZ9 9ZZ\r\n',
    pupils_file([pupil(1)]).replace(b"White", b"Wh\xff\xfeite"), b"title\n" + pupils_file([pupil(1)]),
    pupils_file([pupil(1), pupil(2)]).replace(b"rwm_expected,1\r\n", b"rwm_expected,1\r\n\r\n"),
], ids=["ragged", "quoted", "bytes", "line ends", "blank line"])  # fmt: skip
def test_a_broken_table_is_refused_without_a_word_of_what_it_holds(home, tmp_path, content):
    (tmp_path / "good.csv").write_bytes(pupils_file([pupil(7)]))
    (tmp_path / "pupils.csv").write_bytes(content)
    outcomes = {outcome.file: outcome for outcome in load([tmp_path / "good.csv", tmp_path / "pupils.csv"], home)}
    assert {name: outcome.status for name, outcome in outcomes.items()} == {"good.csv": "loaded", "pupils.csv": "refused"}
    bad = outcomes["pupils.csv"]
    assert "ZX9999999" not in bad.reason and "QZ9" not in bad.reason
    assert len(held(home)) == 1


def test_other_ways_to_write_the_table_say_the_same(home, tmp_path):
    rows, said = ward_rows()[:5], {}
    for name, content in {
        "unix.csv": pupils_file(rows).replace(b"\r\n", b"\n"), "tabs.tsv": pupils_file(rows).replace(b",", b"\t"),
        "titled.csv": b"Results of pupils\r\n" + pupils_file(rows), "marked.csv": b"\xef\xbb\xbf" + pupils_file(rows),
        "reordered.csv": pupils_file(rows, [*reversed(HEADER)]),
        "book.xlsx": workbook({"pupils": [HEADER, *([str(row[name]) for name in HEADER] for row in rows)]}),
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
        outcome = load([tmp_path / name], home)[0]
        assert (outcome.status, outcome.loaded) == ("loaded", 5), (name, outcome)
        said[name] = held(home, "child_key, score, home_lsoa_code, sex", f"source_id = '{outcome.source_id}'")
    assert len(said) == 6 and all(told == said["unix.csv"] for told in said.values())


def test_a_table_of_postcodes_places_homes(home, tmp_path, monkeypatch):
    (tmp_path / "postcodes.csv").write_text("pcds,LSOA21CD\nQZ1 1AA,E01000003\nQZ1 1AB,E01999999\n")
    monkeypatch.setenv("NEEDS_ATLAS_POSTCODES", str(tmp_path / "postcodes.csv"))
    settings.cache_clear()
    rows = [pupil(1, home_lsoa="", home_postcode="qz11aa"), pupil(2, home_lsoa="", home_postcode="QZ1 1AB")]
    outcome = load([given(tmp_path, rows)], home, accept_rejected=True)[0]
    assert outcome.loaded == 1 and "resolves nowhere: 1 row (3)" in outcome.reason
    assert held(home, "home_lsoa_code") == [("E01000003",)]


def test_columns_that_are_missing_are_said_and_a_home_is_needed(home, tmp_path):
    few = ["pupil_id", "home_lsoa", "key_stage", "academic_year", "measure", "result"]
    assert load([given(tmp_path, [pupil(1)], "few.csv", few)], home)[0].status == "loaded"
    assert held(home, "sex, fsm") == [(None, None)]
    outcome = load([given(tmp_path, [pupil(1)], "none.csv", [name for name in few if name != "home_lsoa"])], home)[0]
    assert outcome.reason == "there is no column home_lsoa or home_postcode"


def test_nothing_that_identifies_a_child_is_kept_or_said(home, tmp_path, capsys):
    rows = [*ward_rows(), pupil(901, home_lsoa="", home_postcode="QZ9 9ZZ"), pupil(902), pupil(902), pupil(903, sex="ZX0000903"),
            pupil(904, academic_year="ZX0000904"), pupil(905, result="QZ9 8ZZ")]  # fmt: skip
    path = given(tmp_path, rows)
    (tmp_path / "headless.csv").write_bytes(b"A123456789012,QZ9 9ZZ,ZX0000901,2013-04-05\n1,2,3,4\n")
    main([str(path), "--home", str(home)])
    main([str(path), str(tmp_path / "headless.csv"), "--home", str(home), "--accept-rejected", "--json"])
    main(["--log", "--home", str(home)])
    main(["--findings", "--home", str(home)])
    said = capsys.readouterr()
    kept = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    for secret in [*(str(row["pupil_id"]) for row in rows), "QZ9 9ZZ", "QZ99ZZ", "QZ9 8ZZ", "A123456789012", "2013-04-05"]:
        assert secret not in said.out + said.err
        assert secret.encode() not in kept
    assert len(held(home)) == len(ward_rows())
    assert KEY.encode() not in kept and KEY not in said.out + said.err + repr(settings())


def test_a_load_that_breaks_leaves_the_cohort_in_force(home, tmp_path, monkeypatch):
    load([given(tmp_path, [pupil(1)])], home)
    before = state(home)

    def broken(*given, **how):
        raise ZeroDivisionError

    monkeypatch.setattr("importers.load.derive", broken)
    with pytest.raises(ZeroDivisionError):
        load([given(tmp_path, [pupil(2)], "more.csv")], home)
    assert state(home) == before
    load([tmp_path / "more.csv"], home, dry_run=True)
    assert state(home) == before


def test_a_file_can_be_taken_out_brought_back_and_undone(home, tmp_path):
    first = load([given(tmp_path, [pupil(1)])], home)[0].source_id
    second = load([given(tmp_path, [pupil(1, result="0"), pupil(2)], "later.csv")], home)[0].source_id
    assert held(home, "superseded_by", f"source_id = '{first}'") == [([second],)]
    assert held(home, "superseded_by", f"source_id = '{second}'") == [(None,), (None,)]
    assert change(home, "withdraw", second)["status"] == "taken out"
    assert list(query("lookups/pupil_sources")["source_id"]) == [first]
    assert change(home, "restore", second)["status"] == "brought back"
    assert list(query("lookups/pupil_sources")["source_id"]) == [first, second]
    undo(home)
    assert list(query("lookups/pupil_sources")["source_id"]) == [first]
    assert [file["status"] for entry in read_journal(home)[-3:] for file in entry["files"]] == ["taken out", "brought back", "undone"]


def test_undoing_a_warehouse_built_afresh_does_not_bring_back_pupils_that_were_deleted(home, small_home, tmp_path):
    load([given(tmp_path, [pupil(1)])], home)
    load([small_home.parent / "lookup.csv", small_home.parent / "lsoas.geojson"], home, fresh=True)
    assert held(home) == [] and len([*home.glob("cohort-*.duckdb")]) == 1
    undo(home)
    assert held(home) == [] and query("lookups/pupil_sources").empty
    assert load([tmp_path / "pupils.csv"], home)[0].status == "loaded" and len(held(home)) == 1


def test_loading_again_what_was_undone_states_nothing_twice(home, tmp_path):
    load([given(tmp_path, [pupil(1)])], home)
    undo(home)
    assert load([tmp_path / "pupils.csv"], home)[0].status == "loaded"
    assert len(held(home)) == 1


def test_json_says_how_many_rows(home, tmp_path, capsys):
    path = given(tmp_path, [pupil(1), pupil(2, sex="?")])
    assert main([str(path), "--home", str(home), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)[0]
    assert (told["status"], told["read"], told["rejected"], told["kind"]) == ("refused", 2, 1, "pupil_results")
    assert main([str(path), "--home", str(home), "--accept-rejected"]) == 0
