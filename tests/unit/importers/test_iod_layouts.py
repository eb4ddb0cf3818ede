"""Every file of the indices of deprivation in every edition and form; the headers broken, cut, capitalised; and the files spoiled."""

import random

import duckdb
import pytest

from importers.load import load
from importers.reading import Refused
from tests.iod_files import (
    DOMAINS,
    IN_FILE,
    PLACES,
    YEARS,
    comma_separated,
    decile,
    lsoa_file,
    ods,
    rank,
    residents,
    score,
    summary_file,
    summary_sheet,
    written,
    xlsx,
)  # fmt: skip
from tests.tables import kind_of, reading_of, readings_of
from warehouse.versions import read_pointer

FORMS = ("csv", "xlsx", "ods")
EDITIONS = tuple(YEARS)
FILES = (1, 2, 3, 4, 5, 6, 7, 9)
KINDS = {5: "iod_scores", 6: "iod_denominators", 9: "iod_scores"}
AGES = {"Total": (0, 120), "Dependent": (0, 15), "Population": (16, 59), "Older": (60, 120)}


def text(rows: list[list[object]]) -> str:
    return comma_separated(rows).decode("utf-8-sig")


def expected(number: int, edition: str) -> dict[tuple[str, str], dict[str, float]]:
    """What a file says of each LSOA and domain."""
    said = {}
    for domain in IN_FILE.get(number, []):
        for row, (lsoa, *_) in enumerate(PLACES):
            figures = {"national_rank": rank(domain, row), "national_decile": decile(domain, row, edition)} if number not in (5, 9) else {}
            figures |= {"score": score(domain, row)} if number in (5, 7) else {}
            said[lsoa, domain] = figures | ({"transformed_score": [10.5, 50.25][row]} if number == 9 else {})
    return said


