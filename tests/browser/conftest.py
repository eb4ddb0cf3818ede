"""One server and one browser for all tests of this folder; a visit for each."""

import os
from functools import cache, partial

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from tests.bench.session import server
from tests.browser.visit import UNPAINTED, visiting
from tools.browser import found

QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
         "--disable-domain-reliability", "--no-default-browser-check", "--disable-features=OptimizationHints,MediaRouter")  # fmt: skip


@pytest.fixture(scope="session")
def environment(demo_home) -> dict[str, str]:
    """What the app is started with: the bundled pack, and nothing of the tester's own settings. A server of one test makes its tables when it
    is asked for them: made beforehand, they would cost more than the visit."""
    mine = {key: value for key, value in os.environ.items() if not key.startswith(("NEEDS_ATLAS_", "STREAMLIT_"))}
    return mine | {"NEEDS_ATLAS_HOME": str(demo_home), "NEEDS_ATLAS_WARM": "0"}


@pytest.fixture(scope="session")
def served(environment):
    """Port of the app that the tests share; it makes the usual tables beforehand, as it does for people."""
    with server(environment | {"NEEDS_ATLAS_WARM": "1"}) as port:
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


@pytest.fixture(scope="session")
def profile(chromium):
    """A function that hands out a profile of the browser, made anew or kept by theme: what it has fetched it need not fetch again."""

    def made(theme: str, paints: bool) -> BrowserContext:
        context = chromium.new_context(viewport={"width": 1400, "height": 900}, color_scheme=theme)
        if not paints:
            context.add_init_script(UNPAINTED)
        return context

    kept = cache(made)
    return lambda theme, *, fresh=False, paints=False: (made if fresh else kept)(theme, paints)


@pytest.fixture
def visit(profile, served, request):
    """A function that starts a visit: ``with visit(theme="dark") as reader``; ``port`` for another server, ``fresh`` with nothing cached.
    Maps are painted for tests marked ``paints`` alone."""
    marked = request.node.get_closest_marker("paints") is not None

    def start(port: int = served, theme: str = "light", *, fresh: bool = False, paints: bool = marked):
        return visiting(profile(theme, fresh=fresh, paints=paints), port, request.node.name)

    return start


@pytest.fixture
def another_server(environment):
    """A function that starts a server nobody has visited yet."""
    return partial(_another, environment)


def _another(environment, app=None, **more):
    return server(environment | more, app)
