"""The product with one more page: an empty one, the yardstick of the benchmark."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import streamlit as st

from components import frame

frame.run_app(st.Page(Path(__file__).with_name("empty.py"), title="Empty", url_path="empty", visibility="hidden"))
