"""Nomis downloads as its service writes them: residents by single year, and Census 2021 by ethnic group."""

import pandas as pd
import pytest

from importers.load import load
from importers.nomis import NOMIS_ETHNIC_GROUP, NOMIS_POPULATION
from importers.reading import Refused
from importers.registry import SHEET_IMPORTERS, find
from importers.sheets import open_sheets

# The columns of a whole answer, and of one with a selection.
WHOLE = ["DATE", "DATE_NAME", "DATE_CODE", "GEOGRAPHY", "GEOGRAPHY_NAME", "GEOGRAPHY_CODE", "GEOGRAPHY_TYPE", "GENDER", "GENDER_NAME",
         "C_AGE", "C_AGE_NAME", "MEASURES", "MEASURES_NAME", "OBS_VALUE", "OBS_STATUS", "RECORD_OFFSET", "RECORD_COUNT"]  # fmt: skip
SOME = ["DATE_NAME", "GEOGRAPHY_CODE", "GEOGRAPHY_NAME", "GENDER_NAME", "C_AGE_NAME", "MEASURES_NAME", "OBS_VALUE"]
DORSET = {"GEOGRAPHY_CODE": "E06000059", "GEOGRAPHY_NAME": "Dorset", "DATE": "2024", "DATE_NAME": "2024", "MEASURES": "20100",
          "MEASURES_NAME": "Value"}  # fmt: skip


def person(sex: str, age: str, value: object, **more: object) -> dict:
    return DORSET | {"GENDER_NAME": sex, "C_AGE_NAME": age, "OBS_VALUE": value} | more


def group(name: str, value: object, **more: object) -> dict:
    return DORSET | {"C2021_ETH_20": "1", "C2021_ETH_20_NAME": name, "OBS_VALUE": value} | more


@pytest.fixture
def reading(tmp_path):
    """A function that reads rows as the importer that recognises them does."""

    def read(rows, columns=None, importer=NOMIS_POPULATION):
        pd.DataFrame(rows, columns=columns).to_csv(tmp_path / "nomis.csv", index=False, quoting=2)
        (sheet,) = open_sheets(tmp_path / "nomis.csv")
        assert find(sheet, SHEET_IMPORTERS) is importer
        return importer.read(sheet)

    return read


ROWS = [
    person("Male", "Age 0", 1500),
    person("Female", "Age 1", 1400),
    person("Female", "Aged 90+", 70),
    person("Total", "All Ages", 380000),
]


@pytest.mark.parametrize("columns", [WHOLE, SOME])
def test_single_years_of_age(reading, columns):
    found = reading(ROWS, columns)
    assert found.tables["population"][["sex", "age_from", "age_to", "persons"]].values.tolist() == [
        ["Male", 0, 0, 1500], ["Female", 1, 1, 1400], ["Female", 90, 120, 70], ["Persons", 0, 120, 380000],
    ]  # fmt: skip
    assert set(found.tables["population"]["time_period"]) == {"2024"} and found.release == "mid-2024"
    assert found.tables["area"][["area_code", "area_name", "area_type"]].values.tolist() == [["E06000059", "Dorset", "authority"]]
    assert found.rows_read == 4 and found.rows_rejected == 0


def test_other_names_of_the_columns(reading):
    rows = [
        {
            "DATE": "2024",
            "GEOGRAPHY_CODE": "E06000059",
            "GEOGRAPHY_NAME": "Dorset",
            "SEX_NAME": "Males",
            "AGE_NAME": "Age 7",
            "OBS_VALUE": 5,
        }
    ]
    assert reading(rows).tables["population"]["age_from"].tolist() == [7]


def test_bands_percentages_and_blanks_are_left_out_with_a_reason(reading):
    rows = [ROWS[0], person("Male", "Aged 0 to 15", 9), person("Male", "Age 0", 0.4, MEASURES_NAME="Percent"), person("Male", "Age 2", "")]
    found = reading(rows, SOME)
    assert len(found.tables["population"]) == 1 and found.rows_rejected == 3
    assert [(note.row, note.text) for note in found.rejected] == [
        (4, "1 rows left out from here on; a percentage, which follows from the numbers"),
        (5, "1 rows left out from here on; no value is published"),
        (3, "1 rows left out from here on; a band of ages, where single years are held"),
    ]


@pytest.mark.parametrize(("row", "why"), [
    (person("Other", "Age 1", 5), 'row 3, column "GENDER_NAME": "other" is not one of'),
    (person("Male", "Age 1", 5.5), 'row 3, column "OBS_VALUE": "5.5" is not a number of people'),
    (person("Male", "Age 1", 5, GEOGRAPHY_CODE="Dorset"), 'row 3, column "GEOGRAPHY_CODE": "Dorset" is not an area code'),
    (person("Male", "Age 1", 5, DATE_NAME="June"), 'row 3, column "DATE_NAME": "June" is not a year'),
    (ROWS[0], 'row 3, column "GEOGRAPHY_CODE": E06000059, 2024, Male, Age 0 stands in the file a second time'),
])  # fmt: skip
def test_what_is_refused(reading, row, why):
    with pytest.raises(Refused) as error:
        reading([ROWS[0], row], SOME)
    assert str(error.value).startswith(why)


def test_nothing_but_bands_is_refused(reading):
    with pytest.raises(Refused, match="no row is of a single year of age"):
        reading([person("Male", "Aged 0 to 15", 9)], SOME)


def test_ethnic_groups_bear_the_codes_of_the_official_table(reading, tmp_path):
    rows = [
        group("Total: All usual residents", 13), group("White", 11), group("Asian, Asian British or Asian Welsh: Bangladeshi", 2),
        group("White: English, Welsh, Scottish, Northern Irish or British", 11), group("Other ethnic group: Any other ethnic group", 0),
    ]  # fmt: skip
    found = reading(rows, importer=NOMIS_ETHNIC_GROUP)
    kept = found.tables["observation"]
    assert kept[["group_code", "value"]].values.tolist() == [["1", 2.0], ["13", 11.0], ["19", 0.0]]
    assert set(kept["breakdown"]) == {"ethnic_group_20"} and set(kept["measure"]) == {"residents"} and set(kept["time_period"]) == {"2021"}
    assert found.rows_rejected == 2


def test_every_code_is_that_of_the_bundled_official_table():
    from importers.nomis import _GROUP_CODES
    from settings import PROJECT

    table = pd.read_csv(PROJECT / "data" / "demo" / "census" / "TS021-2021-lower-tier-local-authorities.csv", dtype=str)
    official = table[table.iloc[:, 2] != "-8"].drop_duplicates("Ethnic group (20 categories) Code")
    assert dict(zip(official.iloc[:, 3], official.iloc[:, 2], strict=True)) == _GROUP_CODES


def test_an_unknown_group_is_refused(reading):
    with pytest.raises(Refused, match='"Martian" is not one of'):
        reading([group("Martian", 1)], importer=NOMIS_ETHNIC_GROUP)


def test_it_loads(own_home, tmp_path):
    pd.DataFrame(ROWS, columns=SOME).to_csv(tmp_path / "nomis.csv", index=False)
    (outcome,) = load([tmp_path / "nomis.csv"], own_home)
    assert (outcome.status, outcome.kind, outcome.loaded) == ("loaded", "nomis_population", 4), outcome
