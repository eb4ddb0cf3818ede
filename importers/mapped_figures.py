"""Figures and residents of a table that a mapping describes."""

import re

import pandas as pd

from importers.cells import counts, counts_together, refuse_duplicates, valued
from importers.mapped_cells import areas, coded, periods
from importers.mapping import Mapping
from importers.mapping_toml import Table
from importers.populations import NO_LIMIT, age_columns
from importers.reading import Note, Reading, Refused
from importers.sheets import Sheet

_AGES = re.compile(r"^(?:aged? )?(\d{1,3})(?:\s?(?:-|–|to)\s?(\d{1,3})|\s?(\+|and over|and above|or over))?(?: years?)?$", re.IGNORECASE)
_EVERYBODY = {"all ages", "all", "total"}
_SEXES = {"female": "Female", "females": "Female", "f": "Female", "male": "Male", "males": "Male", "m": "Male",
          "persons": "Persons", "total": "Persons", "all": "Persons"}  # fmt: skip


def read_observation(mapping: Mapping, sheet: Sheet) -> Reading:
    """Each [[value]] as a measure of its own, of the groups of [group] where there is one."""
    frame = sheet.frame
    code, tables = areas(mapping, frame)
    period, group = periods(mapping, frame), mapping.table("group")
    column = group.get("column")
    _refuse_again(frame, mapping, column)
    base = pd.DataFrame({
        "area_code": code, "time_period": period, "breakdown": group.get("breakdown", "Total"),
        "group_code": coded(frame, group) if column else "Total", "group_name": frame[column] if column else "Total",
    })  # fmt: skip
    if column and (frame[column] == "").any():
        raise Refused("the cell is empty", row=(frame[column] == "").idxmax(), column=column)
    values = mapping.written.tables("value")
    rows = [base.assign(measure=value.get("measure")).join(_valued(frame, value, mapping)) for value in values]
    notes = [Note(f"{value.get('measure')} is in {value.get('unit')}", column=value.get("column")) for value in values]
    return Reading(tables | {"observation": pd.concat(rows)}, len(frame), notes=notes, release=period.max())


def _refuse_again(frame: pd.DataFrame, mapping: Mapping, *more: str | None) -> None:
    key = [mapping.table("area").get("code"), mapping.table("period").get("column"), *more]
    refuse_duplicates(frame, *filter(None, key))


def _valued(frame: pd.DataFrame, value: Table, mapping: Mapping) -> pd.DataFrame:
    """Value and symbol of one column; fractions as percentages."""
    column = value.get("column")
    symbols = mapping.table("symbols").values
    found = valued(frame.assign(**{column: frame[column].replace(symbols)}) if symbols else frame, column)
    if value.get("fraction"):
        outside = found["value"].notna() & ~found["value"].between(0, 1)
        if outside.any():
            row = outside.idxmax()
            raise Refused(f"{found.at[row, 'value']:,.12g} is not between 0 and 1, but the mapping says fraction", row=row, column=column)
        found["value"] = (found["value"] * 100).round(10)
    return found


def read_population(mapping: Mapping, sheet: Sheet) -> Reading:
    """Residents by sex and age, whether the ages stand in columns or in rows."""
    frame = sheet.frame
    code, tables = areas(mapping, frame)
    period, age = periods(mapping, frame, years_only=True), mapping.table("age")
    base = pd.DataFrame({"area_code": code, "time_period": period, "sex": _sexes(mapping, frame)})
    rows = _wide(mapping, sheet, base) if age.get("wide") else _long(mapping, frame, base)
    total = age.get("total")
    if total:
        rows = pd.concat([rows, base.assign(age_from=0, age_to=NO_LIMIT, persons=counts(frame, total))])
    return Reading(tables | {"population": rows}, len(frame), release=f"mid-{period.max()}")


def _sexes(mapping: Mapping, frame: pd.DataFrame) -> pd.Series:
    sex = mapping.table("sex")
    if not sex.get("column"):
        return pd.Series(sex.get("fixed", "Persons"), index=frame.index)
    found = coded(frame, sex) if sex.get("codes") else frame[sex.get("column")].str.lower().map(_SEXES)
    if found.isna().any():
        row = found.isna().idxmax()
        column = sex.get("column")
        raise Refused(f'"{frame.at[row, column][:40]}" is no sex; list it in [sex] codes', row=row, column=column)
    return found


def _wide(mapping: Mapping, sheet: Sheet, base: pd.DataFrame) -> pd.DataFrame:
    """One row an age from columns named 0, 1, … 90+, or F0, M0 and so on."""
    frame, age = sheet.frame, mapping.table("age")
    ages = age_columns(sheet.header)
    if not ages:
        raise age.fault("wide", "the file has no columns named by ages, such as 0, 1, … 90+, or F0 and M0")
    _refuse_again(frame, mapping, mapping.table("sex").get("column"))
    found = counts_together(frame, list(ages)).set_axis(base.index)
    rows = [base.assign(age_from=first, age_to=last, persons=found[name]) for name, (_, first, last) in ages.items()]
    named = [rows[place].assign(sex=sex) if sex else rows[place] for place, (sex, _, _) in enumerate(ages.values())]
    return pd.concat(named)


def _long(mapping: Mapping, frame: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    age = mapping.table("age")
    persons = counts(frame, mapping.table("persons").get("column"))
    if age.get("from"):
        first, last = counts(frame, age.get("from")), counts(frame, age.get("to"))
        backwards = (first > last) | (last > NO_LIMIT)
        if backwards.any():
            row = backwards.idxmax()
            raise Refused(f"ages from {first[row]} to {last[row]} are none", row=row, column=age.get("from"))
    else:
        first, last = _ages(age, frame)
    return base.assign(age_from=first, age_to=last, persons=persons)


def _ages(age: Table, frame: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The youngest and oldest age of each row, of texts such as 7, 5-9, 5 to 9, 90+ and All ages."""
    column, fixed = age.get("column"), age.get("fixed")
    texts = frame[column] if column else pd.Series(fixed, index=frame.index)
    known = {text: _span(text) for text in texts.unique()}
    for text, span in known.items():
        if span is None and column is None:
            raise age.fault("fixed", f'"{fixed}" is not an age such as 7, 5-9, 90+ or All ages')
        if span is None:
            row = (texts == text).idxmax()
            raise Refused(f'"{text[:40]}" is not an age such as 7, 5-9, 90+ or All ages', row=row, column=column)
    return texts.map(lambda text: known[text][0]), texts.map(lambda text: known[text][1])


def _span(text: str) -> tuple[int, int] | None:
    if text.lower() in _EVERYBODY:
        return 0, NO_LIMIT
    found = _AGES.match(text)
    if not found:
        return None
    first = int(found[1])
    last = NO_LIMIT if found[3] else int(found[2] or first)
    return (first, last) if first <= last <= NO_LIMIT else None
