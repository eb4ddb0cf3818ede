"""The layout of explore education statistics: place columns first, then filters, then one column a measure."""

import pandas as pd

from data.demo.make.areas import COUNTRIES, ENGLAND, REGIONS, region_of

# The publications order their place columns differently; importers must go by name.
CHILDREN_IN_NEED = ["old_la_code", "new_la_code", "la_name"]
LOOKED_AFTER = ["old_la_code", "la_name", "new_la_code"]
DISTRICTS = ["lad_code", "lad_name"]
_LEVEL_ORDER = {"National": 0, "Regional": 1, "Local authority": 2, "Local authority district": 2}


def place(table: pd.DataFrame, identifier: str, columns: list[str]) -> pd.DataFrame:
    """Time and place columns of each row of a figures table (geographic_level, la_code, la_name, old_la_code)."""
    level, code = table["geographic_level"], table["la_code"]
    local, region = ~level.isin(["National", "Regional"]), code.map(_region)
    names = {"new_la_code": code, "lad_code": code, "la_name": table["la_name"], "lad_name": table["la_name"],
             "old_la_code": table.get("old_la_code", "")}  # fmt: skip
    frame = pd.DataFrame({
        "time_period": table["time_period"], "time_identifier": identifier, "geographic_level": level,
        "country_code": ENGLAND, "country_name": COUNTRIES[ENGLAND],
        "region_code": region, "region_name": region.map(REGIONS).fillna(""),
    })  # fmt: skip
    for name in columns:
        frame[name] = pd.Series(names[name], index=table.index).where(local, "")
    return frame


def _region(code: str) -> str:
    return "" if code == ENGLAND else code if code in REGIONS else region_of(code)


def spread(table: pd.DataFrame, keys: list[str], measures: dict[str, str], value: str = "value") -> pd.DataFrame:
    """One row a key, one column a measure, in the order and under the published names of ``measures``.

    Where a value is withheld the publisher's symbol stands in its place, as it does in the published files.
    """
    cells = table[value].where(table["symbol"] == "", table["symbol"])
    wide = table.assign(_cell=cells).pivot(index=keys, columns="measure", values="_cell")
    return wide[list(measures)].rename(columns=measures).reset_index()


def wide(table: pd.DataFrame, identifier: str, columns: list[str], filters: dict[str, str], measures: dict[str, str]) -> pd.DataFrame:
    """A whole file: place, the filters under their published names, the measures; latest period first."""
    keys = ["geographic_level", "la_code", "la_name", "time_period", *filters]
    keys += ["old_la_code"] if "old_la_code" in table else []
    rows = in_order(spread(table, keys, measures), list(filters))
    return pd.concat([place(rows, identifier, columns), rows[list(filters)].rename(columns=filters), rows[list(measures.values())]], axis=1)


def in_order(rows: pd.DataFrame, filters: list[str]) -> pd.DataFrame:
    """Latest period first, then England, regions, authorities by code, then the filters."""
    ranked = rows.assign(_level=rows["geographic_level"].map(_LEVEL_ORDER))
    ranked = ranked.sort_values(["time_period", "_level", "la_code", *filters], ascending=[False] + [True] * (2 + len(filters)))
    return ranked.drop(columns="_level").reset_index(drop=True)
