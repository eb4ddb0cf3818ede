"""How many children are looked after, who they are, and how many come and go."""

from components import care_tables as data
from components.care_lines import lines_over_years
from components.charts.bars import bars, bars_marks
from components.charts.months import months
from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.published import remembered
from measures.care_months import course
from measures.selection import Selection
from measures.table import MeasureTable

_FLOWS = {"own_children_starting": "started", "own_children_ceasing": "ceased"}
_WENT = "reason_ceased"


def show_numbers(chosen: Selection) -> None:
    """Month by month; by group; those who came and went."""
    show_figures("care_months", by_month(chosen), layout="scrolling")
    by = choose("Told apart by", tuple(data.GROUPS), "by", data.GROUPS.get, width=265)
    show_figures("care_groups", groups(chosen, "own_children_looked_after", by), came_and_went(chosen))
    show_figures("care_flows", came(chosen), went(chosen))


@remembered
def by_month(chosen: Selection) -> Figure:
    """The monthly series with its peak."""

    def marks(table: MeasureTable) -> str:
        return f"{course(table)} Large dots: 31 March, exact. Rings: the highest month of each run of years held. Other months are rounded to the nearest 5."

    return figure_of(f"Children looked after at the end of each month, {data.name_of(chosen)}", data.by_month, (chosen,), months, marks)


@remembered
def groups(chosen: Selection, key: str, by: str) -> Figure:
    """An indicator by group on 31 March."""
    title = f"By {data.GROUPS[by][0].lower() + data.GROUPS[by][1:]}, 31 March {data.year_of(chosen)}"
    return figure_of(title, data.by_group, (key, chosen, by), bars, bars_marks)


@remembered
def came_and_went(chosen: Selection) -> Figure:
    """Children starting and ceasing over the years."""
    marks = "Years ending 31 March; a child counts once a year. Short breaks are left out."
    return lines_over_years(chosen, _FLOWS, "Came into care and left it", "children in the year", marks)


@remembered
def came(chosen: Selection) -> Figure:
    """Those who started, by the law under which they came: emergencies among them."""
    title = f"Came into care, by legal status at the start, year to 31 March {data.year_of(chosen)}"
    return figure_of(title, data.by_group, ("own_children_starting", chosen, "legal_status"), bars, _emergencies)


def _emergencies(table: MeasureTable) -> str:
    return f"{bars_marks(table)} A return does not say whether an entry was planned; child protection here means by the police or an emergency order."


@remembered
def went(chosen: Selection) -> Figure:
    """Those who ceased, by the reason."""
    title = f"Left care, by reason, year to 31 March {data.year_of(chosen)}"
    return figure_of(title, data.by_group, ("own_children_ceasing", chosen, _WENT), bars, bars_marks)
