"""The frame of every page: navigation, filters, and the sentences that belong to no page.

Those are: nothing built yet, nothing held, a link that asks for what is not held.
"""

import json
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.pages_manager import PagesManager

from audit import AuditFailed
from components import faults, filters, link, theme, upload, warm
from measures.errors import CannotAnswer
from measures.held import one_state_of_areas, version
from measures.selection import Selection
from settings import PROJECT
from warehouse import WarehouseMissing, WarehouseOutdated, one_version

_PAGES = PROJECT / "pages"
DATA = "data"


def reload_if_misunderstood() -> None:
    """Load the very first deep link of a server again: Streamlit has taken it for a page of its older kind.

    Only under plain ``streamlit run``; tools/serve.py prevents it. The browser has by then left the page's address, hence the path.
    """
    path = urlsplit(st.context.url or "").path
    if PagesManager.uses_pages_directory and path.strip("/"):
        PagesManager.uses_pages_directory = False
        literal = json.dumps(path).replace("<", "\\u003c")
        again = f"window.location.replace(window.location.origin + {literal} + window.location.search)"
        st.html(f"<script>{again}</script>", unsafe_allow_javascript=True)
        st.stop()


def run_app(*more: Page) -> None:
    """Draw the frame and run the page chosen; ``more`` are pages beside the product's own (the benchmark's)."""
    st.set_page_config(page_title="Needs Atlas", page_icon="/app/static/favicon.png", layout="wide")
    faults.keep_quiet()
    theme.apply_style()
    reload_if_misunderstood()
    link.one_entry_a_view()
    page = navigation(*more)
    st.set_page_config(page_title=f"{page.title} · Needs Atlas")
    try:
        with one_version(), one_state_of_areas():
            _run(page)
    except WarehouseMissing as missing:
        say_missing(missing, page)
    except AuditFailed as refused:
        faults.show(refused)


def _run(page: Page) -> None:
    try:
        filtered = filters.show()
    except CannotAnswer as nothing_held:
        say_missing(nothing_held, page)
        return
    warm.begin(version())
    st.session_state["selection"] = filtered.selection
    show_warnings(filtered.warnings)
    page.run()


def navigation(*more: Page) -> Page:
    """The pages. Without a page in the address the reader is sent to the Overview, so that /overview works too."""
    overview = st.Page(_PAGES / "place" / "overview.py", title="Overview", url_path="overview", icon=":material/flag:")
    demographics = st.Page(_PAGES / "place" / "demographics.py", title="Demographics", url_path="demographics", icon=":material/groups:")
    deprivation = st.Page(_PAGES / "place" / "deprivation.py", title="Deprivation", url_path="deprivation", icon=":material/location_on:")
    compare = st.Page(_PAGES / "place" / "compare.py", title="Compare", url_path="compare", icon=":material/compare_arrows:")
    attainment = st.Page(_PAGES / "learning" / "attainment.py", title="Attainment", url_path="attainment", icon=":material/school:")
    areas = st.Page(_PAGES / "place" / "priority_areas.py", title="Priority areas", url_path="priority-areas", icon=":material/bookmark:")

    def start() -> None:
        st.switch_page(overview, query_params={key: st.query_params.get_all(key) for key in st.query_params})

    data = st.Page(_PAGES / "data" / "data.py", title="Data", url_path=DATA, icon=":material/database:")
    audit = st.Page(_PAGES / "data" / "audit.py", title="Audit", url_path="audit", icon=":material/policy:")
    home = st.Page(start, title="Start", url_path="start", default=True, visibility="hidden")
    return st.navigation([home, overview, demographics, deprivation, attainment, compare, areas, data, audit, *more], position="top")


def selection() -> Selection:
    """What the reader has chosen in the shared filters."""
    return st.session_state["selection"]


def say_missing(missing: Exception, page: Page) -> None:
    """No warehouse, or no authority in it: say so and what to do. The Data page then takes the first files."""
    st.title("Needs Atlas")
    st.info(str(missing), icon=":material/database_off:")
    if page.url_path == DATA and not isinstance(missing, WarehouseOutdated):
        upload.show_upload()


def show_warnings(sentences: tuple[str, ...]) -> None:
    """What a link asked for in vain."""
    for sentence in sentences:
        st.warning(sentence, icon=":material/link_off:")
