"""Columns that stand side by side where there is room and one below the other where there is not."""

import streamlit as st


def pair(shares: tuple[int, int] = (1, 1)) -> list:
    """Two columns with their ``shares`` of the width; theme.py keeps a column from getting narrower than a figure can be read."""
    return st.columns(shares, gap="large")
