"""The LSOA figures of the Deprivation page: national deciles, hot spots, and deprived places in wards that are not."""

import pandas as pd
import streamlit as st

from components.maps.outlines import layer_of
from components.maps.small_areas import class_legend, small_area_map
from components.theme import OUTSIDE_SELECTION
from measures.editions import Edition, drawn_editions
from measures.hotspots import Hotspots, cluster_table
from measures.small_areas import lsoas_of
from measures.small_places import hidden_places, places
from measures.spots import COLD, FALSE_DISCOVERY_RATE, HOT, MORAN_WORDS, NOT_SIGNIFICANT, PERMUTATIONS
from measures.table import MeasureTable

_ROW, _HEIGHT = 35, 520
# Widths in pixels, so that what matters is seen without scrolling beside a map.
_NUMBERS = {"Rank here": 75, "Fifth here": 75, "Fifth of England": 115, "National rank": 100, "Children": 75, "LSOAs": 55, "Cluster": 60}
_WORDS = {"LSOA": 65, "Ward": 120, "In England": 130, "Children": 65}
_WIDE = {"Wards it touches": 190}
# National deciles in five classes that can be told apart at five metres; the table has the decile itself.
DECILE_CLASSES = (("#3D1A6E", "most deprived 10%", 1), ("#6B33C3", "10 to 20%", 2), ("#9F7FEA", "20 to 30%", 3),
                  ("#CFC2F6", "30 to 50%", 5), ("#F1EEFF", "less deprived half", 10))  # fmt: skip
SPOT_COLOURS = {HOT: "#B4004E", COLD: "#1D70B8", NOT_SIGNIFICANT: "#E3E7EB"}
MORAN_COLOURS = {MORAN_WORDS[1]: "#B4004E", MORAN_WORDS[3]: "#1D70B8", MORAN_WORDS[4]: "#F08A24", MORAN_WORDS[2]: "#8FC7E8",
                 NOT_SIGNIFICANT: "#E3E7EB"}  # fmt: skip

_SPOT_MEANS = (
    "A hot spot is an LSOA that together with its neighbours is more deprived than chance would have it, a cold spot one that is less."
)
_MORAN_MEANS = "Shown are LSOAs that are like, or unlike, their neighbours by more than chance; the unlike ones are outliers."


def _class_of(decile: float) -> int:
    return next((place for place, (*_, most) in enumerate(DECILE_CLASSES) if decile <= most), len(DECILE_CLASSES))


def _on_layer(rows: pd.DataFrame, authority: str, edition: Edition) -> pd.DataFrame:
    """Rows by LSOA code for every outline of the layer, empty ones where an LSOA is outside the selection."""
    drawn = lsoas_of(authority).query("edition == @edition.name and is_of_authority")["lsoa_code"]
    return rows.set_index("lsoa_code").reindex(sorted(drawn))


def draw_deciles(tables: tuple[MeasureTable, ...], edition: Edition) -> None:
    """Map, legend and table of the LSOAs; a sentence instead of the map where their outlines are not held."""
    rows, authority = places(*tables, edition), tables[0].selection.authority
    layer = layer_of(authority, "lsoa", edition.census_year)
    if layer is None:
        st.info(_no_outlines(edition, authority), icon=":material/map:")
        st.html("<div></div>")
    else:
        on_map = _on_layer(rows, authority, edition)
        inside = on_map["decile"].notna()
        classes = tuple(_class_of(d) if known else len(DECILE_CLASSES) for d, known in zip(on_map["decile"], inside, strict=True))
        texts = tuple(_tooltip(row) for row in on_map.to_dict("records"))
        colours = (*(colour for colour, *_ in DECILE_CLASSES), OUTSIDE_SELECTION)
        small_area_map(authority, edition.census_year, classes, texts, colours, _alt(rows, tables[0], edition))
        entries = [(colour, words) for colour, words, _ in DECILE_CLASSES] + [(OUTSIDE_SELECTION, "outside the selection")] * (
            not inside.all()
        )
        class_legend(entries, f"LSOAs of {edition.census_year} by national decile, lines and names are wards.")
    _place_table(rows)


def _no_outlines(edition: Edition, authority: str) -> str:
    return (
        f"The {edition.name} edition is on LSOAs of {edition.census_year}, whose outlines are not held, so they are listed only. "
        f"Load the ONS boundaries of LSOAs ({edition.census_year}) on the Data page to see the map.{drawn_editions(authority)}"
    )


