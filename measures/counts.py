"""Counts as SQL returns them, remembered: a change of year or a second figure of the same place asks nothing again."""

from functools import lru_cache

import pandas as pd

from measures.catalogue import Indicator
from measures.held import version
from measures.scope import Scope
from warehouse import query

_MANY_AREAS = 100


@lru_cache(maxsize=4096)
def _counted(asked: tuple, codes: tuple[str, ...], scope_code: str | None, breakdown: str, period: str, in_version: str) -> pd.DataFrame:
    name, parameters = asked
    periods = [period] if period else None
    lists = {key: list(value) if isinstance(value, tuple) else value for key, value in parameters}
    return query(name, area_codes=list(codes), scope_code=scope_code, time_periods=periods, breakdown=breakdown, **lists)


def counts_of(wanted: Indicator, scope: Scope, breakdown: str, period: str = "") -> pd.DataFrame:
    """Rows of the indicator's query for a scope; of one period, or of all when ``period`` is empty. Not to be changed.

    One place is read with all its periods at once; many areas by groups only with the period asked for.
    """
    if scope.parts:
        return pd.concat([_of_part(wanted, part, breakdown, period) for part in scope.parts], ignore_index=True)
    narrow = len(scope.codes) > 1 and scope.scope_code is None and (breakdown != "Total" or len(scope.codes) > _MANY_AREAS)
    asked = (wanted.query, tuple(wanted.parameters.items()))
    counts = _counted(asked, scope.codes, scope.scope_code, breakdown, period if narrow else "", version())
    return counts if narrow or not period else counts[(counts["time_period"] == period).to_numpy()]


def _of_part(wanted: Indicator, part: Scope, breakdown: str, period: str) -> pd.DataFrame:
    """Counts of a part under its own code; a single area is asked for by itself, because its published figure may stand."""
    alone = Scope(part.codes, None if len(part.codes) == 1 else part.scope_code, part.name, part.area_type, {})
    found = counts_of(wanted, alone, breakdown, period).assign(area_code=part.scope_code)
    if part.instead is None:
        return found
    other = _of_part(wanted, part.instead, breakdown, period)
    held = found.loc[found["numerator"].notna(), "time_period"]
    lacking = other[~other["time_period"].isin(held)]
    return pd.concat([found[~found["time_period"].isin(lacking["time_period"])], lacking], ignore_index=True)
