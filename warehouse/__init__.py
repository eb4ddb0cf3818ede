"""The only code that knows DuckDB: the schema, the versions of the two files, connections and queries."""

from warehouse.connection import WarehouseMissing, WarehouseOutdated, current_version, one_version
from warehouse.query import query

__all__ = ["WarehouseMissing", "WarehouseOutdated", "current_version", "one_version", "query"]
