"""DfE Explore Education Statistics files."""

import pytest

from importers.ees_datasets import datasets, unknown_name
from importers.load import load
from importers.reading import Refused
from settings import PROJECT
from tests.real_files import real_file
from tests.small import zip_of
from tests.tables import kind_of, reading_of, readings_of, records

HEAD = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name"
NATION = "2025,Reporting year,National,E92000001,England,,,,,"
PLYMOUTH = "2025,Reporting year,Local authority,E92000001,England,E12000009,South West,879,E06000026,Plymouth"
KEY = ("measure", "area_code", "time_period", "breakdown", "group_code", "value", "symbol")


CASES = unknown_name([], ["cases"])


def table(columns: str, *rows: str) -> str:
    return "\n".join([HEAD + columns, *rows])


def test_filters_make_the_group_and_indicators_the_measure():
    text = table(",need,sex,child_count,child_percent", f"{NATION},SEN,Total,10,1.5", f"{PLYMOUTH},SEN,Girls,c,low")
    assert kind_of(text) == "dfe_ees"
    name = unknown_name(["need", "sex"], ["child_count", "child_percent"])
    assert records(reading_of(text), "observation", *KEY) == [
        (f"{name}.child_count", "E92000001", "2025", "need|sex", "SEN|Total", 10, None),
        (f"{name}.child_count", "E06000026", "2025", "need|sex", "SEN|Girls", None, "c"),
        (f"{name}.child_percent", "E92000001", "2025", "need|sex", "SEN|Total", 1.5, None),
        (f"{name}.child_percent", "E06000026", "2025", "need|sex", "SEN|Girls", None, "low"),
    ]


