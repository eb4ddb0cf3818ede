"""What a reader and the server's log are told when a page breaks: a sentence, and no word of what was in the data."""

import logging
import traceback

import streamlit as st

from audit import AuditFailed
from measures.errors import CannotAnswer

FAULT = ("This could not be shown because of a fault in this program. Nothing was changed. Load the page again; if it happens again, tell whoever "
         "looks after this installation when it happened.")  # fmt: skip
_TOLD = (AuditFailed, CannotAnswer)  # whose messages are sentences for readers
_LOGGERS = ("streamlit.error_util", "streamlit.runtime.backend_operation_handler", "streamlit.runtime.media_file_manager")


def show(error: Exception) -> bool:
    """Tell the reader; True, because nothing else need be shown. The server calls it for whatever a page or a fragment leaves uncaught."""
    st.error(str(error) if isinstance(error, _TOLD) else FAULT, icon=":material/error:")
    return True


class _WithoutMessages(logging.Filter):
    """Lets through where an exception came from and its type; what it says may quote a cell of the data."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the exception, told so, into the record's own text."""
        if isinstance(record.exc_info, tuple) and record.exc_info[1]:
            record.msg, record.args = f"{record.getMessage()}: {told(record.exc_info[1])}", ()
            record.exc_info = record.exc_text = None
        return True


_QUIET = _WithoutMessages()


def told(error: BaseException) -> str:
    """An exception and what led to it: types and places in the code, and the message only of those that are sentences for readers."""
    said = str(error) if isinstance(error, _TOLD) else "message withheld: it may quote data"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{told(cause)}\nwhich led to " if cause else ""
    return f"{before}{type(error).__qualname__} ({said})\n{''.join(traceback.format_tb(error.__traceback__))}"


def keep_quiet() -> None:
    """Let the server's log tell exceptions without their messages; a second time changes nothing."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_QUIET)
