"""How new what is held is, in words: latest periods, their age, years missing in a series, areas without figures."""

from datetime import UTC, date, datetime
from functools import lru_cache

import pandas as pd

from measures.held import authorities, version, wards_of
from measures.matrix import NO_FIGURE, Holdings, areas_of, holdings, holdings_of, larger_than
from measures.subjects import Subject
from measures.words import listed

COLUMNS = ["Subject", "Latest official", "Age", "Held", "Missing years", "Without figures", "Official", "Modelled"]
_MOST_NAMES = 4
_PLACES = "Places"  # outlines and neighbours are no figures


def today() -> date:
    """The day against which ages are told."""
    return datetime.now(UTC).date()


def freshness(authority: str, level: str, day: date) -> pd.DataFrame:
    """One row a subject held, with COLUMNS: words for the reader, numbers of figures. Not to be changed."""
    return _freshness(authority, level, day, version())


@lru_cache(maxsize=256)
def _freshness(authority: str, level: str, day: date, in_version: str) -> pd.DataFrame:
    held = holdings(authority, level)
    rows = [_row(held, subject, day.year) | {"Without figures": _lacking(authority, level, held, subject)} for subject in held.subjects]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(held: Holdings, subject: Subject, this_year: int) -> dict:
    cells = held.of(subject)
    official = cells[cells["official"] > 0]
    latest = official["periods"].iloc[-1].split(", ")[-1] if len(official) else "none"
    return {
        "Subject": subject.title, "Latest official": latest, "Age": age_words(official["year"].max(), this_year) if len(official) else "",
        "Held": spans(list(cells["year"])), "Missing years": spans(missing_years(cells, subject)),
        "Official": int(cells["official"].sum()), "Modelled": int(cells["modelled"].sum()),
    }  # fmt: skip


def age_words(year: int, this_year: int) -> str:
    """How long ago a year was, as one says it."""
    ago = this_year - int(year)
    if ago < 0:
        return "still to come"
    return ("this year", "last year")[ago] if ago < 2 else f"{ago} years ago"


def missing_years(cells: pd.DataFrame, subject: Subject) -> list[int]:
    """Years inside the series of a yearly subject for which no figure is held, also those published with symbols alone."""
    with_figures = sorted(cells.loc[cells["state"] != NO_FIGURE, "year"])
    if not subject.every or not with_figures:
        return []
    expected = range(with_figures[0], with_figures[-1] + 1, subject.every)
    return [year for year in expected if year not in with_figures]


def spans(years: list[int]) -> str:
    """2012 to 2015, 2018: runs of years drawn together."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _lacking(authority: str, level: str, held: Holdings, subject: Subject) -> str:
    """Which areas have no figure of a subject in any year: wards by name; for an authority, the larger areas it is compared with."""
    if level == "lsoa" or subject.group == _PLACES:
        return ""
    if level == "authority":
        return _names([name for code, name in larger_than(authority).items() if subject.subject_id not in _subjects_of(code, version())])
    named = wards_of(authority).set_index("ward_code")["ward_name"]
    with_figures = frozenset().union(*held.of(subject)["codes"])
    return _names([named[code] for code in areas_of(authority, level) if code not in with_figures])


@lru_cache(maxsize=512)
def _subjects_of(area_code: str, in_version: str) -> frozenset[str]:
    return frozenset(subject.subject_id for subject in holdings_of((area_code,)).subjects)


def _names(names: list[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def amount_sentences(authority: str, level: str, day: date) -> list[str]:
    """How much is held, official against modelled, and how far projections go. Empty when nothing is held."""
    rows = _figures_only(authority, level, day)
    if rows.empty:
        return []
    official, modelled = int(rows["Official"].sum()), int(rows["Modelled"].sum())
    only = [title for title, number in zip(rows["Subject"], rows["Official"], strict=True) if not number]
    many = f"**{_counted(len(rows), 'subject')}** {_are(len(rows))} held in {_counted(official + modelled, 'figure')}"
    natures = f"{official:,} official, {modelled:,} modelled" if official and modelled else f"all {'official' if official else 'modelled'}"
    said = [f"{_where(authority, level)}, {many}: {natures}."]
    if only and official:
        said.append(f"Modelled figures alone stand for {listed(only)}.")
    return said + _projection_sentences(holdings(authority, level), day.year)


def _projection_sentences(held: Holdings, this_year: int) -> list[str]:
    """What goes beyond this year, which the matrix leaves out."""
    later = held.cells[held.cells["year"] > this_year]
    named = [subject.title for subject in held.subjects if subject.subject_id in set(later["subject_id"])]
    return [f"Projections to {later['year'].max()} are held of {listed(named)}."] if named else []


def age_sentences(authority: str, level: str, day: date) -> list[str]:
    """Which newest official figures are more than two years old, and which series have holes."""
    rows = _figures_only(authority, level, day)
    old = rows[[words.endswith("years ago") and int(words.split()[0]) > 2 for words in rows["Age"]]]
    said = []
    if len(old):
        named = [f"{subject} ({period})" for subject, period in zip(old["Subject"], old["Latest official"], strict=True)]
        said.append(f"More than two years old are the newest official figures of {listed(named)}.")
    holes = rows[rows["Missing years"] != ""]
    if len(holes):
        named = [f"{subject} ({years})" for subject, years in zip(holes["Subject"], holes["Missing years"], strict=True)]
        said.append(f"Years are missing inside the series of {listed(named)}.")
    return said


def _figures_only(authority: str, level: str, day: date) -> pd.DataFrame:
    """The rows of subjects that are figures."""
    return freshness(authority, level, day)[[subject.group != _PLACES for subject in holdings(authority, level).subjects]]


def _where(authority: str, level: str) -> str:
    name, number = authorities().at[authority, "area_name"], len(areas_of(authority, level))
    return {"authority": f"For {name} as a whole", "ward": f"For the {number} wards of {name}",
            "lsoa": f"For the LSOAs of {name} (those of 2011 and of 2021 are counted apart)"}[level]  # fmt: skip


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'s' * (number != 1)}"
