"""Lines over collection years, the same for every question of the Placements page."""

from components import care_tables as data
from components.charts.gap_lines import gap_lines
from components.figure import Figure, figure_of
from measures.selection import Selection
from measures.table import MeasureTable


def lines_over_years(chosen: Selection, names: dict[str, str], title: str, y_title: str, marks: str) -> Figure:
    """Indicators of the authority over the years held, a line each, called as ``names`` says by indicator id; ``marks`` is what is said of them."""

    def draw(*tables: MeasureTable) -> None:
        parts = tuple((table, "value", names[table.indicator.indicator_id], "", "") for table in tables)
        said = f"Lines over the years for {data.name_of(chosen)}: {', '.join(names.values())}."
        gap_lines(parts, "", y_title, said, x_title="Year ending 31 March")

    return figure_of(f"{title}, {data.name_of(chosen)}", data.over_years, (chosen, *names), draw, lambda *_: marks)
