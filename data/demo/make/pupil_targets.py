"""What generated pupils must add up to: the official figures of the pack, and where it has none, assumptions set by hand."""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data.demo.make import attainment
from data.demo.make.areas import BCP, DORSET, PLYMOUTH, PORTSMOUTH

AUTHORITIES = (DORSET, BCP, PLYMOUTH, PORTSMOUTH)
YEARS = {"EYFS": ("202122", "202223", "202324", "202425"), "KS2": ("202223", "202324", "202425"), "KS4": ("202223", "202324", "202425")}
RESULTS = {"EYFS": ("gld",), "KS2": ("rwm_expected",), "KS4": ("engmath_9_4", "engmath_9_5")}
CARE = {"CINO at 31 March": "CINO", "CPPO at 31 March": "CPPO", "CLA 12 months at 31 March": "CLA"}
_SEN = {"No identified SEN": "NoSEN", "SEN support": "SENSupport", "EHC plan": "EHCP"}
_FSM = {"Known to be eligible for free school meals": "FSM", "Not known to be eligible for free school meals": "NonFSM"}

# Set by hand from general knowledge where the pack holds no figure: shares of pupils in groups; points a year of change of a percentage.
SHARES = {"fsm": {"FSM": 0.23}, "sex": {"Boys": 0.511}, "sen": {"SENSupport": 0.135, "EHCP": 0.045},
          "social_care": {"CINO": 0.019, "CPPO": 0.005, "CLA": 0.007}}  # fmt: skip
PERCENT = {"gld": 65.0, "rwm_expected": 60.0, "engmath_9_4": 65.0, "engmath_9_5": 45.5}
A_YEAR = {"gld": 0.7, "rwm_expected": 0.9, "engmath_9_4": -0.2, "engmath_9_5": 0.1}
OF_AUTHORITY = {DORSET: -2.0, BCP: 1.5, PLYMOUTH: -1.0, PORTSMOUTH: -2.5}  # points from the percentages above
MEAN_SCORE = 45.5


@dataclass
class Targets:
    """Of one authority, stage and year: ``pupils`` in all; ``sizes`` of groups; ``reached`` by result, breakdown and group;
    ``scores``: average Attainment 8 by breakdown and group, to one decimal. Breakdown and group are Total for everybody."""

    pupils: int
    sizes: dict[tuple[str, str], int] = field(default_factory=dict)
    reached: dict[tuple[str, str, str], int] = field(default_factory=dict)
    scores: dict[tuple[str, str], float] = field(default_factory=dict)


def _table(pack: Path, name: str, code: str) -> pd.DataFrame:
    return pd.read_csv(pack / name, dtype=str, keep_default_na=False).rename(columns={code: "area"})


def _number(text: str) -> float | None:
    """A published number; None for a symbol."""
    return float(text) if text.replace(".", "", 1).isdigit() else None


class Official:
    """The official figures of the pack at ``pack``."""

    def __init__(self, pack: Path):
        self._early = _table(pack, attainment.EARLY_YEARS, "new_la_code")
        self._care = {"KS2": _table(pack, attainment.KS2_GROUPS, "new_la_code"), "KS4": _table(pack, attainment.KS4_GROUPS, "new_la_code")}
        self._districts = _table(pack, attainment.KS4_DISTRICTS, "lad_code")

    def targets(self, authority: str, stage: str, year: str) -> Targets:
        """Official figures where they are held, assumptions for the rest."""
        found = Targets(self._pupils(authority, stage))
        if stage == "EYFS":
            self._early_years(found, authority, year)
        else:
            self._social_care(found, authority, stage, year)
        if stage == "KS4":
            self._everybody_at_sixteen(found, authority, year)
        _assumed(found, authority, stage, year)
        return found

    def _pupils(self, authority: str, stage: str) -> int:
        """As many as in the year with a figure."""
        if stage == "KS4":
            return int(self._districts.set_index("area").at[authority, "t_pupils"])
        rows = self._early[
            (self._early["area"] == authority) & (self._early["characteristic"] == "Total") & (self._early["gender"] == "Total")
        ]
        return int(rows["children_number"].iloc[0])

    def _early_years(self, found: Targets, authority: str, year: str) -> None:
        for row in self._early[(self._early["area"] == authority) & (self._early["time_period"] == year)].to_dict("records"):
            names = _FSM | _SEN
            if row["gender"] != "Total":
                key = ("sex", row["gender"])
            elif row["characteristic_type"] in names:
                code = names[row["characteristic_type"]]
                key = ("fsm" if code in _FSM.values() else "sen", code)
            elif row["characteristic_type"] == "Total":
                key = ("Total", "Total")
            else:
                continue
            found.sizes[key] = int(row["children_number"])
            found.reached["gld", *key] = int(row["gld_number"])

    def _social_care(self, found: Targets, authority: str, stage: str, year: str) -> None:
        rows = self._care[stage]
        counted = {"KS2": {"rwm_expected": "t_rwm_met_expected_standard"},
                   "KS4": {"engmath_9_4": "t_l2basics_94", "engmath_9_5": "t_l2basics_95"}}[stage]  # fmt: skip
        for row in rows[(rows["area"] == authority) & (rows["time_period"] == year)].to_dict("records"):
            key = ("social_care", CARE[row["social_care_group"]])
            found.sizes[key] = int(row["t_rwm_eligible_pupils" if stage == "KS2" else "t_pupils"])
            for result, column in counted.items():
                if (number := _number(row[column])) is not None:
                    found.reached[result, *key] = int(number)
            if stage == "KS4" and (score := _number(row["avg_att8"])) is not None:
                found.scores[key] = score

    def _everybody_at_sixteen(self, found: Targets, authority: str, year: str) -> None:
        for row in self._districts[(self._districts["area"] == authority) & (self._districts["time_period"] == year)].to_dict("records"):
            found.reached["engmath_9_4", "Total", "Total"] = int(row["t_l2basics_94"])
            found.reached["engmath_9_5", "Total", "Total"] = int(row["t_l2basics_95"])
            found.scores["Total", "Total"] = float(row["avg_att8"])


def _assumed(found: Targets, authority: str, stage: str, year: str) -> None:
    """Fill what no official figure says: sizes of groups, and how many reach the standard in all."""
    for breakdown, shares in SHARES.items():
        if not any(known == breakdown for known, _ in found.sizes):
            found.sizes |= {(breakdown, group): round(found.pupils * share) for group, share in shares.items()}
    for result in RESULTS[stage]:
        percent = PERCENT[result] + OF_AUTHORITY[authority] + A_YEAR[result] * (int(year[:4]) - 2023)
        found.reached.setdefault((result, "Total", "Total"), round(found.pupils * percent / 100))
    if stage == "KS4":
        found.scores.setdefault(("Total", "Total"), round(MEAN_SCORE + OF_AUTHORITY[authority] / 2, 1))
