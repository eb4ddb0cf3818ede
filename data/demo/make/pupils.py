"""Generated pupils: no child's data. Homes by residents, groups and results by deprivation, totals as the official figures of the pack say.

Run alone with ``python -m data.demo.make.pupils``: it reads files of the pack itself.
"""

import hashlib
import io
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtri

from data.demo.make import census, deprivation, populations
from data.demo.make.cohorts import SEED
from data.demo.make.pupil_margins import reaching, scores
from data.demo.make.pupil_targets import AUTHORITIES, RESULTS, YEARS, Official, Targets
from data.demo.make.rounding import whole
from data.demo.make.writing import MARK

NAME = "pupils/Generated pupil results 2021-2025"
CHECKSUM = "pupils/sample.sha256"
METHOD = (
    "No child's data: every pupil is generated. Homes were spread over small areas by children aged 0 to 15, groups and results by deprivation "
    "and chance, so that the authority's official figures in this pack come out exactly; the rest was set by hand."
)
COLUMNS = ["pupil_id", "home_postcode", "home_lsoa", "sex", "ethnicity", "fsm", "disadvantaged", "sen", "first_language", "social_care",
           "phase", "key_stage", "academic_year", "measure", "result"]  # fmt: skip
_LSOAS = 33_755
_WORSE = {"fsm": {"FSM": 0.45}, "sen": {"SENSupport": 1.0, "EHCP": 2.1, None: 0.5}, "social_care": {"CINO": 0.7, "CPPO": 0.7, "CLA": 0.6},
          "sex": {"Boys": 0.22}}  # fmt: skip
_LEANING = {"fsm": 1.1, "sex": 0.0, "sen": 0.35, "social_care": 0.7}  # how strongly deprivation decides who is in a group
_ETHNIC = {"Asian": "Asian", "Black": "Black", "Mixed": "Mixed", "White": "White", "Other": "Other"}


def _homes(pack: Path) -> pd.DataFrame:
    """LSOAs of 2021: authority, children, deprivation (standard deviations, greater is more deprived), whether it was in East Dorset."""
    people = pd.read_csv(pack / populations.FILE_6[2025])
    ranks = pd.read_csv(pack / deprivation.FILE_3[2025]).set_index("LSOA code (2021)")
    former = pd.read_csv(pack / deprivation.FILE_3[2019]).set_index("LSOA code (2011)")["LSOA name (2011)"]
    idaci = next(name for name in ranks.columns if "(IDACI) Rank" in name)
    lsoas = people["LSOA code (2021)"]
    return pd.DataFrame({
        "lsoa": lsoas, "authority": people["Local Authority District code (2024)"],
        "children": people["Dependent Children aged 0-15: mid 2022"],
        "deprived": -ndtri(lsoas.map(ranks[idaci]) / (_LSOAS + 1)),
        "has_middle": lsoas.map(former).fillna("").str.startswith("East Dorset"),
    })  # fmt: skip


def _ethnic_shares(pack: Path, authority: str) -> tuple[list[str], np.ndarray]:
    table = pd.read_csv(pack / census.OFFICIAL)
    rows = table[table.iloc[:, 0] == authority]
    names = rows.iloc[:, 3].str.split(r"[,:\s]").str[0].where(~rows.iloc[:, 3].str.endswith("Chinese"), "Chinese")
    counts = rows.iloc[:, 4].groupby(names.to_numpy()).sum().drop("Does")
    return list(counts.index), (counts / counts.sum()).to_numpy()


def _some(rng: np.random.Generator, weight: np.ndarray, free: np.ndarray, number: int) -> np.ndarray:
    """Positions of ``number`` pupils among those ``free``, drawn without putting back, the likelier the greater their weight."""
    drawn = np.where(free, weight + rng.gumbel(size=len(weight)), -np.inf)
    return np.argsort(-drawn, kind="stable")[:number]


def _grouped(rng: np.random.Generator, pupils: pd.DataFrame, targets: Targets) -> None:
    """Put exactly as many pupils into each group as the targets say; what no target names is the rest, or unknown where it is official."""
    rest = {"fsm": "NonFSM", "sex": "Girls", "sen": "NoSEN", "social_care": "none"}
    for breakdown, leaning in _LEANING.items():
        sizes = {group: size for (known, group), size in targets.sizes.items() if known == breakdown}
        column = np.full(len(pupils), None if rest[breakdown] in sizes else rest[breakdown], dtype=object)
        free = np.ones(len(pupils), dtype=bool)
        for group, size in sorted(sizes.items(), key=lambda item: item[0] == rest[breakdown]):
            weight = leaning * pupils["deprived"].to_numpy() + (0.5 * (pupils["sex"] == "Boys") if breakdown == "sen" else 0)
            chosen = _some(rng, weight if group != rest[breakdown] else np.zeros(len(pupils)), free, size)
            column[chosen], free[chosen] = group, False
        pupils[breakdown] = column


