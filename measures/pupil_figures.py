"""Figures counted from pupils for any places and years, put together from protected bases and from nothing else."""

import numpy as np
import pandas as pd

from measures.catalogue import Indicator
from measures.disclosure import REASONS, together
from measures.pupil_base import authorities_of, in_base, periods_of_base, protected_base
from measures.pupils import pooled_years, pupil_sources
from measures.scope import Scope
from settings import settings

_NOT_APPLICABLE = "z"


def pupil_periods(wanted: Indicator, scope: Scope) -> pd.Series:
    """Nature by academic year in which anybody of the scope's authorities has a result; empty where nobody has."""
    found = {period for authority in authorities_of(_all_codes(scope)) for period in periods_of_base(wanted.indicator_id, authority)}
    return pd.Series(pupil_sources().nature, index=pd.Index(sorted(found), name="time_period"), dtype=object)


def pupil_figures(wanted: Indicator, scope: Scope, breakdown: str, period: str = "") -> pd.DataFrame:
    """Rows by area of the scope, academic year (one, three as one, or all for an empty ``period``) and group: protected numerator and
    denominator, symbol and hidden_because, and the columns that queries of figures have beside them."""
    places = _places(scope)
    codes = sorted({code for inside in places.values() for code in inside})
    held = pupil_periods(wanted, scope).index
    asked = pooled_years(period) or ([period] if period else list(held))
    parts = [protected_base(wanted.indicator_id, authority, year) for authority in authorities_of(codes)
             for year in asked if year in periods_of_base(wanted.indicator_id, authority)]  # fmt: skip
    if not parts:
        return _nothing()
    rows = pd.concat([part[(part["breakdown"] == breakdown).to_numpy()] for part in parts], ignore_index=True)
    found = together(rows, places, settings(), {period: asked} if pooled_years(period) else None, of_people=wanted.of_people)
    return _as_figures(found, rows, places, scope)


def _all_codes(scope: Scope) -> tuple[str, ...]:
    return in_base(code for part in scope.parts or (scope,) for code in part.codes)


def _places(scope: Scope) -> dict[str, tuple[str, ...]]:
    """Areas of bases by the code under which they count together; places in which no pupil lives are left out."""
    if scope.parts:
        found = {str(part.scope_code): _of_part(part) for part in scope.parts}
    else:
        found = {scope.scope_code: in_base(scope.codes)} if scope.scope_code else {code: in_base([code]) for code in scope.codes}
    return {place: codes for place, codes in found.items() if codes}


def _of_part(part: Scope) -> tuple[str, ...]:
    """A part over whichever of its choices has the most areas in which pupils live: LSOAs are of one census or another."""
    choices = [in_base(part.codes)] + ([_of_part(part.instead)] if part.instead else [])
    return max(choices, key=len)


def _nothing() -> pd.DataFrame:
    texts = ["area_code", "area_type", "time_period", "group_code", "group_name", "symbol", "hidden_because", "derivation", "source_id",
             "denominator_source_id", "nature", "denominator_nature"]  # fmt: skip
    return pd.DataFrame(
        {name: pd.Series(dtype=object) for name in texts} | {name: pd.Series(dtype=float) for name in ("numerator", "denominator")}
    )


def _as_figures(found: pd.DataFrame, base: pd.DataFrame, places: dict[str, tuple[str, ...]], scope: Scope) -> pd.DataFrame:
    """In the order of places, years and groups, with names and sources. A group in which nobody has a result is not applicable."""
    groups = base.drop_duplicates("group_code").set_index("group_code")["group_name"]
    nobody = (found["symbol"].isna() & (found["denominator"] == 0)).to_numpy()
    source, nature = base["source_id"].max(), pupil_sources().nature
    rows = found.assign(
        group_name=found["group_code"].map(groups), area_type=scope.types_of(found["area_code"]), derivation=None, source_id=source,
        symbol=np.where(nobody, _NOT_APPLICABLE, found["symbol"]), nature=nature, denominator_source_id=source, denominator_nature=nature,
        hidden_because=np.where(nobody, REASONS[_NOT_APPLICABLE], found["hidden_because"]),
    )  # fmt: skip
    order = {name: list(known) for name, known in (("area_code", places), ("group_code", groups.index))}
    return rows.sort_values(["area_code", "time_period", "group_code"], kind="stable", ignore_index=True,
                            key=lambda values: values.map(order[values.name].index) if values.name in order else values)  # fmt: skip
