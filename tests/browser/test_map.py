"""The ward map: its colours, its outlines fetched once, its tooltips."""

import json
from pathlib import Path

import numpy as np
import pytest

from components.maps.choropleth import HEIGHT
from components.maps.deck import _mercator, view_of
from components.maps.outlines import label_address, layer_of
from components.theme import QUINTILES
from measures.catalogue import indicator
from measures.held import wards_of
from measures.publish import publish
from measures.selection import Selection
from measures.words import value_text
from settings import settings
from tests.browser.pixels import over, picture, pixels_of

pytestmark = [pytest.mark.browser, pytest.mark.paints, pytest.mark.xdist_group("browser")]
BACKGROUND = {"light": "#ffffff", "dark": "#10161d"}
POOLE = "demographics?la=E06000029&compare=england"
FEWEST = 150


def _points(layer_id: str) -> list[dict]:
    """Names and points as the browser gets them."""
    return json.loads((settings().static / "labels" / Path(label_address(layer_id)).name).read_text(encoding="utf-8"))


def map_of(reader):
    """The map, scrolled into view."""
    found = reader.page.get_by_test_id("stDeckGlJsonChart")
    found.wait_for()
    found.scroll_into_view_if_needed()
    return found


def classes_shown(reader, theme: str) -> list[int]:
    """Pixels of each of the five classes."""
    image = picture(map_of(reader))
    return [pixels_of(image, over(colour, BACKGROUND[theme])) for colour in QUINTILES]


def wait_for_colours(reader, theme: str = "light") -> None:
    """Until the map has been drawn in its five colours."""
    reader.until(lambda: min(classes_shown(reader, theme)) >= FEWEST, "five colours")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_shows_five_classes_and_is_not_black(visit, theme):
    with visit(theme=theme) as reader:
        reader.open(POOLE)
        wait_for_colours(reader, theme)
        image = picture(map_of(reader))
        black = pixels_of(image, np.array([0, 0, 0]))
        assert black < 0.01 * image.shape[0] * image.shape[1]
        assert (
            pixels_of(image, np.array([int(BACKGROUND[theme][i : i + 2], 16) for i in (1, 3, 5)])) > 0.2 * image.shape[0] * image.shape[1]
        )


def test_another_figure_recolours_the_map_without_fetching_outlines_again(visit):
    with visit(fresh=True) as reader:
        reader.open(POOLE)
        wait_for_colours(reader)
        before = picture(map_of(reader))
        reader.choose("Show on the map", indicator("population_0_4_share").title)
        reader.page.get_by_role("heading", name="aged 0 to 4 as a share of all residents, by ward").wait_for()
        reader.until(lambda: changed(before, picture(map_of(reader))) > 0.03, "other colours")
        wait_for_colours(reader)
        reader.choose("Compare with", "Its region")
        reader.choose("Year", "2015 (modelled)")
        wait_for_colours(reader)
        assert len(reader.wire.outlines()) == 1, reader.wire.outlines()
        reader.go("Overview").go("Demographics")
        wait_for_colours(reader)
        assert len(reader.wire.outlines_sent) == 1, "another page and back must find the outlines in the browser's cache"


def changed(before: np.ndarray, after: np.ndarray) -> float:
    """Share of pixels that differ."""
    return float((np.abs(before - after).max(axis=2) > 20).mean()) if before.shape == after.shape else 0.0


def test_the_tooltip_names_the_ward_and_its_figure(visit, demo):
    table = publish("population_0_19_share", Selection("E06000029", by="ward", comparator="england"))
    with visit() as reader:
        reader.open(POOLE)
        wait_for_colours(reader)
        for ward in ("Hamworthy West", "Broadstone", "Canford Heath East"):
            row = table.frame.set_index("area_name").loc[ward]
            assert tooltip_over(reader, ward).startswith(f"{ward}: {value_text(row['value'], row['symbol'], 'share', 1)}")


def tooltip_over(reader, ward: str) -> str:
    """Name and figure that appear when the mouse rests on a ward."""
    box = map_of(reader).bounding_box()
    x, y = place_on_map(ward, box["width"])
    tooltip = reader.page.locator(".deck-tooltip")
    reader.page.mouse.move(box["x"] + x - 4, box["y"] + y)
    reader.page.mouse.move(box["x"] + x, box["y"] + y, steps=4)
    reader.until(lambda: tooltip.is_visible() and tooltip.locator("b").inner_text() == ward, f"the tooltip of {ward}", 20)
    figure = tooltip.locator("span").evaluate("e => getComputedStyle(e, '::after').content")
    return f"{ward}: {figure.strip(chr(34))}"


def place_on_map(ward: str, width: float) -> tuple[float, float]:
    """Where the label of a ward of Poole lies on a map ``width`` wide, in pixels from its upper left corner."""
    assert ward in set(wards_of("E06000029")["ward_name"])
    layer = layer_of("E06000029")
    view = view_of(layer, HEIGHT)
    longitude, latitude = next(point["p"] for point in _points(layer["layer_id"]) if point["n"] == ward)
    scale = 512 * 2**view.zoom
    x = (longitude - view.longitude) / 360 * scale
    y = (_mercator(view.latitude) - _mercator(latitude)) / (2 * np.pi) * scale
    return width / 2 + x, HEIGHT / 2 + y


def test_the_map_of_places_stands_out(visit):
    with visit() as reader:
        reader.open("overview?plan=poole-2014")
        named, other = (over(colour, "#ffffff") for colour in (QUINTILES[3], "#D5DBE1"))
        reader.until(lambda: min(pixels_of(picture(map_of(reader)), colour) for colour in (named, other)) >= FEWEST, "named places")


def test_narrowing_to_wards_recolours_the_map(visit):
    with visit() as reader:
        reader.open(POOLE)
        wait_for_colours(reader)
        reader.after(lambda: reader._click_option("Wards", "Alderney"))
        reader.until(lambda: classes_shown(reader, "light")[4] < FEWEST, "the other wards greyed")
