"""Editions of the English indices of deprivation, and the words for tenths of England."""

from dataclasses import dataclass
from functools import cache, lru_cache

from measures.held import layers, version
from measures.small_areas import lsoas_of
from warehouse import query


@dataclass(frozen=True)
class Edition:
    """``name`` is its year; ``population_period`` the mid-year of its own denominators; ``census_year`` that of its LSOAs."""

    name: str
    lsoas_in_england: int
    population_period: str
    census_year: int


@cache
def _editions(in_version: str) -> tuple[Edition, ...]:
    return tuple(Edition(*row) for row in query("lookups/editions").itertuples(index=False))


def editions_of(authority: str) -> tuple[Edition, ...]:
    """The editions in which LSOAs of an authority or its wards are held: those that have the whole authority first, then the latest."""
    return _editions_of(authority, version())


@lru_cache(maxsize=512)
def _editions_of(authority: str, in_version: str) -> tuple[Edition, ...]:
    held = lsoas_of(authority).groupby("edition")["is_of_authority"].any()
    found = [edition for edition in _editions(version()) if edition.name in held.index]
    return tuple(sorted(found, key=lambda edition: not held[edition.name]))


def drawn_editions(authority: str) -> str:
    """A sentence that names the editions whose LSOAs can be drawn with the outlines held; empty for none."""
    held = layers().query("authority_code == @authority and area_type == 'lsoa'")["boundary_year"]
    names = [edition.name for edition in editions_of(authority) if edition.census_year in set(held)]
    return f" With what is held the edition of {' and '.join(names)} can be drawn: choose it above." if names else ""


def decile_words(decile: float) -> str:
    """A national decile in words: "most deprived 10%", "10 to 20%", … "least deprived 10%"."""
    if decile == 1:
        return "most deprived 10%"
    if decile == 10:
        return "least deprived 10%"
    return f"{10 * (int(decile) - 1)} to {10 * int(decile)}%"
