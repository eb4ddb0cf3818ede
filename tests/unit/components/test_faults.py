"""When a page breaks: the reader gets a sentence, the server's log the place and the type, and nobody what stood in the data."""

import logging

import pytest
from streamlit.error_util import handle_user_script_exception

import audit
from components import faults
from measures.errors import CannotAnswer

CELL = "A823456789012"


@pytest.fixture
def shown(monkeypatch):
    """What the reader is told."""
    said = []
    monkeypatch.setattr(faults.st, "error", lambda text, **_: said.append(text))
    return said


def broken() -> Exception:
    try:
        try:
            raise ValueError(f"could not convert {CELL}")
        except ValueError as error:
            raise KeyError(CELL) from error
    except KeyError as error:
        return error


def test_reader_and_log_are_told_no_cell(shown, caplog):
    faults.keep_quiet()
    faults.keep_quiet()
    logging.getLogger("streamlit.error_util").addHandler(caplog.handler)
    try:
        handle_user_script_exception(broken(), faults.show)
    finally:
        logging.getLogger("streamlit.error_util").removeHandler(caplog.handler)
    assert shown == [faults.FAULT]
    assert "KeyError" in caplog.text and "ValueError" in caplog.text and "in broken" in caplog.text
    assert CELL not in caplog.text and CELL not in "".join(shown)


@pytest.mark.parametrize("error", [audit.AuditFailed("The audit log is busy."), CannotAnswer("Nothing is held for 1999.")])
def test_what_is_a_sentence_for_readers_is_told(shown, error):
    assert faults.show(error) is True
    assert shown == [str(error)] and str(error) in faults.told(error)
