"""Counts of children below and above the authority, protected together: the base from which every cohort figure is made.

The base is one row an area (authority, wards, LSOAs), breakdown, group and period. Periods are protected one by one, denominators
before numerators and without them: they are the same for many indicators and must be hidden alike in all.
"""

import pickle
from functools import partial
from hashlib import sha256

import numpy as np
import pandas as pd

from measures.disclosure.counts import EXACT, to_nearest
from measures.disclosure.estimates import DETAILED, FEW, NOT_HELD, PROTECTING, SHOWN, SMALL, estimated
from measures.disclosure.layers import Base, beside
from measures.disclosure.remembered import engine_rules, key_of_rows, pattern_of, remembered, remembered_table
from measures.disclosure.secondary import Pattern
from measures.disclosure.table import TOTAL, Sums, Table
from measures.disclosure.words import HIDDEN, HIDDEN_BASE, PROTECTS, REASONS, TOO_DETAILED, small_base, small_number
from settings import Settings


def protect_cohort(
    rows: pd.DataFrame, within: dict[str, str], rules: Settings, *, open_denominator: bool = False, also: Sums = ()
) -> pd.DataFrame:
    """The base rows of a cohort query with numerator and denominator protected: the only way cohort counts may go on.

    ``rows``: area_code, area_type, time_period, breakdown, group_code, numerator, denominator (NaN for a count), symbol; one row a
    combination, **every area of the authority and every breakdown held of these children at once** ("Total" too), whichever are asked
    for: sums of what is left out are not seen, and denominators are hidden alike only in like bases. A combination without a row has count 0. ``is_published`` (optional): an exact figure that everybody
    knows; ``worth``: how much more it costs to hide one than others. ``within`` is the larger area of each ward and LSOA. ``open_denominator``: the denominators are open statistics. ``also``: sums of rows of each
    period beside those of areas and breakdowns, such as sets of children that overlap (a whole of one part: it is a part, or the same).

    Returns the rows with numerator and denominator rounded below the authority or NaN, symbol, hidden_because, and larger_area,
    numerator_taken and denominator_taken, which ``together`` needs and which say no more than what is shown. Deterministic.
    Raises ValueError for a combination given twice.
    """
    pickled = sha256(
        pickle.dumps((rows, within, engine_rules(rules), open_denominator, also))
    ).hexdigest()  # the same bytes: the same table
    return remembered_table(pickled, partial(_protected, rows, within, rules, open_denominator, also)).copy(deep=False)


def _protected(rows: pd.DataFrame, within: dict[str, str], rules: Settings, open_denominator: bool, also: Sums) -> pd.DataFrame:
    keys = ["area_code", "time_period", "breakdown", "group_code"]
    if rows.duplicated(keys).any():
        raise ValueError("A base of cohort counts has two rows for one area, period, breakdown and group.")
    found = np.empty((4, len(rows)))
    for positions in rows.groupby("time_period", sort=False, dropna=False).indices.values():
        part = rows.iloc[positions]
        key = key_of_rows(part, within, rules, open_denominator, *also)
        found[:, positions] = remembered(key, partial(_of_period, part, within, rules, open_denominator, also))
    held = set(rows["area_code"])
    larger = {code: within[code] for code in held if within.get(code) in held}
    shown = _shown(rows, found[:2], rules, open_denominator)
    return shown.assign(larger_area=rows["area_code"].map(larger), numerator_taken=found[2], denominator_taken=found[3])


def _of_period(rows: pd.DataFrame, within: dict[str, str], rules: Settings, open_denominator: bool, also: Sums) -> np.ndarray:
    """What is seen of numerators and denominators, and what they are taken for in sums: four rows of numbers."""
    seen = _seen(rows, within, rules, open_denominator, also)
    return np.vstack([seen, estimated(_shown(rows, seen, rules, open_denominator), seen, within, rules)])


def _counts(rows: pd.DataFrame, column: str) -> np.ndarray:
    """The counts; NaN where a symbol says that there is none."""
    return rows[column].where(rows["symbol"].isna()).to_numpy(dtype=float)


def _seen(rows: pd.DataFrame, within: dict[str, str], rules: Settings, open_denominator: bool, also: Sums) -> np.ndarray:
    """What is seen of the numerators and of the denominators of one period."""
    base, detailed = Base.of(rows, within, rules, also), _too_detailed(rows, rules)
    numerator, denominator = (np.where(detailed, np.nan, counts) for counts in (_counts(rows, "numerator"), rows["denominator"]))
    found = _patterns(base, numerator, denominator, rules, open_denominator)
    found[:, detailed] = DETAILED
    found[1, rows["denominator"].isna()] = NOT_HELD
    return found


