"""What is wrong with a return: refused in a sentence or told as a finding, and nothing of a cell in either."""

import pandas as pd
import pytest

from importers.history import change
from importers.load import load
from importers.reading import Refused
from importers.ssda903.years import year_of_episodes, years_in
from settings import settings
from tests.return_files import FAR, HEADERS, child, return_table, return_xml, row
from tests.small import AUTHORITY, state, workbook
from tests.unit.importers.ssda903.test_returns import given, held, told, whole


def episodes(tmp_path, rows, name="Episodes.csv", **more):
    return given(tmp_path, {name: return_table("Episodes", rows, **more)}) / name


def test_rows_without_a_child_or_a_start_are_counted_and_the_table_refused_until_the_user_accepts(home, tmp_path):
    path, before = episodes(tmp_path, [row(1), row(2, CHILD=" "), row(3, DECOM="31/02/2024"), row(4, DECOM="")]), state(home)
    refused = load([path], home)[0]
    assert (refused.status, refused.read, refused.rejected) == ("refused", 4, 3) and state(home) == before
    assert 'column "DECOM", Episodes: no start, or one that is no date (rule 141 of the department): 2 rows (4, 5)' in refused.reason
    assert 'column "CHILD", Episodes: no identifier: 1 row (3)' in refused.reason and "--accept-rejected" in refused.reason
    loaded = load([path], home, accept_rejected=True)[0]
    assert (loaded.status, loaded.loaded, loaded.rejected) == ("loaded", 1, 3)


def test_episodes_that_do_not_fit_are_kept_and_told(home, tmp_path):
    rows = [
        row(1, DEC="01/08/2024"),
        row(1, DECOM="01/07/2024", RNE="P"),
        row(2, DEC="01/04/2024", REC="E8"),
        row(3, PLACE="Z11", PL_POST=FAR),
    ]
    assert load([episodes(tmp_path, rows)], home)[0].loaded == 4
    sentences = told(home)
    assert (
        'Episodes 2024/25, column "DECOM": episode begins before the one before it has ended: 1 row (3); rule 501 of the department.'
        in sentences
    )
    assert "episode ends before it starts: it counts on no day: 1 row (4); rule 356" in sentences
    assert 'column "PLACE": placement type is not a code of the year: 1 row (5); rule 146' in sentences
    assert "the return of the year has no table Header" in sentences


def test_a_child_of_two_sexes_and_one_in_no_header_are_told(home, tmp_path):
    files = {"Episodes.csv": return_table("Episodes", [row(1), row(2)]), "Header.csv": return_table("Header", [row(1)]),
             "UASC.csv": return_table("UASC", [row(1, SEX="M")])}  # fmt: skip
    assert {outcome.status for outcome in load([given(tmp_path, files)], home)} == {"loaded"}
    assert "sex differs from that stated for the child elsewhere: 1 row (2); rule 202" in told(home)
    assert "child is not in the header of the year" in told(home) and "no table Header" not in told(home)


def test_findings_of_a_return_go_when_it_is_taken_out(home, tmp_path):
    source = load([episodes(tmp_path, [row(1, DEC="01/04/2024", REC="E8")])], home)[0].source_id
    assert "rule 356" in told(home)
    change(home, "withdraw", source)
    assert "rule 356" not in told(home)
    change(home, "restore", source)
    assert "rule 356" in told(home)


def test_several_years_in_one_table_are_refused(home, tmp_path):
    rows = [row(n, DEC="01/06/2024") for n in range(5)] + [row(n, DECOM="01/05/2023", DEC="01/06/2023") for n in range(5, 8)]
    refused = load([episodes(tmp_path, rows)], home)[0]
    assert "episodes of several years stand in one table: of those that have ended, 3 in 2023/24, 5 in 2024/25" in refused.reason
    assert refused.status == "refused"


def test_a_few_strays_are_findings(home, tmp_path):
    rows = [row(n, DEC="01/06/2024") for n in range(20)] + [row(30, DEC="01/04/2025", REC="E8"), row(31, DECOM="02/04/2025")]
    assert load([episodes(tmp_path, rows)], home)[0].status == "loaded"
    assert "episode ends after the end of the year: 1 row (22); rule 385" in told(home)
    assert "episode starts after the end of the year: 1 row (23)." in told(home)


