"""A file of a return on its way into the cohort file: its year and authority found, its tables judged, all of it kept or none."""

import pandas as pd

from importers.children import LINES_ARE_NOT_ROWS, is_sample, key_of, refuse_rejected, rejection, rows_of
from importers.files import GivenFile
from importers.reading import Note, Reading, Refused, ReturnTable
from importers.ssda903.homes import lsoas_of_homes
from importers.ssda903.postcodes import MISSING, made_up, table_in
from importers.ssda903.telling import remember, told_of
from importers.ssda903.years import year_words
from settings import settings
from warehouse.build import Version
from warehouse.returns import KINDS, Told
from warehouse.stated import Unreadable

_PROBLEMS = {"no_child": ("CHILD", "no identifier"), "decom": ("DECOM", "no start, or one that is no date (rule 141 of the department)")}
_NO_AUTHORITY = "the authority of the return is not known, so nothing is shown of it: set NEEDS_ATLAS_RETURN_AUTHORITY to its code and give the return again"


def take_in(version: Version, file: GivenFile, reading: Reading, source_id: str, *, accept_rejected: bool) -> str:
    """Put the tables of a file into the cohort file being written, and count in ``reading`` what was read and left out. Returns the year in words.

    Raises Refused where rows cannot be kept and the user has not said that the rest shall be; then nothing is put in.
    """
    try:
        told = _taken(version, file, reading, source_id)
        refuse_rejected(reading, accept_rejected=accept_rejected)
    except Unreadable as error:
        version.cohort.leave_out()
        raise Refused(str(error), row=error.line) from None
    except BaseException:
        version.cohort.leave_out()
        raise
    version.cohort.settle()
    remember(version.cohort.told, file, told)
    reading.found_out = _told_words(told)
    reading.notes.append(Note(reading.found_out))
    return year_words(told.collection_year)


def recall(version: Version, file: GivenFile, source_id: str) -> None:
    """Let other tables of a return know what is held of one that was loaded before and is given again."""
    held = version.cohort.run("returns/files_held")
    for row in held[(held["source_id"] == source_id) & (held["table_name"] == "episode")].itertuples():
        authority = None if pd.isna(row.authority_code) else str(row.authority_code)
        remember(version.cohort.told, file, Told(int(row.collection_year), "episodes", authority, "homes"))


def _taken(version: Version, file: GivenFile, reading: Reading, source_id: str) -> Told:
    key, draft, told = key_of(file), version.cohort.returns, None
    postcodes = made_up() if is_sample(file) else table_in(version.cohort.folder)
    draft.forget(source_id)
    for part in sorted(reading.returned, key=lambda part: part.name != "episode"):
        lines = rows_of(part.table)
        draft.look_at(part.name, part.table, key, postcodes)
        told = told or told_of(draft, version.cohort.told, file, part)
        homes = _homes(version, file, part)
        read, problems = draft.judge(source_id, part.name, told, homes, has_postcodes=postcodes is not None)
        if read != lines:
            raise Refused(LINES_ARE_NOT_ROWS)
        reading.rows_read += read
        reading.rejected += [_note(part, row) for row in problems.to_dict("records")]
        draft.keep(source_id, part.name, told)
    if postcodes is None and any(part.name == "episode" for part in reading.returned):
        reading.notes.append(Note(MISSING))
    return told


def _homes(version: Version, file: GivenFile, part: ReturnTable):
    """LSOAs of the homes of a table Episodes: those of the installation's own list of postcodes, else those whose outline holds the postcode."""
    if part.name != "episode":
        return None
    listed = settings().postcodes
    if listed and not is_sample(file):
        return version.cohort.returns.homes_listed(listed)
    return lsoas_of_homes(version, version.cohort.returns.run("returns/homes_stated"))


def _note(part: ReturnTable, problem: dict) -> Note:
    column, reason = _PROBLEMS[problem["problem"]]
    return rejection(problem, f"{KINDS[part.name].name}: {reason}", column)


def _told_words(told: Told) -> str:
    by = {"header": "its header", "name": "its name", "dates": "the ends of its episodes", "episodes": "the Episodes loaded with it"}
    of = {"setting": "the settings", "header": "its header", "homes": "where most homes lie", "returns": "the returns held"}
    year = f"Year {year_words(told.collection_year)}, told by {by[told.year_told_by]}"
    if told.authority_code is None:
        return f"{year}; {_NO_AUTHORITY}"
    return f"{year}; authority {told.authority_code}, told by {of[told.authority_told_by]}"
