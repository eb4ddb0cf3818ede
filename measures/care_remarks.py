"""What is to be said beside figures counted from returns of children looked after."""

import pandas as pd

from measures.care import care_sources, is_from_returns
from measures.care_base import MONTHS
from measures.catalogue import Indicator
from measures.selection import Selection
from settings import settings

_RESTS_ON = {
    "modelled": "Counted from generated returns, whose children are no real children",
    "local": "Counted from the authority's own returns (SSDA903); not published by anybody",
}
_PLACED = {
    "far": "More than 20 miles: in a straight line from home to placement, wherever that is.",
    "out_far": "More than 20 miles and outside: both at once; neither of the other two measures.",
    "outside": "Outside: the placement lies in another authority, however near.",
}


def notes_of_returns(rows: pd.DataFrame, wanted: Indicator, selection: Selection) -> list[str]:
    """Sentences for a table counted from returns; none for any other."""
    if not is_from_returns(wanted) or rows["source_id"].isna().all():
        return []
    step = settings().round_to
    notes = [f"{_RESTS_ON[care_sources().nature]}. Short breaks are left out."]
    if wanted.returns["table"] == MONTHS:
        notes.append(f"Months other than March are rounded to the nearest {step}: two days could tell of one child.")
    elif (rows["area_type"] != "authority").any():
        notes.append(f"By the home a child came from. Counts of wards are rounded to the nearest {step}, and so are what they are made of.")
    notes += [_PLACED[wanted.returns["of"]]] if wanted.returns["of"] in _PLACED else []
    if wanted.returns.get("among") == "all" and wanted.returns["of"] in _PLACED:
        notes.append("Children of whom it is not known stay among those it is divided by.")
    if selection.breakdown == "entry":
        notes.append("How the period of care began; a return does not say whether that was planned.")
    return notes