@pytest.mark.parametrize(("name", "reason"), [("2022-23 Episodes.csv", "its name says 2023"), ("2022 Episodes.csv", "its name says 2022")])
def test_a_name_that_says_another_year_than_the_dates_is_refused(home, tmp_path, name, reason):
    refused = load([episodes(tmp_path, [row(1, DEC="01/06/2024")], name)], home)[0]
    assert refused.status == "refused" and "most of its episodes end in 2024/25" in refused.reason and reason in refused.reason


def test_years_in_names():
    assert [years_in(text) for text in ("2024-25 header", "202425_header", "header_2024_2025", "2024-header", "header", "20240331", "2024-26")] == [
        (2025, None), (2025, None), (2025, None), (None, 2024), (None, None), (None, None), (None, 2024),
    ]  # fmt: skip


def test_the_year_is_that_of_the_last_start_where_nothing_has_ended_and_unknown_without_dates():
    starts = pd.DataFrame({"collection_year": [2022, 2025], "ended": [0, 0], "started": [5, 1]})
    assert year_of_episodes(starts, "Episodes", "") == (2025, "dates")
    assert year_of_episodes(starts, "2025 Episodes", "") == (2025, "dates") == year_of_episodes(starts, "2024 Episodes", "")
    with pytest.raises(Refused, match="the year of the return is not known"):
        year_of_episodes(starts.head(0), "2024 Episodes", "")
    assert year_of_episodes(starts.head(0), "2024-25 Episodes", "") == (2025, "name")
    assert year_of_episodes(starts, "Episodes", "2025") == (2025, "header")


def test_a_table_whose_year_is_not_known_is_refused(home, tmp_path):
    header = return_table("Header", [row(1)])
    assert "the year of this table is not known" in load([given(tmp_path, {"2024-header.csv": header})], home)[0].reason
    assert load([given(tmp_path / "b", {"2024-25 header.csv": header})], home)[0].status == "loaded"


def test_two_years_by_one_name_are_refused(home, tmp_path):
    files = {"a.csv": return_table("Episodes", [row(1, DEC="01/06/2024")]), "b.csv": return_table("Episodes", [row(1, DECOM="01/05/2023", DEC="01/06/2023")]),
             "header.csv": return_table("Header", [row(1)])}  # fmt: skip
    outcomes = {outcome.file: outcome for outcome in load([given(tmp_path, files)], home)}
    assert "several tables Episodes of different years go by the same name" in outcomes["return/header.csv"].reason


def test_a_return_of_another_authority_is_refused_where_one_is_expected(home, tmp_path, monkeypatch):
    monkeypatch.setenv("NEEDS_ATLAS_RETURN_AUTHORITY", "E06000058")
    settings.cache_clear()
    path = episodes(tmp_path, [row(1)])
    refused = load([path], home)[0]
    assert f"this is a return of another authority: most homes lie in {AUTHORITY[0]}, and the settings expect E06000058" in refused.reason
    monkeypatch.setenv("NEEDS_ATLAS_RETURN_AUTHORITY", AUTHORITY[0])
    settings.cache_clear()
    assert load([path], home)[0].status == "loaded"
    xml = return_xml([(row(1), [row(1)])], "<SOURCE><LEA>839</LEA></SOURCE>")
    assert "its header says E06000058" in load([given(tmp_path, {"return.xml": xml}) / "return.xml"], home)[0].reason