def _tooltip(row: dict) -> str:
    if not isinstance(row["words"], str):
        return "outside the selection"
    return f"{row['words']} · {row['ward_name']} · {row['children_text']} children aged 0 to 15"


def _alt(rows: pd.DataFrame, table: MeasureTable, edition: Edition) -> str:
    counts = rows["decile"].map(_class_of).value_counts()
    said = ", ".join(f"{counts.get(place, 0)} {words}" for place, (_, words, _) in enumerate(DECILE_CLASSES))
    return f"Map of the LSOAs of {table.area_name} by national decile, edition {edition.name}: {said}. The table beside it lists them."


def _place_table(rows: pd.DataFrame) -> None:
    shown = pd.DataFrame({
        "LSOA": rows["short_name"], "Ward": rows["ward_name"], "In England": rows["words"], "Children": rows["children_text"],
        "Rank here": rows["local_rank"], "Fifth here": rows["local_fifth"], "Fifth of England": rows["fifth"], "National rank": rows["rank"],
    })  # fmt: skip
    _table(shown, "LSOAs, the most deprived first")


def _table(rows: pd.DataFrame, alt: str, height: int = _HEIGHT) -> None:
    numbers = {name: st.column_config.NumberColumn(format="localized", width=width) for name, width in _NUMBERS.items()}
    words = {name: st.column_config.TextColumn(width=width) for name, width in (_WORDS if "Rank here" in rows else _WIDE).items()}
    st.dataframe(rows, hide_index=True, height=min(_ROW * (len(rows) + 1) + 3, height), column_config=numbers | words, alt=alt)


def draw_spots(found: Hotspots, tables: tuple[MeasureTable, ...], edition: Edition, *, moran: bool) -> None:
    """Map of the hot and cold spots (or of Moran's clusters and outliers), its legend, and the clusters with wards and children."""
    authority, column = tables[0].selection.authority, "moran" if moran else "spot"
    colours = MORAN_COLOURS if moran else SPOT_COLOURS
    places_in_order = found.places.sort_index()
    order = list(colours)
    classes = tuple(order.index(word) for word in places_in_order[column])
    p = places_in_order[f"{column}_p"]
    texts = tuple(f"{word} (p = {value:.4f})" for word, value in zip(places_in_order[column], p, strict=True))
    counts = places_in_order[column].value_counts()
    alt = f"Map of {tables[0].area_name}: " + ", ".join(f"{counts.get(word, 0)} LSOAs {word}" for word in order) + "."
    small_area_map(authority, edition.census_year, classes, texts, tuple(colours.values()), alt)
    entries = [(colour, f"{word}: {counts.get(word, 0)}") for word, colour in colours.items()]
    class_legend(entries, f"{_MORAN_MEANS if moran else _SPOT_MEANS} {_method(found)}")
    children = tables[2].frame.set_index("area_code")["value"]
    clusters = found.moran_clusters if moran else found.clusters
    _table(cluster_table(clusters, authority, edition, children), "Clusters of deprived LSOAs, the largest first")


def _method(found: Hotspots) -> str:
    beyond = f" {found.beyond} LSOAs of neighbouring authorities count as neighbours." if found.beyond else ""
    return (
        f"The list has the clusters of deprived LSOAs that touch.{beyond} National ranks; {PERMUTATIONS:,} permutations, two-sided, "
        f"false-discovery rate {FALSE_DISCOVERY_RATE:.0%}."
    )


def draw_hidden(tables: tuple[MeasureTable, ...], edition: Edition) -> None:
    """The list of deprived small places in wards that are not."""
    *of_lsoas, average = tables
    rows = hidden_places(places(*of_lsoas, edition), average, edition)
    if rows.empty:
        st.markdown("No LSOA of the most deprived fifth lies in a ward that as a whole is less deprived.")
        return
    shown = pd.DataFrame({
        "LSOA": rows["lsoa_name"], "Ward": rows["ward_name"], "In England": rows["words"], "The ward as a whole": rows["ward_words"],
        "National rank": rows["rank"], "Children": rows["children_text"],
    })  # fmt: skip
    _table(shown, "Deprived small places in wards that are not", 420)
