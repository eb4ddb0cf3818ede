"""Attainment and special educational needs in the layout of explore education statistics."""

import pandas as pd

from data.demo.make.ees import CHILDREN_IN_NEED, DISTRICTS, LOOKED_AFTER, in_order, place, wide
from data.demo.make.figures import Figures
from data.demo.make.writing import Folder

EARLY_YEARS = "ees/1_eyfsp_headline_measures_2022.csv"
KS2_GROUPS, KS4_GROUPS = "ees/ks2_la.csv", "ees/ks4_la.csv"
KS4_DISTRICTS = "ees/ks4-lad-2024.csv"
KS2_DISADVANTAGE, SEN = "ees/ks2_national_disadvantage.csv", "ees/special_educational_needs_in_england.csv"

_EARLY_YEARS = {
    "children_count": "children_number", "elg_expected_all_count": "elg_number", "elg_expected_all_percent": "elg_percentage",
    "cll_expected_count": "comm_lang_lit_number", "cll_expected_percent": "comm_lang_lit_percentage",
    "gld_count": "gld_number", "gld_percent": "gld_percentage",
}  # fmt: skip
_KS2 = {
    "reading_expected_standard_percent": "pt_read_met_expected_standard",
    "writing_expected_standard_percent": "pt_writta_met_expected_standard",
    "maths_expected_standard_percent": "pt_mat_met_expected_standard", "rwm_eligible_pupils_count": "t_rwm_eligible_pupils",
    "rwm_expected_standard_count": "t_rwm_met_expected_standard", "rwm_expected_standard_percent": "pt_rwm_met_expected_standard",
}  # fmt: skip
_KS4 = {
    "pupils_count": "t_pupils", "attainment8_average": "avg_att8",
    "english_maths_grade_9_5_count": "t_l2basics_95", "english_maths_grade_9_5_percent": "pt_l2basics_95",
    "english_maths_grade_9_4_count": "t_l2basics_94", "english_maths_grade_9_4_percent": "pt_l2basics_94",
}  # fmt: skip
_PROGRESS = {"progress8_average": "avg_p8score", "progress8_lower_95_ci": "p8score_ci_low", "progress8_upper_95_ci": "p8score_ci_upp"}
_GROUP = {"social_care_group": "social_care_group", "version": "version"}
_NEEDS = {"pupils_count": "Total", "ehc_plan_count": "Education, health and care plan",
          "sen_support_count": "SEN support / SEN without an EHC plan"}  # fmt: skip


def write(out: Folder, read: Figures) -> None:
    """Six files."""
    out.table(EARLY_YEARS, _early_years(read["eyfsp_gld_2022"]))
    out.table(KS2_GROUPS, wide(read["ks2_social_care_group"], "Academic year", LOOKED_AFTER, _GROUP, _KS2))
    out.table(KS4_GROUPS, wide(read["ks4_social_care_group"], "Academic year", LOOKED_AFTER, _GROUP, _KS4))
    filters = {"version": "version", "methodology": "level_methodology", "establishment_type_group": "establishment_type_group"}
    out.table(KS4_DISTRICTS, wide(read["ks4_all_pupils_lad_2024"], "Academic year", DISTRICTS, filters, _KS4 | _PROGRESS))
    out.table(KS2_DISADVANTAGE, _disadvantage(read["ks2_rwm_england_disadvantage"]))
    out.table(SEN, _special_needs(read["sen_england_2026"]))


def _early_years(table: pd.DataFrame) -> pd.DataFrame:
    """Percentages with six decimals, as the publisher prints them; the district columns are blank, no district is held."""
    # The publisher calls the topic "characteristic" and the group "characteristic_type"; the figures name them the other way round.
    filters = {"characteristic_type": "characteristic", "characteristic": "characteristic_type", "sex": "gender"}
    frame = wide(table, "Academic year", CHILDREN_IN_NEED, filters, _EARLY_YEARS)
    for name in (n for n in frame.columns if n.endswith("_percentage")):
        frame[name] = frame[name].map(lambda text: f"{float(text):.6f}")
    frame.insert(frame.columns.get_loc("la_name") + 1, "lad_code", "")
    frame.insert(frame.columns.get_loc("lad_code") + 1, "lad_name", "")
    return frame


def _disadvantage(table: pd.DataFrame) -> pd.DataFrame:
    """Expected standard in reading, writing and maths, England, by disadvantage."""
    rows = in_order(table, ["disadvantage_status"])
    total = rows["disadvantage_status"] == "Total"
    columns = pd.DataFrame({
        "subject": "Reading, writing and maths", "breakdown_topic": total.map({True: "All pupils", False: "Disadvantage"}),
        "breakdown": rows["disadvantage_status"], "eligible_pupil_count": rows["rwm_eligible_pupils_count"],
        "expected_standard_pupil_percent": rows["rwm_expected_standard_percent"],
    })  # fmt: skip
    return pd.concat([place(rows, "Academic year", CHILDREN_IN_NEED), columns], axis=1)


def _special_needs(table: pd.DataFrame) -> pd.DataFrame:
    """Pupils by phase and provision, one row each as published."""
    keys = ["geographic_level", "la_code", "la_name", "time_period", "phase_type_grouping"]
    rows = table.rename(columns=_NEEDS).melt(keys, list(_NEEDS.values()), var_name="provision", value_name="count")
    rows["position"] = rows["provision"].map({name: i for i, name in enumerate(_NEEDS.values())})
    rows = in_order(rows, ["phase_type_grouping", "position"])
    columns = pd.DataFrame({
        "phase_type_grouping": rows["phase_type_grouping"], "establishment_type": "Total", "hospital_school": "Total",
        "sen_provision": rows["provision"], "pupil_count": rows["count"],
    })  # fmt: skip
    return pd.concat([place(rows, "Academic year", LOOKED_AFTER), columns], axis=1)
