"""The local authority interactive tool: figures, dictionary, list of authorities; and Parquet files as such."""

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from importers.load import load
from importers.reading import Refused
from importers.sheets import open_sheets
from tests.tables import kind_of, reading_of, readings_of, records

HEAD = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
KEY = ("measure", "area_code", "time_period", "remark", "value", "symbol")


def table(*rows: str) -> str:
    return "\n".join([HEAD, *rows])


def parquet(**columns: list) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("years", "period", "remark"),
    [("2025", "2025", None), ("2025 (Rev)", "2025", "Revised"), ("2025 (prov)", "2025", "Provisional"), ("2020 (Final)", "2020", "Final"),
     ("2016-17 (OT)", "2016-17", "Outturn"), ("2015/16", "2015/16", None), ("2013/14-15/16", "2013/14-15/16", None)],
)  # fmt: skip
def test_periods_and_what_is_said_of_them(years, period, remark):
    text = table(f"LACnum,,{years},Dorset,33.299999999999997,838.0,South West")
    assert kind_of(text) == "dfe_lait"
    assert records(reading_of(text.replace("838.0", "838")), "observation", *KEY) == [
        ("lait.LACnum", "E06000059", period, remark, pytest.approx(33.3), None)
    ]


@pytest.mark.parametrize(("written", "value", "symbol"), [("-", None, "x"), ("..", None, "x"), ("c", None, "c"), ("7.0000000000000007E-2", 0.07, None)])  # fmt: skip
def test_figures_and_symbols(written, value, symbol):
    ((found, why),) = records(reading_of(table(f"a,,2025,Dorset,{written},838,South West")), "observation", "value", "symbol")
    assert (found, why) == (pytest.approx(value) if value else None, symbol)


def test_former_authorities_regions_and_england():
    reading = reading_of(table("a,,2018,Dorset (Pre LG),5,835,South West", "a,,2018,London (Inner),6,987,NA", "a,,2018,England,7,970,NA"))
    assert records(reading, "observation", "area_code", "value") == [("E10000009", 5), ("E13000001", 6), ("E92000001", 7)]
    assert records(reading, "area_lookup", "child_code", "parent_code", "relation") == [("E10000009", "E06000059", "successor")]


def test_what_has_no_period_or_no_authority_is_left_out_and_counted():
    reading = reading_of(table("a,,0,Dorset,5,838,", "a,,2025,Nowhere,5,123,", "a,,2025,Dorset,5,838,"))
    assert (reading.rows_read, reading.rows_rejected, len(reading.tables["observation"])) == (3, 2, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (table("a,,2025,Dudley,5,838,"), 'row 2, column "LA and Regions": "Dudley" is not the name of number 838, Dorset'),
        (table("a,,2025,Dorset,5,838,", "a,,2025 (Rev),Dorset,6,838,"), "row 3.* stands in the file a second time"),
        (table("a,,2025,Dorset,five,838,"), 'row 2, column "Values": "five" is neither a number'),
        (table("a,,x,Dorset,5,838,"), "no row has both a period and the number"),
        (table("a,,2025,Dorset,5,838,").replace("LA Number", "Number"), 'column "LA Number": the column is missing'),
    ],
)
def test_refusals(text, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of(text)


DICTIONARY = "Measure_code,Topic,Measure,Chart_title,Measure_short,Polarity,y_axis_name,dps,Description"


def test_the_dictionary_describes_measures():
    text = f'{DICTIONARY}\n4,Health,Mortality,Infant mortality,InfMort,Low,Rate per 1000,2,"Two\nlines"\n5,Care,Number,,LACnum,-,NA,NA,\n5,Care,Number,,LACnum,High,,,'
    assert kind_of(text) == "dfe_lait_dictionary"
    reading = reading_of(text)
    columns = ("measure", "title", "topic", "unit", "polarity", "decimals", "definition")
    assert records(reading, "measure_description", *columns) == [
        ("lait.InfMort", "Infant mortality", "Health", "Rate per 1000", "lower_is_better", 2, "Two lines"),
        ("lait.LACnum", "Number", "Care", None, "neutral", None, None),
    ]
    assert reading.rows_rejected == 1


def test_a_polarity_nobody_knows_is_refused():
    with pytest.raises(Refused, match='row 2, column "Polarity": "Sideways" is none of High, Low, -'):
        reading_of(f"{DICTIONARY}\n4,H,M,I,InfMort,Sideways,,,")


def test_the_list_of_authorities_gives_their_regions():
    text = "LA Number,LA Name,Region,Type\n838,Dorset,South West,UA\n301,Barking and Dagenham,Outer London,OLB\n1000,Nowhere,,"
    assert kind_of(text) == "dfe_lait_authorities"
    assert records(reading_of(text), "area_lookup", "child_code", "parent_code") == [
        ("E06000059", "E12000009"),
        ("E09000002", "E13000002"),
    ]


def test_a_parquet_file_is_a_table_like_any_other(tmp_path):
    path = tmp_path / "x.parquet"
    path.write_bytes(parquet(**{
        "Short Desc": ["a", "a"], "Years": ["2025", "2024"], "LA and Regions": ["Dorset", "Dorset"], "Values": ["1", None], "LA Number": [838.0, 838.0],
    }))  # fmt: skip
    (reading,) = readings_of(path).values()
    assert records(reading, "observation", "time_period", "value", "symbol") == [("2025", 1, None), ("2024", None, "x")]


WHOLE = parquet(a=["x"] * 50, b=list(range(50)))


@pytest.mark.parametrize("length", [*range(1, 20), len(WHOLE) // 2, len(WHOLE) - 1])
def test_a_parquet_file_cut_short_is_refused(tmp_path, length):
    (tmp_path / "x.parquet").write_bytes(WHOLE[:length])
    with pytest.raises(Refused, match="the Parquet file cannot be opened"):
        open_sheets(tmp_path / "x.parquet")


@pytest.mark.parametrize("place", range(4, len(WHOLE) - 4, 7))
def test_a_damaged_parquet_file_is_read_or_refused(tmp_path, place):
    (tmp_path / "x.parquet").write_bytes(WHOLE[:place] + bytes([WHOLE[place] ^ 0xFF]) + WHOLE[place + 1 :])
    try:
        frame = open_sheets(tmp_path / "x.parquet")[0].frame
    except Refused:
        return
    assert isinstance(frame, pd.DataFrame)


def test_parquet_columns_that_hold_no_cells_are_refused(tmp_path):
    (tmp_path / "x.parquet").write_bytes(parquet(a=[[1], [2]]))
    with pytest.raises(Refused, match='column "a": the Parquet file cannot be opened; the column holds neither'):
        open_sheets(tmp_path / "x.parquet")


def test_a_bad_parquet_file_leaves_nothing_behind(own_home, tmp_path):
    (tmp_path / "x.parquet").write_bytes(b"PAR1 no PAR1")
    (tmp_path / "y.parquet").write_bytes(b"hello")
    assert {outcome.status for outcome in load([tmp_path / "x.parquet", tmp_path / "y.parquet"], own_home)} == {"refused"}
