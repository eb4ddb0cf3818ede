"""Made-up SSDA903 returns for benchmarks: ten years of one large authority, and as many as all authorities of England have.

Those of the large authority go through the importer. The rest of England is copied from them in the tables that the importer writes, each
authority an eighth of the children under keys, codes and homes of its own: 1,500 files would load for an hour and say the same.
"""

import json
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from tests.return_files import HEADERS

LARGE, YEARS = "E06000059", range(2016, 2026)
CHILDREN, LEAVERS = 18_000, 600
_TABLES = ("episode", "child", "care_leaver")
_BEGUN, _ENDED = pd.Timestamp("2012-04-01"), pd.Timestamp("2025-03-31")
_SHARES = {
    "PLACE": {"U6": 52, "U1": 14, "K2": 12, "H5": 8, "P1": 6, "A5": 3, "T1": 3, "S1": 2}, "CIN": {"N1": 65, "N5": 13, "N4": 9, "N3": 5, "N8": 5, "N2": 3},
    "PLACE_PROVIDER": {"PR1": 50, "PR4": 40, "PR5": 6, "PR2": 4}, "LS": {"C2": 55, "V2": 22, "C1": 15, "E1": 6, "V4": 2},
    "RNE": {"P": 55, "L": 25, "T": 12, "B": 8}, "ETHNIC": {"WBRI": 74, "MWBC": 10, "BAFR": 7, "APKN": 5, "OOTH": 4}, "SEX": {"M": 56, "F": 44},
    "REC": {"E4A": 50, "E11": 25, "E48": 15, "E8": 10}, "IN_TOUCH": {"YES": 93, "NO": 7}, "ACTIV": {"F1": 20, "F2": 40, "G5": 40}, "ACCOM": {"U1": 60, "Z1": 30, "X1": 10},
}  # fmt: skip


class Dice:
    """Numbers drawn from one seed."""

    def __init__(self, seed: int):
        self.draw = np.random.default_rng(seed)

    def codes(self, column: str, size: int) -> np.ndarray:
        """Codes of a column in their shares."""
        shares = _SHARES[column]
        return self.draw.choice(list(shares), size, p=np.array(list(shares.values())) / sum(shares.values()))

    def near(self, near: np.ndarray, anywhere: np.ndarray, size: int) -> np.ndarray:
        """Postcodes, four in five of ``near``."""
        pick = [places[self.draw.integers(len(places), size=size)] for places in (near, anywhere)]
        return np.where(self.draw.random(size) < 0.8, *pick)


def _lives(dice: Dice) -> pd.DataFrame:
    """Children: number, born, begin and end of care (days since the first), in care for some two years, never beyond eighteen."""
    last = (_ENDED - _BEGUN).days
    begin = dice.draw.integers(0, last, CHILDREN)
    age = dice.draw.beta(1.1, 0.8, CHILDREN) * 17.5
    stay = np.minimum(dice.draw.exponential(1.9 * 365, CHILDREN), (18 - age) * 365 - 5).astype(int).clip(1)
    born = _BEGUN + pd.to_timedelta(begin - (age * 365).astype(int), unit="D")
    return pd.DataFrame({"number": np.arange(CHILDREN), "born": born, "begin": begin, "end": begin + stay})


def _episodes(lives: pd.DataFrame, dice: Dice, near: np.ndarray, anywhere: np.ndarray) -> pd.DataFrame:
    """Every life cut into episodes at random days; a row each with codes, both postcodes and whether it is the first or last."""
    cuts = 1 + dice.draw.poisson((lives["end"] - lives["begin"]) / 125)
    rows = lives.loc[lives.index.repeat(cuts)].reset_index(drop=True)
    rows["home"] = dice.near(near, near, len(lives))[rows["number"]]
    first = ~rows.duplicated("number")
    inside = rows["begin"] + (dice.draw.random(len(rows)) * (rows["end"] - rows["begin"])).astype(int)
    rows["start"] = inside.where(~first, rows["begin"])
    rows = rows.sort_values(["number", "start"], ignore_index=True).drop_duplicates(["number", "start"], ignore_index=True)
    first, last = ~rows.duplicated("number"), ~rows.duplicated("number", keep="last")
    rows["stop"] = rows["start"].shift(-1, fill_value=0).where(~last, rows["end"]).astype(int)
    size = len(rows)
    codes = {name: dice.codes(name, size) for name in ("PLACE", "PLACE_PROVIDER", "RNE")}
    of_child = {name: dice.codes(name, CHILDREN)[rows["number"]] for name in ("CIN", "LS")}
    temporary = np.char.startswith(codes["PLACE"].astype(str), "T")
    return rows.assign(
        **codes, **of_child, REC=np.where(last, dice.codes("REC", size), "X1"), PL_POST=dice.near(near, anywhere, size), HOME_POST=rows["home"]
    ).assign(RNE=lambda made: made["RNE"].where(~first, "S"), PLACE_PROVIDER=lambda made: made["PLACE_PROVIDER"].mask(temporary, ""))  # fmt: skip


def _day(days: pd.Series) -> pd.Series:
    return (_BEGUN + pd.to_timedelta(days, unit="D")).dt.strftime("%d/%m/%Y")


