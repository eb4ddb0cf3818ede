"""The priority areas of an authority as areas to count over: each, all of them together, and the rest of the authority."""

import pandas as pd

from measures.errors import CannotAnswer
from measures.held import plans, priority_areas, wards_of
from measures.scope import Scope
from measures.selection import Selection

TOGETHER, REST = "priority areas together", "rest of the authority"


def _of(selection: Selection) -> pd.DataFrame:
    """Rows of the authority's priority areas, those of the plan chosen where it names any."""
    held = priority_areas()
    mine = held[held["authority_code"] == selection.authority]
    of_plan = mine[mine["plan_id"] == selection.plan]
    return mine if of_plan.empty else of_plan


def by_priority_area(selection: Selection, name: str) -> Scope:
    """One row a priority area. CannotAnswer where none is held. Wards in several areas count once in all together."""
    held = _of(selection)
    if held.empty:
        raise CannotAnswer(f"No priority area of {name} is held.")
    known = list(wards_of(selection.authority)["ward_code"])
    parts = [
        _part(area_id, rows, known, repeated=_is_repeated(held, rows)) for area_id, rows in held.groupby("priority_area_id", sort=False)
    ]
    drawn = [part for part in parts if part.codes]
    inside = {code for part in drawn for code in part.codes}
    if drawn:
        rest = tuple(code for code in known if code not in inside)
        parts.append(Scope(tuple(sorted(inside)), f"{selection.authority}:priority-areas", f"All priority areas of {name}", TOGETHER, {}))
        parts += [Scope(rest, f"{selection.authority}:elsewhere", f"Rest of {name}", REST, {})] * bool(rest)
    names = {part.scope_code: part.name for part in parts}
    return Scope((), None, f"Priority areas of {name}", "priority area", names, tuple(part for part in parts if part.codes))


def _is_repeated(held: pd.DataFrame, rows: pd.DataFrame) -> bool:
    """Whether two plans name a place alike."""
    return held.loc[held["area_name"] == rows["area_name"].iloc[0], "plan_id"].nunique() > 1


def _part(area_id: str, rows: pd.DataFrame, known: list[str], *, repeated: bool) -> Scope:
    members = tuple(sorted({code for code in rows["ward_code"] if code in known}))
    whole = len(members) == rows["ward_code"].nunique()  # a member of another vintage cannot be counted, nor the area without it
    first = rows.iloc[0]
    plan = f" ({plans().at[first['plan_id'], 'short_title']})" if repeated else ""
    return Scope(members if whole else (), area_id, f"{first['area_name']}{plan}", "priority area", {})


def notes_of_priority_areas(selection: Selection, scope: Scope) -> list[str]:
    """Which areas have no boundary, and which wards lie in several. Empty unless the rows are priority areas."""
    if selection.by != "priority_area":
        return []
    drawn = [part for part in scope.parts if part.area_type == "priority area"]
    lacking = [name for code, name in scope.names.items() if code not in {part.scope_code for part in scope.parts}]
    notes = [f"{', '.join(lacking)}: no boundary in wards of the vintage shown, so no figure can be counted."] * bool(lacking)
    codes = pd.Series([code for part in drawn for code in part.codes], dtype=object)
    twice = wards_of(selection.authority).set_index("ward_code")["ward_name"].reindex(codes[codes.duplicated()].unique())
    said = f"{', '.join(twice)}: in more than one of these areas; counted once in all of them together."
    return notes + [said] * bool(len(twice))
