"""Colours, always used with a word beside them, and the few rules of style that Streamlit has no setting for."""

import streamlit as st

# Fingertips quintiles, lowest to highest; the words go with them in every legend.
QUINTILES = ("#E4DDFF", "#CBBEF4", "#AA90EC", "#8B60E2", "#6B33C3")
QUINTILE_WORDS = ("lowest fifth", "second fifth", "middle fifth", "fourth fifth", "highest fifth")
# What is held of a subject in a year: fill and ink in the light theme, the same in the dark one; the sign says it without colour.
HOLDING_COLOURS = {
    "official": (("#1D5F8A", "#FFFFFF"), ("#3B8FC2", "#08121A")),
    "partly modelled": (("#A9CDE6", "#10202C"), ("#1F4A66", "#E9EEF3")),
    "modelled": (("#FFE0B0", "#5A3A00"), ("#5C4318", "#FFE0B0")),
    "published without a figure": (("#D5DBE1", "#15202B"), ("#3A4754", "#E9EEF3")),
    "not held": (("#F4F6F8", "#6A7680"), ("#18212B", "#8FA0AF")),
}
HOLDING_SIGNS = {"official": "●", "partly modelled": "◐", "modelled": "○", "published without a figure": "×", "not held": "·"}
NO_FIGURE = "#9AA5B1"
OUTSIDE_SELECTION = "#D5DBE1"

FEMALE, MALE = "#8B60E2", "#1D70B8"
COMPARATOR = "#E07B00"
SERIES = ("#1D70B8", "#8B60E2", "#C4570C")
ENCOURAGING, CONCERNING, NEUTRAL = "#00703C", "#D4351C", "#5B6770"

# How the figures of a row stand where there is room; each gives two elements (title, drawing), a map four (title, map, legend, table).
LAYOUTS = ("even", "wide_left", "map", "scrolling")

_STYLE = """
<style>
[data-testid="stMetricValue"] { font-variant-numeric: tabular-nums; }
.stMainBlockContainer { max-width: 1500px; }
[class*="st-key-unseen_"] { display: none; }
[class*="st-key-sideways_"] { overflow-x: auto; }
[data-testid="stMain"] [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]) { flex-wrap: wrap; }
[data-testid="stMain"] [data-testid="stColumn"] { min-width: min(20rem, 100%); }
[class*="st-key-row_scrolling_"] > :nth-child(2) { overflow-x: auto; }
@media (min-width: 1080px) {
  [class*="st-key-row_even_"], [class*="st-key-row_wide_left_"], [class*="st-key-row_map_"] {
    display: grid; column-gap: 2.5rem; align-items: start; }
  [class*="st-key-row_even_"], [class*="st-key-row_wide_left_"] { grid-auto-flow: column; grid-template-rows: auto auto; }
  [class*="st-key-row_even_"] { grid-template-columns: 1fr 1fr; }
  [class*="st-key-row_wide_left_"] { grid-template-columns: 3fr 2fr; }
  [class*="st-key-row_map_"] { grid-template-columns: 5fr 4fr; }
  [class*="st-key-row_map_"] > :nth-child(1) { grid-column: 1 / -1; }
  [class*="st-key-row_map_"] > :nth-child(4) { grid-column: 2; grid-row: 2 / span 2; }
  [class*="st-key-row_"] > * { min-width: 0; }
}
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"],
  [data-testid="stExpander"] summary, .stDownloadButton { display: none !important; }
  .stMainBlockContainer { padding: 0 !important; max-width: none; }
  [data-testid="stElementContainer"] { break-inside: avoid; }
}
</style>
"""
_DARK = """
<style>
[data-testid="stMultiSelect"] span[title], [data-testid="stBaseButton-primary"]:not(:disabled) * { color: #10161d; }
</style>
"""


def ink() -> str:
    """The colour of words inside charts, which Streamlit's theme leaves black."""
    return "#e9eef3" if is_dark() else "#15202b"


def apply_style() -> None:
    """Rules for print, for figures in columns, and for chosen words and buttons that would be white on light blue."""
    st.html(_STYLE + _DARK * is_dark())


def is_dark() -> bool:
    """True when the reader's browser shows the dark theme."""
    return getattr(st.context.theme, "type", "light") == "dark"
