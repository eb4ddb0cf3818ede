"""How well the forecast of children in care would have told the last year held."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from measures.care_chain import fitted, simulated
from measures.care_months import month_words
from measures.care_states import GROUPS, IN_OTHER, Months, by_group
from measures.disclosure.counts import is_small
from settings import Settings

TESTED, PATHS = 12, 1000


def runs_from(months: Months, until: int, ahead: int, rules: Settings) -> np.ndarray:
    """Runs from the beginning of month ``until``, fitted to the months before it."""
    return simulated(fitted(months.flows.before(until).last(rules.forecast_fitted_months)), months.before(until), ahead, PATHS)


def tested_on(months: Months, held: pd.DataFrame, rules: Settings) -> pd.DataFrame:
    """How the year held last would have been predicted: mean absolute error in % of the children there, and months within the intervals."""
    until = len(months.names) - TESTED
    runs, truth, found = runs_from(months, until, TESTED, rules), months.standing[until:], []
    for breakdown, groups in GROUPS.items():
        hidden = hidden_in(held[held["breakdown"] == breakdown], breakdown, months.names[until - 1 :])
        for at, (code, name) in enumerate(groups.items()):
            actual = by_group(truth, breakdown)[:, at]
            if code not in hidden and actual.all() and not is_small(actual, rules).any():
                found.append({"breakdown": breakdown, "group": code, "Children": name} | _error(by_group(runs, breakdown)[..., at], actual))
    return pd.DataFrame(found, columns=["breakdown", "group", "Children", "Error", "In 80%", "In 95%"])


def hidden_in(held: pd.DataFrame, breakdown: str, periods: Sequence[str]) -> set[str]:
    """Groups of the forecast of which any of ``periods`` is hidden in the published months (time_period, group, symbol). Placements taken together are,
    unless they alone are hidden: then everybody can subtract."""
    gone = held[held["time_period"].isin(periods) & held["symbol"].notna()]
    found = set()
    for _, groups in gone.groupby("time_period")["group"]:
        others = set(groups) - set(IN_OTHER)
        found |= others | ({"Other"} if others and set(groups) & set(IN_OTHER) and breakdown == "placement_type" else set())
    return found


def hidden_now(held: pd.DataFrame, breakdown: str, months: Months, rules: Settings) -> set[str]:
    """Groups whose children are too few at the end of the last month held, or hidden in the last month before it that is told by month."""
    few = is_small(by_group(months.standing[-1], breakdown), rules)
    return hidden_in(held, breakdown, [held["time_period"].max()]) | {
        group for group, small in zip(GROUPS[breakdown], few, strict=True) if small
    }


def _error(runs: np.ndarray, actual: np.ndarray) -> dict[str, object]:
    off = np.abs(np.median(runs, axis=1) - actual) / actual
    within = {
        share: (np.percentile(runs, 50 - share / 2, axis=1) <= actual) & (actual <= np.percentile(runs, 50 + share / 2, axis=1))
        for share in (80, 95)
    }
    return {"Error": f"{off.mean() * 100:.0f}%"} | {f"In {share}%": f"{inside.sum()} of {len(actual)}" for share, inside in within.items()}


def sentence_of(tested: pd.DataFrame, months: Months) -> str:
    """The test of all children in words."""
    if tested.empty:
        return "The test on the last year held cannot be shown: it would rest on hidden numbers."
    row = tested.iloc[0]
    first, last = month_words(months.names[-TESTED]), month_words(months.names[-1])
    return (
        f"Tested on the last year held: fitted without {first} to {last}, it predicts these twelve months with a mean error of {row['Error']}; "
        f"{row['In 80%']} months lie in the 80% interval, {row['In 95%']} in the 95% interval."
    )
