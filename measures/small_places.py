"""Lists of small places in words, made from published tables: an authority's LSOAs, and deprived ones in wards that are not."""

import math

import pandas as pd

from measures.editions import Edition, decile_words
from measures.held import larger_areas
from measures.small_areas import lsoas_of
from measures.table import MeasureTable
from measures.words import count_text

DEPRIVED = 2  # deciles that make up the most deprived fifth


def places(decile: MeasureTable, rank: MeasureTable, children: MeasureTable, edition: Edition) -> pd.DataFrame:
    """One row an LSOA, the most deprived first: lsoa_code, lsoa_name, short_name (without the authority's), ward_code, ward_name, decile, words, fifth (of England, 1 = most deprived), rank, local_rank and
    local_fifth (among all LSOAs of the authority, which ``rank`` holds), children, children_text (the symbol where hidden)."""
    authority = decile.selection.authority
    known = lsoas_of(authority).query("edition == @edition.name").set_index("lsoa_code")
    people = children.frame.set_index("area_code")
    rows = pd.DataFrame({
        "lsoa_code": decile.frame["area_code"], "lsoa_name": decile.frame["area_name"], "decile": decile.frame["value"],
    })  # fmt: skip
    rows = rows.join(_among_all(rank), on="lsoa_code")
    rows = rows.join(known[["ward_code", "ward_name"]], on="lsoa_code").join(people[["value", "symbol"]], on="lsoa_code")
    rows = rows.assign(
        words=rows["decile"].map(decile_words, na_action="ignore").fillna("not held"),
        short_name=rows["lsoa_name"].str.removeprefix(f"{larger_areas().at[authority, 'area_name']} "),
        fifth=(rows["decile"] / 2).map(math.ceil, na_action="ignore"), ward_name=rows["ward_name"].fillna("no ward by the lookup"),
        children_text=[count_text(v, s) for v, s in zip(rows["value"], rows["symbol"], strict=True)],
    )  # fmt: skip
    return rows.rename(columns={"value": "children"}).sort_values("rank", kind="stable").reset_index(drop=True)


def _among_all(rank: MeasureTable) -> pd.DataFrame:
    """rank, local_rank and local_fifth by LSOA code: places among all rows of ``rank``, equal ranks share one."""
    ranks = rank.frame.set_index("area_code")["value"].rename("rank")
    places_here = ranks.rank(method="min")
    fifths = (5 * places_here / ranks.notna().sum()).map(math.ceil, na_action="ignore")
    return pd.DataFrame({"rank": ranks, "local_rank": places_here, "local_fifth": fifths})


def hidden_places(rows: pd.DataFrame, average: MeasureTable, edition: Edition) -> pd.DataFrame:
    """The rows of ``places`` in the most deprived fifth whose ward as a whole is not: its average rank, weighted as the indicator says,
    lies outside the most deprived fifth of England's ranks. Wards without an average are left out."""
    mean = rows["ward_code"].map(average.frame.set_index("area_code")["value"])
    outside = mean < 0.8 * edition.lsoas_in_england
    found = rows[(rows["decile"] <= DEPRIVED) & outside]
    share = 100 * (1 - mean / edition.lsoas_in_england)
    return found.assign(ward_words=share.reindex(found.index).map(lambda percent: decile_words(percent // 10 + 1)))
