"""Wards where an index or a domain of deprivation says something else than the overall index."""

from functools import partial

import pandas as pd
import streamlit as st

from components import deprivation_tables as data
from components.figure import Figure, figure_of
from components.published import remembered
from measures.divergence import NOTABLE, OVERALL, divergence_sentence, furthest, places_of_wards
from measures.editions import Edition
from measures.indices import indices
from measures.selection import Selection
from measures.table import MeasureTable

ALWAYS = ("barriers", "living_environment")
_MARKS = (
    f"Each figure says how many of 100 LSOAs of England are less deprived than the ward's average; ± {NOTABLE} or more is marked. Places in "
    "national orders are no samples, so nothing is tested."
)
_ROW, _HEIGHT = 35, 420


@remembered
def divergence(chosen: Selection, edition: Edition) -> Figure:
    """Each ward by the overall index, by Barriers and Living Environment, and by the index that lies furthest from the overall one."""
    draw = partial(_draw, edition=edition)
    title = "Where other indices differ from the overall one"
    return figure_of(title, data.divergence_tables, (chosen, OVERALL, edition), draw, lambda *_: _MARKS)


def _draw(*tables: MeasureTable, edition: Edition) -> None:
    by_index = {table.indicator.indicator_id.removesuffix("_rank_weighted"): table for table in tables}
    names = tables[0].frame.set_index("area_code")["area_name"]
    places = places_of_wards(by_index, edition)
    st.markdown(f"{divergence_sentence(places, names)} {_not_held(by_index, edition)}")
    rows = _rows(places, names)
    st.dataframe(
        rows, hide_index=True, height=min(_ROW * (len(rows) + 1) + 3, _HEIGHT), alt="Wards, furthest from the overall index first."
    )


def _not_held(by_index: dict[str, MeasureTable], edition: Edition) -> str:
    """Which indices are missing, by the file that has them."""
    missing: dict[str, list[str]] = {}
    for key, index in indices().items():
        if key not in by_index:
            missing.setdefault(index.file, []).append(index.title)
    said = [f"{', '.join(titles)}: load {file} of the {edition.name} edition on the Data page." for file, titles in missing.items()]
    return f"Not held: {' '.join(said)}" if said else ""


def _rows(places: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    found = furthest(places)
    order = [*found.index, *(code for code in places.index if code not in found.index)]
    kept = places.reindex(order)
    columns = {"Ward": names.reindex(order).to_numpy(), "Overall index": kept[OVERALL].map(_place).to_numpy()}
    for key in ALWAYS:
        if key in places:
            columns[indices()[key].title] = [_against(row[key], row[OVERALL]) for row in kept.to_dict("records")]
    columns["Furthest from it"] = found["index"].map(lambda key: indices()[key].title).reindex(order).fillna("x").to_numpy()
    columns["There"] = [
        _against(kept.at[code, found.at[code, "index"]], kept.at[code, OVERALL]) if code in found.index else "x" for code in order
    ]
    return pd.DataFrame(columns)


def _place(place: float) -> str:
    return "x" if pd.isna(place) else f"{place:.0f}"


def _against(place: float, overall: float) -> str:
    """ "84 (+43, more deprived)"; the words only where the difference is notable."""
    if pd.isna(place) or pd.isna(overall):
        return "x"
    apart = place - overall
    words = "" if abs(apart) < NOTABLE else ", more deprived" if apart > 0 else ", less deprived"
    return f"{place:.0f} ({apart:+.0f}{words})"
