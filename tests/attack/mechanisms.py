"""Mechanisms that were weighed against each other for small-area tables of children (docs/decisions/0021)."""

import hashlib

import numpy as np
import pandas as pd

from settings import Settings
from tests.attack.asking import Ask, Request, exact, in_lsoas
from tests.attack.authority import Authority

NOISE = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])


def restricted(authority: Authority, fewest: int = 10) -> Ask:
    """Query-set restriction: exact figures, none of fewer than ``fewest`` children, and no share of fewer."""
    inner = exact(authority)

    def ask(request: Request) -> pd.DataFrame:
        rows = inner(request)
        below = (rows["area_type"] != "authority").to_numpy()
        few = [below & (rows[name] < fewest).to_numpy() for name in ("numerator", "denominator")]
        because = np.where(few[0] | few[1], f"small number: 0 to {fewest - 1}", None)
        because[few[1] & ~few[0]] = "the number of children it would be divided by is hidden"
        return rows.assign(
            numerator=rows["numerator"].mask(few[0] | few[1]), denominator=rows["denominator"].mask(few[1]), hidden_because=because
        )

    return ask


def _noise(*key: object) -> float:
    """The same for the same key, as if drawn from -2 to 2."""
    return float(NOISE[int.from_bytes(hashlib.sha256(repr(key).encode()).digest()[:4]) % len(NOISE)])


def cell_key(authority: Authority, secret: int) -> Ask:
    """Cell-key perturbation: every figure gets noise of -2 to 2 that depends on the children counted in it, true 0 stays 0.

    Children are not generated one by one; the places that have any stand for them: the same children, the same noise.
    """
    inner, held = exact(authority), authority.rows.set_index(["area_code", "time_period", "breakdown", "group_code"])

    def ask(request: Request) -> pd.DataFrame:
        rows, inside = inner(request), in_lsoas(authority, request.places)
        for name in ("numerator", "denominator"):
            figures = []
            for row in rows.to_dict("records"):
                cells = [(lsoa, year, row["breakdown"], row["group_code"]) for lsoa in sorted(inside[row["area_code"]])
                         for year in request.pools[row["time_period"]]]  # fmt: skip
                who = [cell for cell in cells if cell in held.index and held.at[cell, name] > 0]
                figures.append(max(row[name] + _noise(secret, name, who), 0) if row[name] > 0 else row[name])
            rows[name] = figures
        return rows

    return ask


def noisy_blocks(authority: Authority, secret: int) -> Ask:
    """Noise of -2 to 2 on every LSOA, group and year once; everything else is a sum of those."""
    rows = authority.rows[authority.rows["area_type"] == "lsoa"].copy()
    rows = rows[rows["breakdown"] != "Total"]
    for name in ("numerator", "denominator"):
        rows[name] = [max(count + _noise(secret, name, *key), 0) if count > 0 else 0.0
                      for count, key in zip(rows[name], rows[["area_code", "time_period", "group_code"]].itertuples(index=False, name=None),
                                            strict=True)]  # fmt: skip
    totals = rows.groupby(["area_code", "area_type", "time_period"], as_index=False)[["numerator", "denominator"]].sum()
    blocks = pd.concat([rows, totals.assign(breakdown="Total", group_code="Total", symbol=None)])
    return exact(Authority(blocks, authority.within))


def fixed_rounded_blocks(authority: Authority, rules: Settings) -> Ask:
    """Every LSOA, group and year rounded to 5 once; everything else is a sum of those, wards too."""
    rows = authority.rows[authority.rows["area_type"] == "lsoa"].copy()
    for name in ("numerator", "denominator"):
        rows[name] = np.floor(rows[name] / rules.round_to + 0.5) * rules.round_to
    return exact(Authority(rows, authority.within))
