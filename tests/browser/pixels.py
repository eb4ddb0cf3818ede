"""What a canvas shows, counted in colours."""

import io

import numpy as np
from PIL import Image
from playwright.sync_api import Locator

ALPHA = 235 / 255  # of the maps' fill
TOLERANCE = 10


def picture(element: Locator) -> np.ndarray:
    """The element as it is on the screen: rows, columns, red-green-blue."""
    return np.asarray(Image.open(io.BytesIO(element.screenshot(animations="disabled"))).convert("RGB")).astype(int)


def rgb(colour: str) -> np.ndarray:
    """#RRGGBB as three numbers."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])


def over(colour: str, background: str) -> np.ndarray:
    """The colour of a map's fill as it looks on a page of the colour ``background``."""
    return rgb(colour) * ALPHA + rgb(background) * (1 - ALPHA)


def pixels_of(image: np.ndarray, colour: np.ndarray) -> int:
    """How many pixels have the colour, give or take a little."""
    return int((np.abs(image - colour).max(axis=2) <= TOLERANCE).sum())
