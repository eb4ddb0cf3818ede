"""Turn sources and places into the list of files to fetch."""

from dataclasses import dataclass

from importers.fetching.places import ENGLAND, Places
from importers.fetching.sources import Source, filled


@dataclass(frozen=True)
class Planned:
    """One file to fetch: its source, its name below the folder, and what fills the placeholders."""

    source: Source
    name: str
    values: dict[str, str]


def planned(sources: list[Source], places: Places, since: int, until: int, only: list[str]) -> tuple[list[Planned], list[str]]:
    """The files in the order of the sources, and sentences about what is left out. ``only`` keeps kinds or single sources."""
    files, left_out = [], list(places.left_out)
    for source in sources:
        if only and source.kind not in only and source.id not in only:
            continue
        fitting = [code for code in _codes(source, places) if not source.codes or code[:3] in source.codes]
        if source.each == "area":
            left_out += [
                f"{source.title} is left out for {code}: it is published by {', '.join(source.codes)} only."
                for code in places.areas if code not in fitting
            ]  # fmt: skip
        files += [_file(source, code, places, since, until) for code in fitting]
    return list({file.name: file for file in files}.values()), left_out


def _codes(source: Source, places: Places) -> tuple[str, ...]:
    return {"area": places.areas, "region": places.regions, "place": places.everywhere, "once": (ENGLAND,)}[source.each]


def _file(source: Source, code: str, places: Places, since: int, until: int) -> Planned:
    values = {
        "area": code, "region": code if source.each == "region" else ",".join(places.regions), "england": ENGLAND,
        "neighbours": ",".join(places.neighbours), "since": str(since), "until": str(until),
    }  # fmt: skip
    return Planned(source, filled(source.file, values), values)
