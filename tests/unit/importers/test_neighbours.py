"""Statistical neighbours."""

import pytest

from importers.neighbours import authorities
from importers.reading import Refused
from tests.real_files import real_file
from tests.tables import kind_of, reading_of, readings_of, records

NEAR = [373, 383, 382, 355, 852, 882, 831, 390, 357, 880]
WIDE = (
    "old_la_code,la_name,region_ind,region_name," + ",".join(f"SN_{n},SN_{n}P" for n in range(1, 11)) + "\n"
    "851,Portsmouth,6,South East," + ",".join(f"{n},Close " for n in NEAR) + "\n"
)
BOOK = "LA num,LA Name,LA number,GOInd,GOReg," + ",".join(f"SN{n},SNP" for n in range(1, 11)) + "\n"


def booked(number: int, name: str) -> str:
    return f"{number},{name},{number},6,South East," + ",".join(f"{n},Not Close" for n in NEAR) + "\n"


def test_ten_neighbours_in_order():
    reading = reading_of(WIDE)
    assert kind_of(WIDE) == "dfe_neighbours"
    rows = records(
        reading, "statistical_neighbour", "area_code", "model", "neighbour_rank", "neighbour_la_number", "neighbour_name", "closeness"
    )
    assert rows[0] == ("E06000044", "2025", 1, "373", "Sheffield", "Close")
    assert [int(row[3]) for row in rows] == NEAR


@pytest.mark.parametrize(("number", "model"), [(909, "2021"), (942, "2025")])
def test_the_workbooks_layout_tells_its_model_by_cumbria(number, model):
    reading = reading_of(BOOK + booked(851, "Portsmouth") + booked(number, "Cumb") + ",Old SNs:" + "," * 23 + "\n" + booked(835, "Dorset"))
    assert reading.release == f"{model} model"
    assert reading.rows_rejected == 2
    assert set(records(reading, "statistical_neighbour", "closeness")) == {("Not close",)}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (WIDE.replace("373,Close ", "373,Quite near"), 'row 2, column "SN_1P": "Quite near" is not one of Close, Extremely close'),
        (WIDE.replace("373,", "999,"), 'row 2, column "SN_1": "999" is not the number of an authority'),
        (WIDE.replace("851,", "1,"), 'row 2, column "old_la_code": "1" is not the number of an authority'),
        (WIDE.replace("SN_10,", "SN_X,"), 'column "SN_10": the column is missing'),
        (BOOK + booked(851, "Portsmouth"), "the year of the model cannot be told"),
    ],
)
def test_refusals(text, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of(text)


def test_every_number_has_one_code_in_force():
    known = authorities()
    assert known.index.is_unique and known["area_code"].is_unique
    assert known.loc["838", "area_code"] == "E06000059" and known.loc["836", "la_name"] == "Poole"
    assert known.loc["373", "former_codes"] == "E08000019"


def test_the_published_models():
    (wide,) = readings_of(real_file("dfe_ees/sn_model_2025_wide.csv")).values()
    (book,) = readings_of(real_file("dfe_lait/sn_may_2025.xlsx")).values()
    (older,) = readings_of(real_file("dfe_ees/New_Statistical_Neighbour_Groupings_April_2021.csv")).values()
    columns = ("area_code", "model", "neighbour_rank", "neighbour_la_number", "closeness")
    assert set(records(wide, "statistical_neighbour", *columns)) == set(records(book, "statistical_neighbour", *columns))
    assert len(wide.tables["statistical_neighbour"]) == 1530
    assert (older.release, len(older.tables["statistical_neighbour"]), older.rows_rejected) == ("2021 model", 1520, 5)
