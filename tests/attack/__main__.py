"""python -m tests.attack [SEEDS]: mechanisms of disclosure control against each other, as told in docs/decisions/0021.

For each: the share of small counts (1 to 5, below the authority) that the attacker knows exactly, and those it knows to within less
than the protection asks; the mean error of the figures shown, and the share of figures not shown, by kind of row.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from settings import Settings
from tests.attack.asking import Ask, Request, engine, exact, primary_only, requests
from tests.attack.attacker import attack, learned, small_cells, truth
from tests.attack.authority import YEARS, Authority, generated
from tests.attack.mechanisms import cell_key, fixed_rounded_blocks, noisy_blocks, restricted

SAMPLE, PERIOD = 60, YEARS[:1]
KEY = ["area_code", "time_period", "breakdown", "group_code"]


def _usefulness(ask: Ask, authority: Authority) -> dict[str, str]:
    """Mean error of the numerators shown, and the share not shown, by kind of row."""
    found = {}
    for request in requests(authority, 1)[::2]:
        rows = exact(authority)(request).merge(ask(request), on=KEY, suffixes=("_true", ""))
        kinds = np.where(rows["area_type_true"] != "priority area", rows["area_type_true"],
                         np.where(rows["area_code"].str.startswith("rest"), "rest of authority",
                                  np.where(rows["area_code"].str.startswith("pair"), "own areas of wards", "own areas of LSOAs")))  # fmt: skip
        for kind, part in rows.groupby(kinds):
            error = (part["numerator"] - part["numerator_true"]).abs()
            found[kind] = f"{error.mean():.1f} / {part['numerator'].isna().mean():.0%}"
    return found


def _solved(ask: Ask, authority: Authority, rules: Settings, step: int, *, knows_sums: bool = False) -> tuple[float, float]:
    """Shares of small counts known exactly and too closely, by programmes."""
    cells = random.Random(7).sample(small_cells(authority), SAMPLE)
    known = learned(ask, requests(authority, 1), authority, rules, step=step, knows_sums=knows_sums)
    found = attack(known, cells, rules.protection_width)
    exactly = [key for key, (low, high) in found.too_closely.items() if low == high == truth(authority, key)]
    return len(exactly) / SAMPLE, found.share


def _averaged(ask: Ask, authority: Authority, areas: int) -> float:
    """The share of small LSOA counts known exactly from the mean difference of ``areas`` areas with and without the LSOA."""
    chance, right, lsoas = np.random.default_rng(3), 0, authority.lsoas
    cells = [key for key in small_cells(authority) if key[0] == "numerator" and key[1] in authority.within and key[1].startswith("E01")]
    cells = random.Random(7).sample(cells, 15)
    for _, lsoa, period, breakdown, group in cells:
        others = [code for code in lsoas if code != lsoa]
        places = {}
        for number in range(areas):
            some = tuple(np.array(others)[chance.random(len(others)) < 0.5])
            places |= {f"own {number} without": some, f"own {number} with": (*some, lsoa)}
        rows = ask(Request(places, {period: (period,)}))
        rows = rows[(rows["breakdown"] == breakdown) & (rows["group_code"] == group)].set_index("area_code")["numerator"]
        gains = np.array([rows.get(f"own {n} with", 0.0) - rows.get(f"own {n} without", 0.0) for n in range(areas)])
        shown = gains[np.isfinite(gains)]  # an area that is hidden tells nothing
        right += len(shown) > 0 and round(shown.mean()) == truth(authority, ("numerator", lsoa, period, breakdown, group))
    return right / len(cells)


def _guessed(authority: Authority) -> float:
    """What a reader would get right by naming the commonest small count each time."""
    return pd.Series([truth(authority, key) for key in small_cells(authority)]).value_counts(normalize=True).iloc[0]


def main(seeds: int = 1) -> int:
    """Print a line a mechanism and authority."""
    for seed in range(seeds):
        authority, rules = generated(seed, years=PERIOD), Settings(home=Path(tempfile.mkdtemp()), lsoa_cells=1200)
        print(
            f"authority {seed}: {len(small_cells(authority))} small counts; the commonest guessed each time: {_guessed(authority):.0%} right"
        )
        doors = {
            "no control": (exact(authority), 1), "1 to 5 hidden": (primary_only(authority, rules, rounded=False), 1),
            "no query under 10 children": (restricted(authority), 1), "1 to 5 hidden, each query rounded to 5": (primary_only(authority, rules, rounded=True), 5),
        }  # fmt: skip
        for name, (ask, step) in doors.items():
            exactly, closely = _solved(ask, authority, rules, step)
            print(f"{name}: known exactly {exactly:.0%}, too closely {closely:.0%}; {_usefulness(ask, authority)}", flush=True)
        keyed = cell_key(authority, seed)
        for areas in (1, 10, 100):
            print(f"cell key, {areas} areas with and without a place: known exactly {_averaged(keyed, authority, areas):.0%}", flush=True)
        print(f"cell key: {_usefulness(keyed, authority)}")
        for name, ask in (("noise on blocks", noisy_blocks(authority, seed)), ("rounded blocks", fixed_rounded_blocks(authority, rules))):
            print(f"{name}, 100 areas: known exactly {_averaged(ask, authority, 100):.0%}; {_usefulness(ask, authority)}", flush=True)
        start = time.perf_counter()
        ask = engine(authority, rules)
        took = time.perf_counter() - start
        exactly, closely = _solved(ask, authority, rules, 5, knows_sums=True)
        print(f"fixed tables: known exactly {exactly:.0%}, too closely {closely:.0%}, by averaging 100 areas {_averaged(ask, authority, 100):.0%}; "
              f"{_usefulness(ask, authority)}; solved in {took:.1f} s", flush=True)  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