def test_no_filter_is_total():
    assert records(reading_of(table(",cases", f"{PLYMOUTH},7")), "observation", *KEY) == [
        (f"{CASES}.cases", "E06000026", "2025", "Total", "Total", 7, None)
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


NEW_HEAD, OLD_HEAD = ",characteristic,breakdown,children_count,children_percent", ",cla_group,characteristic,number,percentage"
PLACED = "Location of new placements during the year,Total new placements,5,100"


@pytest.mark.parametrize("named", ["Location of new placements during the year", "Age group"])
def test_older_headers_give_the_same_figures(named):
    row = f"{PLYMOUTH},{PLACED.replace('Location of new placements during the year', named)}"
    older, newer = (records(reading_of(table(head, row)), "observation", *KEY, "group_name") for head in (OLD_HEAD, NEW_HEAD))
    assert older == newer
    assert [key[0].split(".")[1] for key in newer] == ["children_count", "children_percent"]
    assert {key[3] for key in newer} == {"characteristic|breakdown"}


@pytest.mark.parametrize(
    ("columns", "row", "measures"),
    [
        (NEW_HEAD, PLACED, ["cla_new_placements.children_count", "cla_new_placements.children_percent"]),
        (NEW_HEAD, "Convictions: Ages 10 to 17,Convicted,c,low", ["cla_convictions_and_health.children_count"]),
        (OLD_HEAD, "Distance between home and placement,20 miles or less,7,50", ["cla_on_31_march.children_count"]),
        (OLD_HEAD, "Taken into care,Taken into care,7,50", ["cla_started.children_count"]),
        (OLD_HEAD, "Reason episode ceased,Adopted,7,50", ["cla_ceased.children_count"]),
        (",population_count,population_estimate,number,rate_per_10000", "On 31 March,100,7,5",
         ["cla_rates.population_estimate", "cla_rates.children_count", "cla_rates.rate_per_10000"]),
        (",age,accommodation_suitability,number,percentage", "17 to 18 years,Accommodation considered suitable,7,50",
         ["care_leavers_suitability.care_leaver_count", "care_leavers_suitability.care_leaver_percent"]),
        (",age,activity,number,percentage", "17 to 18 years,Training or employment,7,50", ["care_leavers_activity.care_leaver_count"]),
        (",gender,gld_number,gld_percent", "Total,7,50", ["eyfsp.gld_number", "eyfsp.gld_percentage"]),
        (",NEET_not_known_percent", "5.1", ["neet.neet_nk_percent"]),
        (",education_phase,sess_overall_percent,enrolments_pa_10_exact_percent", "Total,7.1,20", ["absence.sess_overall_percent"]),
        (",school_type,perm_excl,perm_excl_rate,fixed_excl", "Total,1,0.1,5", ["exclusions.perm_excl"]),
        (",breakdown,avg_att8,pt_l2basics_94", "Total,46,65", ["ks4_attainment.attainment8_average", "ks4_attainment.engmath_94_percent"]),
    ],
)  # fmt: skip
def test_the_table_is_told_by_its_content(columns, row, measures):
    found = [key[0] for key in records(reading_of(table(columns, f"{PLYMOUTH},{row}")), "observation", *KEY)]
    assert found[: len(measures)] == measures


def test_two_publications_with_one_column_name_are_kept_apart():
    placed = reading_of(table(NEW_HEAD, f"{PLYMOUTH},{PLACED}")).tables["observation"]["measure"]
    rates = reading_of(table(",population_type,population_estimate,children_count,rate_per_10000", f"{PLYMOUTH},Total,9,9,9"))
    assert not set(placed) & set(rates.tables["observation"]["measure"])


def test_an_unknown_table_is_named_by_its_columns_in_any_order():
    one = reading_of(table(",need,cases,rate", f"{PLYMOUTH},SEN,5,1.5")).tables["observation"]["measure"]
    other = reading_of(table(",rate,need,cases", f"{PLYMOUTH},1.5,SEN,5")).tables["observation"]["measure"]
    assert set(one) == set(other) and one.str.match(r"ees_[0-9a-f]{8}\.").all()


def test_case_of_names_and_wordings_of_groups_do_not_matter():
    head = ",absence_terms,social_care_group,t_sess_possible,PT_overall"
    rows = [
        f"{PLYMOUTH.replace('2025,', f'{y},')},{words},total,9,1.5" for y, words in ((2024, "Six half terms"), (2025, "six half terms"))
    ]
    found = records(reading_of(table(head, *rows)), "observation", "measure", "group_code")
    assert set(found) == {(f"absence_social_care.{name}", "six half terms|Total") for name in ("t_sess_possible", "pt_overall")}


def test_the_title_is_that_of_the_publication():
    assert reading_of(table(NEW_HEAD, f"{PLYMOUTH},{PLACED}")).title.startswith("Children looked after in England including adoptions: ")
    assert reading_of(table(",cases", f"{PLYMOUTH},7")).title == ""


def test_every_known_table_has_a_title_and_a_publication():
    assert len(datasets()) > 25 and all(known.title and known.publication and known.columns for known in datasets())


@pytest.mark.parametrize(("written", "value"), [("1,405", 1405), ("30.7%", 30.7), ("33.299999999999997", 33.3), ("7.0E-2", 0.07)])
def test_numbers_written_as_text(written, value):
    (found,) = records(reading_of(table(",cases", f'{PLYMOUTH},"{written}"')), "observation", "value", "symbol")
    assert found == (pytest.approx(value, abs=1e-12), None)


def test_years_in_which_nothing_was_collected():
    rows = [f"{PLYMOUTH.replace('2025,', f'{year},')},SEN,x,x" for year in (202021, 202122)]
    found = records(reading_of(table(",need,cases_count,cases_percent", *rows)), "observation", "time_period", "value", "symbol")
    assert found == [("202021", None, "x"), ("202122", None, "x")] * 2


def test_blanks_are_the_same_quoted_or_not():
    quoted, bare = f"{NATION.replace(',,,,,', ',,' + chr(34) * 2 + ',,,')},7", f"{NATION},7"
    assert records(reading_of(table(",cases", quoted)), "observation", *KEY) == records(
        reading_of(table(",cases", bare)), "observation", *KEY
    )


def test_a_unitary_authority_published_as_district_too_is_kept_apart():
    district = "2025,Reporting year,Local authority district,E92000001,England,E12000009,South West,,,"
    text = table(
        ",lad_code,lad_name,cases", f"{PLYMOUTH},,,3303", f"{district},E06000026,Plymouth,3278", f"{district},E07000044,South Hams,9"
    )
    assert records(reading_of(text), "observation", "measure", "area_code", "value") == [
        (f"{CASES}.cases", "E06000026", 3303),
        (f"{CASES}.cases@district", "E06000026", 3278),
        (f"{CASES}.cases", "E07000044", 9),
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
        (table(",cases,cases", f"{PLYMOUTH},5,6"), 'column "cases": the column stands in the file a second time'),
        (table(",cases,Cases", f"{PLYMOUTH},5,6"), 'column "cases": the column stands in the file a second time'),
        (table(",cases", f"{PLYMOUTH},5").replace("new_la_code", "la_code"), 'column "new_la_code": the column is missing'),
        (table(",cases", f"{PLYMOUTH.replace('Local authority', 'School')},5"), "no row is about an area that this product holds"),
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
    assert value(reading, "eyfsp.children_number", "E06000059", "202122", total)[:2] == (1, 3303)
    assert value(reading, "eyfsp.children_number@district", "E06000059", "202122", total)[:2] == (1, 3278)


def test_published_placements():
    reading = real("la_cla_during_year_new_placements")
    group = "Location of new placements during the year|Distance not known or not recorded"
    assert value(reading, "cla_new_placements.children_count", "E92000001", "2025", group)[:2] == (1, 11840)
    assert reading.tables["observation"]["breakdown"].unique().tolist() == ["characteristic|breakdown"]


def test_published_workforce_leaves_out_shared_authorities():
    assert real("csww_indicators_2017_to_2025").rows_rejected == 14


def test_published_names_of_social_workers_follow_the_newer_files():
    assert set(real("la_cla_swcount").tables["observation"]["measure"]) == {
        "cla_social_workers.children_count", "cla_social_workers.children_percent",
    }  # fmt: skip


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


DATASETS = {
    "1_eyfsp_headline_measures_2022": "eyfsp", "absence_la": "absence_social_care", "b1_children_in_need_2013_to_2025": "cin",
    "c1_children_in_need_referrals_and_rereferrals_2013_to_2025": "cin_referrals", "ks2_la": "ks2_social_care",
    "c3_factors_identified_at_end_of_assessment_2018_to_2025": "cin_factors", "ks4_la": "ks4_social_care",
    "cla_number_and_rate_per_10k_children": "cla_rates", "csww_indicators_2017_to_2025": "social_work_workforce",
    "d3_cpps_subsequent_plan_2013_to_2025": "cpp_subsequent", "la_cla_during_year_new_placements": "cla_new_placements",
    "la_care_leavers_accommodation_suitability": "care_leavers_suitability", "la_cla_swcount": "cla_social_workers",
    "la_cla_on_31_march_la_of_placement_netgain": "cla_placed_across_boundaries", "la_cla_placement_stability": "cla_placement_stability",
    "la_conviction_health_outcome_cla": "cla_convictions_and_health",
}  # fmt: skip


@pytest.mark.parametrize(("name", "dataset"), DATASETS.items())
def test_every_published_file_is_a_known_table(name, dataset):
    reading = real(name)
    measures = reading.tables["observation"]["measure"].cat.remove_unused_categories().cat.categories
    assert set(measures.str.split(".").str[0]) == {dataset} and reading.title


@pytest.mark.parametrize("path", sorted((PROJECT / "data" / "demo" / "ees").glob("*.csv")), ids=lambda path: path.stem)
def test_every_file_of_the_pack_is_the_same_table_as_published(path):
    (reading,) = readings_of(path).values()
    (dataset,) = set(reading.tables["observation"]["measure"].astype(str).str.split(".").str[0])
    others = {"ks2_national_disadvantage": "ks2_attainment", "ks4-lad-2024": "ks4_residency", "special_educational_needs_in_england": "sen"}
    assert dataset == (DATASETS | others)[path.stem]
    if path.stem in DATASETS:
        published = real(path.stem).tables["observation"]
        assert set(reading.tables["observation"]["breakdown"]) == set(published["breakdown"])
        assert set(reading.tables["observation"]["group_code"]) <= set(published["group_code"])


def test_a_zip_of_data_and_metadata(own_home, tmp_path):
    data = table(",year_group,cases", f"{PLYMOUTH},6,10", f"{PLYMOUTH},11,20").encode()
    meta = b"col_name,col_type,label\nyear_group,Filter,Year group\ncases,Indicator,Cases\n"
    (tmp_path / "release.zip").write_bytes(zip_of({"data/cases.csv": data, "data/cases.meta.csv": meta, "data-guidance/guide.txt": b"x"}))
    (outcome,) = load([tmp_path / "release.zip"], own_home)
    assert (outcome.status, outcome.read, outcome.loaded, outcome.file) == ("loaded", 2, 2, "release.zip/data/cases.csv")


def test_windows_1252(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_bytes(table(",need,cases", f"{PLYMOUTH},Child’s need – other,7").encode("cp1252"))
    (reading,) = readings_of(path).values()
    assert records(reading, "observation", "group_name") == [("Child’s need – other",)]
