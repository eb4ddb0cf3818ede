"""What makes AppTest quick and its failures plain."""

import pytest
from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner

from components import access

_ASKED_AT_ONCE = local_script_runner.require_widgets_deltas


@pytest.fixture(autouse=True, scope="session")
def plain_and_quick():
    """Exceptions with their details; no search of every installed package for components at each run (0.2 s); no asking a thousand times a
    second whether a run has ended, which takes the interpreter from the run itself (8%)."""
    config.set_option("client.showErrorDetails", "full")
    patch = pytest.MonkeyPatch()
    patch.setattr(manifest_scanner, "scan_component_manifests", list)
    patch.setattr(local_script_runner, "require_widgets_deltas", _after_the_run)
    yield
    patch.undo()


def _after_the_run(runner, timeout: float = 3) -> None:
    """Streamlit's own check, once the run's thread has ended or its time is over."""
    runner._script_thread.join(timeout)
    _ASKED_AT_ONCE(runner, 0.1)


@pytest.fixture(autouse=True)
def at_this_machine(monkeypatch):
    """AppTest knows of no browser, so nobody could be told to sit at this machine: here somebody does."""
    monkeypatch.setattr(access, "_is_here", lambda: True)
