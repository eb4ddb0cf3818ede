"""What can be said of a table beyond its figures: between which bounds a hidden one lies, where an area stands among its neighbours."""

import pandas as pd

from measures.catalogue import Indicator
from measures.comparators import FEWEST_NEIGHBOURS
from measures.holdings import indicator_holdings
from measures.scope import Scope
from measures.selection import Selection
from measures.words import area_words, listed, value_text


def bounds(rows: pd.DataFrame, wanted: Indicator) -> list[str]:
    """A sentence for each figure that its publisher hid but whose other parts and total are published.

    Figures hidden by this product never get one: only the query of published figures hands out ``at_least`` and ``at_most``.
    """
    if "at_least" not in rows or wanted.kind == "count":
        return []
    known = rows[rows[["at_least", "at_most", "denominator"]].notna().all(axis=1) & (rows["symbol"] == "c")]
    return [_between(row, wanted) for row in known.to_dict("records")]


def _between(row: dict, wanted: Indicator) -> str:
    low, high = (wanted.multiplier * row[key] / row["denominator"] for key in ("at_least", "at_most"))
    words = [value_text(figure, None, wanted.kind, wanted.decimals) for figure in (low, high)]
    return (
        f"{row['area_name']}, {row['time_period']}: hidden by the publisher, but between {words[0]} and {words[1]} "
        f"({row['at_least']:,.0f} to {row['at_most']:,.0f} of {row['denominator']:,.0f}), worked out from the parts that are published."
    )


def standing(rows: pd.DataFrame, wanted: Indicator, selection: Selection) -> list[str]:
    """Where an authority stands among itself and its neighbours; equal figures share a place."""
    held = rows[rows["value"].notna()]
    if (
        selection.by != "neighbours"
        or len(held) <= FEWEST_NEIGHBOURS
        or held["time_period"].nunique() != 1
        or not (held["area_code"] == selection.authority).any()
    ):
        return []
    own = held.loc[held["area_code"] == selection.authority].iloc[0]
    place = int((held["value"] > own["value"]).sum()) + 1
    return [f"{own['area_name']} is number {place} from the top of the {len(held)} with a figure: itself and its statistical neighbours."]


def held_elsewhere(rows: pd.DataFrame, wanted: Indicator, scope: Scope) -> list[str]:
    """What to say where no area asked for has anything: at which level the figures are held, or that none is."""
    kinds = {scope.area_type, *(part.area_type for part in scope.parts)}
    if rows["source_id"].notna().any():
        return []
    held = [kind for kind in indicator_holdings()[wanted.indicator_id]["area_types"] if kind not in kinds]
    if not held:
        return [f"Nothing is held of {wanted.title}; the Data page says which files to load."]
    here = listed([area_words(kind)[1] for kind in sorted(kinds)])
    return [f"{wanted.title}: held by {listed([area_words(kind)[0] for kind in held])}, not for the {here} asked for."]
