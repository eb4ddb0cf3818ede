"""Children's social care in the layout of explore education statistics, only the columns that are held."""

import pandas as pd

from data.demo.make.ees import CHILDREN_IN_NEED, LOOKED_AFTER, in_order, place, wide
from data.demo.make.figures import Figures
from data.demo.make.writing import Folder

PLACEMENTS = "ees/la_cla_during_year_new_placements.csv"
LOOKED_AFTER_RATES = "ees/cla_number_and_rate_per_10k_children.csv"
NEED, REFERRALS = "ees/b1_children_in_need_2013_to_2025.csv", "ees/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
PLANS, ABSENCE = "ees/d3_cpps_subsequent_plan_2013_to_2025.csv", "ees/absence_la.csv"
NEIGHBOURS = "neighbours/sn_model_2025_wide.csv"

_NEED = {
    "cin_episodes_at_any_point_count": "Anypoint_episodes", "cin_children_at_any_point_count": "Anypoint_child",
    "cin_episodes_started_count": "Started_episodes", "cin_children_started_count": "Started_child",
    "cin_episodes_ended_count": "Ended_episodes", "cin_children_ended_count": "Ended_child",
    "cin_at_31_march_count": "At31_episodes", "cin_awaiting_assessment_count": "awaiting_assessment",
}  # fmt: skip
_REFERRALS = {
    "referrals_count": "referral_count", "re_referrals_count": "rereferral_count", "re_referrals_percent": "rereferral_percent",
    "referrals_no_further_action_count": "no_further_action_count",
    "referrals_no_further_action_percent": "no_further_action_percent",
    "referrals_assessed_not_in_need_count": "not_in_need_count", "referrals_assessed_not_in_need_percent": "not_in_need_percent",
    "children_referred_count": "referral_child_count", "children_re_referred_count": "rereferral_child_count",
    "children_re_referred_percent": "rereferral_child_percent",
}  # fmt: skip
_PLANS = {
    "cpp_started_count": "CPP_start", "cpp_started_second_or_subsequent_count": "CPP_subsequent",
    "cpp_started_second_or_subsequent_percent": "CPP_subsequent_percent",
}  # fmt: skip
_ABSENCE = {
    "pupils_count": "t_pupils", "sessions_possible_count": "t_sess_possible",
    "absence_sessions_overall_count": "t_sess_overall", "absence_overall_percent": "pt_overall",
    "absence_sessions_authorised_count": "t_sess_authorised", "absence_authorised_percent": "pt_sess_authorised",
    "absence_sessions_unauthorised_count": "t_sess_unauthorised", "absence_unauthorised_percent": "pt_sess_unauthorised",
    "persistent_absentees_10_percent_count": "t_pupils_pa_10_exact",
    "persistent_absentees_10_percent_percent": "pt_pupils_pa_10_exact",
    "severe_absentees_50_percent_count": "t_pupils_pa_50_exact", "severe_absentees_50_percent_percent": "pt_pupils_pa_50_exact",
}  # fmt: skip
_TITLED = [
    (NEED, "la_children_in_need", "Children in Need", _NEED),
    (REFERRALS, "la_referrals", "Referrals and Re-referrals", _REFERRALS),
    (PLANS, "la_cpp_subsequent", "Child Protection Plans which are a second or subsequent plan", _PLANS),
]


def write(out: Folder, read: Figures) -> None:
    """Seven files."""
    for name, figure, category, measures in _TITLED:
        table = read[figure].assign(category=category)
        out.table(name, wide(table, "Reporting year", CHILDREN_IN_NEED, {"category": "category"}, measures))
    out.table(PLACEMENTS, _placements(read["la_new_placements_distance"]))
    out.table(LOOKED_AFTER_RATES, _looked_after(read["la_cla_rates"]))
    filters = {"absence_period": "absence_terms", "social_care_group": "social_care_group", "school_phase": "phase_type_grouping"}
    out.table(ABSENCE, wide(read["la_absence_social_care_group"], "Academic year", LOOKED_AFTER, filters, _ABSENCE))
    out.table(NEIGHBOURS, _neighbours(read["la_statistical_neighbours_2025"]))


def _placements(table: pd.DataFrame) -> pd.DataFrame:
    """New placements by where they are; a withheld count shows its symbol, and so does its percentage."""
    rows = in_order(table, ["band"])
    shown = {name: rows[name].where(rows["symbol"] == "", rows["symbol"]) for name in ("children_count", "children_percent")}
    filters = pd.DataFrame({"characteristic": "Location of new placements during the year", "breakdown": rows["band"], **shown})
    return pd.concat([place(rows, "Reporting year", LOOKED_AFTER), filters], axis=1)


def _looked_after(table: pd.DataFrame) -> pd.DataFrame:
    rows = in_order(table, ["population_type"])
    names = {"population_type": "population_type", "population_0_17": "population_estimate",
             "children_count": "children_count", "rate_per_10000": "rate_per_10000"}  # fmt: skip
    return pd.concat([place(rows, "Reporting year", LOOKED_AFTER), rows[list(names)].rename(columns=names)], axis=1)


def _neighbours(table: pd.DataFrame) -> pd.DataFrame:
    """One row an authority: number and closeness of each of its ten neighbours. The region's number is not held."""
    table = table.assign(rank=table["neighbour_rank"].astype(int))
    wide_rows = table.pivot(index=["old_la_code", "la_name", "region_name"], columns="rank", values=["neighbour_old_la_code", "closeness"])
    frame = wide_rows.index.to_frame(index=False)
    frame.insert(2, "region_ind", "")
    for rank in range(1, 11):
        frame[f"SN_{rank}"] = wide_rows["neighbour_old_la_code", rank].to_numpy()
        frame[f"SN_{rank}P"] = wide_rows["closeness", rank].to_numpy()
    return frame.sort_values("la_name")
