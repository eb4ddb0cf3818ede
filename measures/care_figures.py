"""Figures counted from returns of children looked after, for any places and periods, put together from protected tables and nothing else."""

import pandas as pd

from measures.care import authority_points, care_sources, years_of_returns
from measures.care_base import DAY, YEAR, periods_of_care, protected_rows
from measures.care_destinations import DESTINATION, listed
from measures.care_sets import ALL, KNOWN
from measures.care_shares import of_known, per_resident, shares
from measures.catalogue import Indicator
from measures.disclosure import together
from measures.disclosure.table import TOTAL
from measures.held import all_wards, wards_of
from measures.scope import Scope
from settings import settings

_TEXTS = ("area_code", "area_type", "time_period", "group_code", "group_name", "symbol", "hidden_because", "derivation", "source_id",
          "denominator_source_id", "nature", "denominator_nature")  # fmt: skip


def care_periods(wanted: Indicator, scope: Scope) -> pd.Series:
    """Nature by period held of the scope's authority; empty where none is."""
    held = [period.name for period in periods_of_care(wanted.returns["table"], _authority_of(scope))]
    return pd.Series(care_sources().nature, index=pd.Index(held, name="time_period"), dtype=object)


def care_figures(wanted: Indicator, scope: Scope, breakdown: str, period: str = "") -> pd.DataFrame:
    """Rows by area of the scope, period (all for an empty one) and group: protected numerator and denominator, symbol and hidden_because,
    and the columns that queries of figures have beside them. None for areas of which no return is held, and for LSOAs."""
    table, authority = wanted.returns["table"], _authority_of(scope)
    places = _places(scope, authority, table)
    asked = [each.name for each in periods_of_care(table, authority) if period in ("", each.name)]
    if not asked or not places:
        return pd.DataFrame(
            {name: pd.Series(dtype=object) for name in _TEXTS} | dict.fromkeys(("numerator", "denominator"), pd.Series(dtype=float))
        )
    rows = protected_rows(table, authority, asked, [breakdown])
    counts = _counts(wanted, rows, places)
    if wanted.kind == "rate":
        counts = per_resident(counts, scope)
    found = _in_order(_described(counts, rows, scope), rows, places)
    if breakdown != DESTINATION:
        return found
    of = wanted.returns["of"]
    return listed(found, _of_sets(protected_rows(table, authority, asked, [TOTAL]), {of}, places)[of], settings())


def _counts(wanted: Indicator, rows: pd.DataFrame, places: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    """The set of children that the indicator counts; of a share also those among whom they are."""
    of, among = wanted.returns["of"], wanted.returns.get("among") if wanted.kind == "share" else None
    known, everybody = KNOWN.get(of), "new" if wanted.returns["table"] == YEAR else ALL
    sets = _of_sets(rows, {of, among, *((known, everybody) if known else ())} - {None}, places)
    counts = of_known(sets[of], sets[known], sets[everybody]) if known else sets[of]
    return shares(counts, sets[among], settings()) if among else counts


def _authority_of(scope: Scope) -> str:
    """The authority whose return counts the children of a scope: one of those asked for, else that of its wards; empty where there is none."""
    codes = [code for part in scope.parts or (scope,) for code in part.codes]
    wards = all_wards()
    within = wards.loc[wards["ward_code"].isin(codes), "authority_code"].unique()
    return next((code for code in (*codes, *within) if years_of_returns(code)), "")


def _places(scope: Scope, authority: str, table: str) -> dict[str, tuple[str, ...]]:
    """The wards, or the authority, that count together by the code under which they do."""
    known = {authority, *(wards_of(authority)["ward_code"] if table == DAY else ())}
    if scope.parts:
        found = {str(part.scope_code): part.codes for part in scope.parts}
    else:
        found = {scope.scope_code: scope.codes} if scope.scope_code else {code: (code,) for code in scope.codes}
    return {place: codes for place, codes in found.items() if codes and set(codes) <= known}


def _of_sets(rows: pd.DataFrame, names: set[str], places: dict[str, tuple[str, ...]]) -> dict[str, pd.DataFrame]:
    """Protected counts of sets of children by place, period and group, of all sets put together at once: apart they take as long each."""
    wanted = rows[rows["set_code"].isin(names).to_numpy()]
    found = together(wanted.assign(area_code=wanted["place_code"], breakdown=wanted["set_code"]), places, settings())
    return {name: found[(found["breakdown"] == name).to_numpy()].reset_index(drop=True) for name in names}


def _described(counts: pd.DataFrame, rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """With names, kinds of area, sources and nature."""
    groups = rows.drop_duplicates("group_code").set_index("group_code")["group_name"]
    names = authority_points()["authority_name"]
    source, nature = counts["source_id"].fillna(rows["source_id"].max()), care_sources().nature
    own = counts.assign(
        group_name=counts["group_code"].map(names).fillna(counts["group_code"].map(groups)), area_type=scope.types_of(counts["area_code"]),
        derivation=None, source_id=source, nature=nature,
    )  # fmt: skip
    return own if "denominator_source_id" in own else own.assign(denominator_source_id=source, denominator_nature=nature)


def _in_order(figures: pd.DataFrame, rows: pd.DataFrame, places: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    """In the order of places, periods and groups."""
    order = {"area_code": list(places), "group_code": list(dict.fromkeys(rows["group_code"]))}
    return figures.sort_values(["area_code", "time_period", "group_code"], kind="stable", ignore_index=True,
                               key=lambda values: values.map(order[values.name].index) if values.name in order else values)  # fmt: skip
