"""Columns that stand side by side where there is room and one below the other where there is not."""

import streamlit as st


def pair(key: str, shares: tuple[int, int] = (1, 1)) -> list:
    """Two columns with their ``shares`` of the width; a column never gets narrower than a figure can be read."""
    return st.container(key=f"pair_{key}").columns(shares, gap="large")
