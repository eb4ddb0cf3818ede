"""DfE Explore Education Statistics files."""

import pytest

from importers.reading import Refused
from tests.real_files import real_file
from tests.tables import kind_of, reading_of, readings_of, records

HEAD = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name"
NATION = "2025,Reporting year,National,E92000001,England,,,,,"
PLYMOUTH = "2025,Reporting year,Local authority,E92000001,England,E12000009,South West,879,E06000026,Plymouth"
KEY = ("measure", "area_code", "time_period", "breakdown", "group_code", "value", "symbol")


def table(columns: str, *rows: str) -> str:
    return "\n".join([HEAD + columns, *rows])


def test_filters_make_the_group_and_indicators_the_measure():
    text = table(",need,sex,child_count,child_percent", f"{NATION},SEN,Total,10,1.5", f"{PLYMOUTH},SEN,Girls,c,low")
    assert kind_of(text) == "dfe_ees"
    assert records(reading_of(text), "observation", *KEY) == [
        ("child_count", "E92000001", "2025", "need|sex", "SEN|Total", 10, None),
        ("child_count", "E06000026", "2025", "need|sex", "SEN|Girls", None, "c"),
        ("child_percent", "E92000001", "2025", "need|sex", "SEN|Total", 1.5, None),
        ("child_percent", "E06000026", "2025", "need|sex", "SEN|Girls", None, "low"),
    ]


def test_no_filter_is_total():
    assert records(reading_of(table(",cases", f"{PLYMOUTH},7")), "observation", *KEY) == [
        ("cases", "E06000026", "2025", "Total", "Total", 7, None)
    ]


@pytest.mark.parametrize(
    ("written", "symbol"),
    [("c", "c"), ("x", "x"), ("z", "z"), ("low", "low"), ("k", "low"), ("u", "u"), ("~", "low"), (":", "x"), ("..", "x"), ("", "x")],
)
def test_symbols(written, symbol):
    text = table(",cases", f"{NATION},12", f"{PLYMOUTH},{written}")
    assert records(reading_of(text), "observation", "value", "symbol")[1] == (None, symbol)


def test_zero_is_a_value():
    assert records(reading_of(table(",cases", f"{PLYMOUTH},0")), "observation", "value", "symbol") == [(0, None)]


def test_older_names_are_the_newer_ones():
    text = table(",cla_group,characteristic,number,percentage", f"{PLYMOUTH},All,Total,5,100")
    assert records(reading_of(text), "observation", "measure", "breakdown") == [
        ("children_count", "characteristic|breakdown"),
        ("children_percent", "characteristic|breakdown"),
    ]


def test_a_unitary_authority_published_as_district_too_is_kept_apart():
    district = "2025,Reporting year,Local authority district,E92000001,England,E12000009,South West,,,"
    text = table(
        ",lad_code,lad_name,cases", f"{PLYMOUTH},,,3303", f"{district},E06000026,Plymouth,3278", f"{district},E07000044,South Hams,9"
    )
    assert records(reading_of(text), "observation", "measure", "area_code", "value") == [
        ("cases", "E06000026", 3303),
        ("cases@district", "E06000026", 3278),
        ("cases", "E07000044", 9),
    ]


def test_rows_without_one_areas_code_are_left_out_and_counted():
    rows = [PLYMOUTH.replace("E06000026", code) + ",1" for code in ("", "x", "z", "E06000061 / E06000062")]
    reading = reading_of(table(",cases", f"{PLYMOUTH},5", *rows, f"{PLYMOUTH.replace('Local authority', 'School')},1"))
    assert (reading.rows_read, reading.rows_rejected, len(reading.rejected)) == (6, 5, 2)
    assert len(reading.tables["observation"]) == 1
    assert {(note.row, note.column) for note in reading.rejected} == {(3, "new_la_code"), (7, "geographic_level")}


def test_metadata_outweighs_what_the_cells_look_like():
    text = table(",year_group,cases", f"{PLYMOUTH},6,10", f"{PLYMOUTH},11,20")
    with pytest.raises(Refused, match="stands in the file a second time"):
        reading_of(text)
    reading = reading_of(text, column_types={"year_group": "Filter", "cases": "Indicator"})
    assert records(reading, "observation", "breakdown", "group_code", "value") == [("year_group", "6", 10), ("year_group", "11", 20)]


def test_terms_of_one_year_are_told_apart():
    autumn, spring = PLYMOUTH.replace("Reporting year", "Autumn term"), PLYMOUTH.replace("Reporting year", "Spring term")
    reading = reading_of(table(",cases", f"{autumn},1", f"{spring},2"))
    assert records(reading, "observation", "breakdown", "group_code") == [
        ("time_identifier", "Autumn term"),
        ("time_identifier", "Spring term"),
    ]


