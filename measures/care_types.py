"""Children by type of placement, out of the fixed table of 31 March: by age, and far from home."""

import pandas as pd

from measures.access import Access
from measures.care import care_sources
from measures.care_base import DAY, periods_of_care, protected_rows
from measures.care_returns import name_of, returns_for
from measures.errors import CannotAnswer

TYPES = {"Foster": "foster carers", "ChildrensHome": "children's homes", "School": "residential schools",
         "Supported": "supported or independent living"}  # fmt: skip
# The sets of the table by what they say of a child: more than 20 miles from home, outside the authority, both.
FAR, OUTSIDE, BOTH, ALL = "far", "outside", "out_far", "all"


def placed(authority: str, year: int, access: Access | None = None) -> pd.DataFrame:
    """Protected rows by set_code, breakdown (Total, placement_type, type_by_age) and group_code: numerator, symbol, hidden_because, source_id.
    Not to be changed. Raises NotPermitted, or CannotAnswer where the year is not held."""
    returns_for(access)
    if str(year) not in [period.name for period in periods_of_care(DAY, authority)]:
        raise CannotAnswer(f"No return of children looked after is held for {name_of(authority)} in that year.")
    rows = protected_rows(DAY, authority, [str(year)], ["Total", "placement_type", "type_by_age"])
    return rows[rows["place_code"] == authority].assign(nature=care_sources().nature)


def far_by_ward(authority: str, year: int) -> pd.DataFrame:
    """Protected rows of the wards' children more than 20 miles from home, by placement_type, as ``together`` takes them."""
    rows = protected_rows(DAY, authority, [str(year)], ["placement_type"])
    far = rows[rows["set_code"] == FAR]
    return far.assign(area_code=far["place_code"])