def said(reading) -> dict[tuple[str, str], dict[str, float]]:
    frame = reading.tables.get("deprivation")
    if frame is None:
        return {}
    figures = [name for name in ("score", "national_rank", "national_decile", "transformed_score") if name in frame]
    return {
        (row["area_code"], row["domain"]): {name: row[name] for name in figures if row[name] == row[name]}
        for row in frame.to_dict("records")
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("number", FILES)
def test_every_file_of_every_edition_in_every_form(tmp_path, number, edition, form):
    path = written(tmp_path, "data", lsoa_file(number, edition), form)
    (reading,) = readings_of(path).values()
    assert reading.release == edition and reading.rows_read == 2
    assert said(reading) == expected(number, edition)
    assert [note.text for note in reading.notes if "left out" in note.text] == []
    people = reading.tables.get("population")
    assert (people is not None) == (number in (6, 7))
    if people is not None:
        found = {
            (code, ages): n
            for code, *ages, n in people[["area_code", "age_from", "age_to", "persons"]].itertuples(index=False)
            for ages in [tuple(ages)]
        }
        wanted = {(PLACES[row][0], AGES[name.split()[0]]): n for name, cells in residents(edition).items() if name.split()[0] in AGES
                  for row, n in enumerate(cells)}  # fmt: skip
        assert found == wanted and set(people["time_period"]) == {YEARS[edition][2]}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("number", FILES)
def test_the_kind_is_told_by_what_a_file_holds(number, edition):
    assert kind_of(text(lsoa_file(number, edition))) == KINDS.get(number, "iod_ranks")


def test_the_title_says_what_a_file_holds():
    assert reading_of(text(lsoa_file(7, "2025"))).provenance.title == (
        "English indices of deprivation: scores, ranks, deciles and population denominators"
    )
    assert reading_of(text(lsoa_file(9, "2019"))).provenance.title == "English indices of deprivation: exponentially transformed scores"


@pytest.mark.parametrize("change", [
    str.upper, str.lower, lambda name: name.replace(" ", "  "), lambda name: name.replace(" ", "\n"), lambda name: f" {name}\u00a0",
    lambda name: name.replace("10% of LSOAs)", "10% of LSO"), lambda name: name.replace(" 10% of LSOAs)", ""),
    lambda name: name.replace(", ", ","), lambda name: name.replace("Sub-domain", "Sub–domain"),
], ids=["capitals", "small", "blanks", "breaks", "ends", "cut", "cut more", "comma", "dash"])  # fmt: skip
@pytest.mark.parametrize("edition", EDITIONS)
def test_headers_however_they_are_written(change, edition):
    header, *rows = lsoa_file(7, edition)
    reading = reading_of(text([[*map(change, header)], *rows]))
    assert said(reading) == expected(7, edition)
    assert len(reading.tables["population"]) == 2 * (3 if edition == "2025" else 4)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("edition", EDITIONS)
def test_summaries_of_authorities(tmp_path, edition, upper, form):
    if form == "csv":
        (tmp_path / "imd.csv").write_bytes(comma_separated(summary_sheet("imd", edition, upper)))
    else:
        (tmp_path / f"all.{form}").write_bytes({"xlsx": xlsx, "ods": ods}[form](summary_file(edition, upper)))
    readings = readings_of(next(tmp_path.iterdir()))
    assert set(readings) == ({"imd"} if form == "csv" else {"IMD", "Income", DOMAINS["education"], "IDACI"})
    values = {(row.measure, row.area_code): row for reading in readings.values() for row in reading.tables["observation"].itertuples()}
    held = {measure: row.value for (measure, code), row in values.items() if code == "E06000026"}
    assert {measure: held[measure] for measure in held if measure.startswith("imd")} == {
        "imd_average_rank": 18_688.94, "imd_rank_of_average_rank": 101, "imd_average_score": 24.087, "imd_rank_of_average_score": 87,
        "imd_proportion_lsoas_most_deprived_10_percent": 0.1159, "imd_rank_of_proportion_lsoas_most_deprived_10_percent": 80,
        "imd_extent": 0.257, "imd_rank_of_extent": 74, "imd_local_concentration": 31_881.1, "imd_rank_of_local_concentration": 77,
    }  # fmt: skip
    if form != "csv":
        assert (held["income_scale"], held["income_rank_of_scale"], held["education_average_score"]) == (36_123, 41, 24.087)
    row = values["imd_average_rank", "E06000026"]
    assert (row.time_period, row.breakdown, row.group_code) == (edition, "tier", "upper_tier" if upper else "lower_tier")


def loaded(home, path):
    return load([path], home)[0]


def test_several_files_make_one_row(own_home, tmp_path):
    for number in (5, 1, 2, 9):
        assert loaded(own_home, written(tmp_path, f"file {number}", lsoa_file(number, "2019"), "csv")).status == "loaded"
    with duckdb.connect(str(own_home / read_pointer(own_home).place), read_only=True) as place:
        row = place.execute(
            "select score, national_rank, national_decile, transformed_score, s.kind, r.kind, t.kind from deprivation "
            "join source s on s.source_id = score_source_id join source r on r.source_id = rank_source_id "
            "join source t on t.source_id = transformed_source_id where area_code = 'E01015023' and domain = 'health'"
        ).fetchall()
    assert row == [(score("health", 0), rank("health", 0), decile("health", 0, "2019"), 10.5, "iod_scores", "iod_ranks", "iod_scores")]


def spoiled() -> list[tuple[str, list[list[object]], str]]:
    """A File 7 with one thing wrong, and the sentence that must be said."""
    cases = []
    header, first, second = lsoa_file(7, "2025")
    for place, name in enumerate(header[4:-1], start=4):
        cases.append((f"text in {name}", [header, first, [*second[:place], "n/a", *second[place + 1 :]]], "row 3, column"))
    places = [
        ("E02000001", "begins with E01"),
        ("E0101502", "is not an area code"),
        ("W01000001", "begins with E01"),
        ("", "is not an area code"),
    ]
    cases += [(f"LSOA {code}", [header, first, [code, *second[1:]]], words) for code, words in places]
    cases += [("county", [header, first, [*second[:2], "E10000008", *second[3:]]], "begins with E06 or E07"),
              ("LSOA twice", [header, first, first], "a second time"),
              ("a column twice", [[*header, header[4]], [*first, 1], [*second, 1]], "says the same as the column"),
              ("a column under two spellings", [[*header, header[5].upper()], [*first, 1], [*second, 1]], "says the same as the column"),
              ("rank 0", [header, [*first[:5], 0, *first[6:]], second], "0 is not between 1 and 33,755"),
              ("rank too large", [header, [*first[:5], 33_756, *first[6:]], second], "33,756 is not between 1 and 33,755"),
              ("half a rank", [header, [*first[:5], 10.5, *first[6:]], second], '"10.5" is not a whole number'),
              ("decile 11", [header, [*first[:6], 11, *first[7:]], second], "11 is not between 1 and 10"),
              ("a rate in per cent", [header, [*first[:7], 34.3, *first[8:]], second], "34.3 is not between 0 and 1"),
              ("no such edition", [[name.replace("2024", "2023") for name in header], first, second], "no edition of the indices is known"),
              ("a row cut short", [header, first, second[:20]], "row 3: breaks off"),
              ("nobody half", [header, [*first[:-2], 0.5, first[-1]], second], "is not a number of people")]  # fmt: skip
    return cases


@pytest.mark.parametrize(("rows", "sentence"), [case[1:] for case in spoiled()], ids=[case[0] for case in spoiled()])
def test_spoiled_files_are_refused_in_words(rows, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of(text(rows))


@pytest.mark.parametrize("place", range(57))
def test_a_column_left_out_or_renamed(place):
    """Without the areas nothing is recognised; without a figure the rest loads; a strange name is noted."""
    rows = lsoa_file(7, "2025")
    if place >= len(rows[0]):
        return
    without = text([row[:place] + row[place + 1 :] for row in rows])
    renamed = text([[*rows[0][:place], "Something else", *rows[0][place + 1 :]], *rows[1:]])
    if place in (0, 2):
        assert kind_of(without) is None and kind_of(renamed) is None
        return
    one_less = len(expected(7, "2025"))
    for changed in (without, renamed):
        reading = reading_of(changed)
        assert len(said(reading)) in (one_less, one_less - 2) and reading.rows_read == 2
    left = [note.column for note in reading.notes if "left out" in note.text]
    assert left == ["Something else"] or rows[0][place].startswith("Working age")


def test_a_rank_and_a_decile_that_do_not_belong_together_are_noted():
    header, first, second = lsoa_file(1, "2025")
    notes = reading_of(text([header, first, [*second[:5], 1]])).notes
    assert [(note.text, note.row) for note in notes] == [("1 deciles (imd) are not those of the ranks beside them", 3)]


@pytest.mark.parametrize("sentence_and_change", [
    ("is not a number", ("24.087", "about 24")), ("is not between 0 and 1", ("0.1159", "11.59")), ("is not a whole number", (",101,", ",100.5,")),
    ("begins with E06", ("E06000026", "E01015023")), ("a second time", ("E06000059", "E06000026")), ("authorities of 2020", ("(2024)", "(2020)")),
    ("is not between 1 and 400", (",101,", ",0,")), ("says the same", ("IMD - Rank of average rank ", "IMD - Average rank ")),
], ids=lambda case: case[0])  # fmt: skip
def test_spoiled_summaries_are_refused_in_words(sentence_and_change):
    sentence, (old, new) = sentence_and_change
    content = text(summary_sheet("imd", "2025"))
    assert old in content
    with pytest.raises(Refused, match=sentence):
        reading_of(content.replace(old, new))


@pytest.mark.parametrize("form", FORMS)
def test_files_cut_anywhere_load_whole_rows_or_are_refused(own_home, tmp_path, form):
    whole = written(tmp_path, "whole", lsoa_file(7, "2025"), form).read_bytes()
    cuts = [tmp_path / f"cut at {size}.{form}" for size in [*range(1, 60, 7), *range(60, len(whole) - 1, max(1, len(whole) // 25))]]
    for path in cuts:
        path.write_bytes(whole[: int(path.stem.split()[-1])])
    outcomes = load(cuts, own_home)
    assert len(outcomes) == len(cuts)
    for outcome in outcomes:
        assert outcome.status in (("refused", "loaded", "unchanged") if form == "csv" else ("refused",)), outcome
        assert outcome.loaded <= 2 and (outcome.reason or outcome.loaded)


@pytest.mark.parametrize("form", FORMS)
def test_files_with_a_byte_changed_never_break_the_load(own_home, tmp_path, form):
    whole, chance = bytearray(written(tmp_path, "whole", lsoa_file(7, "2025"), form).read_bytes()), random.Random(7)
    spoiled = [tmp_path / f"spoiled {number}.{form}" for number in range(40)]
    for path in spoiled:
        content = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(whole))] = chance.randrange(256)
        path.write_bytes(content)
    outcomes = load(spoiled, own_home)
    assert len(outcomes) == len(spoiled)
    assert {outcome.status for outcome in outcomes} <= {"refused", "loaded", "unchanged"}
