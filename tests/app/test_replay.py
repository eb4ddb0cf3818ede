"""Drawing once and sending again: the second run of a page sends what the first sent, without drawing."""

import pytest
from streamlit.testing.v1 import AppTest

from components import replay


def _page() -> None:
    import streamlit as st

    from components.replay import draw_once

    def draw() -> None:
        st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1
        st.markdown(f"## Figure of {st.session_state['place']}")
        st.info("Second element")
        if st.session_state.get("fails"):
            raise RuntimeError("cannot draw")

    st.markdown("above")
    draw_once(st.container(key="row_even_one"), st.session_state["place"], draw)
    st.markdown("below")


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(replay, "_kept", type(replay._kept)())


def visit(place: str = "Dorset") -> AppTest:
    page = AppTest.from_function(_page)
    page.session_state["place"] = place
    return page


def shown(page: AppTest) -> list[str]:
    return [element.value for element in page.main if element.type in ("markdown", "alert", "info")]


def test_the_second_run_shows_the_same_and_draws_nothing():
    page = visit().run()
    first = shown(page)
    again = page.run()
    assert first == shown(again) == ["above", "## Figure of Dorset", "Second element", "below"]
    assert page.session_state["drawn"] == 1


def test_another_reader_gets_what_was_drawn_for_the_first():
    visit().run()
    other = visit().run()
    assert shown(other)[1] == "## Figure of Dorset"
    assert "drawn" not in other.session_state


def test_another_key_is_drawn():
    page = visit().run()
    page.session_state["place"] = "Poole"
    assert shown(page.run())[1] == "## Figure of Poole"
    assert page.session_state["drawn"] == 2


def test_what_failed_halfway_is_not_kept():
    page = visit()
    page.session_state["fails"] = True
    assert page.run().exception
    page.session_state["fails"] = False
    assert not page.run().exception
    assert page.session_state["drawn"] == 2


def test_the_oldest_is_forgotten(monkeypatch):
    monkeypatch.setattr(replay, "MOST_KEPT", 1)
    page = visit("Dorset").run()
    visit("Poole").run()
    assert page.run().session_state["drawn"] == 2
