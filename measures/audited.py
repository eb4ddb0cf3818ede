"""What the audit log is told of published tables: which, how many rows, how many of them hidden and why; never a figure."""

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

import audit
from measures.access import access_here
from measures.disclosure.words import HIDDEN, HIDDEN_BASE, PROTECTS, REASONS, small_base, small_number
from measures.table import MeasureTable
from settings import settings
from warehouse import current_version


@lru_cache(maxsize=4096)
def sight_of(table: MeasureTable) -> audit.Event:
    """The event of somebody seeing a table."""
    return audit.event("saw", **_said(table))


def export_of(table: MeasureTable, form: str) -> audit.Event:
    """The event of somebody taking a table away as a file."""
    return audit.event("exported", form=form, **_said(table))


def _said(table: MeasureTable) -> dict[str, object]:
    chosen, because = table.selection, table.frame.loc[table.frame["symbol"] == HIDDEN, "hidden_because"]
    return {
        "indicator": table.indicator.indicator_id, "area": chosen.authority, "wards": chosen.wards, "priority_area": chosen.priority_area,
        "period": chosen.period, "breakdown": chosen.breakdown, "rows_by": chosen.by, "comparator": chosen.comparator,
        "version": current_version().number, "rows": len(table.frame), "hidden": len(because), "hidden_kinds": kinds_of(because),
    }  # fmt: skip


def kinds_of(because: pd.Series) -> list[str]:
    """Why rows are hidden, as the log's KINDS, from the sentences that tables give."""
    rules = settings()
    known = {
        small_number(rules): "small",
        small_base(rules): "few",
        PROTECTS: "protecting",
        HIDDEN_BASE: "protecting",
        REASONS["c"]: "publisher",
    }
    return sorted({known.get(str(why), "other") for why in because.unique()})


def printed(tables: Iterable[MeasureTable]) -> None:
    """Note tables that a command is about to print; whoever runs it is told apart by their account. Raises AuditFailed."""
    actor = audit.Actor(audit.actor_here().person, access_here().role)
    audit.record(settings().home, actor, list(dict.fromkeys(map(sight_of, tables))))
