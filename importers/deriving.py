"""Fill schema main of a version from what its sources say, and look through the result."""

from pathlib import Path

from importers.adding import add, can_be_added
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
    """Fill schema main from schema raw, and look through it. What a load does not touch is left as it was carried over."""
    version.bound_memory()
    known = version.run("lookups/release_orders")
    for source in known.itertuples():
        version.mark(source.source_id, release_order=source.release_order)
    changed = None
    if version.is_carried and can_be_added(version, list(known["source_id"])):
        changed = add(version, list(known["source_id"]))
    else:
        version.begin_anew()
        _everything(version)
    version.check(changed)


def _everything(version: Version) -> None:
    version.clean("10", "29")
    join_wards(version)
    version.clean("30", "99")
    draw_layers(version)
