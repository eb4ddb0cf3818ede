"""The frame of every page: navigation, filters, who is let in, and the sentences that belong to no page.

Those are: nothing built yet, nothing held, a link that asks for what is not held or not for the reader.
"""

import json
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.pages_manager import PagesManager

from audit import AuditFailed, event
from components import access, faults, filters, link, sign_in, site, theme, upload, warm
from components.watching import note
from measures.access import LOAD
from measures.errors import CannotAnswer, NotPermitted
from measures.held import one_state_of_areas, version
from measures.selection import Selection
from measures.sign_in import SignIn
from warehouse import WarehouseMissing, WarehouseOutdated, one_version


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
    person = access.begin_run()
    page = site.navigation(person.access, *more)
    st.set_page_config(page_title=f"{page.title} · Needs Atlas")
    try:
        sign_in.note_standing(person)
        if not sign_in.is_admitted(person):
            return
        sign_in.restore_address(page)
        with one_version(), one_state_of_areas():
            _run(page, person)
    except WarehouseMissing as missing:
        say_missing(missing, page, person)
    except AuditFailed as refused:
        faults.show(refused)


def _run(page: Page, person: SignIn) -> None:
    try:
        filtered = filters.show()
    except CannotAnswer as nothing_held:
        say_missing(nothing_held, page, person)
        return
    sign_in.show_person(person)
    warm.begin(version())
    st.session_state["selection"] = filtered.selection
    show_warnings(filtered.warnings)
    if access.allowed(site.needs_of(page.url_path), f"# {page.title}"):
        _run_page(page)
    else:
        note(event("refused", what=page.url_path, reason="role"), once=True)


def _run_page(page: Page) -> None:
    """The page; where it needs a figure that is not for the reader, the sentence that says so."""
    try:
        page.run()
    except NotPermitted as refusal:
        st.info(str(refusal), icon=":material/lock:")


def selection() -> Selection:
    """What the reader has chosen in the shared filters."""
    return st.session_state["selection"]


def say_missing(missing: Exception, page: Page, person: SignIn) -> None:
    """No warehouse, or no authority in it: say so and what to do. The Data page then takes the first files."""
    sign_in.show_person(person)
    st.title("Needs Atlas")
    st.info(str(missing), icon=":material/database_off:")
    if page.url_path == site.DATA and not isinstance(missing, WarehouseOutdated) and person.access.may(LOAD):
        upload.show_upload()


def show_warnings(sentences: tuple[str, ...]) -> None:
    """What a link asked for in vain, and what a button was pressed for without leave."""
    for sentence in sentences:
        st.warning(sentence, icon=":material/link_off:")
    refusal = st.session_state.pop(access.REFUSAL, "")
    if refusal:
        st.warning(refusal, icon=":material/lock:")
