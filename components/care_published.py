"""The questions of the Placements page that published figures alone answer: what places there are, and other authorities."""

from components.care_official import show_official
from components.care_provision import show_across, show_provision
from components.care_ring import show_ring
from measures.selection import Selection


def show_here(chosen: Selection) -> None:
    """What Ofsted has registered in the authority, and within twenty miles of it."""
    show_provision(chosen)
    show_ring(chosen)


def show_others(chosen: Selection) -> None:
    """Official series against England and the neighbours; children placed across the boundary."""
    show_official(chosen)
    show_across(chosen)
