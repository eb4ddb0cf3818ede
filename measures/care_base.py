"""The fixed tables of children looked after, protected as a whole (docs/decisions/0026): of every 31 March, of every year, of every month's end.

Whatever is shown of returns is put together from these and never counted anew: see ``care_figures``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

import pandas as pd

from measures.care import authorities_with_returns, sources_of, years_of_returns
from measures.care_sets import as_areas, sums_among, within
from measures.disclosure import protect_cohort
from measures.disclosure.table import Sums
from measures.held import all_wards, version
from measures.kept_tables import CARE, keep, kept, of_kept
from settings import Settings, settings
from warehouse import query

DAY, YEAR, MONTHS, LEAVERS = "day", "year", "months", "leavers"
_NOTHING = pd.DataFrame({name: pd.Series(dtype=object) for name in (
    "place_code", "place_type", "time_period", "set_code", "breakdown", "group_code", "group_name", "symbol", "source_id", "area_code", "area_type",
    "hidden_because", "larger_area",
)} | {name: pd.Series(dtype=float) for name in ("numerator", "denominator", "numerator_taken", "denominator_taken")})  # fmt: skip


@dataclass(frozen=True)
class Period:
    """A collection year, or the end of a month: its name, first and last day."""

    name: str
    first: date
    last: date

    @property
    def long_before(self) -> date:
        """The day thirty months before the last."""
        return date(self.last.year - 3, 9, 30)


@lru_cache(maxsize=64)
def _periods(base: str, years: tuple[int, ...]) -> tuple[Period, ...]:
    if base != MONTHS:
        return tuple(Period(str(year), date(year - 1, 4, 1), date(year, 3, 31)) for year in years)
    ends = [end.date() for year in years for end in pd.date_range(date(year - 1, 4, 1), date(year, 3, 31), freq="ME")]
    return tuple(Period(f"{end:%Y-%m}", end, end) for end in ends)


def periods_of_care(base: str, authority: str) -> tuple[Period, ...]:
    """The years whose returns are held of an authority, or the ends of their months, in order."""
    return _periods(base, years_of_returns(authority))


@lru_cache(maxsize=8)
def _counted(base: str, authority: str, in_version: str) -> dict[str, pd.DataFrame]:
    """Rows of a base by period. Exact: nobody but ``protected_care`` may see them."""
    held = periods_of_care(base, authority)
    days = {"last_days": [each.last for each in held], "first_days": [each.first for each in held]}
    asked = {"source_ids": sources_of(authority), "authority_code": authority, "time_periods": [each.name for each in held]}
    if base == MONTHS:
        rows = query("cohort/care_months_base", "cohort", days=days["last_days"], **asked).assign(place_type="month's end")
    elif base == LEAVERS:
        rows = query("cohort/care_leavers_base", "cohort", last_days=days["last_days"], **asked)
    elif base == YEAR:
        rows = query("cohort/care_year_base", "cohort", **days, **asked)
    else:
        rows = query("cohort/care_base", "cohort", long_days=[each.long_before for each in held], **days, **_homes(authority), **asked)
    rows = rows.astype(dict.fromkeys(rows.select_dtypes("string").columns, object))
    return {period: part.reset_index(drop=True) for period, part in rows.groupby("time_period")}


def _homes(authority: str) -> dict[str, list[str]]:
    """The LSOAs of an authority and the wards of today in which they count."""
    wards = all_wards()
    homes = query("lookups/lsoas_of_wards").merge(wards.loc[wards["authority_code"] == authority, ["ward_code"]], on="ward_code")
    return {"lsoa_codes": homes["lsoa_code"].to_list(), "ward_codes": homes["ward_code"].to_list()}


@lru_cache(maxsize=16)
def _hangs_together(base: str, authority: str, in_version: str) -> tuple[dict[str, str], Sums]:
    """The larger area of each set and the sums among the rows of a base: the same in every period, whose rows differ by their counts alone."""
    rows = next(iter(_counted(base, authority, in_version).values()))
    return within(rows, authority), sums_among(rows, authority)


@lru_cache(maxsize=64)
def _protected(base: str, authority: str, period: str, rules: Settings, in_version: str) -> pd.DataFrame:
    if base == MONTHS and period.endswith("-03"):
        return _of_march(authority, period, rules, in_version)
    counted = _counted(base, authority, in_version)
    if period not in counted:
        return _NOTHING.copy()  # a year without care leavers stated
    larger, sums = _hangs_together(base, authority, in_version)
    found = protect_cohort(as_areas(counted[period]), larger, rules, also=sums).drop(columns=["children", "worth"])
    return found.assign(larger_area=found["larger_area"].map({code: code.split("|")[0] for code in found["larger_area"].dropna().unique()}))


def _of_march(authority: str, period: str, rules: Settings, in_version: str) -> pd.DataFrame:
    """The end of March as the table of that day tells it: told twice, it would tell more."""
    day = protected_care(DAY, authority, period[:4])
    asked = _counted(MONTHS, authority, in_version)[period]["breakdown"].unique()
    is_whole = (day["place_code"] == authority) & (day["set_code"] == "all") & day["breakdown"].isin(asked)
    return day[is_whole].assign(time_period=period)


def protected_rows(base: str, authority: str, periods: Sequence[str], breakdowns: Sequence[str] = ()) -> pd.DataFrame:
    """The rows of some periods and breakdowns (all for none) of a base of children looked after as ``protect_cohort`` leaves them: numerator is the
    count of children, rounded or empty; set_code and place_code say of whom. Once all periods have been asked for they are kept."""
    rules, in_version = settings(), version()
    held = kept(CARE, (base, authority), rules)
    if held is not None:
        return of_kept(held, periods, breakdowns)
    rows = pd.concat([_protected(base, authority, period, rules, in_version) for period in periods], ignore_index=True)
    if set(periods) == {each.name for each in periods_of_care(base, authority)}:
        keep(CARE, (base, authority), rules, rows)
    return rows[rows["breakdown"].isin(breakdowns)].reset_index(drop=True) if breakdowns else rows


def protected_care(base: str, authority: str, period: str) -> pd.DataFrame:
    """The rows of ``queries/cohort/care_base`` (DAY), ``care_year_base``, ``care_months_base`` or ``care_leavers_base`` of one period, protected."""
    return protected_rows(base, authority, [period])


def protect_all_care() -> Iterator[tuple[str, str, str]]:
    """Protect every table of every return held, the latest first; yields authority, base and period after each."""
    for authority, base in product(authorities_with_returns(), (DAY, YEAR, MONTHS, LEAVERS)):
        names = [period.name for period in periods_of_care(base, authority)]
        for name in reversed(names):
            protected_care(base, authority, name)
            yield authority, base, name
        protected_rows(base, authority, names)
