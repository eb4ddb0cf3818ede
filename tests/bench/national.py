"""A generated England for benchmarks only: as many LSOAs as the real one has, in the publishers' layouts, with invented figures.

Every name says that it is generated; nothing of it is ever part of the product or its bundled pack.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tests.iod_files import DECILE, DOMAINS, IDACI, IDAOPI, IMD, RANK

LSOAS, PER_AUTHORITY, PER_WARD, ACROSS, SIDE = 33_755, 114, 6, 11, 0.008
_REGION = ["E12000009", "South West", "E92000001", "England"]
_LSOA_HEADER = ["LSOA code (2021)", "LSOA name (2021)", "Local Authority District code (2024)", "Local Authority District name (2024)"]


def authority_code(number: int) -> str:
    """Code of the authority ``number``, from 0."""
    return f"E069{number:05d}"


def _places() -> Iterator[tuple[int, list[str]]]:
    """Number of the authority, and LSOA, ward and authority, each with code and name."""
    for number in range(LSOAS):
        home, within = divmod(number, PER_AUTHORITY)
        ward = home * -(-PER_AUTHORITY // PER_WARD) + within // PER_WARD
        yield home, [f"E019{number:05d}", f"Generated {home:03d} {within:03d}", f"E059{ward:05d}", f"Generated ward {ward}",
                     authority_code(home), f"Generated {home:03d}"]  # fmt: skip


def _written(path: Path, header: list[str], rows: Iterator[list[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        writer.writerows(rows)


def _indices(path: Path) -> None:
    """Ranks, deciles and residents of every index, in the layout of File 7: neighbours are alike, as in a real country."""
    dice, columns, places = np.random.default_rng(2025), {}, [place for _, place in _places()]
    near = np.repeat(dice.normal(size=-(-LSOAS // PER_WARD)), PER_WARD)[:LSOAS]
    for words in (IMD, IDACI, IDAOPI, *DOMAINS.values()):
        ranks = (-(near + dice.normal(size=LSOAS))).argsort().argsort() + 1
        columns[words + RANK] = ranks
        columns[words + DECILE] = -(-ranks * 10 // LSOAS)
    columns["Total population: mid 2022"] = dice.integers(1_200, 2_200, LSOAS)
    columns["Dependent Children aged 0-15: mid 2022"] = dice.integers(120, 500, LSOAS)
    rows = ([*place[:2], *place[4:], *(int(values[number]) for values in columns.values())] for number, place in enumerate(places))
    _written(path, [*_LSOA_HEADER, *columns], rows)


def _outlines(path: Path) -> None:
    """A square an LSOA, those of an authority side by side."""
    features = []
    for number, (home, place) in enumerate(_places()):
        row, column = divmod(number % PER_AUTHORITY, ACROSS)
        west, south = -5 + 0.15 * (home % 40) + SIDE * column, 50.5 + 0.15 * (home // 40) + SIDE * row
        ring = [[west, south], [west + SIDE, south], [west + SIDE, south + SIDE], [west, south + SIDE], [west, south]]
        features.append({"type": "Feature", "properties": {"LSOA21CD": place[0], "LSOA21NM": place[1]},
                         "geometry": {"type": "Polygon", "coordinates": [[[round(x, 4), round(y, 4)] for x, y in ring]]}})  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def write(folder: Path) -> list[Path]:
    """Write the generated files into ``folder``: lookups, indices, outlines."""
    paths = [folder / f"Generated for the benchmark, {name}" for name in ("LSOAs.csv", "wards.csv", "indices.csv", "outlines.geojson")]
    _written(paths[0], ["LSOA21CD", "LSOA21NM", "WD23CD", "WD23NM", "LAD23CD", "LAD23NM"], (place for _, place in _places()))
    wards = dict.fromkeys((*place[2:], "", "", *_REGION) for _, place in _places())
    _written(paths[1], ["WD23CD", "WD23NM", "LAD23CD", "LAD23NM", "CTY23CD", "CTY23NM", "RGN23CD", "RGN23NM", "CTRY23CD", "CTRY23NM"],
             map(list, wards))  # fmt: skip
    _indices(paths[2])
    _outlines(paths[3])
    return paths
