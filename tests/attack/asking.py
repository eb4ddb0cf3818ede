"""What can be asked of a door, and doors to try: the engine, and what it might have been instead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from measures.disclosure import protect_cohort, together
from measures.disclosure.words import HIDDEN_BASE, small_base
from settings import Settings
from tests.attack.authority import AUTHORITY, Authority


@dataclass(frozen=True)
class Request:
    """A table: rows for ``places`` (codes of areas by the code of the place) and ``pools`` (periods by the name of the pool), every
    group of every breakdown. ``of``: "share" has numerator and denominator, "pupils" the denominator as a count of its own."""

    places: Mapping[str, tuple[str, ...]]
    pools: Mapping[str, tuple[str, ...]]
    of: str = "share"


Ask = Callable[[Request], pd.DataFrame]


def pools_of(years: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Every year and every run of years pooled."""
    runs = [years[start:end] for start in range(len(years)) for end in range(start + 1, len(years) + 1)]
    return {run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}": run for run in runs}


def requests(authority: Authority, seed: int = 0, own: int = 8) -> list[Request]:
    """Every table that pages allow of an authority: each area; wards in pairs; people's own areas of wards or LSOAs, overlapping and
    nested, one LSOA more or less than a ward, and the rest of the authority for each; in every year and all years pooled."""
    chosen = own_areas(authority, seed, own)
    rest = {
        f"rest of {name}": tuple(code for code in authority.lsoas if code not in inside)
        for name, inside in in_lsoas(authority, chosen).items()
    }
    return single_areas(authority) + [table for places in (chosen, rest) for table in _tables(authority, places)]


def single_areas(authority: Authority) -> list[Request]:
    """The authority, each ward and each LSOA."""
    return _tables(authority, {code: (code,) for code in (AUTHORITY, *authority.within)})


def _tables(authority: Authority, places: Mapping[str, tuple[str, ...]]) -> list[Request]:
    pools = pools_of(tuple(authority.rows["time_period"].unique()))
    return [Request(places, pools, of) for of in ("share", "pupils")]


def own_areas(authority: Authority, seed: int, number: int) -> dict[str, tuple[str, ...]]:
    """Areas that people could make."""
    chance, wards, lsoas = np.random.default_rng(seed), authority.wards, authority.lsoas
    found = {f"pair {left} {right}": (left, right) for left, right in pairwise(wards)}
    for count in range(number):
        some = chance.permutation(lsoas)[: int(chance.integers(2, len(lsoas) - 1))]
        found |= {f"own {count}": tuple(some), f"own {count} but one": tuple(some[1:])}
    for lsoa in lsoas:
        ward = authority.within[lsoa]
        beside = tuple(code for code in lsoas if authority.within[code] == ward and code != lsoa)
        found[f"{ward} but {lsoa}"] = (*beside, *(wards[:1] if ward != wards[0] else wards[1:2]))
    return found


def in_lsoas(authority: Authority, places: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """The LSOAs of each place, itself included where it is one."""
    inside = {
        code: [lsoa for lsoa in authority.lsoas if code in (lsoa, authority.within[lsoa], AUTHORITY)]
        for code in (*authority.within, AUTHORITY)
    }
    return {place: frozenset(lsoa for code in codes for lsoa in inside[code]) for place, codes in places.items()}


def engine(authority: Authority, rules: Settings) -> Ask:
    """The product's own door: a protected base, and places put together from it."""
    share = protect_cohort(authority.rows, authority.within, rules)
    pupils = protect_cohort(as_count(authority.rows), authority.within, rules)
    return lambda request: together(share if request.of == "share" else pupils, request.places, rules, request.pools)


def as_count(rows: pd.DataFrame) -> pd.DataFrame:
    """The denominators as an indicator of their own."""
    return rows.assign(numerator=rows["denominator"], denominator=np.nan)


def exact(authority: Authority) -> Ask:
    """No disclosure control: every table is counted anew and shown as it is."""

    def ask(request: Request) -> pd.DataFrame:
        rows = authority.rows if request.of == "share" else as_count(authority.rows)
        areas = pd.DataFrame([(place, code) for place, codes in in_lsoas(authority, request.places).items() for code in codes],
                             columns=["place", "area_code"])  # fmt: skip
        spans = pd.DataFrame([(pool, year) for pool, years in request.pools.items() for year in years], columns=["pool", "time_period"])
        parts = areas.merge(rows, on="area_code").merge(spans, on="time_period")
        sums = parts.groupby(["place", "pool", "breakdown", "group_code"], as_index=False)[["numerator", "denominator"]].sum(min_count=1)
        kinds = sums["place"].str[:3].map({"E01": "lsoa", "E05": "ward", "E06": "authority"}).fillna("priority area")
        kinds = kinds.where(~sums["place"].str.contains(" "), "priority area")
        return sums.rename(columns={"place": "area_code", "pool": "time_period"}).assign(area_type=kinds, symbol=None, hidden_because=None)

    return ask


def primary_only(authority: Authority, rules: Settings, *, rounded: bool) -> Ask:
    """What many tools do: 1 to 5 hidden in every table, counted anew, perhaps rounded; nothing further is hidden."""
    inner = exact(authority)

    def ask(request: Request) -> pd.DataFrame:
        rows = inner(request)
        step = np.where(rows["area_type"] == "authority", 1, rules.round_to if rounded else 1)[:, None]
        counts = rows[["numerator", "denominator"]].to_numpy(dtype=float)
        small = (counts >= rules.suppress_from) & (counts <= rules.suppress_to)
        few = (counts[:, 1] > rules.suppress_to) & (counts[:, 1] < rules.minimum_denominator)
        shown = np.floor(counts / step + 0.5) * step
        shown[small[:, 1] | small[:, 0] | few, 0] = shown[small[:, 1] | few, 1] = np.nan
        because = np.select([small[:, 0], small[:, 1], few], ["small number: 1 to 5", HIDDEN_BASE, small_base(rules)], None)
        return rows.assign(
            numerator=shown[:, 0], denominator=shown[:, 1], symbol=np.where(pd.notna(because), "c", None), hidden_because=because
        )

    return ask
