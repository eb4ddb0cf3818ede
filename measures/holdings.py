"""What is held of every indicator: periods and area types. For the list of indicators and the Data page."""

from measures.catalogue import Indicator, indicators
from warehouse import query


def indicator_holdings() -> dict[str, dict[str, list[str]]]:
    """By indicator id: ``periods`` and ``area_types``, each in order; empty lists where nothing is held."""
    areas = query("lookups/areas_by_type").set_index("area_code")["area_type"]
    return {key: _held(wanted, areas) for key, wanted in indicators().items()}


def _held(wanted: Indicator, areas) -> dict[str, list[str]]:
    counts = query(wanted.query, area_codes=list(areas.index), scope_code=None, **wanted.parameters, time_periods=None, breakdown="Total")
    types = counts["area_code"].map(areas).unique()
    return {"periods": sorted(counts["time_period"].unique()), "area_types": sorted(types)}
