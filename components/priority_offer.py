"""From a cluster of deprived LSOAs to a priority area: the way from the Deprivation page to the form."""

import streamlit as st

from components.priority_drafts import LINK
from components.site import script_of
from measures.editions import Edition
from measures.errors import CannotAnswer
from measures.hotspots import hotspots
from measures.selection import Selection
from measures.small_areas import ward_of_lsoas


def offer_clusters(chosen: Selection, index: str, edition: Edition, *, moran: bool) -> None:
    """A choice of the clusters listed above and a link that makes an area of one; nothing where there are none."""
    try:
        found = hotspots(chosen.authority, index, edition)
    except CannotAnswer:
        return  # the figure above says why there are none
    clusters = found.moran_clusters if moran else found.clusters
    if not clusters:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="cluster_row"):
        number = st.selectbox("Cluster", range(len(clusters)), format_func=lambda n: _words(n, clusters[n], chosen.authority), width=420)
        where = {"la": chosen.authority, "plan": chosen.plan, LINK: ",".join(clusters[number])}
        st.page_link(script_of("priority-areas"), label="Make a priority area of it", icon=":material/bookmark_add:",
                     query_params={key: value for key, value in where.items() if value})  # fmt: skip


def _words(number: int, codes: tuple[str, ...], authority: str) -> str:
    wards = ward_of_lsoas(authority).reindex(codes).nunique()
    return f"Cluster {number + 1}: {len(codes)} LSOA{'s' * (len(codes) != 1)} in {wards} ward{'s' * (wards != 1)}"
