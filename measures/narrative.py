"""Sentences from published tables: only what was tested, each with its figures."""

from collections.abc import Callable

from measures.periods import latest_official_year
from measures.selection import ALL_PERIODS, Selection
from measures.table import MeasureTable

_SAID_AS = {"higher": "a larger share than in", "lower": "a smaller share than in", "similar": "about the same share as in"}


def demography_sentences(chosen: Selection, published: Callable[..., MeasureTable]) -> list[str]:
    """How many, compared with whom; which wards stand out; what has changed. ``published`` hands out tables."""
    counts = published("population_0_19", chosen, comparator="none")
    if counts.is_empty:
        return [f"No count of children and young people aged 0 to 19 is held for {counts.area_name}."]
    shares = published("population_0_19_share", chosen, period=counts.periods[0])
    said = [_how_many(counts, shares)]
    if len(chosen.wards) != 1:
        said.append(_wards_apart(chosen, published))
    said.append(_change(chosen, published))
    return [sentence for sentence in said if sentence]


def _how_many(counts: MeasureTable, shares: MeasureTable) -> str:
    row, share = counts.frame.iloc[0], shares.frame.iloc[0]
    sentence = f"In mid-{counts.periods[0]}, **{row['value']:,.0f} children and young people aged 0 to 19** lived in {counts.area_name}"
    if share["symbol"] is None or share["value"] == share["value"]:
        sentence += f", {share['value']:.1f}% of all residents"
        if share["verdict"] in _SAID_AS:
            said = _SAID_AS[share["verdict"]].removesuffix(" in" if share["comparator"].startswith("the ") else "")
            sentence += f": {said} {share['comparator']} ({share['comparator_value']:.1f}%)"
    return sentence + (" (modelled)." if "modelled" in {row["nature"], share["nature"]} else ".")


def _wards_apart(chosen: Selection, published: Callable) -> str:
    """The wards whose share differs from the authority's by more than chance, most and least."""
    table = published("population_0_19_share", chosen, by="ward", comparator="authority")
    known = table.frame.dropna(subset=["value"]).sort_values("value")
    higher, lower = known[known["verdict"] == "higher"], known[known["verdict"] == "lower"]
    if higher.empty or lower.empty:
        return ""
    most, least = higher.iloc[-1], lower.iloc[0]
    year = "" if table.periods[0] == chosen.period else f" in {table.periods[0]}"
    return (
        f"The share{year} is above the authority's in {len(higher)} of {len(known)} wards, most in **{most['area_name']}** ({most['value']:.1f}%), "
        f"and below it in {len(lower)}, least in **{least['area_name']}** ({least['value']:.1f}%)."
    )


def _change(chosen: Selection, published: Callable) -> str:
    """How the youngest and the oldest group are expected to move; only where estimates and projections are held."""
    tables = {name: published(key, chosen, period=ALL_PERIODS, comparator="none").frame.set_index("time_period")["value"]
              for name, key in (("under 5", "population_0_4"), ("aged 15 to 19", "population_15_19"))}  # fmt: skip
    start = str(latest_official_year(chosen.authority))
    said = []
    for name, values in tables.items():
        later = values[values.index > start]
        if start in values.index and len(later) and values[start] > 0:
            change = (later.iloc[-1] / values[start] - 1) * 100
            moves = "stays about the same" if abs(change) < 0.5 else f"{'rises' if change > 0 else 'falls'} by {abs(change):.0f}%"
            said.append(f"the number {name} {moves} to {later.index[-1]}")
    return f"In the modelled projection from {start}, {' and '.join(said)}." if said else ""
