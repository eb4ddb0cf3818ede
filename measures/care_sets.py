"""Sets of children looked after and how they hang together, which disclosure control has to know (docs/decisions/0026).

A set is to the engine what an area is: its rows go by place and set, ``E06000059|far``; those of all children by the place alone.
"""

from collections.abc import Iterator

import pandas as pd

from measures.disclosure.counts import PART
from measures.disclosure.table import TOTAL, Key, Sum, Sums

ALL = "all"
_WHERE, _HOW_FAR = ("in", "out", "somewhere"), ("near", "far", "unknown")
NINE = tuple(f"{where}_{far}" for where in _WHERE for far in _HOW_FAR)
# What the whole of a set is worth: what people ask for is hidden last, what only helps to protect first.
_WORTH = {"far": 20.0, "outside": 20.0, "out_far": 10.0, "foster": 20.0, "moves": 20.0, "long": 5.0, "stable": 5.0, "distance_known": 5.0,
          "location_known": 5.0, "both_known": 3.0, "in_touch": 20.0, "suitable": 20.0, "eet": 20.0, "former_carers": 10.0}  # fmt: skip
_LITTLE = 0.2
_CROSSED, _OF_CROSSED = "type_by_age", ("placement_type", "age")  # its groups are those of both: "Foster 10to15"
GROUP_OF_PART = "group of a part"  # rounded: exact, the difference of two sets would tell of few children
_TOPS = {ALL, "started", "ceased", "new"}
_TOGETHER = {
    "far": tuple(f"{where}_far" for where in _WHERE),
    "outside": tuple(f"out_{far}" for far in _HOW_FAR),
    "distance_known": (*(f"{where}_near" for where in _WHERE), "far"),
    "location_known": (*(f"in_{far}" for far in _HOW_FAR), "outside"),
    "both_known": ("in_near", "in_far", "out_near", "out_far"),
}
# A set that is a part of another, of whose rest nobody is told: by the groups that is all that is known of sets of places.
_WITHIN = (("moves", ALL), ("foster", ALL), ("long", ALL), ("stable", "long"), ("in_touch", ALL), ("suitable", ALL), ("eet", ALL),
           ("former_carers", ALL), ("far", "distance_known"), ("outside", "location_known"),
           ("out_far", "far"), ("out_far", "outside"), ("out_far", "both_known"), ("both_known", "distance_known"), ("both_known", "location_known"),
           ("distance_known", ALL), ("location_known", ALL), ("distance_known", "new"), ("location_known", "new"))  # fmt: skip
KNOWN = {"far": "distance_known", "outside": "location_known", "out_far": "both_known"}  # the children of whom it is known
# The whole of a set is told once more by groups of a breakdown of all children.
_SAME = {
    "far": ("how_far", ("UpTo50", "UpTo100", "Over100")),
    "moves": ("how_many", ("Three", "More")),
    "foster": ("placement_type", ("Foster",)),
}


def code_of(place: str, name: str) -> str:
    """The code under which a set of a place's children goes."""
    return place if name in (ALL, "new") else f"{place}|{name}"


def as_areas(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a base of returns as the engine takes them: a count each, the sets of places as areas."""
    codes = [code_of(place, name) for place, name in zip(rows["place_code"], rows["set_code"], strict=True)]
    is_part = (rows["place_type"] == "authority") & ~rows["set_code"].isin(_TOPS)
    is_rounded = (is_part & (rows["breakdown"] != TOTAL)) | ((rows["breakdown"] == _CROSSED) & (rows["place_type"] == "authority"))
    kinds = rows["place_type"].mask(is_part, PART).mask(is_rounded, GROUP_OF_PART)
    worth = rows["set_code"].map(_WORTH).fillna(_LITTLE).where(rows["breakdown"] == TOTAL, 1.0)
    return rows.assign(area_code=codes, area_type=kinds, numerator=rows["children"], denominator=float("nan"), worth=worth)


def within(rows: pd.DataFrame, authority: str) -> dict[str, str]:
    """The larger area of each set of a ward: the same set of the authority."""
    wards = rows.loc[rows["place_type"] == "ward", ["place_code", "set_code"]].drop_duplicates()
    return {code_of(place, name): code_of(authority, name) for place, name in wards.itertuples(index=False)}


def sums_among(rows: pd.DataFrame, authority: str) -> Sums:
    """How the rows of a base add up beside areas and breakdowns; each only where all its rows are there."""
    held = set(zip(rows["place_code"], rows["set_code"], rows["breakdown"], rows["group_code"], strict=True))
    groups = rows[["place_code", "breakdown", "group_code"]].drop_duplicates().itertuples(index=False)
    of_groups = [each for place, breakdown, group in groups for each in _of_group(place, breakdown, group, held)]
    elsewhere = tuple(
        rows.loc[(rows["breakdown"] == "destination") & ~rows["group_code"].isin([authority, "Unknown"]), "group_code"].unique()
    )
    same = _SAME | ({"outside": ("destination", elsewhere)} if elsewhere else {})
    return (
        *of_groups,
        *_of_crossed(rows, held),
        *(each for place in rows["place_code"].unique() for each in _of_wholes(place, same, held)),
    )


def _of_group(place: str, breakdown: str, group: str, held: set) -> Iterator[Sum]:
    top = "new" if (place, "new", breakdown, group) in held else ALL
    stated = {top: NINE} | _TOGETHER
    for name, whole, parts in [
        *((whole, whole, parts) for whole, parts in stated.items()),
        *((f"{part} {whole}", whole, (part,)) for part, whole in _WITHIN),
    ]:
        if all((place, each, breakdown, group) in held for each in (whole, *parts)):
            yield name, _key(place, whole, breakdown, group), tuple(_key(place, part, breakdown, group) for part in parts)


def _of_crossed(rows: pd.DataFrame, held: set) -> Iterator[Sum]:
    """The groups of two breakdowns as sums of those of both crossed."""
    crossed = rows.loc[rows["breakdown"] == _CROSSED, ["place_code", "group_code"]].drop_duplicates()
    for number, breakdown in enumerate(_OF_CROSSED):
        of = crossed["group_code"].str.split(" ").str[number]
        for (place, group), parts in crossed.groupby([crossed["place_code"], of])["group_code"]:
            if (place, ALL, breakdown, group) in held:
                yield f"crossed {breakdown}", _key(place, ALL, breakdown, group), tuple(_key(place, ALL, _CROSSED, part) for part in parts)


def _of_wholes(place: str, same: dict[str, tuple[str, tuple[str, ...]]], held: set) -> Iterator[Sum]:
    for name, (breakdown, groups) in same.items():
        if all((place, *rest) in held for rest in [(name, TOTAL, TOTAL), *((ALL, breakdown, group) for group in groups)]):
            yield f"same {name}", _key(place, name, TOTAL, TOTAL), tuple(_key(place, ALL, breakdown, group) for group in groups)


def _key(place: str, name: str, breakdown: str, group: str) -> Key:
    return code_of(place, name), breakdown, group
