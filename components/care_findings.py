"""Findings in returns of children looked after: those that bear on Placements and what full validations found, on the Data page; the way there."""

import pandas as pd
import streamlit as st

from components.care_tables import name_of
from components.downloads import offer_csv
from components.findings import height_of
from components.site import DATA, script_of
from measures.access import QUALITY, access_here
from measures.care_rules import findings_of_returns, has_returns, readable, rules_broken, rules_words, validations_of
from measures.selection import Selection

HEADING = "### Findings that bear on Placements"
# The figures that a question of the Placements page rests on; what is published is no return's.
_RESTS_ON = {
    "numbers": ("numbers",), "distance": ("distance",), "places": ("places", "distance"), "moves": ("moves",), "leavers": ("leavers",),
    "forecast": ("numbers",), "sufficiency": ("numbers", "distance"), "what_if": ("distance", "places"),
}  # fmt: skip


def point_to_findings(chosen: Selection, question: str) -> None:
    """How many findings in the returns bear on the figures of a question, and the way to them; for those who may see what the checks found."""
    if question not in _RESTS_ON or not access_here().may(QUALITY) or not has_returns(chosen.authority):
        return
    found = findings_of_returns(chosen.authority, _RESTS_ON[question])
    if found.empty:
        st.markdown("No finding in the returns bears on these figures.")
        return
    one, rules = len(found) == 1, rules_words(found)
    with st.container(horizontal=True, vertical_alignment="center", key="care_findings"):
        which = f" ({rules})" if rules else ""
        st.markdown(f"**{len(found):,} finding{'s' * (not one)}** in the returns bear{'s' * one} on these figures{which}.", width="content")
        where = {"la": chosen.authority, "plan": chosen.plan}
        st.page_link(script_of(DATA), label="Findings on the Data page", icon=":material/rule:",
                     query_params={key: value for key, value in where.items() if value})  # fmt: skip


@st.fragment
def show_care_findings(chosen: Selection) -> None:
    """The findings that bear on Placements, and full validations of the authority's returns."""
    if not access_here().may(QUALITY):  # said once, above
        return
    st.markdown(HEADING)
    if not has_returns(chosen.authority):
        st.markdown(f"No return of children looked after (SSDA903) is held for {name_of(chosen)}.")
    else:
        _show_bearing(chosen)
    _show_validations(chosen)


def _show_bearing(chosen: Selection) -> None:
    found = findings_of_returns(chosen.authority)
    if found.empty:
        st.markdown(f"No finding in the returns of {name_of(chosen)} bears on the figures of Placements.")
        return
    rows = readable(found)
    st.markdown(
        f"{len(rows):,} of the findings above, in the returns of {name_of(chosen)}, bear on figures of the Placements page. Rules have the "
        "department's numbers where it has any. Every row is counted as it stands, unless the finding says otherwise."
    )
    _table(rows, "Findings in returns that bear on Placements: rule, table, rows, figures, sentence, file.", "Finding")
    offer_csv(rows, f"findings_placements_{chosen.authority}", "Findings that bear on Placements", "csv_care_findings")


def _show_validations(chosen: Selection) -> None:
    st.markdown("### Full validation of returns")
    done = validations_of(chosen.authority)
    if not done:
        st.markdown(
            f"No return of {name_of(chosen)} has been fully validated here. `python -m importers.validation` asks all rules of the department "
            "that Data to Insight's validator knows (docs/placements.md)."
        )
    for each, is_in_force in done:
        of = "The files validated are in force." if is_in_force else "! Other files than those validated are in force now."
        st.markdown(f"{each.sentence} {of}")
        rows = rules_broken(each)
        if len(rows):
            key = f"{each.collection_year}_{each.authority_code}"
            _table(
                rows,
                f"Rules broken in the return of {each.collection_year}: rule, table, rows, sentence, columns.",
                "What the validator says",
            )
            offer_csv(rows, f"validation_{key}", f"Full validation {each.collection_year}", f"csv_validation_{key}")


def _table(rows: pd.DataFrame, alt: str, wide: str) -> None:
    st.dataframe(rows, hide_index=True, height=height_of(rows), alt=alt,
                 column_config={wide: st.column_config.TextColumn(width=560), "Rows": st.column_config.NumberColumn(format="localized")})  # fmt: skip
