"""How settled children are: moves in the year, with the same carer for two years, how long in care."""

from components import care_tables as data
from components.care_distance import curve_figure, titled_groups
from components.care_lines import lines_over_years
from components.choices import choose
from components.figure import Figure, show_figures
from components.published import remembered
from measures.selection import Selection

_LINES = {"own_placement_moves_3_or_more": "three or more placements in the year", "own_stable_2_years": "same carer for two years"}


def show_moves(chosen: Selection) -> None:
    """Over the years; how long and how often; by group."""
    show_figures("care_settled", over_years(chosen), layout="scrolling")
    show_figures("care_curves", how_long(chosen), how_many(chosen))
    by = choose("Told apart by", tuple(data.GROUPS), "by", data.GROUPS.get, width=265)
    show_figures("care_moves_groups", titled_groups(chosen, "own_placement_moves_3_or_more", by), layout="scrolling")


@remembered
def over_years(chosen: Selection) -> Figure:
    """Both measures over the years."""

    marks = (
        "Upright bars: 95% intervals. Temporary placements and the way back are no moves. Two years: of children under 16 "
        "looked after for two and a half years or longer."
    )
    return lines_over_years(chosen, _LINES, "Moves and stability", "%", marks)


@remembered
def how_long(chosen: Selection) -> Figure:
    """The share who have been in care for so long."""
    return curve_figure(chosen, "how_long", "How long: children in care for so many years or longer")


@remembered
def how_many(chosen: Selection) -> Figure:
    """The share with more than so many placements."""
    return curve_figure(chosen, "how_many", "How often: children with more than so many placements in the year")
