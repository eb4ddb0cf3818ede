"""What makes AppTest quick and its failures plain."""

import pytest
from streamlit import config
from streamlit.components.v2 import manifest_scanner

from components import access


@pytest.fixture(autouse=True, scope="session")
def plain_and_quick():
    """Exceptions with their details; no search of every installed package for components at each run (0.2 s)."""
    config.set_option("client.showErrorDetails", "full")
    patch = pytest.MonkeyPatch()
    patch.setattr(manifest_scanner, "scan_component_manifests", list)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def at_this_machine(monkeypatch):
    """AppTest knows of no browser, so nobody could be told to sit at this machine: here somebody does."""
    monkeypatch.setattr(access, "_is_here", lambda: True)
