"""Places and periods put together from protected cells, and from nothing else: priority areas, several wards, the rest of an authority,
pooled years. A row made here says no more than its parts do, so no choice of places, however clever, says more than the base.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from measures.disclosure.cohort import SHOWN
from measures.disclosure.counts import AUTHORITY_OR_ABOVE, to_nearest
from measures.disclosure.estimates import estimated
from measures.disclosure.words import HIDDEN, REASONS, small_base, small_number
from settings import Settings

_GROUP = ["breakdown", "group_code"]


def together(
    protected: pd.DataFrame, places: Mapping[str, Iterable[str]], within: dict[str, str], rules: Settings,
    periods: Mapping[str, Iterable[str]] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """A row a place, period, breakdown and group, put together from the rows of ``protect_cohort``.

    ``places`` are codes of wards or LSOAs (or authorities) by the code of the place, ``periods`` the periods pooled by the name of the
    pool, each period by itself for None. All LSOAs of a ward count as the ward, all wards of an authority as the authority. A place
    of one area and period has that area's own figure. Others are sums, rounded unless all parts are exact, hidden where the sum is
    small; hidden parts count as what the figures around them leave for them. A part that is not held leaves the row without figure,
    with the part's symbol. ``parts`` and ``parts_hidden`` say of how many figures a row is made and how many of them are hidden.
    """
    base = estimated(protected, within, rules)
    pools = periods or {period: (period,) for period in base["time_period"].unique()}
    inside = _inside(base)
    rows = [_one(base, place, _whole(codes, inside), pool, tuple(of), rules)
            for place, codes in places.items() for pool, of in pools.items()]  # fmt: skip
    columns = [*protected.columns, "parts", "parts_hidden"]
    return pd.concat(rows, ignore_index=True).reindex(columns=columns) if rows else protected.iloc[:0].reindex(columns=columns)


def _inside(base: pd.DataFrame) -> dict[str, frozenset[str]]:
    """The areas of the base within each larger one, the smallest larger ones first."""
    areas = base[["area_code", "larger"]].drop_duplicates().dropna()
    found = areas.groupby("larger")["area_code"].agg(frozenset).to_dict()
    return dict(sorted(found.items(), key=lambda item: any(code in found for code in item[1])))


def _whole(codes: Iterable[str], inside: dict[str, frozenset[str]]) -> tuple[str, ...]:
    """The codes, each once, with larger areas in place of all that lies within them."""
    found = set(codes)
    for larger, parts in inside.items():
        if larger in found or parts <= found:
            found = (found - parts) | {larger}
    return tuple(sorted(found))


def _one(base: pd.DataFrame, place: str, codes: tuple[str, ...], pool: str, periods: tuple[str, ...], rules: Settings) -> pd.DataFrame:
    parts = base[base["area_code"].isin(codes) & base["time_period"].isin(periods)]
    if len(codes) == 1 and len(periods) == 1:
        counted = parts.assign(parts=1, parts_hidden=(parts["symbol"] == HIDDEN).astype(int))
    else:
        counted = _summed(parts, rules)
    return counted.assign(area_code=place, time_period=pool)


def _summed(parts: pd.DataFrame, rules: Settings) -> pd.DataFrame:
    """Sums by group. A combination without a row has count 0, so every group has all that is held of it."""
    exact = parts["area_type"].isin(AUTHORITY_OR_ABOVE) & (parts["symbol"] != HIDDEN)
    lost = parts["symbol"].where(parts["symbol"] != HIDDEN)
    marked = parts.assign(exact=exact, lost=lost, hidden=parts["symbol"] == HIDDEN, of_base=parts["denominator_taken"].notna())
    sums = marked.groupby(_GROUP, sort=False, as_index=False).agg(
        area_type=("area_type", "first"), numerator=("numerator_taken", "sum"), denominator=("denominator_taken", "sum"),
        exact=("exact", "all"), lost=("lost", "first"), parts=("hidden", "size"), parts_hidden=("hidden", "sum"), of_base=("of_base", "any"),
    )  # fmt: skip
    sums = sums.assign(denominator=sums["denominator"].where(sums["of_base"]), numerator_seen=SHOWN, denominator_seen=SHOWN)
    return _hidden(sums, rules)


def _hidden(sums: pd.DataFrame, rules: Settings) -> pd.DataFrame:
    """Rounded; small sums and shares of few hidden, as far as the protected figures tell."""
    numerator, denominator = (
        np.where(sums["exact"], sums[name], to_nearest(sums[name], rules.round_to)) for name in ("numerator", "denominator")
    )
    small = (sums["numerator"] > 0) & (sums["numerator"] < rules.suppress_to + 0.5) | ((sums["numerator"] == 0) & (not rules.show_zero))
    few = sums["denominator"].notna() & (sums["denominator"] > 0) & (denominator < rules.minimum_denominator)
    lost = sums["lost"].notna()
    because = np.select([lost, small, few], [sums["lost"].map(REASONS), small_number(rules), small_base(rules)], None)
    gone = lost | small | few
    return sums.assign(
        numerator=np.where(gone, np.nan, numerator), denominator=np.where(few | lost, np.nan, denominator),
        symbol=np.where(lost, sums["lost"], np.where(gone, HIDDEN, None)), hidden_because=because,
    )  # fmt: skip
