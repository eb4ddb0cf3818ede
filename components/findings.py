"""What is doubtful, on the Data page: findings of the checks by severity, and rows left out at loading with the reason."""

import pandas as pd
import streamlit as st

from components.access import allowed
from components.downloads import offer_csv
from measures.access import QUALITY
from measures.held import authorities
from measures.matrix import areas_of
from measures.quality import findings as findings_held
from measures.selection import Selection
from measures.sources import all_sources, rejected_rows
from measures.words import listed

_SIGNS = {"error": "✕ error", "warning": "! warning", "note": "i note"}
_PLURALS = {"error": "errors", "warning": "warnings", "note": "notes"}
_ALL = "all"
_ROW_HEIGHT, _TALL, _MOST_ROWS = 35, 60, 8  # a tall row holds a sentence of three lines


@st.fragment
def show_findings(chosen: Selection) -> None:
    """Findings with a filter, in words and as a table; then the rows left out at loading."""
    st.markdown("## Quality: what looks doubtful")
    if not allowed(QUALITY):
        return
    _show_all(findings_held(), chosen)
    _show_rejected()


def _show_all(found: pd.DataFrame, chosen: Selection) -> None:
    name = authorities().at[chosen.authority, "area_name"]
    if found.empty:
        st.markdown("The checks found nothing: totals agree with their parts, percentages with their counts, and no figure jumps.")
        return
    counts = found["severity"].value_counts()
    st.markdown(f"The checks found {counted_words(counts)}. Findings are shown, never mended: the figures stay as they were published.")
    severity = st.pills("Severity", [_ALL, *(key for key in _SIGNS if key in counts)], default=_ALL, required=True, key="finding_severity",
                        format_func=lambda key: f"All ({len(found)})" if key == _ALL else f"{_SIGNS[key]} ({counts[key]})")  # fmt: skip
    only = st.toggle(f"Only {name} and its wards", key="finding_only")
    shown = found[(found["severity"] == severity) | (severity == _ALL)]
    if only:
        shown = shown[shown["area_code"].isin([*areas_of(chosen.authority, "authority"), *areas_of(chosen.authority, "ward")])]
    if shown.empty:
        st.info(f"No such finding is about {name}.", icon=":material/check:")
        return
    rows = readable(shown)
    st.dataframe(rows, hide_index=True, row_height=_TALL, height=height_of(rows, _TALL),
                 alt="Findings of the checks: severity, sentence, area, period, file.",
                 column_config={"Finding": st.column_config.TextColumn(width=620)})  # fmt: skip
    offer_csv(rows, "findings", "What the checks found", "csv_findings")


def counted_words(counts: pd.Series) -> str:
    """2 errors, 1 warning and 5 notes."""
    said = [f"**{counts[key]:,} {_PLURALS[key] if counts[key] != 1 else key}**" for key in _SIGNS if key in counts]
    return listed(said)


def readable(found: pd.DataFrame) -> pd.DataFrame:
    """Findings under names in words."""
    return pd.DataFrame({
        "Severity": found["severity"].map(_SIGNS), "Finding": found["sentence"], "Area": found["area_name"].fillna(found["area_code"]).fillna(""),
        "Period": found["time_period"].fillna(""), "Source": found["title"].fillna(""), "File": found["file_name"].fillna(""),
    })  # fmt: skip


def _show_rejected() -> None:
    st.markdown("### Rows left out at loading")
    sources, rows = all_sources(), rejected_rows()
    left_out, read = int(sources["Rejected"].sum()), int(sources["Read"].sum())
    if not left_out:
        st.markdown(f"No row was left out: all {read:,} rows of {len(sources):,} files were loaded.")
        return
    files = int((sources["Rejected"] > 0).sum())
    st.markdown(f"Of {read:,} rows, {left_out:,} {'was' if left_out == 1 else 'were'} left out, from {files:,} file{'s' * (files != 1)}.")
    st.dataframe(rows, hide_index=True, row_height=_TALL, height=height_of(rows, _TALL), alt="Rows left out at loading: file, how many, first row, reason.",
                 column_config={"Note": st.column_config.TextColumn("Why", width=520), "Rejected": st.column_config.NumberColumn("Rows of the file left out", format="localized")})  # fmt: skip


def height_of(rows: pd.DataFrame, row_height: int = _ROW_HEIGHT) -> int:
    """The height of a table in pixels that shows its first rows."""
    return row_height * min(len(rows), _MOST_ROWS) + _ROW_HEIGHT + 3
