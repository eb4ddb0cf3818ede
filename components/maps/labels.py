"""Points and names for the labels of a layer."""

from functools import cache

from measures.held import version
from warehouse import query


@cache
def _points(layer_id: str, in_version: str) -> list[dict]:
    rows = query("lookups/layer_labels", layer_id=layer_id)
    return [{"p": [x, y], "n": name} for x, y, name in rows.itertuples(index=False)]


def label_points(layer_id: str) -> list[dict]:
    """Position (longitude, latitude, degrees) and name of each area of a layer."""
    return _points(layer_id, version())