def test_an_area_has_the_year_it_was_last_seen_in():
    rows = [PLYMOUTH.replace("2025,", f"{period},", 1) + f",{n}" for n, period in enumerate(("201819", "202425"))]
    assert records(reading_of(table(",cases", *rows)), "area", "area_code", "boundary_year") == [("E06000026", 2024)]


def test_population_estimates_become_population():
    text = table(
        ",age_group,population_estimate", f"{PLYMOUTH},Children aged 0 to 17 years,52000", f"{NATION},Children aged 0 to 17 years,x"
    )
    reading = reading_of(text)
    assert "observation" not in reading.tables
    assert records(reading, "population", "area_code", "time_period", "sex", "age_from", "age_to", "persons") == [
        ("E06000026", "2025", "Persons", 0, 17, 52000)
    ]
    assert reading.rows_rejected == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (table(",child_count", f"{NATION},5", f"{PLYMOUTH},five"), 'row 3, column "child_count": "five" is neither a number'),
        (table(",cases", f"{PLYMOUTH.replace('E06000026', 'E0600002')},5"), 'row 2, column "new_la_code": "E0600002" is not an area code'),
        (table(",cases", f"{PLYMOUTH},5", f"{PLYMOUTH},6"), "row 3.* stands in the file a second time"),
        (table(",cases", f"{PLYMOUTH.replace('2025', '2024/25')},5"), 'row 2, column "time_period": "2024/25" is not a period'),
        (table(",sort", f"{PLYMOUTH},good"), "no column of figures"),
        (table(",age_group,population_estimate", f"{PLYMOUTH},Children,5"), 'row 2, column "age_group": "Children" is not an age group'),
    ],
)
def test_refusals(text, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of(text)


def test_one_bad_cell_in_a_long_column_is_found():
    rows = [f"{PLYMOUTH.replace('2025', str(1900 + year))},{year}" for year in range(5, 125)]
    with pytest.raises(Refused, match='row 41, column "cases": "abc" is neither'):
        reading_of(table(",cases", *rows).replace(",44", ",abc"))


def real(name: str):
    (reading,) = readings_of(real_file(f"dfe_ees/{name}.csv")).values()
    return reading


def value(reading, measure: str, area: str, period: str, group: str) -> tuple:
    rows = reading.tables["observation"]
    found = rows[
        (rows["measure"] == measure) & (rows["area_code"] == area) & (rows["time_period"] == period) & (rows["group_code"] == group)
    ]
    return len(found), found["value"].iloc[0], found["symbol"].iloc[0]


def test_published_attainment_of_districts_is_kept_apart():
    reading, total = real("1_eyfsp_headline_measures_2022"), "Total|Total|Total"
    assert value(reading, "children_number", "E06000059", "202122", total)[:2] == (1, 3303)
    assert value(reading, "children_number@district", "E06000059", "202122", total)[:2] == (1, 3278)


def test_published_placements():
    reading = real("la_cla_during_year_new_placements")
    group = "Location of new placements during the year|Distance not known or not recorded"
    assert value(reading, "children_count", "E92000001", "2025", group)[:2] == (1, 11840)
    assert reading.tables["observation"]["breakdown"].unique().tolist() == ["characteristic|breakdown"]


def test_published_workforce_leaves_out_shared_authorities():
    assert real("csww_indicators_2017_to_2025").rows_rejected == 14


def test_published_names_of_social_workers_follow_the_newer_files():
    assert set(real("la_cla_swcount").tables["observation"]["measure"]) == {"children_count", "children_percent"}


def test_published_population():
    people = real("ons_mid-year_population_estimates_2012_to_2024").tables["population"]
    england = people[(people["area_code"] == "E92000001") & (people["time_period"] == "2024")]
    assert england["persons"].tolist() == [12_183_016]


@pytest.mark.parametrize(
    ("name", "filters"),
    [
        ("absence_la", "absence_terms|social_care_group|phase_type_grouping"),
        ("b1_children_in_need_2013_to_2025", "category"),
        ("c3_factors_identified_at_end_of_assessment_2018_to_2025", "category"),
        ("cla_number_and_rate_per_10k_children", "population_type"),
        ("ks2_la", "social_care_group|version"),
        ("ks4_la", "social_care_group|version"),
        ("la_care_leavers_accommodation_suitability", "care_leaver_age|breakdown"),
        ("la_cla_on_31_march_la_of_placement_netgain", "characteristic"),
        ("la_cla_placement_stability", "cla_group|placement_stability"),
    ],
)
def test_published_filters_are_told_from_indicators(name, filters):
    assert real(name).tables["observation"]["breakdown"].unique().tolist() == [filters]
