"""Who may import what. Dependencies point down: app, pages, components, measures, warehouse; importers, warehouse."""

import re
from pathlib import Path

import pytest

from settings import PROJECT
from tests.architecture.modules import APP, EVERYTHING, PACK, imported, roots, short, texts

# A library and where it may be imported, as beginnings of paths.
HOME_OF = {
    "streamlit": ("app.py", "pages/", "components/", "tools/headers.py", "tools/serve.py", "tools/served.py", "tests/"),
    "altair": ("components/", "tests/"),
    "pydeck": ("components/", "tests/"),
    "duckdb": ("warehouse/", "tests/"),
    "PHStatsMethods": ("tests/",),
    "requests": ("importers/fetching/", "tests/"),
    "tqdm": ("importers/fetching/",),
    "httpx": ("components/provider.py", "tests/"),
}
# A layer and what of the product it may import beside itself.
MAY_IMPORT = {
    "app.py": {"components", "measures", "warehouse", "settings"},
    "audit/": {"settings", "terminal"},
    "pages/": {"components"},
    "components/": {"audit", "measures", "warehouse", "settings"},
    "measures/": {"audit", "warehouse", "settings", "terminal"},
    "importers/": {"audit", "warehouse", "settings", "terminal"},
    "warehouse/": {"settings"},
    "settings.py": set(),
    "terminal.py": set(),
}
# What one file may import beside what its layer may (docs/decisions/0013).
MORE = {"components/upload.py": {"importers"}}
OWN = {"app", "audit", "pages", "components", "measures", "warehouse", "importers", "tools", "settings", "terminal", "data", "tests"}


def files(beginning: str) -> list[Path]:
    return [path for path in APP if short(path).startswith(beginning)]


@pytest.mark.parametrize("library", HOME_OF)
def test_a_library_stays_at_home(library):
    users = [short(path) for path in EVERYTHING if library in roots(path)]
    assert users
    assert [path for path in users if not path.startswith(HOME_OF[library])] == []


NETWORK = {"requests", "urllib3", "http", "socket", "ssl", "ftplib", "smtplib", "httpx", "aiohttp", "urllib.request", "asyncio"}


# Asks the sign-in service of the installation's own settings whether it answers (docs/decisions/0022), and nobody else.
ASKS_THE_SIGN_IN_SERVICE = "components/provider.py"


def test_only_fetching_and_signing_in_use_the_network():
    layers = [path for path in APP if not short(path).startswith(("tools/", "importers/fetching/", ASKS_THE_SIGN_IN_SERVICE))]
    assert {
        short(path): sorted(NETWORK & (roots(path) | imported(path))) for path in layers if NETWORK & (roots(path) | imported(path))
    } == {}


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_a_layer_imports_only_what_lies_below(layer):
    allowed = MAY_IMPORT[layer] | {layer.rstrip("/").removesuffix(".py")}
    assert files(layer)
    surplus = {short(path): (roots(path) & OWN) - allowed - MORE.get(short(path), set()) for path in files(layer)}
    assert {name: sorted(found) for name, found in surplus.items() if found} == {}


def test_the_upload_imports_only_what_is_light_of_the_importers():
    """Every page imports the frame, the frame the upload; what reads files must stay with the process that loads."""
    assert {name for name in imported(PROJECT / "components" / "upload.py") if name.startswith("importers")} == {"importers.uploads"}
    assert roots(PROJECT / "importers" / "uploads.py") & (OWN | {"pandas", "duckdb"}) == {"audit", "settings"}


def test_nothing_of_the_product_imports_tests_or_the_maker_of_the_pack():
    assert [short(path) for path in APP if {"tests", "data"} & roots(path)] == []


def test_the_maker_of_the_pack_does_not_use_the_product():
    assert [short(path) for path in PACK if {"components", "measures", "warehouse", "importers"} & roots(path)] == []


def test_components_reach_the_warehouse_by_query_only():
    """Building and opening files is not theirs."""
    forbidden = {"warehouse.build", "warehouse.connection", "warehouse.versions"}
    assert [short(path) for path in files("components/") + files("measures/") if forbidden & imported(path)] == []


def test_children_are_counted_in_one_place_only():
    """What queries/cohort hands out is exact: the base that is protected as a whole, and where pupils live at all, may ask for it."""
    asks = re.compile(r"""["']cohort/(\w+)["'],\s*["']cohort["']""")
    places = {short(path): set(asks.findall(path.read_text(encoding="utf-8"))) for path in APP if "importers/" not in short(path)}
    assert {name: found for name, found in places.items() if found} == {
        "measures/pupil_base.py": {"lsoas_in_use", "pupils_base", "pupil_years"}, "measures/pupils.py": {"pupils_without_home"},
        "measures/care_base.py": {"care_base", "care_year_base", "care_months_base", "care_leavers_base"},
        "measures/care.py": {"return_years", "return_files", "authority_points"},  # years and files held, and where authorities lie: no count of children
        "measures/care_states.py": {"care_transitions"},
        "measures/care_sufficiency.py": {"local_place_at_the_time"},
    }  # fmt: skip


def test_no_page_lies_directly_in_pages():
    """Streamlit would run it before the sign-in of app.py (technical notes)."""
    assert list((PROJECT / "pages").glob("*.py")) == []
    assert list((PROJECT / "pages").glob("*/*.py"))


SQL = re.compile(r"\bselect\b.*\bfrom\b|\binsert\s+into\b|\bdelete\s+from\b", re.IGNORECASE | re.DOTALL)


@pytest.mark.parametrize("layer", ["components/", "pages/", "measures/", "importers/"])
def test_sql_lives_in_queries(layer):
    assert {short(path): text[:80] for path in files(layer) for text in texts(path) if SQL.search(text)} == {}


def test_sql_would_be_found():
    assert SQL.search("select a\nfrom b")
    assert not SQL.search("Select a ward")
