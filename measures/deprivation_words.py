"""Sentences about deprivation from published tables: only what was tested, each with its figures."""

from collections.abc import Callable

import pandas as pd

from measures.editions import Edition
from measures.errors import CannotAnswer
from measures.indices import indices
from measures.selection import Selection
from measures.table import MeasureTable

_MOST_NAMED = 4


def deprivation_sentences(chosen: Selection, index: str, edition: Edition, published: Callable[..., MeasureTable]) -> list[str]:
    """How many children live in the most deprived fifth; which wards have more of it than the authority; low income by ward."""
    of_edition = chosen.but(period=edition.name, comparator="none")
    said = [_how_many(of_edition, index, edition, published)]
    if len(chosen.wards) != 1:
        by_ward = of_edition.but(by="ward", comparator="authority")
        said.append(_wards_apart(published(f"lsoas_most_deprived_20pct_{index}", by_ward)))
        said.append(_low_income(published("children_low_income_ahc_share", by_ward.but(period=""))))
    return [sentence for sentence in said if sentence]


def _how_many(chosen: Selection, index: str, edition: Edition, published: Callable) -> str:
    try:
        table = published(f"children_in_most_deprived_20pct_{index}_share", chosen)
    except CannotAnswer as not_whole:
        return str(not_whole)
    row = table.frame.iloc[0]
    if pd.isna(row["value"]):
        return f"No figure of the {edition.name} edition is held for {table.area_name} as a whole."
    return (
        f"In the {edition.name} edition ({indices()[index].words}), **{row['numerator']:,.0f} children aged 0 to 15** in {table.area_name}, "
        f"{row['value']:.1f}%, lived in the most deprived fifth of England's LSOAs."
    )


def _wards_apart(table: MeasureTable) -> str:
    """Wards with more deprived LSOAs than the authority by more than chance."""
    worse = table.frame[table.frame["verdict"] == "worse"].sort_values("value", ascending=False)
    known = int(table.frame["value"].notna().sum())
    if known < 2 or pd.isna(table.frame["comparator_value"]).all():
        return ""
    if worse.empty:
        return "In no ward is the share of such LSOAs above the authority's by more than chance."
    named = [
        f"**{row['area_name']}** ({row['numerator']:.0f} of {row['denominator']:.0f})" for row in worse[:_MOST_NAMED].to_dict("records")
    ]
    rest = f" and {len(worse) - _MOST_NAMED} more" if len(worse) > _MOST_NAMED else ""
    return f"The share of such LSOAs is above the authority's ({table.frame['comparator_value'].dropna().iloc[0]:.1f}%) by more than chance in {len(worse)} of {known} wards: {', '.join(named)}{rest}."


def _low_income(table: MeasureTable) -> str:
    """Wards whose share of low-income children differs from the authority's by more than chance, most and least."""
    known = table.frame.dropna(subset=["value"])
    worse, better = (known[known["verdict"] == verdict].sort_values("value") for verdict in ("worse", "better"))
    if worse.empty or better.empty:
        return ""
    most, least = worse.iloc[-1], better.iloc[0]
    return (
        f"In the year to March {table.periods[0]}, low income after housing costs was more common than in the authority "
        f"({most['comparator_value']:.1f}% of children under 16) in {len(worse)} of {len(known)} wards, most in **{most['area_name']}** "
        f"({most['value']:.1f}%), and less common in {len(better)}, least in **{least['area_name']}** ({least['value']:.1f}%)."
    )
