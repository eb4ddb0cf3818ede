"""Hot and cold spots of deprivation among an authority's LSOAs, and the clusters they make."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
import shapely

from measures.editions import Edition, drawn_editions
from measures.errors import CannotAnswer
from measures.held import larger_areas, version
from measures.indices import indices
from measures.small_areas import lsoas_of
from measures.spots import HOT, MORAN_WORDS, groups_of, neighbours_of, spots
from warehouse import query


@dataclass(frozen=True, eq=False)
class Hotspots:
    """``places``: one row an LSOA of the authority, by code, with spot, spot_p, moran, moran_p. ``clusters``: lists of codes of hot spots
    that touch, the largest first; ``moran_clusters``: the same of deprived LSOAs among deprived ones. ``beyond``: how many LSOAs of
    neighbouring authorities counted as neighbours."""

    places: pd.DataFrame
    clusters: tuple[tuple[str, ...], ...]
    moran_clusters: tuple[tuple[str, ...], ...]
    beyond: int


def hotspots(authority: str, index: str, edition: Edition) -> Hotspots:
    """The hot spots by one index. CannotAnswer where outlines of the edition's LSOAs are not held, or too few of them."""
    return _hotspots(authority, index, edition, version())


@lru_cache(maxsize=128)
def _hotspots(authority: str, index: str, edition: Edition, in_version: str) -> Hotspots:
    held = query("lookups/lsoas_around", authority_code=authority, edition=edition.name, domain=indices()[index].domain).set_index(
        "lsoa_code"
    )
    name = larger_areas().at[authority, "area_name"]
    if held.empty:
        raise CannotAnswer(
            f"Hot spots of the {edition.name} edition need the outlines of {name}'s LSOAs of {edition.census_year}, which are not held. "
            f"Load the ONS boundaries of LSOAs ({edition.census_year}) on the Data page.{drawn_editions(authority)}"
        )
    if held["is_own"].sum() < 10:
        raise CannotAnswer(f"{name} has too few LSOAs to tell hot spots from chance.")
    shapes = pd.Series(shapely.from_wkb(list(map(bytes, held["outline"]))), index=held.index)
    kept = held[held["is_own"] | _touches(shapes, held["is_own"])]
    neighbours = neighbours_of(shapes[kept.index])
    found = spots(_deprivation(kept["national_rank"], edition), neighbours)
    own = found[kept["is_own"]]
    clusters, moran_clusters = (
        tuple(map(tuple, groups_of(list(own.index[own[column] == word]), neighbours)))
        for column, word in (("spot", HOT), ("moran", MORAN_WORDS[1]))
    )
    return Hotspots(own, clusters, moran_clusters, int((~kept["is_own"]).sum()))


def _touches(shapes: pd.Series, own: pd.Series) -> pd.Series:
    """Which shapes lie beside one of the authority's own."""
    tree = shapely.STRtree(shapes.to_numpy())
    _, beside = tree.query(shapes[own].to_numpy(), predicate="intersects")
    return pd.Series(np.isin(np.arange(len(shapes)), beside), index=shapes.index)


def _deprivation(ranks: pd.Series, edition: Edition) -> pd.Series:
    """National ranks turned round, as a share of England's LSOAs: the most deprived has 1, the least next to 0, all above 0."""
    return (edition.lsoas_in_england + 1 - ranks.astype(float)) / edition.lsoas_in_england


def cluster_table(clusters: tuple[tuple[str, ...], ...], authority: str, edition: Edition, children: pd.Series) -> pd.DataFrame:
    """One row a cluster: Cluster, Wards, LSOAs, Children aged 0 to 15 (empty when those of an LSOA are hidden or not held). ``children`` by LSOA code."""
    wards = lsoas_of(authority).query("edition == @edition.name").set_index("lsoa_code")["ward_name"]
    rows = [
        {"Cluster": number, "Wards it touches": ", ".join(sorted(set(wards.reindex(codes).dropna()))) or "no ward", "LSOAs": len(codes),
         "Children": children.reindex(codes).sum(skipna=False)}
        for number, codes in enumerate(clusters, start=1)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Cluster", "Wards it touches", "LSOAs", "Children"])
