"""The pages and what each needs of its reader, in one place: the menu and the gate before each page are made of it."""

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

from measures.access import AUDIT, OPEN, Access
from settings import PROJECT

DATA = "data"


@dataclass(frozen=True)
class Entry:
    """A page: its script beneath pages/, title, address, icon, and what its reader must be allowed to do (measures/access.py)."""

    script: str
    title: str
    address: str
    icon: str
    needs: str = OPEN


ENTRIES = (
    Entry("place/overview.py", "Overview", "overview", ":material/flag:"),
    Entry("place/demographics.py", "Demographics", "demographics", ":material/groups:"),
    Entry("place/deprivation.py", "Deprivation", "deprivation", ":material/location_on:"),
    Entry("learning/attainment.py", "Attainment", "attainment", ":material/school:"),
    Entry("care/placements.py", "Placements", "placements", ":material/home_pin:"),
    Entry("place/compare.py", "Compare", "compare", ":material/compare_arrows:"),
    Entry("place/priority_areas.py", "Priority areas", "priority-areas", ":material/bookmark:"),
    Entry("data/data.py", "Data", DATA, ":material/database:"),
    Entry("data/audit.py", "Audit", "audit", ":material/policy:", AUDIT),
)
HOME = ENTRIES[0]


def needs_of(address: str) -> str:
    """What the reader of the page at an address must be allowed to do; the least of any page where it is none of ENTRIES."""
    return next((entry.needs for entry in ENTRIES if entry.address == address), OPEN)


def script_of(address: str) -> str:
    """The script of one of ENTRIES, as links name it from wherever the app is started."""
    return str(PROJECT / "pages" / next(entry.script for entry in ENTRIES if entry.address == address))


def navigation(access: Access, *more: Page) -> Page:
    """The page asked for. The menu holds what the reader may see, and is not there for who may see nothing; any page can still be asked for.

    Without a page in the address the reader is sent to the Overview, so that /overview works too.
    """
    pages = {entry: _page(entry, access) for entry in ENTRIES}

    def start() -> None:
        st.switch_page(pages[HOME], query_params={key: st.query_params.get_all(key) for key in st.query_params})

    home = st.Page(start, title="Start", url_path="start", default=True, visibility="hidden")
    return st.navigation([home, *pages.values(), *more], position="top" if access.may(OPEN) else "hidden")


def _page(entry: Entry, access: Access) -> Page:
    return st.Page(
        PROJECT / "pages" / entry.script, title=entry.title, url_path=entry.address, icon=entry.icon,
        visibility="visible" if access.may(entry.needs) else "hidden",
    )  # fmt: skip
