"""Places and periods put together from protected cells, and from nothing else: priority areas, several wards, the rest of an authority,
pooled years. A row made here says no more than its parts do, so no choice of places, however clever, says more than the base.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from measures.disclosure.counts import AUTHORITY_OR_ABOVE, to_nearest
from measures.disclosure.words import HIDDEN, MOSTLY_HIDDEN, PROTECTS, REASONS, TOO_DETAILED, small_base, small_number
from settings import Settings

_ROW = ["place", "pool", "breakdown", "group_code"]


def together(
    protected: pd.DataFrame, places: Mapping[str, Iterable[str]], rules: Settings, periods: Mapping[str, Iterable[str]] | None = None,
    *, of_people: bool = True,
) -> pd.DataFrame:  # fmt: skip
    """A row a place, period, breakdown and group, put together from the rows of ``protect_cohort``, or, unless ``of_people``, of
    ``protect_scores``.

    ``places`` are codes of wards or LSOAs (or authorities) by the code of the place, ``periods`` the periods pooled by the name of the
    pool, each period by itself for None. All LSOAs of a ward count as the ward, all wards of an authority as the authority. A place
    of one area and period has that area's own figure. Others are sums, rounded unless all parts are exact, hidden where the sum is
    small, where all parts are hidden, or more than half of the children in parts hidden to protect others; other hidden parts count as what the figures around them leave for
    them. A part that is not held leaves the row without figure,
    with the part's symbol. ``parts`` and ``parts_hidden`` say of how many figures a row is made and how many of them are hidden.
    """
    inside = _inside(protected)
    areas = pd.DataFrame(
        [(place, code) for place, codes in places.items() for code in _whole(codes, inside)], columns=["place", "area_code"]
    )
    parts = _in_pools(areas.merge(protected, on="area_code", sort=False), periods)
    single = parts["place"].isin(_single(areas["place"])) & parts.pop("is_single")
    alone = parts[single].assign(parts=1, parts_hidden=lambda rows: (rows["symbol"] == HIDDEN).astype(int))
    rows = alone if len(parts) and single.all() else pd.concat([alone, _summed(parts[~single], rules, of_people)], ignore_index=True)
    rows = rows.assign(area_code=rows["place"], time_period=rows["pool"])
    return rows.reindex(columns=[*protected.columns.drop(["larger_area", "numerator_taken", "denominator_taken"]), "parts", "parts_hidden"])


def _in_pools(parts: pd.DataFrame, periods: Mapping[str, Iterable[str]] | None) -> pd.DataFrame:
    """With the pool in which each row counts, and whether that is a period by itself."""
    if not periods:
        return parts.assign(pool=parts["time_period"], is_single=True)
    spans = pd.DataFrame([(pool, period) for pool, of in periods.items() for period in of], columns=["pool", "time_period"])
    return parts.merge(spans.assign(is_single=spans["pool"].isin(_single(spans["pool"]))), on="time_period", sort=False)


def _single(names: pd.Series) -> list[str]:
    """The names that stand there once."""
    return [name for name, times in Counter(names).items() if times == 1]


def _inside(protected: pd.DataFrame) -> dict[str, frozenset[str]]:
    """The areas held within each larger one, the smallest larger ones first."""
    areas = protected[["area_code", "larger_area"]].drop_duplicates().dropna()
    found = areas.groupby("larger_area")["area_code"].agg(frozenset).to_dict()
    return dict(sorted(found.items(), key=lambda item: any(code in found for code in item[1])))


def _whole(codes: Iterable[str], inside: Mapping[str, frozenset[str]]) -> list[str]:
    """The codes, each once, with larger areas in place of all that lies within them."""
    found = set(codes)
    for larger, parts in inside.items():
        if larger in found or parts <= found:
            found = (found - parts) | {larger}
    return sorted(found)


def _summed(parts: pd.DataFrame, rules: Settings, of_people: bool) -> pd.DataFrame:
    """Sums by place, pool and group. A combination without a row has count 0, so every group has all that is held of it."""
    hidden = parts["symbol"] == HIDDEN
    children = parts["denominator_taken"].fillna(parts["numerator_taken"])
    guess = hidden & parts["hidden_because"].isin([PROTECTS, TOO_DETAILED])  # of others it is known to within a few what they are
    marked = parts.assign(hidden=hidden, exact=parts["area_type"].isin(AUTHORITY_OR_ABOVE) & ~hidden,
                          lost=parts["symbol"].where(~hidden), of_base=parts["denominator_taken"].notna(), children=children, unseen=children.where(guess, 0))  # fmt: skip
    sums = marked.groupby(_ROW, sort=False, as_index=False).agg(
        area_type=("area_type", "first"), numerator=("numerator_taken", "sum"), denominator=("denominator_taken", "sum"),
        exact=("exact", "all"), lost=("lost", "first"), parts=("hidden", "size"), parts_hidden=("hidden", "sum"), of_base=("of_base", "any"),
        children=("children", "sum"), unseen=("unseen", "sum"),
    )  # fmt: skip
    return _hidden(sums.assign(denominator=sums["denominator"].where(sums["of_base"])), rules, of_people)


def _hidden(sums: pd.DataFrame, rules: Settings, of_people: bool) -> pd.DataFrame:
    """Rounded; small sums and shares of few hidden, as far as the protected figures tell."""
    numerator, denominator = (
        np.where(sums["exact"], sums[name], to_nearest(sums[name], rules.round_to)) for name in ("numerator", "denominator")
    )
    small = (sums["numerator"] > 0) & (sums["numerator"] < rules.suppress_to + 0.5) | ((sums["numerator"] == 0) & (not rules.show_zero))
    if not of_people:  # the mean is kept, its sum is that of the rounded number
        numerator, small = sums["numerator"] / sums["denominator"].where(sums["denominator"] > 0) * denominator, small & False
    few = (sums["denominator"] > 0) & (denominator < rules.minimum_denominator)
    lost = sums["lost"].notna()
    guessed = (2 * sums["unseen"] > sums["children"]) | (sums["parts"] == sums["parts_hidden"])
    reasons = [sums["lost"].map(REASONS).to_numpy(dtype=object), small_number(rules), small_base(rules), MOSTLY_HIDDEN]
    gone = lost | small | few | guessed
    return sums.drop(columns=["children", "unseen"]).assign(
        numerator=np.where(gone, np.nan, numerator), denominator=np.where(few | lost | guessed, np.nan, denominator),
        symbol=np.where(lost, sums["lost"], np.where(gone, HIDDEN, None)),
        hidden_because=np.select([lost, small, few, guessed], [pd.Series(reason, sums.index, dtype=object) for reason in reasons], None),
    )  # fmt: skip
