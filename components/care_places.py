"""Where children looked after come from and where they are placed: by ward and priority area of home, and flows."""

from components import care_tables as data
from components.figure import Figure, figure_of, show_figures
from components.maps.choropleth import map_legend, ward_map
from components.published import remembered
from components.tables import show_ranking
from measures.selection import Selection
from measures.table import MeasureTable


def show_places(chosen: Selection) -> None:
    """By ward of home, by priority area."""
    show_figures("care_wards", by_ward(chosen), layout="map")


@remembered
def by_ward(chosen: Selection) -> Figure:
    """Map and ranking of the wards children came from."""

    def draw(table: MeasureTable) -> None:
        ward_map(table)
        map_legend(table)
        show_ranking(table)

    title = f"Homes of children looked after, by ward, 31 March {data.year_of(chosen)}"
    return figure_of(title, data.by_ward, ("own_children_looked_after", chosen), draw)