def _of_year(episodes: pd.DataFrame, year: int) -> pd.DataFrame:
    """The table Episodes of a return: what lasted on some day of the year, open where it went on."""
    first, last = ((pd.Timestamp(day) - _BEGUN).days for day in (f"{year - 1}-04-01", f"{year}-03-31"))
    rows = episodes[(episodes["start"] <= last) & (episodes["stop"] >= first)]
    is_open = rows["stop"] > last
    told = {"CHILD": rows["number"].map("C{:09d}".format), "DECOM": _day(rows["start"]), "DEC": _day(rows["stop"]).mask(is_open, ""),
            "REC": rows["REC"].mask(is_open, ""), "REASON_PLACE_CHANGE": "", "URN": ""}  # fmt: skip
    return rows.assign(**told)[[*HEADERS["Episodes"].split(), "number"]]


def write(folder: Path, postcodes: Path) -> int:
    """Write the ten returns of the large authority into ``folder``: Episodes, Header and OC3 of each year; the number of episodes."""
    with duckdb.connect() as connection:
        held = connection.execute(f"select postcode, authority_code from '{postcodes}' where easting is not null").df()
    near = held.loc[held["authority_code"] == LARGE, "postcode"].to_numpy(dtype=str)
    dice, written = Dice(1), 0
    lives = _lives(dice)
    elsewhere = held["authority_code"].isin(
        np.sort(held["authority_code"].dropna().unique())[::6]
    )  # sixty authorities are asked for places
    episodes = _episodes(lives, dice, near, held.loc[elsewhere, "postcode"].to_numpy(dtype=str)[::10])
    people = pd.DataFrame({
        "CHILD": lives["number"].map("C{:09d}".format), "DOB": lives["born"].dt.strftime("%d/%m/%Y"), "SEX": dice.codes("SEX", CHILDREN),
        "ETHNIC": dice.codes("ETHNIC", CHILDREN), "UPN": "", "MOTHER": "", "MC_DOB": "",
    })  # fmt: skip
    for year in YEARS:
        rows, place = _of_year(episodes, year), folder / f"{year - 1}-{year % 100}"
        place.mkdir(parents=True)
        own = people.loc[rows["number"].unique()]
        sexes = own if year >= 2025 else own.assign(SEX=own["SEX"].map({"M": "1", "F": "2"}))
        tables = {"Episodes": rows.drop(columns="number"), "Header": sexes[HEADERS["Header"].split()], "OC3": _leavers(year, dice)}
        for name, table in tables.items():
            table.to_csv(place / f"{name} {place.name}.csv", index=False)
        written += len(rows)
    return written


def _leavers(year: int, dice: Dice) -> pd.DataFrame:
    born = pd.Series(pd.Timestamp(f"{year - 21}-04-01") + pd.to_timedelta(dice.draw.integers(0, 4 * 365, LEAVERS), unit="D"))
    return pd.DataFrame({
        "CHILD": [f"L{year}{number:06d}" for number in range(LEAVERS)], "DOB": born.dt.strftime("%d/%m/%Y"),
        **{name: dice.codes(name, LEAVERS) for name in ("IN_TOUCH", "ACTIV", "ACCOM")},
    })  # fmt: skip


def spread(home: Path, homes: dict[str, list[str]], parts: int = 8) -> int:
    """Give every authority of ``homes`` (its LSOAs by code) returns of its own in a home that holds those of the large one; episodes held then."""
    files = json.loads((home / "current.json").read_text(encoding="utf-8"))
    with duckdb.connect(str(home / files["place"])) as place, duckdb.connect(str(home / files["cohort"])) as cohort:
        held = cohort.execute("select distinct source_id from return_file where authority_code = ?", [LARGE]).df()["source_id"].to_list()
        for number, (authority, lsoas) in enumerate(homes.items()):
            _copy_sources(place, held, number)
            cohort.execute("insert into authority_point values (?, ?, 400000, 200000)", [authority, f"Generated {authority}"])
            _copy_records(cohort, authority, lsoas, number, parts)
        return cohort.execute("select count(*) from episode").fetchone()[0]


def _copy_sources(place: duckdb.DuckDBPyConnection, held: list[str], number: int) -> None:
    place.execute(
        "insert into main.source by name select * replace (source_id || '-' || $number as source_id, checksum || '-' || $number as checksum, "
        "load_order + 10000 * ($number + 1) as load_order) from main.source where source_id in $held", {"number": number, "held": held},
    )  # fmt: skip


def _copy_records(cohort: duckdb.DuckDBPyConnection, authority: str, lsoas: list[str], number: int, parts: int) -> None:
    """One part of the children, another one for each authority in turn, under other keys."""
    given = {"number": number, "authority": authority, "large": LARGE}
    renamed = (
        "source_id || '-' || $number as source_id, $authority as authority_code, "
        "list_transform(superseded_by, lambda name: name || '-' || $number) as superseded_by"
    )
    cohort.execute(f"insert into return_file by name select * replace ({renamed}) from return_file where authority_code = $large", given)
    for name in _TABLES:
        homes = (
            ", $lsoas[1 + (hash(child_key) % len($lsoas))::bigint] as home_lsoa_code, $authority as home_authority_code, "
            "if(placement_authority_code = $large, $authority, placement_authority_code) as placement_authority_code"
        )
        is_episode = name == "episode"
        cohort.execute(
            f"insert into {name} by name select * replace ({renamed}, sha256(child_key || $number)[:32] as child_key{homes * is_episode}) "
            f"from {name} where authority_code = $large and hash(child_key) % $parts = $number % $parts",
            given | {"parts": parts} | ({"lsoas": lsoas} if is_episode else {}),
        )
