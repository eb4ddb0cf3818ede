"""Attainment from five to nineteen, absence and NEET as the department publishes them, through ``python -m measures``."""

import pytest

from tests.golden.published import (
    AREAS,
    DORSET,
    ENGLAND,
    FOUR,
    PLYMOUTH,
    PORTSMOUTH,
    SOUTH_WEST,
    asker,
    ees_cell,
    half_up,
    shown,
    tool_cell,
)

pytestmark = pytest.mark.xdist_group("real_figures")
CARE = {"CINO": "CINO at 31 March", "CPPO": "CPPO at 31 March", "CLA": "CLA 12 months at 31 March"}
OF_THE_TOOL = [  # indicator, breakdown, group, short name in the tool, decimals
    ("gld", "Total", "Total", "FSP_NEW_GOODDEV", 1),
    ("gld", "fsm", "FSM", "FSP_Gooddev_FSM", 1),
    ("gld", "fsm", "NonFSM", "FSP_Gooddev_FSM_Other", 1),
    ("gld", "sen", "SENSupport", "FSP_Gooddev_Without_SENSTATE", 1),
    ("gld", "ethnicity", "Mixed", "FSP_Gooddev_Mixed", 1),
    ("gld", "social_care", "CLA", "LAC_Good_Develop", 1),
    ("ks2_rwm_expected", "Total", "Total", "KS2RWM_Expected_STD", 0),
    ("ks2_rwm_expected", "fsm", "FSM", "FSM_NEW_KS2_RWM", 0),
    ("ks2_rwm_expected", "fsm", "NonFSM", "NonFSM_NEW_KS2_RWM", 0),
    ("ks2_rwm_expected", "disadvantaged", "DAP", "DAP_NEW_KS2_RWM", 0),
    ("ks2_rwm_expected", "disadvantaged", "NonDAP", "NonDAP_NEW_KS2_RWM", 0),
    ("ks2_rwm_expected", "sen", "NoSEN", "NoID_SEN_NEW_KS2_RWM", 0),
    ("ks2_rwm_expected", "sen", "EHCP", "NEW_KS2_RWM_Sen_Withsta", 0),
    ("ks2_rwm_expected", "ethnicity", "Chinese", "KS2_NEW_Chine_RWM", 0),
    ("ks4_attainment8", "Total", "Total", "AVG_Attain8_Score", 1),
    ("ks4_attainment8", "fsm", "FSM", "FSM_AVG_Attain8_Score", 1),
    ("ks4_attainment8", "disadvantaged", "NonDAP", "NonDAP_KS4_ATT8", 1),
    ("ks4_attainment8", "sen", "SENSupport", "SEN_WoStat_AVG_Attain8_Score", 1),
    ("ks4_attainment8", "ethnicity", "Asian", "AVG_Attain8_Score_Asian", 1),
    ("ks4_engmath_9_4", "Total", "Total", "EngMaths9-4", 1),
    ("ks4_engmath_9_5", "Total", "Total", "EngMaths9-5", 1),
    ("absence", "Total", "Total", "TotAbs", 2),
    ("absence", "phase", "Secondary", "SecTotAbs", 2),
    ("persistent_absence", "Total", "Total", "TotPerAbNew", 2),
]


@pytest.fixture
def ask(demo_home, use_home, capsys):
    return asker(demo_home, use_home, capsys)


def rounded(cell: object, places: int) -> object:
    """A published cell as it is shown; its symbol where it has none."""
    return cell if isinstance(cell, str) else half_up(cell, places)


@pytest.mark.parametrize(("indicator", "breakdown", "group", "short", "places"), OF_THE_TOOL)
def test_figures_of_the_tool(ask, indicator, breakdown, group, short, places):
    """The tool writes the academic year 2024/25 as 2025. Its own "-" says no more than not available."""
    for area in AREAS:
        for year, period in (("2025", "202425"), ("2023", "202223")):
            answer = ask(indicator, area, "--breakdown", breakdown, "--period", period)
            assert shown(answer, group) == rounded(tool_cell(short, area, year), places), (area, year)


@pytest.mark.parametrize(
    ("area", "eligible", "others", "gap"), [(DORSET, 39, 62, 23), (PLYMOUTH, None, None, 19), (PORTSMOUTH, None, None, 20)]
)
def test_both_sides_of_the_free_school_meals_gap_at_eleven(ask, area, eligible, others, gap):
    """The gaps are those that the plans' authors read off the department's own table."""
    answer = ask("ks2_rwm_expected", area, "--breakdown", "fsm", "--period", "202425")
    one, other = (tool_cell(f"{group}_NEW_KS2_RWM", area, "2025") for group in ("FSM", "NonFSM"))
    assert (shown(answer, "FSM"), shown(answer, "NonFSM")) == (one, other) and other - one == gap
    assert eligible is None or (one, other) == (eligible, others)


@pytest.mark.parametrize("area", AREAS)
def test_qualified_at_19_and_out_of_education(ask, area):
    assert shown(ask("level3_at_19", area, "--period", "202324")) == rounded(tool_cell("Level3Age19", area, "2024"), 2)
    by = ask("level3_at_19", area, "--period", "202324", "--breakdown", "fsm")
    assert shown(by, "FSM") == rounded(tool_cell("Level3_FMS_Attain", area, "2024"), 2)
    assert shown(by, "NonFSM") == rounded(tool_cell("NonFSM_L3_aged19", area, "2024"), 2)
    assert shown(ask("neet_or_not_known", area, "--period", "2025")) == rounded(tool_cell("16-17_not known_NEET", area, "2025"), 1)


