"""The one door: every figure that leaves the warehouse is counted, protected, divided and described here."""

from functools import lru_cache

import numpy as np
import pandas as pd

from measures.access import Access, access_here
from measures.areas import scope_of
from measures.care import care_sources, is_from_returns
from measures.care_figures import care_figures
from measures.care_remarks import notes_of_returns
from measures.catalogue import Indicator, indicator
from measures.comparators import Benchmark, benchmark_notes, benchmark_of, compare, pooled
from measures.counts import counts_of
from measures.disclosure import REASONS, protect, why_hidden
from measures.errors import CannotAnswer
from measures.held import larger_areas, sources, version
from measures.periods import as_held, latest_period, periods_held
from measures.priority_scopes import notes_of_priority_areas
from measures.pupil_figures import pupil_figures
from measures.pupil_remarks import notes_of_pupils, offer, offered
from measures.pupils import counted_from_pupils, is_from_pupils, pooled_years, pupil_sources
from measures.remarks import bounds, held_elsewhere, standing
from measures.scope import Scope
from measures.selection import ALL_PERIODS, COMPARATORS, Selection
from measures.small_areas import notes_of_indices
from measures.table import COLUMNS, MeasureTable, Source
from measures.values import measured, rounded
from measures.words import capitalised
from settings import settings


def publish(indicator_id: str, selection: Selection, access: Access | None = None) -> MeasureTable:
    """The figures of an indicator for a selection, protected and compared; ``access`` is that of the settings unless it is given.

    Raises CannotAnswer for an unknown indicator, area, period or breakdown, NotPermitted for figures the
    role may not see. An area without a figure comes back with symbol ``x``.
    """
    wanted, access = indicator(indicator_id).shown_by(selection.breakdown), access or access_here()
    scope = scope_of(selection)
    wanted = counted_from_pupils(wanted, scope)
    access.check(_data_of(wanted))
    if selection.breakdown not in wanted.breakdowns:
        raise CannotAnswer(f"{wanted.title} cannot be broken down by {selection.breakdown}; choose one of {', '.join(wanted.breakdowns)}.")
    selection = selection.but(period=_period(wanted, selection, scope))
    rows = _complete(_figures(wanted, selection, scope), scope, selection)
    rows, notes = _compared(rows, wanted, selection)
    return _table(wanted, selection, scope, rows, notes + _remarks(rows, wanted, selection, scope))


def _data_of(wanted: Indicator) -> str:
    """What ``Access.check`` asks for."""
    if is_from_returns(wanted):
        return care_sources().data
    return pupil_sources().data if is_from_pupils(wanted) else wanted.data


def _remarks(rows: pd.DataFrame, wanted: Indicator, selection: Selection, scope: Scope) -> list[str]:
    """What is to be said of these rows and areas beyond their figures."""
    return [*wanted.notes, *bounds(rows, wanted), *standing(rows, wanted, selection), *notes_of_indices(rows, wanted, selection),
            *notes_of_priority_areas(rows, selection, scope), *notes_of_pupils(rows, wanted, selection), *notes_of_returns(rows, wanted, selection),
            *_pooling(rows, wanted, selection, scope), *held_elsewhere(rows, wanted, scope)]  # fmt: skip


def _pooling(rows: pd.DataFrame, wanted: Indicator, selection: Selection, scope: Scope) -> list[str]:
    """Whether three years together would show what is hidden in one."""
    if not is_from_pupils(wanted) or not (rows["symbol"] == "c").any():
        return []
    together = offered(selection, periods_held(wanted, scope).index)
    return offer(rows, _figures(wanted, selection.but(period=together), scope), together) if together else []


def _figures(wanted: Indicator, selection: Selection, scope: Scope) -> pd.DataFrame:
    """Counts from SQL, protected, then divided."""
    period = "" if selection.period == ALL_PERIODS else selection.period
    counted = care_figures if is_from_returns(wanted) else pupil_figures if is_from_pupils(wanted) else _open_figures
    protected = counted(wanted, scope, selection.breakdown, period)
    return measured(protected, wanted).assign(breakdown=selection.breakdown)


def _open_figures(wanted: Indicator, scope: Scope, breakdown: str, period: str) -> pd.DataFrame:
    counts = counts_of(wanted, scope, breakdown, period)
    return protect(counts.assign(area_type=scope.types_of(counts["area_code"])), settings(), of_people=wanted.of_people)


def _period(wanted: Indicator, selection: Selection, scope: Scope) -> str:
    """The period asked for, checked, or the latest with official figures, else the latest before today's or the area's end."""
    if selection.period == ALL_PERIODS:
        return ALL_PERIODS
    held = periods_held(wanted, scope, selection.breakdown)
    if held.empty:
        return selection.period or ALL_PERIODS
    if not selection.period:
        return latest_period(held, int(larger_areas().at[selection.authority, "last_year"]))
    period = as_held(selection.period, held)
    years = pooled_years(period) if is_from_pupils(wanted) else []
    if not set(years or [period]) <= set(held.index):
        raise CannotAnswer(f"{wanted.title} is not held for {selection.period} in {scope.name}; held are {', '.join(held.index)}.")
    return period


