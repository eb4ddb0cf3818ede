"""What a hidden cell is taken for when places or periods are put together: worked out from what is shown, never from the count.

Hidden parts of a place share what the place's own figure leaves over, within what a reader knows of each.
"""

import numpy as np
import pandas as pd

from settings import Settings

# What a reader sees of a count. FEW is a denominator that nobody is shown because it is too small to divide by, DETAILED a group of
# a place for which this breakdown is not given.
SHOWN, SMALL, PROTECTING, FEW, NOT_HELD, DETAILED = range(6)
_KEYS = ["breakdown", "group_code"]


def estimated(shown: pd.DataFrame, seen: np.ndarray, within: dict[str, str], rules: Settings) -> np.ndarray:
    """What numerators and denominators of one period are taken for: as they are shown, hidden ones estimated, NaN where none is held.

    ``seen`` says of both why they are hidden. No numerator is taken for more than its denominator.
    """
    larger = shown["area_code"].map(within)
    frame = shown.assign(larger=larger.where(larger.isin(set(shown["area_code"]))))
    numerator, denominator = (_taken(frame, frame[name].to_numpy(dtype=float).copy(), of, rules)
                              for name, of in zip(("numerator", "denominator"), seen, strict=True))  # fmt: skip
    return np.array([np.fmin(numerator, np.where(np.isnan(denominator), np.inf, denominator)), denominator])


def _taken(frame: pd.DataFrame, taken: np.ndarray, seen: np.ndarray, rules: Settings) -> np.ndarray:
    """Level by level, the largest areas first."""
    low, high = _range(seen, rules)
    lacking = np.isnan(taken) & (seen != NOT_HELD)
    taken[lacking & frame["larger"].isna().to_numpy()] = (rules.suppress_from + rules.suppress_to) / 2
    for level in _levels(frame):
        taken = _shared_out(frame.assign(taken=taken), level & lacking, low, high, rules)
    return taken


def _range(seen: np.ndarray, rules: Settings) -> tuple[np.ndarray, np.ndarray]:
    """Between what a cell lies by the reason it is hidden for."""
    low = np.select([seen == SMALL, seen == FEW], [float(rules.suppress_from if rules.show_zero else 0), rules.suppress_to + 1.0], 0.0)
    high = np.select([seen == SMALL, seen == FEW], [float(rules.suppress_to), rules.minimum_denominator - 1.0], np.inf)
    return low, high


def _levels(frame: pd.DataFrame) -> list[np.ndarray]:
    """Rows within an area without a larger one, rows within those, and so on."""
    larger = dict(zip(frame["area_code"], frame["larger"], strict=True))
    depth = {}
    for code in larger:
        depth[code], above = 0, larger[code]
        while isinstance(above, str):
            depth[code], above = depth[code] + 1, larger[above]
    depths = frame["area_code"].map(depth).to_numpy()
    return [depths == level for level in range(1, int(depths.max(initial=0)) + 1)]


def _shared_out(frame: pd.DataFrame, hidden: np.ndarray, low: np.ndarray, high: np.ndarray, rules: Settings) -> np.ndarray:
    """``taken`` with the hidden rows of a level filled: equal shares of what their shown siblings leave of the larger area's figure."""
    taken = frame["taken"].to_numpy().copy()
    whole = frame.set_index(["area_code", *_KEYS])["taken"]
    above = whole.reindex(pd.MultiIndex.from_frame(frame[["larger", *_KEYS]])).to_numpy()
    siblings = [frame[name] for name in ("larger", *_KEYS)]
    shown = frame["taken"].where(~hidden).groupby(siblings, dropna=False).transform("sum").to_numpy()
    number = pd.Series(hidden, index=frame.index).groupby(siblings, dropna=False).transform("sum").to_numpy()
    share = np.divide(above - shown, number, out=np.full(len(frame), np.nan), where=number > 0)
    share = np.where(np.isnan(share), (rules.suppress_from + rules.suppress_to) / 2, share)
    taken[hidden] = np.clip(share, low, high)[hidden]
    return taken
