"""Where the series of an indicator begins anew, so that no line and no sentence runs across."""

from functools import lru_cache

from measures.catalogue import indicator
from measures.held import version
from warehouse import query

_WITHOUT_TESTS = ("201920", "202021")


def breaks_of(indicator_id: str) -> dict[str, str]:
    """By the first period of a new series, why it is new. Reasons that fall together are joined. None for no indicator."""
    return dict(_breaks(indicator_id, version())) if indicator_id else {}


@lru_cache(maxsize=256)
def _breaks(indicator_id: str, in_version: str) -> tuple[tuple[str, str], ...]:
    rows = query("lookups/series_breaks", measures=sorted(set(indicator(indicator_id).parameters["measures"])))
    joined = rows.groupby("time_period")["reason"].agg("; ".join)
    return tuple(joined.items())


def since_break(periods: list[str], indicator_id: str) -> list[str]:
    """Of periods with a figure, those of the series that the last one belongs to."""
    starts = [start for start in breaks_of(indicator_id) if periods and start <= max(periods)]
    return [period for period in sorted(periods) if not starts or period >= max(starts)]


def runs(periods: list[str], indicator_id: str) -> dict[str, int]:
    """Number of the unbroken run that each period with a figure belongs to: a break or a year without figure begins a new one."""
    found, number, last = {}, 0, None
    starts = breaks_of(indicator_id)
    for period in sorted(periods):
        if last is not None and (int(period[:4]) - int(last[:4]) > 1 or any(last < start <= period for start in starts)):
            number += 1
        found[period], last = number, period
    return found


def without_tests(periods: list[str]) -> list[str]:
    """The years within ``periods`` in which there were no tests."""
    return [year for year in _WITHOUT_TESTS if periods and min(periods) < year < max(periods) and year not in periods]
