"""DfE statistical neighbours: the ten authorities most like each authority, models of 2025 and 2021."""

import pandas as pd

from importers.authorities import authorities
from importers.cells import need_columns, refuse_duplicates
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet

_CLOSENESS = {"Extremely close", "Very close", "Close", "Somewhat close", "Not close"}
_NEIGHBOURS = range(1, 11)


def recognises(header: tuple[str, ...]) -> bool:
    """The wide layout of the published CSV, or that of the workbook."""
    return {"old_la_code", "la_name", "region_ind", "SN_1", "SN_1P"} <= set(header) or {"LA num", "LA Name", "SN1", "SNP"} <= set(header)


def read(sheet: Sheet) -> Reading:
    """Ten neighbours of each authority, in order."""
    frame = sheet.frame
    number, name = ("old_la_code", "la_name") if "SN_1" in frame.columns else ("LA num", "LA Name")
    rows, aside = _of_this_model(frame, number)
    refuse_duplicates(rows, number)
    model = _model(rows[number])
    names = authorities()["la_name"].to_dict() | dict(zip(frame[number], frame[name], strict=True))
    ranked = [_ranked(rows, number, names, place).assign(model=model) for place in _NEIGHBOURS]
    return Reading({"statistical_neighbour": pd.concat(ranked)}, len(frame), aside, release=f"{model} model")


def _of_this_model(frame: pd.DataFrame, number: str) -> tuple[pd.DataFrame, list[Note]]:
    """The rows above the line "Old SNs:"; below it stand abolished authorities with the neighbours of an earlier model."""
    below = frame[number].eq("").cummax()
    if not below.any():
        return frame, []
    note = Note(f"{below.sum()} rows left out from here on; they belong to an earlier model", int(below.idxmax()), number, int(below.sum()))
    return frame[~below], [note]


def _model(numbers: pd.Series) -> str:
    """The year of the model. Only that of 2025 was published as old_la_code; else Cumbria (909) tells, which gave way to 942 and 943."""
    if numbers.name == "old_la_code" or numbers.isin(["942", "943"]).any():
        return "2025"
    if (numbers == "909").any():
        return "2021"
    raise Refused("the year of the model cannot be told: neither Cumbria (909) nor its successors (942, 943) are in it")


def _ranked(rows: pd.DataFrame, number: str, names: dict[str, str], place: int) -> pd.DataFrame:
    """The neighbour in one place of every authority."""
    neighbour, closeness = _columns(number, place)
    need_columns(rows, neighbour, closeness)
    codes = authorities()["area_code"].to_dict()
    return pd.DataFrame({
        "area_code": _looked_up(rows, number, codes), "neighbour_rank": place, "neighbour_code": _looked_up(rows, neighbour, codes),
        "neighbour_la_number": rows[neighbour], "neighbour_name": _looked_up(rows, neighbour, names),
        "closeness": _closeness(rows, closeness),
    })  # fmt: skip


def _columns(number: str, place: int) -> tuple[str, str]:
    """The columns of a neighbour and its closeness. The workbook and the file of 2021 call all ten of the latter SNP."""
    if number == "old_la_code":
        return f"SN_{place}", f"SN_{place}P"
    return f"SN{place}", "SNP" if place == 1 else f"SNP.{place}"


def _looked_up(rows: pd.DataFrame, column: str, known: dict[str, str]) -> pd.Series:
    found = rows[column].map(known)
    if found.isna().any():
        row = found.isna().idxmax()
        raise Refused(f'"{rows.at[row, column][:40]}" is not the number of an authority', row=row, column=column)
    return found


def _closeness(rows: pd.DataFrame, column: str) -> pd.Series:
    words = rows[column].str.strip().str.capitalize()
    bad = ~words.isin(_CLOSENESS)
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{rows.at[row, column][:40]}" is not one of {", ".join(sorted(_CLOSENESS))}', row=row, column=column)
    return words


NEIGHBOURS = Importer(
    "dfe_neighbours", 52, recognises, read,
    Provenance(
        "Department for Education", "Statistical neighbours",
        "Contains public sector information licensed under the Open Government Licence v3.0. Source: Department for Education.",
    ),
)  # fmt: skip
