"""Care leavers: from the authority's own return, and as the department publishes it beside others."""

from components import care_tables as data
from components.care_lines import lines_over_years
from components.care_official import show_care_leavers
from components.charts.bars import bars, bars_marks
from components.figure import Figure, figure_of, show_figures
from components.published import remembered
from measures.catalogue import indicator
from measures.selection import Selection

_LINES = {
    "own_care_leavers_in_touch": "in touch", "own_care_leavers_suitable_accommodation": "in suitable accommodation",
    "own_care_leavers_eet": "in education, employment or training", "own_care_leavers_staying_put": "Staying Put with their foster carers",
}  # fmt: skip


def show_leavers(chosen: Selection) -> None:
    """Own figures over the years and by age where a return is held; then the official ones."""
    if data.year_of(chosen):
        show_figures("care_leavers_years", over_years(chosen), layout="scrolling")
        show_figures("care_leavers_ages", *(by_age(chosen, key) for key in ("own_care_leavers", "own_care_leavers_suitable_accommodation")))
    show_care_leavers(chosen)


@remembered
def over_years(chosen: Selection) -> Figure:
    """The four shares over the years."""

    marks = "Those who died or returned home are left out. Upright bars: 95% intervals."
    return lines_over_years(chosen, _LINES, "Care leavers aged 17 to 21", "% of care leavers aged 17 to 21", marks)


@remembered
def by_age(chosen: Selection, key: str) -> Figure:
    """Younger and older care leavers in the year told."""
    title = f"{indicator(key).title.removesuffix(', from the return')}, by age, {data.year_of(chosen)}"
    return figure_of(title, data.by_group, (key, chosen, "leaver_age"), bars, bars_marks)
