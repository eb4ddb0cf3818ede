"""How long a filter change of a page takes beside one of an empty page, as a visitor's connection sees it."""

import statistics
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.bench.session import Rerun, Visitor

APP = Path(__file__).with_name("app.py")
ROUNDS = 12
GOAL = 2  # times the empty page


@dataclass(frozen=True)
class Visits:
    """Runs of the empty page; the first run of each change on a page; its later runs, turn about with those of the empty page."""

    empty: list[Rerun]
    first: list[Rerun]
    later: list[Rerun]

    @property
    def ratio(self) -> float:
        """Of a filter change seen before to one of the empty page."""
        return median_ms(self.later) / median_ms(self.empty)

    def show(self, name: str) -> bool:
        """Print the milliseconds; whether the goal is met."""
        print(f"{name}: empty page {median_ms(self.empty):.1f} ms; filter change seen before {median_ms(self.later):.1f} ms, "
              f"ratio {self.ratio:.2f} (goal: at most {GOAL}); first time a selection is asked for {median_ms(self.first):.0f} ms, "
              f"at most {max(run.seconds for run in self.first) * 1000:.0f}")  # fmt: skip
        return self.ratio <= GOAL


def median_ms(runs: list[Rerun]) -> float:
    """The middle of their times."""
    return statistics.median(run.seconds for run in runs) * 1000


def visits(port: int, page: str, changes: tuple[str, ...]) -> Visits:
    """Filter changes of ``page`` and of the empty page turn about, because the pace of a machine changes from second to second."""
    empty_page, visitor = Visitor(port, "empty"), Visitor(port, page)
    for change in changes:
        empty_page.rerun(change)
    visitor.rerun(changes[-1])
    first = [visitor.rerun(change) for change in changes]
    pairs = [(empty_page.rerun(change), visitor.rerun(change)) for change in islice(cycle(changes), ROUNDS * len(changes))]
    empty_page.close()
    visitor.close()
    return Visits([pair[0] for pair in pairs], first, [pair[1] for pair in pairs])
