"""Where an index or a domain of deprivation places a ward elsewhere than the overall index does; from published average ranks only."""

import pandas as pd

from measures.editions import Edition
from measures.indices import indices
from measures.table import MeasureTable

OVERALL = "imd"
NOTABLE = 10  # of England's 100 parts


def places_of_wards(tables: dict[str, MeasureTable], edition: Edition) -> pd.DataFrame:
    """By ward code, one column an index: how many of 100 LSOAs of England are less deprived than the ward's average rank."""
    ranks = {index: table.frame.set_index("area_code")["value"] for index, table in tables.items()}
    return pd.DataFrame(ranks) * 100 / edition.lsoas_in_england


def furthest(places: pd.DataFrame) -> pd.DataFrame:
    """By ward code: index (that lies furthest from the overall one) and apart (its place less the overall one), the furthest ward first."""
    apart = places.drop(columns=OVERALL).sub(places[OVERALL], axis=0).dropna(how="all")
    index = apart.abs().idxmax(axis=1) if len(apart) else pd.Series(dtype=object)
    distance = pd.Series([apart.at[code, name] for code, name in index.items()], index=index.index, dtype=float)
    found = pd.DataFrame({"index": index, "apart": distance})
    return found.sort_values("apart", key=abs, ascending=False, kind="stable")


def divergence_sentence(places: pd.DataFrame, names: pd.Series) -> str:
    """Which ward lies furthest from its overall place, by which index; ``names`` of wards by code. Places are no samples: nothing is tested."""
    found = furthest(places)
    if found.empty:
        return ""
    ward, first = found.index[0], found.iloc[0]
    many = int((found["apart"].abs() >= NOTABLE).sum())
    return (
        f"Furthest apart is **{names[ward]}**: by the {indices()[first['index']].words} its average LSOA is more deprived than "
        f"{places.at[ward, first['index']]:.0f} of 100 in England, by the overall index than {places.at[ward, OVERALL]:.0f}. "
        f"In {many} of {len(found)} wards an index lies {NOTABLE} or more of 100 from the overall one."
    )
