"""One server and one browser for all tests of this folder; a visit for each."""

import os
from functools import partial

import pytest
from playwright.sync_api import sync_playwright

from tests.bench.session import server
from tests.browser.visit import visiting
from tools.browser import found

QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
         "--disable-domain-reliability", "--no-default-browser-check", "--disable-features=OptimizationHints,MediaRouter")  # fmt: skip


@pytest.fixture(scope="session")
def environment(demo_home) -> dict[str, str]:
    """What the app is started with: the bundled pack, and nothing of the tester's own settings."""
    mine = {key: value for key, value in os.environ.items() if not key.startswith(("NEEDS_ATLAS_", "STREAMLIT_"))}
    return mine | {"NEEDS_ATLAS_HOME": str(demo_home)}


@pytest.fixture(scope="session")
def served(environment):
    """Port of the app that the tests share."""
    with server(environment) as port:
        yield port


@pytest.fixture(scope="session")
def chromium():
    """A browser that calls nobody of its own accord."""
    path = found()
    assert path, "no browser: python tools/browser.py installs one"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *root])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, served, request):
    """A function that starts a visit: ``with visit(color_scheme="dark") as reader``; ``port`` for another server."""

    def start(port: int = served, **options):
        return visiting(chromium, port, request.node.name, **options)

    return start


@pytest.fixture
def another_server(environment):
    """A function that starts a server nobody has visited yet."""
    return partial(_another, environment)


def _another(environment, app=None, **more):
    return server(environment | more, app)
