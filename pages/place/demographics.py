"""Demographics: how many children, of what age, where, how that changes, and which ethnic groups and languages."""

from components import demography as parts
from components.frame import selection
from components.layout import pair

chosen = selection()
parts.lead("Demographics", chosen)

left, right = pair((3, 2))
with left:
    parts.show_pyramid(chosen)
with right:
    parts.show_bands(chosen)

parts.show_map(chosen)

left, right = pair()
with left:
    parts.show_trend(chosen)
with right:
    parts.show_births(chosen)

left, right = pair()
with left:
    parts.show_ethnicity(chosen)
with right:
    parts.show_language(chosen)

parts.show_wards(chosen)
