"""Tables that are no published figures, offered as CSV: what is held, sources, notes, the data dictionary."""

import pandas as pd
import streamlit as st

from components.watching import taking_list
from measures.exports import plain_csv, plain_name


def offer_csv(rows: pd.DataFrame, name: str, title: str, key: str) -> None:
    """A button that makes the CSV of ``rows``, with ``title`` above them, when it is pressed."""
    st.download_button("Download CSV", taking_list(lambda: plain_csv(rows, title), plain_name(name)), f"{plain_name(name)}.csv", "text/csv", key=key, on_click="ignore",
                       icon=":material/download:")  # fmt: skip
