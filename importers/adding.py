"""Add what new sources say to a schema main that was carried over, as if all of it had been made anew (docs/decisions/0016).

Only what rests on the tables touched is made again. News of places (an area, an outline, a ward of another year) touch nearly everything
and are not added.
"""

from warehouse.build import Version

# Tables of schema raw that are told apart by their sources alone, and the statement of queries/clean that makes them.
_ALONE = {"measure_description": "54_measure_description", "statistical_neighbour": "53_statistical_neighbour",
          "inspection_outcome": "55_inspection_outcome", "provider": "56_provider", "rural_urban": "22_rural_urban"}  # fmt: skip
_ADDED = {"source", "source_note", "raw.area", "raw.area_lookup", "raw.observation", "raw.population", *(f"raw.{name}" for name in _ALONE)}


def can_be_added(version: Version, source_ids: list[str]) -> bool:
    """Whether the sources, whose rows stand in schema raw, say nothing new of places."""
    return version.touched <= _ADDED and version.run("carry/news_of_places", source_ids=source_ids).empty


def add(version: Version, source_ids: list[str]) -> list[str] | None:
    """Bring schema main up to date with the sources. Only where ``can_be_added`` says so.

    Returns the sources of whose findings some may have changed; None where those of any may.
    """
    words = _area_words(version)
    if "raw.area" in version.touched:
        version.run("clean/10_area")
    if "raw.area_lookup" in version.touched:
        with version.only("relations", ["successor"]):
            version.run("clean/11_area_lookup")
    if "raw.population" in version.touched:
        version.empty("population")
        version.clean("40", "42")
    for table, name in _ALONE.items():
        if f"raw.{table}" in version.touched:
            version.empty(table)
            version.run(f"clean/{name}")
    changed = _add_observations(version, source_ids) if "raw.observation" in version.touched else []
    told_otherwise = version.touched & {"raw.population", "raw.measure_description"} or words != _area_words(version)
    return None if told_otherwise else changed


def _area_words(version: Version) -> int:
    return int(version.run("carry/area_words").at[0, "area_words"])


def _add_observations(version: Version, source_ids: list[str]) -> list[str]:
    """Make anew all figures of the measures that the sources speak of; a choice between sources never looks beyond a measure.

    Returns the sources of these measures, before and after.
    """
    measures = list(version.run("carry/measures_told", source_ids=source_ids)["measure"])
    before = version.run("carry/sources_of_measures", measures=measures)["source_id"]
    version.forget_measures(measures)
    with version.only("measures", measures):
        version.run("clean/50_observation")
        version.run("clean/51_observation_under_new_code")
    return sorted({*source_ids, *before, *version.run("carry/sources_of_measures", measures=measures)["source_id"]})
