"""A visitor without a browser: opens pages by link, reads what they say, and chooses in the filters."""

import re
from itertools import pairwise
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from settings import PROJECT

PAGES = sorted(str(path.relative_to(PROJECT)) for path in (PROJECT / "pages").glob("*/*.py"))
OVERVIEW, DEMOGRAPHICS = "pages/place/overview.py", "pages/place/demographics.py"
_MARKS = {"title": "#", "header": "##", "subheader": "###"}
_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)


def visit(page: str = "", **link: str | list[str]) -> AppTest:
    """The app as it is after a link with the parameters ``link`` was followed to ``page``."""
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    for key, value in link.items():
        app.query_params[key] = value
    return go(app, page) if page else app.run()


def go(app: AppTest, page: str) -> AppTest:
    """The same visit on another page."""
    assert Path(PROJECT / page).is_file()
    app.switch_page(page)
    app._page_hash = calc_hash(Path(page).stem.replace("_", "-"))  # of its address; before the first run Streamlit takes the file's name
    return app.run()


def texts(app: AppTest) -> list[str]:
    """Everything the page says in words, paragraph by paragraph, in order; headings as Markdown."""
    found = []
    for element in app.main:
        if element.type in _MARKS:
            found.append(f"{_MARKS[element.type]} {element.value}")
        elif element.type in ("markdown", "alert", "info", "warning", "html", "error"):
            found += re.split(r"\n\n+", str(getattr(element, "value", None) or getattr(element, "body", "")))
    return [text for text in found if not text.lstrip().startswith("<script>")]


def headings(app: AppTest) -> list[tuple[int, str]]:
    """Level and words of every heading, in order."""
    return [(len(marks), words) for text in texts(app) for marks, words in _HEADING.findall(text)]


def figures(app: AppTest) -> dict[str, str]:
    """The line beneath each figure (area, period, source) by its heading."""
    found, heading = {}, ""
    for text in texts(app):
        if text.startswith("## "):
            heading = text.removeprefix("## ")
        elif "Source: " in text and heading:
            found[heading] = text
    return found


def chosen(app: AppTest, label: str) -> object:
    """What a filter stands at: the code, for wards the list of codes."""
    return _filter(app, label).value


def choose(app: AppTest, label: str, value: object) -> AppTest:
    """Choose in a filter, as the reader does."""
    return _filter(app, label).set_value(value).run()


def _filter(app: AppTest, label: str):
    return next(box for box in (*app.sidebar.selectbox, *app.sidebar.multiselect, *app.main.selectbox) if box.label == label)


def options(app: AppTest, label: str) -> list[str]:
    """The words a filter offers."""
    return list(_filter(app, label).options)


def assert_sound(app: AppTest) -> None:
    """No exception, one title at the top, headings that skip no level, no gap in the words."""
    assert not app.exception, "\n".join(line for e in app.exception for line in (e.message, *e.stack_trace))
    levels = [level for level, _ in headings(app)]
    assert levels[:1] == [1] and levels.count(1) == 1, headings(app)
    assert all(after <= before + 1 for before, after in pairwise(levels)), headings(app)
    for text in texts(app):
        assert not re.search(r"\b(nan|None|NaT|<NA>)\b|, ,|  to ", text), text
