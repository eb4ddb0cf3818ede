"""What the forecast rests on: the children of an authority month by month, as flows between states. Exact: only ``care_forecast`` may ask, and
what it shows is modelled and rounded."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from measures.care_chain import AGES, PLACES, Flows
from warehouse import query

AGE_NAMES = dict(zip(AGES, ("under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over", "age not known"), strict=True))
PLACE_NAMES = dict(zip(PLACES, ("foster carers", "children's homes", "supported or independent living", "with parents", "placed for adoption",
                                "other placements"), strict=True))  # fmt: skip
IN_OTHER = ("Secure", "School", "OtherResidential", "Temporary", "Other", "Unknown")  # the groups that the forecast takes together
GROUPS = {"Total": {"Total": "all children"}, "age": AGE_NAMES, "placement_type": PLACE_NAMES}


@dataclass(frozen=True, eq=False)
class Months:
    """Months held without a gap up to the latest, by name (2025-03): the flows of each, and the children at the end of it by age band and
    placement; ``first`` are those at the beginning of the first."""

    names: tuple[str, ...]
    flows: Flows
    standing: np.ndarray
    first: np.ndarray
    source_ids: tuple[str, ...]

    @property
    def ends_held(self) -> int:
        """How many month ends are held."""
        return len(self.names) + 1 if self.names else 0

    def before(self, month: int) -> np.ndarray:
        """The children at the beginning of a month, by its position (at the end of the last one where it is their number)."""
        return self.standing[month - 1] if month else self.first


@lru_cache(maxsize=16)
def months_held(authority: str, source_ids: tuple[str, ...], in_version: str) -> Months:
    """The months of an authority. Not to be changed."""
    rows = query("cohort/care_transitions", "cohort", source_ids=list(source_ids), authority_code=authority)
    names = _without_gap(sorted(rows["time_period"].unique()))
    rows = _positions(rows[rows["time_period"].isin(names)], names)
    stayed, entered = rows[(rows["place"] >= 0) & (rows["next_place"] >= 0)], rows[rows["place"] < 0]
    left, begun = rows[rows["next_place"] < 0], rows[(rows["place"] >= 0) & (rows["month"] == 0)]
    grown = stayed[stayed["age"] != stayed["next_age"]]
    size = (len(names), len(AGES), len(PLACES))
    flows = Flows(
        _summed(stayed, (*size, len(PLACES)), "month", "age", "place", "next_place"), _summed(left, size, "month", "age", "place"),
        _summed(grown, size[:2], "month", "age"), _summed(entered, size, "month", "next_age", "next_place"),
    )  # fmt: skip
    standing = _summed(rows[rows["next_place"] >= 0], size, "month", "next_age", "next_place")
    return Months(tuple(names), flows, standing, _summed(begun, size[1:], "age", "place"), tuple(sorted(rows["source_id"].unique())))


def _without_gap(names: list[str]) -> list[str]:
    """The months up to the last one of which none is missing."""
    periods = [pd.Period(name, "M") for name in names]
    starts = [at for at in range(1, len(periods)) if periods[at] != periods[at - 1] + 1]
    return names[starts[-1] if starts else 0 :]


def _positions(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Month, bands and placements by their positions, -1 for a child not looked after; placements that the forecast does not tell apart are other ones."""
    ages, places = ({name: at for at, name in enumerate(known)} for known in (AGES, PLACES))
    found = {"month": rows["time_period"].map({name: at for at, name in enumerate(names)})}
    for side in ("", "next_"):
        away = rows[f"{side}place_group"].isna()
        found[f"{side}age"] = rows[f"{side}age_group"].map(ages).fillna(-1)
        found[f"{side}place"] = rows[f"{side}place_group"].map(places).fillna(places["Other"]).mask(away, -1)
    return pd.DataFrame(found).astype(int).assign(numerator=rows["numerator"], source_id=rows["source_id"])


def _summed(rows: pd.DataFrame, size: tuple[int, ...], *names: str) -> np.ndarray:
    found = np.zeros(size)
    np.add.at(found, tuple(rows[name].to_numpy() for name in names), rows["numerator"].to_numpy())
    return found


def by_group(counts: np.ndarray, breakdown: str) -> np.ndarray:
    """Children by groups of a breakdown (last axis) from children by age band and placement (the last two)."""
    if breakdown == "Total":
        return counts.sum(axis=(-2, -1))[..., None]
    return counts.sum(axis=-1 if breakdown == "age" else -2)