def _described(rng: np.random.Generator, pupils: pd.DataFrame, stage: str, shares: tuple[list[str], np.ndarray]) -> None:
    """Ethnicity, language, disadvantage and phase, which no figure of the pack bounds."""
    n = len(pupils)
    pupils["ethnicity"] = rng.choice(shares[0], size=n, p=shares[1])
    foreign = rng.random(n) < np.where(pupils["ethnicity"] == "White", 0.05, 0.45)
    pupils["first_language"] = np.where(foreign, "NotEnglish", "English")
    poor = (pupils["fsm"] == "FSM") | (pupils["social_care"] == "CLA") | (rng.random(n) < 0.04 + 0.02 * np.clip(pupils["deprived"], -1, 2))
    pupils["disadvantaged"] = np.where(poor, "DAP", "NonDAP")
    usual = np.where((stage == "KS2") & pupils["has_middle"], "Middle", "Secondary" if stage == "KS4" else "Primary")
    pupils["phase"] = np.where((pupils["sen"] == "EHCP") & (rng.random(n) < 0.4), "Special", usual)


def _ability(rng: np.random.Generator, pupils: pd.DataFrame) -> np.ndarray:
    """Standard deviations: chance, less for deprivation and for each group that is behind."""
    behind = sum(pupils[breakdown].map(by_group).fillna(0).to_numpy(dtype=float) for breakdown, by_group in _WORSE.items())
    return rng.normal(size=len(pupils)) - 0.28 * pupils["deprived"].to_numpy() - behind


def _results(rng: np.random.Generator, pupils: pd.DataFrame, stage: str, targets: Targets) -> dict[str, np.ndarray]:
    """By measure, the result of each pupil."""
    ability, among, found = _ability(rng, pupils), np.ones(len(pupils), dtype=bool), {}
    for result in RESULTS[stage]:
        wanted = {(breakdown, group): number for (known, breakdown, group), number in targets.reached.items() if known == result}
        among = reaching(pupils, ability, wanted, among)
        found[result] = among.astype(int)
    if stage == "KS4":
        averages = {group: score for (breakdown, group), score in targets.scores.items() if breakdown == "social_care"}
        found["attainment8"] = scores(ability + 0.3, pupils["social_care"].to_numpy(), averages, targets.scores["Total", "Total"])
    return found


def _one(official: Official, homes: pd.DataFrame, shares: tuple, authority: str, stage: str, year: str) -> pd.DataFrame:
    """Results of one authority, stage and year: a row a pupil and measure."""
    rng = np.random.default_rng([SEED, AUTHORITIES.index(authority), int(year), *stage.encode()])
    targets = official.targets(authority, stage, year)
    own = homes[homes["authority"] == authority]
    pupils = own.loc[own.index.repeat(whole(own["children"].to_numpy(dtype=float), targets.pupils))].reset_index(drop=True)
    pupils["sex"] = None
    _grouped(rng, pupils, targets)
    _described(rng, pupils, stage, shares)
    pupils["pupil_id"] = [f"generated {stage} {year} {authority[-2:]} {number:04d}" for number in rng.permutation(len(pupils))]
    pupils = pupils.assign(key_stage=stage, academic_year=year, home_postcode="", home_lsoa=pupils["lsoa"])
    results = [
        pupils.assign(measure=measure, result=[f"{number:g}" for number in result])
        for measure, result in _results(rng, pupils, stage, targets).items()
    ]
    return pd.concat(results)[COLUMNS].sort_values(["home_lsoa", "pupil_id", "measure"])


def generated(pack: Path) -> pd.DataFrame:
    """Every row of the file, in its order."""
    official, homes = Official(pack), _homes(pack)
    shares = {authority: _ethnic_shares(pack, authority) for authority in AUTHORITIES}
    return pd.concat([
        _one(official, homes, shares[authority], authority, stage, year)
        for stage, years in YEARS.items() for year in years for authority in AUTHORITIES
    ])  # fmt: skip


def write(pack: Path) -> None:
    """The zip with the table, and the digest by which it is known."""
    text = io.StringIO()
    text.write(f'"{MARK} {METHOD}"\n')
    generated(pack).to_csv(text, index=False, lineterminator="\n")
    content = text.getvalue().encode()
    (pack / NAME).parent.mkdir(parents=True, exist_ok=True)
    entry = zipfile.ZipInfo(f"{Path(NAME).name}.csv", (2025, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(pack / f"{NAME}.zip", "w") as archive:
        archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    (pack / CHECKSUM).write_text(f"{hashlib.sha256(content).hexdigest()}\n", encoding="ascii")


if __name__ == "__main__":
    write(Path(__file__).resolve().parents[1])
