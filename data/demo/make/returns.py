"""Generated SSDA903 returns: no child's data. As many children looked after, starting and ceasing, and new placements, as the figures of the pack say.

Run alone with ``python -m data.demo.make.returns``: it reads files of the pack itself.
"""

import hashlib
import zipfile
from pathlib import Path

import numpy as np

from data.demo.make import returns_places
from data.demo.make.areas import AUTHORITIES
from data.demo.make.cohorts import SEED
from data.demo.make.methods import POSTCODES
from data.demo.make.returns_bands import Bands
from data.demo.make.returns_breaks import short_breaks
from data.demo.make.returns_episodes import Episode, episodes_of
from data.demo.make.returns_flows import Child, Flows
from data.demo.make.returns_kinds import describe, fit_foster
from data.demo.make.returns_moves import last_day, move
from data.demo.make.returns_places import Places, places
from data.demo.make.returns_tables import about, episode, header, is_leaver, xml
from data.demo.make.returns_targets import FIRST, FOSTER, NUMBERS, RETURNS, stocks, years
from data.demo.make.writing import MARK, Folder

CHECKSUM = "returns/sample.sha256"
METHOD = (
    "No child's data: every child is generated, with homes by children and deprivation of small areas, postcodes that cannot exist, and as many "
    "children looked after, starting, ceasing and placed anew as the official figures and plans in this pack say; the rest was set by hand."
)


class Generated:
    """Every child of one authority with its episodes."""

    def __init__(self, pack: Path, known: Places, authority: str):
        self.authority, self.known = authority, known
        self._seed = [SEED, list(NUMBERS).index(authority), 903]
        rng = np.random.default_rng(self._seed)
        targets = years(pack, authority, rng)
        flows = Flows(rng, targets, known.homes(authority), stocks(pack, authority)[FIRST - 1])
        move(rng, flows.periods, targets)
        describe(rng, flows.periods, {year.year for year in targets if year.is_official})
        if authority in FOSTER:
            fit_foster(flows.periods, *FOSTER[authority])
        bands = Bands(rng, known, authority)
        for year in targets:
            bands.spread(flows.periods, year)
        breaks = short_breaks(rng, known, authority, len(flows.children))
        self.episodes = {child.number: [one for p in child.periods for one in episodes_of(rng, p, authority)] for child in flows.children}
        self.episodes |= {child.number: own for child, own in breaks}
        self.children = [*flows.children, *(child for child, _ in breaks)]

    def xml(self, year: int) -> str:
        """The return of a year."""
        rng = np.random.default_rng([*self._seed, year])
        details = xml("HEADER", {"LEA": NUMBERS[self.authority], "YEAR": str(year)})
        children = "\n".join(
            self._child(rng, child, year, own) for child in self.children if (own := self._own(child, year)) or is_leaver(child, year)
        )
        return f'<?xml version="1.0" encoding="utf-8"?>\n<!-- SSDA903. {MARK} {METHOD} -->\n<SSDA903>\n{details}\n{children}\n</SSDA903>\n'

    def _own(self, child: Child, year: int) -> list[Episode]:
        first, last = last_day(year - 1) + 1, last_day(year)
        return [one for one in self.episodes[child.number] if one.start <= last and (one.end is None or one.end >= first)]

    def _child(self, rng: np.random.Generator, child: Child, year: int, own: list[Episode]) -> str:
        postcodes = self.known.table["postcode"].tolist()
        records = "".join(xml(tag, cells) for tag, cells in about(rng, child, year, own))
        return f"<CHILD>{xml('HEADER', header(child, year), records)}{''.join(episode(one, year, postcodes) for one in own)}</CHILD>"


def write(pack: Path) -> None:
    """A zip an authority with one XML a year, the table of made-up postcodes, and the digests by which the returns are known."""
    known, digests = places(pack), []
    returns_places.write(Folder(pack), POSTCODES, known)
    for authority, collected in RETURNS.items():
        generated, name = Generated(pack, known, authority), AUTHORITIES[authority]
        with zipfile.ZipFile(pack / "returns" / f"Generated SSDA903 returns of {name}.zip", "w") as archive:
            for year in collected:
                content = generated.xml(year).encode()
                entry = zipfile.ZipInfo(f"Generated SSDA903 {year - 1}-{year % 100:02d} {name}.xml", (2025, 1, 1, 0, 0, 0))
                archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
                digests.append(hashlib.sha256(content).hexdigest())
    (pack / CHECKSUM).write_text("".join(f"{digest}\n" for digest in digests), encoding="ascii")


if __name__ == "__main__":
    write(Path(__file__).resolve().parents[1])
