"""Modelled main languages: what people of each ethnic group speak, the same everywhere."""

import numpy as np

from data.demo.make.rounding import whole_rows

# Eleven groups made of the detailed names of the census; the publisher's own list of eleven was not at hand.
LANGUAGES = {
    1: "English (English or Welsh in Wales)", 2: "Any other UK language", 3: "European languages (EU)",
    4: "European languages (non-EU)", 5: "Turkish", 6: "Arabic", 7: "South Asian languages", 8: "East Asian languages",
    9: "African languages", 10: "Sign and supported languages", 11: "Any other languages",
}  # fmt: skip
NO_ANSWER = "Does not apply"
# Per thousand residents of a group whose main language is the second to the eleventh; the rest speak English. The rows
# are the ethnic groups of official codes 1 to 19. Set by hand from general knowledge.
_PER_THOUSAND = np.array([
    (0, 8, 0, 0, 0, 320, 0, 0, 0, 5), (0, 4, 0, 0, 0, 0, 590, 0, 0, 5), (0, 20, 0, 0, 0, 235, 0, 2, 0, 5),
    (0, 10, 0, 0, 1, 235, 0, 0, 0, 15), (0, 15, 4, 3, 5, 190, 160, 2, 0, 80), (0, 45, 0, 0, 12, 0, 0, 150, 0, 10),
    (0, 8, 0, 0, 0, 0, 0, 2, 0, 8), (0, 50, 0, 0, 10, 0, 0, 70, 0, 10), (0, 20, 5, 3, 5, 25, 15, 0, 0, 8),
    (0, 40, 0, 0, 10, 0, 0, 8, 0, 3), (0, 6, 0, 0, 0, 0, 0, 1, 0, 2), (0, 70, 10, 8, 15, 5, 15, 3, 0, 15),
    (1, 1, 0, 0, 0, 0, 0, 0, 0, 0), (6, 10, 1, 0, 0, 0, 0, 0, 0, 1), (20, 20, 5, 0, 0, 0, 0, 0, 0, 5),
    (0, 600, 60, 0, 0, 0, 0, 0, 0, 60), (0, 500, 55, 25, 1, 1, 1, 1, 0, 10), (0, 15, 0, 2, 420, 0, 0, 5, 0, 20),
    (0, 30, 15, 60, 60, 60, 40, 15, 0, 190),
]) / 1000  # fmt: skip
# British Sign Language is not tied to an ethnic group.
_SIGNING = 0.0004


def of_areas(by_group: np.ndarray, under_3: np.ndarray) -> np.ndarray:
    """Whole counts (areas, 12): "Does not apply" first, then the eleven languages.

    ``by_group`` (areas, 19) residents, ``under_3`` (areas,) children too young for the question. The twelve add to
    the residents.
    """
    residents = by_group.sum(axis=1)
    spoken = by_group @ _PER_THOUSAND
    spoken[:, 8] += residents * _SIGNING
    all_languages = np.concatenate([(residents - spoken.sum(axis=1))[:, None], spoken], axis=1)
    return np.concatenate([under_3[:, None], whole_rows(all_languages, residents - under_3)], axis=1)