@pytest.mark.parametrize("area", ["E10000009", "E06000029", "E06000028"])
def test_figures_of_former_authorities(ask, area):
    assert shown(ask("ks2_rwm_expected", area, "--period", "201819")) == rounded(tool_cell("KS2RWM_Expected_STD", area, "2019"), 0)
    assert shown(ask("gld", area, "--period", "201718")) == rounded(tool_cell("FSP_NEW_GOODDEV", area, "2018"), 1)
    assert shown(ask("ks4_attainment8", area, "--period", "201718")) == rounded(tool_cell("AVG_Attain8_Score", area, "2018"), 1)


# ------------------------------------------------------------------------------------------------- by social care group

BY_GROUP = [  # indicator, file, columns of percentage, count and total, other filters, decimals
    ("ks2_rwm_expected", "ks2_la", ("pt_rwm_met_expected_standard", "t_rwm_met_expected_standard", "t_rwm_eligible_pupils"), {}, 0),
    ("ks4_engmath_9_4", "ks4_la", ("pt_l2basics_94", "t_l2basics_94", "t_pupils"), {}, 1),
    ("ks4_engmath_9_5", "ks4_la", ("pt_l2basics_95", "t_l2basics_95", "t_pupils"), {}, 1),
    ("ks4_attainment8", "ks4_la", ("avg_att8", None, "t_pupils"), {}, 1),
    ("absence", "absence_la", ("pt_overall", "t_sess_overall", "t_sess_possible"), {"phase_type_grouping": "Total"}, 1),
    ("persistent_absence", "absence_la", ("pt_pupils_pa_10_exact", "t_pupils_pa_10_exact", "t_pupils"), {"phase_type_grouping": "Total"}, 1),
]  # fmt: skip


@pytest.mark.parametrize("period", ["202425", "202324", "202122"])
@pytest.mark.parametrize(("indicator", "file", "columns", "filters", "places"), BY_GROUP)
def test_social_care_groups(ask, indicator, file, columns, filters, places, period):
    """The published percentage, its counts, and every symbol as it stands in the file."""
    for area in AREAS:
        answer = ask(indicator, area, "--breakdown", "social_care", "--period", period)
        for code, words in CARE.items():
            cells = [None if name is None else ees_cell(file, area, period, name, social_care_group=words, **filters) for name in columns]
            assert shown(answer, code) == rounded(cells[0], places), (area, code)
            row = next(row for row in answer["rows"] if row["group"] == code)
            for name, cell in (("numerator", cells[1]), ("denominator", cells[2])):
                assert row[name] == (None if isinstance(cell, str) else cell), (area, code, name)


@pytest.mark.parametrize(("indicator", "file", "column"), [("ks2_rwm_expected", "ks2_la", "pt_rwm_met_expected_standard")])
@pytest.mark.parametrize("period", ["201920", "202021"])
def test_the_years_without_tests_are_not_available_rather_than_nothing(ask, indicator, file, column, period):
    for area in AREAS:
        answer = ask(indicator, area, "--breakdown", "social_care", "--period", period)
        for code, words in CARE.items():
            assert ees_cell(file, area, period, column, social_care_group=words) == "x" == shown(answer, code)
        assert shown(ask(indicator, area, "--period", period)) == "x"


def test_the_symbols_of_the_files_are_all_met(ask):
    """c hidden, x not available, z not applicable: all three occur in what was compared above, or the comparison says nothing of them."""
    met = set()
    for area in FOUR:
        for period in ("202425", "202021", "202324"):
            met |= {row["symbol"] for row in ask("ks2_rwm_expected", area, "--breakdown", "social_care", "--period", period)["rows"]}
    assert {"c", "x", None} <= met


# ------------------------------------------------------------------------------------------------- the profile of 2022 by group

PROFILE = [("Total", "Total", "Total", "Total"), ("sex", "Girls", "Total", "Total"), ("sex", "Boys", "Total", "Total"),
           ("first_language", "NotEnglish", "First language", "Known or believed to be other than English"),
           ("first_language", "English", "First language", "Known or believed to be English"),
           ("fsm", "FSM", "Free school meal eligibility", "Known to be eligible for free school meals"),
           ("sen", "EHCP", "SEN provision", "EHC plan"), ("sen", "NoSEN", "SEN provision", "No identified SEN"),
           ("ethnicity", "White", "Ethnic group: major", "White")]  # fmt: skip


@pytest.mark.parametrize(("breakdown", "group", "characteristic", "kind"), PROFILE)
def test_good_level_of_development_in_2022(ask, breakdown, group, characteristic, kind):
    """Counts of the authority, not those of the district of the same name (Dorset has 3,303 children and 3,278)."""
    for area in (*FOUR, ENGLAND, SOUTH_WEST):
        filters = {"characteristic": characteristic, "characteristic_type": kind, "gender": group if breakdown == "sex" else "Total"}
        some, every, percent = (
            ees_cell("1_eyfsp_headline_measures_2022", area, "202122", name, **filters)
            for name in ("gld_number", "children_number", "gld_percentage")
        )
        answer = ask("gld", area, "--breakdown", breakdown, "--period", "202122")
        row = next(row for row in answer["rows"] if row["group"] == group)
        assert (row["numerator"], row["denominator"], row["value"]) == (some, every, half_up(percent, 1))
        assert row["lower"] <= row["value"] < row["upper"]  # nobody of 45 in Plymouth with a plan
