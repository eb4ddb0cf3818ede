"""Selection: one frozen value for what a reader has chosen. It feeds SQL, captions, exports and the URL."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from measures.words import year_words

ALL_PERIODS = "all"
COMPARATORS = {
    "none": "nothing", "authority": "its authority", "region": "its region", "england": "England",
    "neighbours": "the mean of its statistical neighbours", "neighbours_median": "the median of its statistical neighbours",
    "neighbours_2021": "the mean of its statistical neighbours of the 2021 model",
    "neighbours_2021_median": "the median of its statistical neighbours of the 2021 model",
    "similar_wards": "the mean of the wards most like it",
}  # fmt: skip
_KEYS = {"plan": "plan", "la": "authority", "priority": "priority_area", "period": "period", "compare": "comparator"}

_ROW_WORDS = {"lsoa": "LSOA", "priority_area": "priority area", "england": "authority of England"}


@dataclass(frozen=True)
class Selection:
    """Plan, area, period, breakdown and comparator chosen.

    ``wards`` narrows the authority to some of its wards and ``priority_area`` to the wards of a named
    area; ``by`` ("ward") asks for one row a ward instead of one for the whole; ``period`` is empty for
    the latest, "all", or a period as the publisher writes it.
    """

    authority: str
    plan: str = ""
    wards: tuple[str, ...] = ()
    priority_area: str = ""
    period: str = ""
    breakdown: str = "Total"
    comparator: str = "none"
    by: str = ""

    def parameters(self) -> dict[str, object]:
        """What SQL needs of the selection beside the areas: the periods (None for all) and the breakdown."""
        periods = None if self.period in ("", ALL_PERIODS) else [self.period]
        return {"time_periods": periods, "breakdown": self.breakdown}

    def but(self, **changes: object) -> "Selection":
        """A copy with some fields changed."""
        return replace(self, **changes)

    def to_query(self) -> dict[str, str | list[str]]:
        """The selection as URL parameters; empty fields are left out."""
        found = {key: getattr(self, name) for key, name in _KEYS.items() if getattr(self, name)}
        return found | ({"ward": list(self.wards)} if self.wards else {})

    @classmethod
    def from_query(cls, query: Mapping[str, str | list[str]]) -> "Selection":
        """The selection that ``to_query`` wrote."""
        found = {name: query[key] for key, name in _KEYS.items() if query.get(key)}
        wards = query.get("ward", [])
        return cls(**({"authority": ""} | found), wards=tuple([wards] if isinstance(wards, str) else wards))

    def sentence(self, area_name: str, period: str) -> str:
        """The selection in words, for captions and exports."""
        rows = f", by {_ROW_WORDS.get(self.by, self.by)}" if self.by else ""
        compared = f", compared with {COMPARATORS[self.comparator]}" if self.comparator != "none" else ""
        return f"{area_name}{rows}, {year_words(period) or 'all periods held'}{compared}"
