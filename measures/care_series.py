"""Official series of an authority beside England's and the middle of its neighbours', and what the latest year says."""

from collections.abc import Callable

from measures.catalogue import indicator
from measures.held import larger_areas
from measures.selection import ALL_PERIODS, Selection
from measures.table import MeasureTable
from measures.words import value_text, year_words

_PUBLICATION = "“Children looked after in England including adoptions”"
_FILES = {
    "cla_rate": "cla_number_and_rate_per_10k_children", "new_placements_over_20_miles": "la_cla_during_year_new_placements",
    "new_placements_outside_la": "la_cla_during_year_new_placements", "children_placed_outside_share": "la_cla_on_31_march_la_of_placement_netgain",
    "children_placed_here_by_others": "la_cla_on_31_march_la_of_placement_netgain",
    "placement_moves_3_or_more": "la_cla_placement_stability", "stable_2_years": "la_cla_placement_stability",
    "care_leavers_suitable_accommodation": "la_care_leavers_accommodation_suitability",
}  # fmt: skip
_VERDICTS = {
    "higher": "higher than England by more than chance", "lower": "lower than England by more than chance",
    "better": "better than England by more than chance", "worse": "worse than England by more than chance",
    "similar": "no clear difference from England",
}  # fmt: skip


def against(chosen: Selection, indicator_id: str, published: Callable[..., MeasureTable]) -> list[MeasureTable]:
    """The series over all periods, compared with England and with the median of the ten neighbours: a table each.

    ``published`` hands out tables. Raises CannotAnswer as it does.
    """
    return [published(indicator_id, chosen, period=ALL_PERIODS, comparator=name) for name in ("england", "neighbours_median")]


def series_sentence(own: MeasureTable, near: MeasureTable) -> str:
    """The latest year with a figure, or with a symbol where none has: the authority, England and the neighbours' median."""
    frame = own.frame.sort_values("time_period")
    held = frame[frame["value"].notna()]
    row = (held if len(held) else frame).iloc[-1]
    wanted = own.indicator
    middle = near.frame.set_index("time_period")["comparator_value"].get(row["time_period"])
    parts = [f"**{own.area_name} {value_text(row['value'], row['symbol'], wanted.kind, wanted.decimals)}**"]
    for name, value in (("England", row["comparator_value"]), ("the median of its neighbours", middle)):
        if value is not None and value == value:
            parts.append(f"{name} {value_text(value, None, wanted.kind, wanted.decimals)}")
    verdict = _VERDICTS.get(row["verdict"], "")
    return f"{year_words(row['time_period'])}: {', '.join(parts)}" + (f": {verdict}." if verdict else ".")


def why_no_series(authority: str, indicator_id: str) -> str:
    """Why an authority has no official figure: it is a district, or the file is not loaded (which one that is)."""
    title, held = indicator(indicator_id).title, larger_areas().loc[authority]
    if held["area_type"] == "district":
        return f"{title}: published for the authority that answers for children's services; {held['area_name']} is a district of one."
    file = f"“{_FILES[indicator_id]}” of {_PUBLICATION}" if indicator_id in _FILES else "the DfE Local Authority Interactive Tool"
    return f"{title}: no figure of {held['area_name']} is held, or none is published. Load {file} on the Data page."
