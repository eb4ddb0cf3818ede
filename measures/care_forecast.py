"""Children in care for the next 36 months, by age band and placement, with intervals and a test against the last year held.

A chain of months (measures/care_chain.py) fitted to the last months held is let run a thousand times from the last month held. What is
shown is the median of the runs and how far the middle 80% and 95% of them spread, rounded to the nearest 5 (limits outwards), 1 to 5 hidden.
Nothing below the authority is forecast.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from measures.access import Access
from measures.care import care_sources, sources_of
from measures.care_base import MONTHS, protected_rows
from measures.care_months import month_words
from measures.care_returns import MODEL, care_table, name_of, returns_for, sources_with_model
from measures.care_states import GROUPS, Months, by_group, months_held
from measures.care_tested import hidden_now, runs_from, sentence_of, tested_on
from measures.catalogue import Indicator
from measures.disclosure import to_nearest, why_hidden
from measures.disclosure.counts import is_small
from measures.disclosure.words import HIDDEN, PROTECTS, small_number
from measures.errors import CannotAnswer
from measures.held import version
from measures.selection import ALL_PERIODS, Selection
from measures.table import MeasureTable
from settings import Settings, settings

AHEAD, FEWEST, SHOWN = 36, 24, 36
SHARES = {"value": 50, "lower": 2.5, "upper": 97.5, "lower_80": 10, "upper_80": 90}
MORE = (("phase", "Held or forecast"), ("lower_80", "80% from"), ("upper_80", "80% to"))
HELD, _MARCH = "held", "-03"
BREAKDOWNS = {"Total": "All children", "age": "By age", "placement_type": "By placement"}
METHOD = (
    "transition rates from month to month by age band and placement, pooled over the months named, those of few children leaning on many "
    "(Fienberg and Holland 1973); entries Poisson; 1,000 runs"
)
_INDICATOR = Indicator(
    "care_forecast", "Children looked after, held and forecast", "Children in care and in need", "cohort", "count", "children", "neutral", 0,
    "none", "cohort/care_transitions", "at the end of each month", tuple(BREAKDOWNS), notes=(),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Forecast:
    """Tables by breakdown (months held, rounded, then months forecast); ``tested`` in words by group (breakdown, group, Children, Error, In 80%,
    In 95%); ``sentence`` of the test; ``notes``; ``start`` and ``end`` are the last month held and the last one forecast."""

    tables: dict[str, MeasureTable]
    tested: pd.DataFrame
    sentence: str
    start: str
    end: str

    @property
    def nature(self) -> str:
        """Always modelled."""
        return "modelled"

    @property
    def notes(self) -> tuple[str, ...]:
        """What goes with every table of it."""
        return self.tables["Total"].notes


def forecast(authority: str, access: Access | None = None) -> Forecast:
    """The forecast of an authority. Raises NotPermitted, or CannotAnswer where fewer than 24 months are held without a gap."""
    returns_for(access)
    return _forecast(authority, tuple(sources_of(authority)), settings(), version())


@lru_cache(maxsize=32)
def _forecast(authority: str, source_ids: tuple[str, ...], rules: Settings, in_version: str) -> Forecast:
    months = months_held(authority, source_ids, in_version)
    if months.ends_held < FEWEST:
        held = f"{months.ends_held} are held" if months.ends_held else "none is held"
        raise CannotAnswer(f"No forecast: it needs the children of {FEWEST} months without a gap, and for {name_of(authority)} {held}.")
    runs, parts = runs_from(months, len(months.names), AHEAD, rules), []
    for breakdown in BREAKDOWNS:
        held = _held_rows(breakdown, authority, months)
        shown = _ahead_rows(breakdown, runs, months, hidden_now(held, breakdown, months, rules), rules)
        parts.append(pd.concat([held, shown]).assign(breakdown=breakdown))
    tables = {name: _table(name, authority, months, rows, rules) for name, rows in zip(BREAKDOWNS, parts, strict=True)}
    tested = tested_on(months, pd.concat(parts), rules)
    return Forecast(tables, tested, sentence_of(tested, months), months.names[-1], _ahead(months.names[-1])[-1])


def _ahead(last: str, months: int = AHEAD) -> list[str]:
    """The months after one, by name."""
    return [str(pd.Period(last, "M") + step) for step in range(1, months + 1)]


def _table(breakdown: str, authority: str, months: Months, rows: pd.DataFrame, rules: Settings) -> MeasureTable:
    ahead = rows.loc[rows["phase"] != HELD, "group"]
    rows = rows[rows["group"].isin(ahead)].assign(group_name=lambda kept: kept["group"].map(GROUPS[breakdown]))
    rows = rows[~((rows["group"] == "Other") & (rows["phase"] == HELD))]  # those held are told apart, these are taken together
    sources = sources_with_model(list(months.source_ids), "Forecast of children in care", METHOD)
    notes = (*_notes(months, rules), *why_hidden(rows["hidden_because"], rules))
    return care_table(_INDICATOR, Selection(authority, period=ALL_PERIODS, breakdown=breakdown), rows, notes, sources, MORE)


def _held_rows(breakdown: str, authority: str, months: Months) -> pd.DataFrame:
    """The last months held as their fixed tables tell them, all groups of them; the ends of March are told by the tables of that day alone."""
    names = [name for name in months.names[-SHOWN:] if not name.endswith(_MARCH)]
    rows = protected_rows(MONTHS, authority, names, [breakdown])
    kept = {"group": rows["group_code"], "value": rows["numerator"], "phase": HELD, "nature": care_sources().nature}
    return rows[["time_period", "symbol", "hidden_because"]].assign(**kept)


def _ahead_rows(breakdown: str, runs: np.ndarray, months: Months, hidden: set[str], rules: Settings) -> pd.DataFrame:
    """Months forecast. A group whose children are hidden in the last month held is hidden throughout; one that nobody was ever in is left out."""
    some = by_group(months.standing.sum(axis=0), breakdown) > 0
    parts = [
        _shown(by_group(runs, breakdown)[..., at], rules).assign(group=group, time_period=_ahead(months.names[-1]), hidden_at=group in hidden)
        for at, group in enumerate(GROUPS[breakdown]) if some[at]
    ]  # fmt: skip
    rows = pd.concat(parts, ignore_index=True)
    gone = rows["hidden_at"] | rows["symbol"].notna()
    because = rows["hidden_because"].where(~rows["hidden_at"], PROTECTS)
    rows = rows.assign(symbol=np.where(gone, HIDDEN, None), hidden_because=because, phase="forecast", nature="modelled")
    return rows.assign(**{name: rows[name].mask(gone) for name in SHARES}).drop(columns="hidden_at")


def _shown(runs: np.ndarray, rules: Settings) -> pd.DataFrame:
    """What may be seen of runs (month, run): the median to the nearest 5 (hidden from 1 to 5), limits outwards to 5."""
    found = {name: np.percentile(runs, share, axis=1) for name, share in SHARES.items()}
    small = is_small(np.ceil(found["value"]), rules)
    step = rules.round_to
    rows = {
        name: (np.floor if name.startswith("lower") else np.ceil)(limit / step) * step for name, limit in found.items() if name != "value"
    }
    rows = pd.DataFrame(rows | {"value": to_nearest(found["value"], step)})
    return rows.assign(symbol=np.where(small, HIDDEN, None), hidden_because=np.where(small, small_number(rules), None))


def _notes(months: Months, rules: Settings) -> list[str]:
    used = min(rules.forecast_fitted_months, len(months.names))
    return [
        (
            f"{MODEL}: what follows if children go on entering, leaving and moving as they did in the {used} months up to {month_words(months.names[-1])}. "
            "It knows of no policy, no change of law and no new provision."
        ),
        "The bands hold 80% and 95% of 1,000 runs of the model; that the rates themselves change is not in them.",
        f"Children are rounded to the nearest {rules.round_to}, limits outwards; groups need not add up. Placements are not told apart where few children are: other placements are taken together.",
        "Short breaks are left out; a temporary placement counts as the one before it.",
    ]
