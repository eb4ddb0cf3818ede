"""The only code that knows DuckDB: the schema, the versions of the two files, connections and queries."""

from warehouse.connection import WarehouseMissing, current_version, one_version
from warehouse.query import query

__all__ = ["WarehouseMissing", "current_version", "one_version", "query"]