def test_returns_of_two_authorities_are_told(home, tmp_path):
    load([episodes(tmp_path, [row(1)])], home)
    load([episodes(tmp_path, [row(1, HOME_POST=FAR)], "other.csv")], home)
    assert told(home).count("returns of more than one authority are in force") == 2


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<EXPSSDA903><CHILD><HEADER><CHILDID>&b;</CHILDID></HEADER></CHILD></EXPSSDA903>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><EXPSSDA903><CHILD/></EXPSSDA903>"""
XMLS = {
    "a billion laughs": (BOMB, "has a document type definition"), "an external entity": (OUTSIDE, "has a document type definition"),
    "cut short": (return_xml([(row(1), [row(1)])])[:-20], "breaks off or is not well formed"),
    "not XML": (b"SSDA903 CHILD,SEX", "breaks off or is not well formed"), "another XML": (b"<a><b>1</b></a>", "no records of an SSDA903 return"),
    "deep": (b"<SSDA903>" + b"<a>" * 30 + b"</a>" * 30 + b"</SSDA903>", "lie more than 20 deep"),
    "long": (b"<SSDA903><CHILD><HEADER><CHILDID>" + b"1" * 5_000 + b"</CHILDID></HEADER></CHILD></SSDA903>", "holds more than 1,000 characters"),
    "undefined entity": (b"<SSDA903><CHILD><HEADER><CHILDID>&x;</CHILDID></HEADER></CHILD></SSDA903>", "not well formed"),
}  # fmt: skip


@pytest.mark.parametrize("case", XMLS)
def test_a_bad_xml_is_refused_in_a_sentence(home, tmp_path, case):
    content, reason = XMLS[case]
    before = state(home)
    refused = load([given(tmp_path, {"return.xml": content}) / "return.xml"], home)[0]
    assert refused.status == "refused" and reason in refused.reason and child(1) not in refused.reason
    assert state(home) == before


def test_an_xml_of_too_many_elements_is_refused(home, tmp_path, monkeypatch):
    monkeypatch.setattr("importers.ssda903.xml.MAX_CELLS", 10)
    refused = load([given(tmp_path, {"return.xml": return_xml([(row(1), [row(1)])])})], home)[0]
    assert "more than 10 elements" in refused.reason


def test_an_xml_says_its_year_and_authority_in_its_header(home, tmp_path):
    xml = return_xml([(row(1, SEX="1"), [row(1, DECOM="01/05/2023", HOME_POST="")])], "<Header><Year>2024</Year><LEA>838</LEA></Header>")
    assert load([given(tmp_path, {"return.xml": xml})], home)[0].status == "loaded"
    assert held(home, "distinct collection_year, authority_code", "return_file", "all") == [(2024, AUTHORITY[0])]
    wrong = xml.replace(b"2024</Year>", b"2022</Year>").replace(b"ZX0000001", b"ZX0000002")
    assert "its header says 2022" in load([given(tmp_path / "b", {"return.xml": wrong})], home)[0].reason


def test_an_xml_beside_outlines_is_passed_over_in_a_folder(home, tmp_path):
    folder = given(tmp_path, {"Episodes.csv": return_table("Episodes", [row(1)]), "wards.shp.xml": b"<metadata/>"})
    assert [outcome.file for outcome in load([folder], home)] == ["return/Episodes.csv"]


def test_a_workbook_with_a_table_twice_or_with_statistics_is_refused(home, tmp_path):
    header = [HEADERS["Header"].split(), [row(1).get(name, "") for name in HEADERS["Header"].split()]]
    lookup = [["LSOA21CD", "LSOA21NM", "WD23CD", "WD23NM", "LAD23CD", "LAD23NM"], ["E01000001", "D", "E05000001", "C", *AUTHORITY]]
    for sheets, reason in (
        ({"a": header, "b": header}, "are the same table"),
        ({"a": header, "b": lookup}, "other tables stand in one file"),
    ):
        (tmp_path / "2024-25.xlsx").write_bytes(workbook(sheets))
        assert reason in load([tmp_path / "2024-25.xlsx"], home)[0].reason


@pytest.mark.parametrize("damage", [
    lambda content: content + b"ZX0000009,too,few\r\n", lambda content: content.replace(b"U6", b'"U\r\n6"'),
    lambda content: content.replace(b"\r\nZX0000002", b"\r\n\r\nZX0000002"), lambda content: content.split(b"\r\n")[0],
    lambda content: content.replace(b"RNE", b"DECOM"),
], ids=["ragged", "line break in a cell", "blank line", "no rows", "a column twice"])  # fmt: skip
def test_a_broken_table_is_refused_without_a_word_of_what_it_holds(home, tmp_path, damage):
    before = state(home)
    refused = load([given(tmp_path, {"Episodes.csv": damage(return_table("Episodes", [row(1), row(2)]))})], home)[0]
    assert refused.status == "refused" and "ZX0" not in refused.reason and "QZ" not in refused.reason
    assert state(home) == before


def test_one_bad_table_does_not_take_the_others_with_it(home, tmp_path):
    files = whole() | {"Reviews.csv": return_table("Reviews", [row(1, CHILD="")])}
    outcomes = {outcome.file: outcome.status for outcome in load([given(tmp_path, files)], home)}
    assert outcomes.pop("return/Reviews.csv") == "refused" and set(outcomes.values()) == {"loaded"}
    assert held(home, table="review", order="all") == []
