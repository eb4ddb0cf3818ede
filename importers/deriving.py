"""Fill schema main of a version from what its sources say, and look through the result."""

from pathlib import Path

from importers.joining import draw_layers, join_wards
from warehouse.build import Version, new_version
from warehouse.edition import edition
from warehouse.versions import read_pointer


def rebuild(home: Path) -> bool:
    """Make the warehouse anew from what its sources said, when another edition built it. False when there is nothing to do."""
    inforce = read_pointer(home)
    if inforce is None or inforce.edition == edition():
        return False
    with new_version(home) as version:
        derive(version)
    return True


def derive(version: Version) -> None:
    """Fill schema main from schema raw, and look through it."""
    version.bound_memory()
    for known in version.run("lookups/release_orders").itertuples():
        version.mark(known.source_id, release_order=known.release_order)
    version.clean("10", "29")
    join_wards(version)
    version.clean("30", "99")
    draw_layers(version)
    version.check()