def _patterns(base: Base, numerator: np.ndarray, denominator: np.ndarray, rules: Settings, open_denominator: bool) -> np.ndarray:
    """The same, breakdowns that are too detailed left out; NaN is a count that nobody knows."""
    numerators = base.table(numerator)
    if open_denominator or np.isnan(denominator).all():
        nothing = np.where(np.isnan(denominator), NOT_HELD, SHOWN)
        return np.array([_as_seen(numerators, pattern_of(numerators, rules).wide, numerator), nothing])
    denominators = base.table(denominator)
    alone = pattern_of(denominators, rules)
    wide = alone.wide
    linked = ~np.isnan(numerator) & ~np.isnan(denominator)
    if (numerator[linked] <= denominator[linked]).all():
        hidden = _numerators(numerators, beside(numerators, denominators, wide, linked), alone, rules)
    else:
        hidden = pattern_of(numerators, rules).wide
    bases = _as_seen(denominators, wide, denominator)
    bases[(bases == SHOWN) & (denominator < rules.minimum_denominator) & (denominator > 0)] = FEW
    return np.array([_as_seen(numerators, hidden, numerator), bases])


def _too_detailed(rows: pd.DataFrame, rules: Settings) -> np.ndarray:
    """Rows of LSOAs by breakdowns that are not given by LSOA: those with the most groups, while there are more figures than settings allow."""
    small = (rows["area_type"] == "lsoa") & (rows["breakdown"] != TOTAL)
    groups = rows[small].groupby("breakdown")["group_code"].nunique().sort_values(kind="stable")
    cells = groups.cumsum() * rows.loc[small, "area_code"].nunique()
    return (small & rows["breakdown"].isin(cells.index[cells > rules.lsoa_cells])).to_numpy()


def _numerators(numerators: Table, both: Table, alone: Pattern, rules: Settings) -> np.ndarray:
    """Numerators hidden to protect. Where a denominator that is safe ``alone`` could be worked out whatever single numerators are
    hidden, all numerators that can be."""
    pattern, width = pattern_of(both, rules), len(numerators.low)
    given_away = {cell - width for cell in pattern.exposed if cell >= width} - set(alone.exposed)
    return numerators.free if given_away else pattern.wide[:width]


def _as_seen(table: Table, wide: np.ndarray, counts: np.ndarray) -> np.ndarray:
    cells = slice(0, len(counts))
    seen = np.where(wide[cells], PROTECTING, np.where(table.hidden[cells], SMALL, SHOWN))
    return np.where(np.isnan(counts), NOT_HELD, seen)


def _shown(rows: pd.DataFrame, seen: np.ndarray, rules: Settings, open_denominator: bool) -> pd.DataFrame:
    """Rounded or emptied, with symbol and reason."""
    exact = rows["area_type"].isin(EXACT).to_numpy()
    exact = exact | rows["is_published"].to_numpy(dtype=bool) if "is_published" in rows else exact
    of_shares = rows["denominator"].notna().to_numpy()
    hidden_base = of_shares & (seen[1] != SHOWN)
    numerator, denominator = (
        np.where(as_is, counts, to_nearest(counts, rules.round_to))
        for counts, as_is in ((_counts(rows, "numerator"), exact), (rows["denominator"].to_numpy(dtype=float), exact | open_denominator))
    )
    numerator[(seen[0] != SHOWN) | hidden_base] = np.nan
    denominator[seen[1] != SHOWN] = np.nan
    because, symbol = _because(rows, seen, hidden_base, rules)
    return rows.assign(numerator=numerator, denominator=denominator, symbol=symbol, hidden_because=because)


def _because(rows: pd.DataFrame, seen: np.ndarray, hidden_base: np.ndarray, rules: Settings) -> tuple[np.ndarray, np.ndarray]:
    """Why there is no figure, and its symbol: what the query said, then the numerator's reason, then the denominator's."""
    stated = rows["symbol"].to_numpy(dtype=object)
    said = rows["symbol"].notna().to_numpy()
    because = np.full(len(rows), None, dtype=object)
    because[hidden_base] = HIDDEN_BASE
    because[hidden_base & (seen[1] == FEW)] = small_base(rules)
    because[seen[0] == PROTECTING] = PROTECTS
    because[seen[0] == SMALL] = small_number(rules)
    because[seen[0] == DETAILED] = TOO_DETAILED
    symbol = np.where(pd.notna(because), HIDDEN, None)
    because[said] = [REASONS[text] for text in stated[said]]
    symbol[said] = stated[said]
    return because, symbol
