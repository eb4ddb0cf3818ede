"""Demographics: how many children, of what age, where, how that changes, and which ethnic groups and languages."""

from components import demography as parts
from components.figure import show_figures
from components.frame import selection

chosen = selection()
parts.lead("Demographics", chosen)
show_figures("age", parts.age_and_sex(chosen), parts.age_bands(chosen), layout="wide_left")
parts.show_map(chosen)
show_figures("change", parts.change(chosen), parts.births(chosen))
show_figures("groups", parts.ethnicity(chosen), parts.language(chosen))
show_figures("wards", parts.wards(chosen), layout="scrolling")
