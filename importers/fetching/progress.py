"""A bar a file on standard error; nothing where that is no terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm


class Progress:
    """Says which file of how many is on its way, and how much of it is here."""

    def __init__(self, silent: bool = False):
        self._silent = silent or None  # None: only where standard error is a terminal
        self.label = ""

    @contextmanager
    def bar(self, total: int | None, already: int) -> Iterator[tqdm]:
        """A bar to be told of bytes. ``total`` is unknown where the server does not say it."""
        with tqdm(total=total, initial=already, desc=self.label[:60], unit="B", unit_scale=True, leave=False, disable=self._silent) as bar:
            yield bar
