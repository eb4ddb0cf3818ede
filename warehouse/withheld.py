"""What DuckDB says of an error may quote a cell; of the children's records only where and of what kind an error was may be told."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import duckdb

from warehouse.room import is_lack_of_room

P, R = ParamSpec("P"), TypeVar("R")


class CohortFault(Exception):
    """A statement on the children's records failed. Says which and with what kind of error; neither holds nor leads to DuckDB's own words."""

    def __init__(self, what: str, kind: str):
        super().__init__(
            f"{what} failed on the children's records ({kind}); what the database said is withheld, because it may quote a cell."
        )


def without_cells(do: Callable[P, R]) -> Callable[P, R]:
    """``do`` with every error of DuckDB turned into a CohortFault; a lack of memory or disk goes on as it is."""

    @wraps(do)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return do(*args, **kwargs)
        except duckdb.Error as error:
            if is_lack_of_room(error):
                raise
            fault = CohortFault(_what(do, args), type(error).__name__)
        raise fault  # outside the block above: the error does not come along as its context

    return guarded


def _what(do: Callable, args: tuple) -> str:
    """The statement by its name in queries/ where one is among the arguments, else what was being done."""
    named = next((arg for arg in args if isinstance(arg, str) and "/" in arg), None)
    return f"queries/{named}.sql" if named else do.__name__
