"""The ``figures`` of an indicator in indicators/*.toml, made into the parallel lists that queries/place/observed_figures.sql takes.

    [indicator.stable_placements.figures.Total]
    counts = ["Living with the same carer"]       numerator: source groups, added up
    others = ["Other"]                            what else the denominator holds; only for the bounds of a hidden count
    of = ["Total children"]                       denominator
    figure = ["lait.123::Total"]                  the figure as published, where it is not worked out
    decimals = 0                                  of this breakdown, where its publisher gives another number of them

A source group belongs to the indicator's ``measure`` (``of_measure`` for the denominator, ``figure_measure`` for the figure) unless another
measure stands before ``::``. A list within the list holds alternatives, the first that is held counts. With ``codes`` the entry stands
for several groups: ``{code}`` is the group's code, or its ``source`` where the publisher writes it otherwise; ``{word}`` is any other word
that the group's entry holds, and a group without that word has no such part.

With ``figure_first`` the publisher's own figure is shown even where its counts are held, because these are rounded; with
``academic_years`` every period is an academic year and written as 202425, whoever publishes it.
"""

import re
from collections.abc import Iterator

QUERY = "place/observed_figures"
_ROLES = {"counts": "measure", "others": "measure", "of": "of_measure", "figure": "figure_measure"}
_LISTS = ("breakdowns", "groups", "names", "roles", "slots", "preferences", "measures", "source_groups")
_FLAGS = ("figure_first", "academic_years")
_WORD = re.compile(r"\{(\w+)\}")


def parameters_of(stated: dict) -> dict[str, tuple | bool]:
    """The parameters of QUERY for an indicator's entry: one element a part in each list."""
    rows = [row for breakdown, entry in stated["figures"].items() for row in _of_breakdown(breakdown, entry, stated)]
    lists = dict(zip(_LISTS, zip(*rows, strict=True), strict=True))
    return lists | {flag: stated.get(flag, False) for flag in _FLAGS} | {"counts_only": stated.get("kind") == "count"}


def decimals_of(stated: dict) -> dict[str, int]:
    """Decimals by breakdown, where they are not the indicator's."""
    return {breakdown: entry["decimals"] for breakdown, entry in stated["figures"].items() if "decimals" in entry}


def _of_breakdown(breakdown: str, entry: dict, stated: dict) -> Iterator[tuple]:
    for code, given in entry.get("codes", {"Total": "Total"}).items():
        words = given if isinstance(given, dict) else {"name": given}
        words = words | {"code": words.get("source", code)}
        for role in _ROLES:
            for slot, source in enumerate(entry.get(role, ())):
                for part in _alternatives(role, source, words, stated):
                    yield breakdown, code, words["name"], role, slot, *part


def _alternatives(role: str, source: str | list[str], words: dict[str, str], stated: dict) -> Iterator[tuple[int, str, str]]:
    """preference, measure and source group of each alternative of a part."""
    for preference, text in enumerate([source] if isinstance(source, str) else source):
        if all(word in words for word in _WORD.findall(text)):
            measure, _, group = _WORD.sub(lambda found: words[found[1]], text).rpartition("::")
            yield preference, measure or stated.get(_ROLES[role]) or stated["measure"], group
