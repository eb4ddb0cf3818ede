"""Official series of an authority beside England's and the middle of its neighbours', and what the latest year says."""

from collections.abc import Callable

from measures.selection import ALL_PERIODS, Selection
from measures.table import MeasureTable
from measures.words import value_text, year_words

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
