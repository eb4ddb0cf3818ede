"""Files to download. Tables that are no published figures are offered as CSV: what is held, sources, notes, the data dictionary."""

from collections.abc import Callable
from secrets import token_hex

import pandas as pd
import streamlit as st

from components.access import at_press
from components.watching import taking_list
from measures.exports import plain_csv, plain_name


def offer_file(make: Callable[[], bytes], name: str, kind: str, key: str, label: str = "Download CSV") -> None:
    """A button that makes a file when it is pressed, if the reader may have it then.

    A file lies for a while at an address that Streamlit makes of its content, name and kind, and that asks nobody who they are; so
    that nobody can work the address out from what they suspect the content to be, the kind carries a number of chance (decision 0022).
    """
    st.download_button(label, at_press(make), name, f"{kind};n={token_hex(16)}", key=key, on_click="ignore", icon=":material/download:")


def offer_csv(rows: pd.DataFrame, name: str, title: str, key: str) -> None:
    """A button that makes the CSV of ``rows``, with ``title`` above them, when it is pressed."""
    noted = taking_list(lambda: plain_csv(rows, title), plain_name(name))
    offer_file(noted, f"{plain_name(name)}.csv", "text/csv", key)
