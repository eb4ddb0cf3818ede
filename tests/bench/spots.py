"""How quick the hot spots of an authority are: worked out, and remembered."""

import os
import time
from pathlib import Path

from measures.editions import editions_of
from measures.hotspots import hotspots
from settings import settings
from tests.bench import national


def show(home: Path) -> None:
    """Print milliseconds of Gi*, local Moran and false discovery for one generated authority, after libraries have been imported."""
    os.environ["NEEDS_ATLAS_HOME"] = str(home)
    settings.cache_clear()
    times = []
    for number in (1, 2, 2):  # the first one imports esda, the last one is remembered
        place = national.authority_code(number)
        (edition,) = editions_of(place)
        start = time.perf_counter()
        found = hotspots(place, "imd", edition)
        times.append((time.perf_counter() - start) * 1000)
    print(
        f"hot spots of {len(found.places)} LSOAs: worked out in {times[1]:.0f} ms, remembered in {times[2]:.2f} ms (goal: 100 ms; asked for beforehand)"
    )