def _complete(rows: pd.DataFrame, scope: Scope, selection: Selection) -> pd.DataFrame:
    """Names on every row, and a row with symbol x for each area that has no figure."""
    missing = _missing(rows, scope)
    empty = pd.DataFrame({
        "area_code": missing, "time_period": "" if selection.period == ALL_PERIODS else selection.period,
        "breakdown": selection.breakdown, "group": "Total", "group_name": "Total",
        "area_type": scope.types_of(pd.Series(missing, dtype=object)),
        "symbol": "x", "hidden_because": REASONS["x"],
    })  # fmt: skip
    rows = pd.concat([rows, empty]) if missing else rows
    if selection.by in ("neighbours", "priority_area"):  # in the scope's own order: the authority first, the rest of it last
        rows = rows.sort_values("area_code", key=lambda codes: codes.map(list(scope.names).index), kind="stable")
    return rows.assign(area_name=rows["area_code"].map(scope.names))


def _missing(rows: pd.DataFrame, scope: Scope) -> list[str]:
    """Areas without a row. An LSOA of another census than the figures' is no area that lacks one."""
    if scope.area_type == "lsoa" and len(rows):
        return []
    found = set(rows["area_code"])
    return [code for code in scope.names if code not in found]


@lru_cache(maxsize=1024)
def _benchmark(indicator_id: str, benchmark: Benchmark, period: str, breakdown: str, in_version: str) -> pd.DataFrame:
    """Figures of a benchmark, remembered: many places are compared with the same few."""
    scope = Scope(benchmark.codes, None, benchmark.name, benchmark.area_type, dict.fromkeys(benchmark.codes, benchmark.name))
    wanted = counted_from_pupils(indicator(indicator_id), scope)
    figures = _figures(wanted, Selection(benchmark.codes[0], period=period, breakdown=breakdown), scope)
    return pooled(figures, benchmark)


def _compared(rows: pd.DataFrame, wanted: Indicator, selection: Selection) -> tuple[pd.DataFrame, list[str]]:
    benchmark = benchmark_of(selection)
    if benchmark is None:
        lacking = COMPARATORS[selection.comparator].capitalize()
        notes = [] if selection.comparator == "none" else [f"{lacking} is not held, so nothing is compared."]
        return rows.assign(comparator="", comparator_value=np.nan, verdict=""), notes
    figures = _benchmark(wanted.official or wanted.indicator_id, benchmark, selection.period, selection.breakdown, version())
    return compare(rows, figures, wanted, benchmark.name), benchmark_notes(figures, benchmark, wanted.title)


def _table(wanted: Indicator, selection: Selection, scope: Scope, rows: pd.DataFrame, notes: list[str]) -> MeasureTable:
    columns = ["source_id"] if wanted.kind == "count" and not wanted.of_indices else ["source_id", "denominator_source_id"]
    used = [source_of(source_id) for source_id in pd.unique(rows[columns].to_numpy().ravel()) if isinstance(source_id, str)]
    known = {source.source_id: source.short for source in used}
    named = [_source_text(ids, known) for ids in rows[columns].to_numpy()]
    frame = rounded(rows, wanted).assign(source=named).reindex(columns=[*COLUMNS, "derivation"]).reset_index(drop=True)
    return MeasureTable(wanted, selection, scope.name, frame, tuple(notes + _notes(frame, wanted, used)), tuple(used))


def _source_text(source_ids: np.ndarray, known: dict[str, str]) -> str | None:
    """The sources of a row: one, or for a share whose denominator comes from elsewhere both."""
    return "; ".join(dict.fromkeys(known[key] for key in source_ids if key in known)) or None


def source_of(source_id: str) -> Source:
    """A source as tables name it."""
    held = sources().loc[source_id]
    return Source(
        source_id, *(held[name] or "" for name in ("publisher", "title", "release", "licence", "attribution", "nature", "method"))
    )


def _notes(frame: pd.DataFrame, wanted: Indicator, used: list[Source]) -> list[str]:
    """What a reader must know: modelled figures, hidden cells, no interval, figures carried over."""
    notes = [f"Modelled, not published by anybody: {source.method}" for source in used if source.nature == "modelled"]
    notes += why_hidden(frame.loc[frame["symbol"] == "c", "hidden_because"], settings())
    if (frame["symbol"] == "x").any():
        notes.append("x: not available.")
    if wanted.no_interval_because:
        notes.append(f"No interval is given: {wanted.no_interval_because}.")
    return notes + [f"{capitalised(text)}." for text in sorted(frame["derivation"].dropna().unique()) if "former" in text]
