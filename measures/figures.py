"""The ``figures`` of an indicator in indicators/*.toml, made into the parallel lists that queries/place/observed_figures.sql takes.

    [indicator.stable_placements.figures.Total]
    counts = ["Living with the same carer"]       numerator: source groups, added up
    others = ["Other"]                            what else the denominator holds; only for the bounds of a hidden count
    of = ["Total children"]                       denominator
    figure = ["lait.123::Total"]                  the figure as published, where it is not worked out

A source group belongs to the indicator's ``measure`` (``of_measure`` for the denominator, ``figure_measure`` for the figure) unless another
measure stands before ``::``. A list within the list holds alternatives, the first that is held counts. With ``codes`` the entry stands
for several groups: ``{code}`` is the group's code, or its ``source`` where the publisher writes it otherwise.
"""

from collections.abc import Iterator

QUERY = "place/observed_figures"
_ROLES = {"counts": "measure", "others": "measure", "of": "of_measure", "figure": "figure_measure"}
_LISTS = ("breakdowns", "groups", "names", "roles", "slots", "preferences", "measures", "source_groups")


def parameters_of(stated: dict) -> dict[str, tuple | bool]:
    """The parameters of QUERY for an indicator's entry: one element a part in each list."""
    rows = [row for breakdown, entry in stated["figures"].items() for row in _of_breakdown(breakdown, entry, stated)]
    lists = dict(zip(_LISTS, zip(*rows, strict=True), strict=True))
    return lists | {"counts_only": stated.get("kind") == "count"}


def _of_breakdown(breakdown: str, entry: dict, stated: dict) -> Iterator[tuple]:
    for code, words in entry.get("codes", {"Total": "Total"}).items():
        named = words if isinstance(words, dict) else {"name": words}
        for role in _ROLES:
            for slot, source in enumerate(entry.get(role, ())):
                for part in _alternatives(role, source, named.get("source", code), stated):
                    yield breakdown, code, named["name"], role, slot, *part


def _alternatives(role: str, source: str | list[str], code: str, stated: dict) -> Iterator[tuple[int, str, str]]:
    """preference, measure and source group of each alternative of a part."""
    for preference, text in enumerate([source] if isinstance(source, str) else source):
        measure, _, group = text.replace("{code}", code).rpartition("::")
        yield preference, measure or stated.get(_ROLES[role]) or stated["measure"], group
