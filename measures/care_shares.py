"""What protected counts of children looked after are divided by: the children they are among, or the residents of a place."""

import numpy as np
import pandas as pd

from measures.catalogue import indicator
from measures.counts import counts_of
from measures.disclosure.words import HIDDEN, HIDDEN_BASE, REASONS, small_base
from measures.scope import Scope
from settings import Settings

_KEYS = ["area_code", "time_period", "group_code"]
UNKNOWN = "not available: of no child it is known where the placement is"
_RATE, _RESIDENTS = "cla_rate", "population_0_17"


def shares(counts: pd.DataFrame, among: pd.DataFrame, rules: Settings) -> pd.DataFrame:
    """``counts`` with the children they are ``among`` (both of ``together``): hidden where these are, or are too few to divide by."""
    base = among.set_index(_KEYS)[["numerator", "symbol"]].reindex(pd.MultiIndex.from_frame(counts[_KEYS]))
    denominator = base["numerator"].to_numpy(dtype=float)
    few = (denominator > 0) & (denominator < rules.minimum_denominator)
    said = [
        ((denominator == 0), "z", REASONS["z"]),
        ((base["symbol"] == HIDDEN).to_numpy(), HIDDEN, HIDDEN_BASE),
        (few, HIDDEN, small_base(rules)),
        (np.isnan(denominator), "x", REASONS["x"]),
    ]
    symbol, because = (counts[name].to_numpy(dtype=object, na_value=None).copy() for name in ("symbol", "hidden_because"))
    for when, mark, why in said:
        still = when & pd.isna(symbol)
        symbol[still], because[still] = mark, why
    shown = pd.isna(symbol) | counts["symbol"].notna().to_numpy()
    return counts.assign(
        numerator=counts["numerator"].where(shown), denominator=np.where(few, np.nan, denominator), symbol=symbol, hidden_because=because
    )


def of_known(counts: pd.DataFrame, known: pd.DataFrame, everybody: pd.DataFrame) -> pd.DataFrame:
    """``counts`` with symbol x where there are children and of none of them it is ``known``: a 0 would say that nobody is far away."""
    at = pd.MultiIndex.from_frame(counts[_KEYS])
    nobody, somebody = (rows.set_index(_KEYS)["numerator"].reindex(at).to_numpy(dtype=float) for rows in (known, everybody))
    lacking = (nobody == 0) & ~(somebody == 0) & counts["symbol"].isna().to_numpy()
    return counts.assign(
        numerator=counts["numerator"].mask(lacking),
        symbol=counts["symbol"].mask(lacking, "x"),
        hidden_because=counts["hidden_because"].mask(lacking, UNKNOWN),
    )


def per_resident(counts: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """``counts`` of 31 March with the children who live in each place: those the department divided by where it has published a rate, else
    the estimate of the middle of the year before; symbol x where neither is held."""
    base = _residents(scope).reindex(pd.MultiIndex.from_frame(counts[["area_code", "time_period"]]))
    lacking = base["residents"].isna().to_numpy() & counts["symbol"].isna().to_numpy()
    return counts.assign(
        denominator=base["residents"].to_numpy(dtype=float), symbol=counts["symbol"].mask(lacking, "x"),
        hidden_because=counts["hidden_because"].mask(lacking, "no estimate of children is held for the middle of the year before"),
        denominator_source_id=base["source_id"].to_numpy(dtype=object), denominator_nature=base["nature"].to_numpy(dtype=object),
    )  # fmt: skip


def _residents(scope: Scope) -> pd.DataFrame:
    """By area and year of 31 March: residents, source_id, nature."""
    stated = counts_of(indicator(_RATE), scope, "Total").rename(columns={"denominator": "residents"})
    estimated = counts_of(indicator(_RESIDENTS), scope, "Total").rename(columns={"numerator": "residents"})
    estimated = estimated.assign(time_period=(estimated["time_period"].astype(int) + 1).astype(str))
    columns = ["area_code", "time_period", "residents", "source_id", "nature"]
    stated = stated.assign(source_id=stated["denominator_source_id"], nature=stated["denominator_nature"]).dropna(subset=["residents"])
    both = pd.concat([stated[columns], estimated[columns]]) if len(stated) else estimated[columns]
    return both.drop_duplicates(["area_code", "time_period"]).set_index(["area_code", "time_period"])
